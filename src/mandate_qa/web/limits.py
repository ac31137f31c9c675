"""How often one reader may ask: counted in a window that moves along, in the memory of this process."""

from __future__ import annotations

import math
import time
from collections import deque
from threading import Lock
from typing import TYPE_CHECKING

from mandate_qa.errors import TooManyAttemptsError, TooManyQuestionsError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

MINUTE = 60
MOST_KEYS = 100_000
"""Keys that are remembered at the same time; a few hundred bytes each."""


class Window:
    """So many times within so many seconds, for each key. Safe to share between threads.

    What is remembered of a key is gone soon after its seconds are: keys are made of what anybody may send.
    """

    def __init__(self, times: int, seconds: int) -> None:
        self._times, self._seconds = times, seconds
        self._used: dict[str, deque[float]] = {}  # in the order in which they were last used
        self._lock = Lock()

    @property
    def keys(self) -> int:
        """How many keys are remembered."""
        return len(self._used)

    def wait(self, key: str) -> int:
        """0 when the key has a time left, which is then used up; else whole seconds until it has one."""
        now = time.time()
        with self._lock:
            self._let_go(now)
            used = self._used.get(key, deque())
            while used and used[0] <= now - self._seconds:
                used.popleft()
            if len(used) >= self._times:
                return max(1, math.ceil(used[0] + self._seconds - now))
            used.append(now)
            self._used.pop(key, None)
            self._used[key] = used
            return 0

    def attempt(self, key: str) -> None:
        """Use up one time. Raises TooManyAttemptsError when none is left."""
        if seconds := self.wait(key):
            raise TooManyAttemptsError(seconds)

    def forget(self, key: str) -> None:
        """Give the key all its times back."""
        with self._lock:
            self._used.pop(key, None)

    def _let_go(self, now: float) -> None:
        """Forget keys whose last time is over, and the oldest where there are too many."""
        while self._used:
            oldest = next(iter(self._used))
            if self._used[oldest][-1] > now - self._seconds and len(self._used) < MOST_KEYS:
                break
            del self._used[oldest]


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
