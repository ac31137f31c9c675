"""Requests and replies of the library's pages: small forms read, templates filled in, errors as one sentence.

Every change is a POST whose handler is a plain function of the request and its fields.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from mandate_qa.errors import MandateQAError, UsageError
from mandate_qa.web.access import user_of
from mandate_qa.web.library import wording
from mandate_qa.web.templates import rendered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)

LARGEST_FORM = 64 * 1024
"""Bytes of a form without a file."""
MOST_FIELDS = 50

Fields = dict[str, str]
Handler = Callable[["Request", Fields], "Response"]
Endpoint = Callable[["Request"], Awaitable["Response"]]


class RefusedError(UsageError):
    """A request that is answered with one sentence and an HTTP status of its own."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A template of the library's as a reply that no cache keeps."""
    from starlette.responses import HTMLResponse

    root = request.scope.get("root_path", "")
    html = rendered(f"library/{template}", root=root, here="/library", user=user_of(request), **values)
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def see_other(request: Request, path: str) -> Response:
    """Send the browser on to `path` of this service."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}", 303)


def sentence_page(request: Request, sentence: str, status: int) -> Response:
    """A page that says one sentence."""
    return page(request, "sentence.html", status, sentence=sentence)


def answered(request: Request, work: Callable[[], Response]) -> Response:
    """The reply that `work` makes, or a page that says what went wrong."""
    try:
        return work()
    except RefusedError as error:
        return sentence_page(request, str(error), error.status)
    except MandateQAError as error:
        return sentence_page(request, str(error), 400)
    except Exception:
        log.exception("A page of the library was not made.")
        return sentence_page(request, wording.FAILED, 500)


def showing(handler: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """An endpoint for GET that never shows a traceback; it runs in a thread."""
    return lambda request: answered(request, lambda: handler(request))


def changing(handler: Handler) -> Endpoint:
    """An endpoint for POST that reads a small form and hands its fields to `handler`, which runs in a thread."""

    async def endpoint(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        try:
            fields = await small_form(request)
        except RefusedError as error:
            return sentence_page(request, str(error), error.status)
        return await run_in_threadpool(answered, request, lambda: handler(request, fields))

    return endpoint


async def small_form(request: Request) -> Fields:
    """The fields of a form without files. Raises RefusedError."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise RefusedError(413, wording.BAD_FORM)
    try:
        pairs = parse_qsl(body.decode("ascii"), True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise RefusedError(400, wording.BAD_FORM) from error
    return dict(pairs)
