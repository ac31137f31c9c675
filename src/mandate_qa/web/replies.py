"""Work turned into responses: the JSON read first, the work done in a thread, what goes wrong told in one sentence."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import MandateQAError, SettingsError, UsageError
from mandate_qa.web.access import who
from mandate_qa.web.limits import MINUTE, Window
from mandate_qa.web.untrusted import TooLargeError, json_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)

Sent = Mapping[str, Any]
Work = Callable[["Request", Sent], "Response"]
Told = Callable[["Request", str, int], "Response"]
"""Makes a response of a sentence and a status."""

PRIVATE = {"cache-control": "no-store"}
"""What was kept is for who asks for it, and for no cache."""
FAILED = "Something went wrong here, and nothing was kept; try again, or tell the person who runs this service."
OUT_OF_ORDER = "What people leave here cannot be reached at the moment; tell the person who runs this service."
MISSING = "There is nothing of yours here under this name; it may have been deleted."
BAD, MISSED, TOO_LARGE, TOO_MANY, BROKEN, UNAVAILABLE = 400, 404, 413, 429, 500, 503
A_MINUTE = 120
"""Things that one reader, or one address where nobody signs in, may leave in a minute."""


class TooMuchLeftError(UsageError):
    """One reader left too many things at once."""


class Room:
    """Room for what readers leave: so much in a minute for each. Safe to share between threads."""

    def __init__(self) -> None:
        self._window = Window(A_MINUTE, MINUTE)

    def take(self, request: Request) -> None:
        """Count one thing that is left; raises TooMuchLeftError, which tells when there is room again."""
        if seconds := self._window.wait(who(request)):
            raise TooMuchLeftError(f"That is more in a minute than is kept; try again in {seconds} seconds.")


def reply(value: Any, status: int = 200) -> Response:
    """`value` as JSON."""
    from starlette.responses import JSONResponse

    return JSONResponse(value, status, PRIVATE)


def done() -> Response:
    """That something is done, and there is nothing to say."""
    from starlette.responses import Response

    return Response(status_code=204, headers=PRIVATE)


def refusal(request: Request, sentence: str, status: int) -> Response:
    """A sentence about what went wrong, as JSON."""
    return reply({"detail": sentence}, status)


def endpoint(work: Work, most: int = 0, told: Told = refusal) -> Callable[[Request], Awaitable[Response]]:
    """`work` as a route: it gets the JSON object that was sent, of at most `most` bytes; {} where none is expected."""

    async def answered(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        try:
            sent = await json_of(request, most) if most else {}
            return await run_in_threadpool(work, request, sent)
        except Exception as error:
            return told(request, *sentence_of(error))

    return answered


def sentence_of(error: Exception) -> tuple[str, int]:
    """What a reader is told of an error, with the status; what only its operator can mend goes to the log."""
    if isinstance(error, TooLargeError):
        return str(error), TOO_LARGE
    if isinstance(error, TooMuchLeftError):
        return str(error), TOO_MANY
    if isinstance(error, UsageError) and not isinstance(error, SettingsError):
        return str(error), BAD
    if isinstance(error, MandateQAError):
        log.error("%s", error)
        return OUT_OF_ORDER, UNAVAILABLE
    log.error("Something left with the server was not kept.", exc_info=error)
    return FAILED, BROKEN


def token_of(request: Request) -> str:
    """The token that a reader shows; "" without one."""
    return request.headers.get("x-token", "")
