"""Coming to an end: no new question is taken, those under way are finished, then the server stops."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

SAFE = ("GET", "HEAD", "OPTIONS")
WORDS = "This service is being restarted; ask again in a minute."
RETRY_AFTER = "30"
"""Seconds."""
NO_WORK = "/heartbeat/"
"""A connection that an open page holds for as long as it is open."""


class Closing:
    """Whether the end has begun, and how many requests are under way. Safe to share between threads."""

    def __init__(self) -> None:
        self._begun = False
        self._under_way = 0
        self._lock = Lock()

    @property
    def begun(self) -> bool:
        """Whether no new question is taken any more."""
        return self._begun

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._under_way == 0

    def begin(self) -> None:
        """Take no new question from now on; may be called from a signal handler."""
        self._begun = True

    def count(self, change: int) -> None:
        """A request began (1) or ended (-1)."""
        with self._lock:
            self._under_way += change


class Finishing:
    """ASGI middleware that counts what is under way and, once the end has begun, refuses what would begin more."""

    def __init__(self, app: ASGIApp, closing: Closing) -> None:
        self._app, self._closing = app, closing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 503. What was asked before can still be read: that is a GET."""
        if scope["type"] != "http" or NO_WORK in scope["path"]:
            await self._app(scope, receive, send)
            return
        if self._closing.begun and scope["method"] not in SAFE:
            from starlette.responses import JSONResponse

            await JSONResponse({"detail": WORDS}, 503, {"Retry-After": RETRY_AFTER})(scope, receive, send)
            return
        self._closing.count(1)
        try:
            await self._app(scope, receive, send)
        finally:
            self._closing.count(-1)
