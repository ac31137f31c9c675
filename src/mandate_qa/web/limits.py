"""How often one reader may ask: counted in a window that moves along, in the memory of this process."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from mandate_qa.errors import TooManyAttemptsError, TooManyQuestionsError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

MINUTE = 60


class Window:
    """So many times within so many seconds, for each key. Safe to share between threads."""

    def __init__(self, times: int, seconds: int) -> None:
        from limits import RateLimitItemPerSecond
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._item = RateLimitItemPerSecond(times, seconds)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def wait(self, key: str) -> int:
        """0 when the key has a time left, which is then used up; else whole seconds until it has one."""
        if self._limiter.hit(self._item, key):
            return 0
        return max(1, math.ceil(self._limiter.get_window_stats(self._item, key).reset_time - time.time()))

    def attempt(self, key: str) -> None:
        """Use up one time. Raises TooManyAttemptsError when none is left."""
        if seconds := self.wait(key):
            raise TooManyAttemptsError(seconds)

    def forget(self, key: str) -> None:
        """Give the key all its times back."""
        self._limiter.clear(self._item, key)


class Limits:
    """Questions that one reader may ask in a minute. Safe to share between threads."""

    def __init__(self, a_minute: int) -> None:
        """`a_minute` is 0 where there is no limit."""
        self._window = Window(a_minute, MINUTE) if a_minute else None
        self._most = a_minute

    def check(self, reader: str) -> None:
        """Count a question of `reader`, which `access.who` gives for a request.

        Raises TooManyQuestionsError, which tells when to ask again.
        """
        if self._window and (seconds := self._window.wait(reader)):
            raise TooManyQuestionsError(self._most, seconds)


def add_limits(app: FastAPI) -> None:
    """Have routes that raise one of these errors answer 429, with the seconds to wait."""
    from starlette.responses import JSONResponse

    async def too_many(request: Request, error: Exception) -> Response:
        assert isinstance(error, TooManyQuestionsError | TooManyAttemptsError)
        return JSONResponse({"detail": str(error)}, 429, {"Retry-After": str(error.seconds)})

    for kind in (TooManyQuestionsError, TooManyAttemptsError):
        app.add_exception_handler(kind, too_many)
