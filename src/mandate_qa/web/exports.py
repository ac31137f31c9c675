"""POST /export: answers that a browser or a program sends come back as a file to keep.

Knows what a request may hold and how a file is sent. What stands in the file is left to `exporting`; nothing of the
library is looked up, so that an answer is exported as it was told.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import UsageError
from mandate_qa.exporting import ENDINGS, Format, exported, file_name, received
from mandate_qa.exporting.names import disposition
from mandate_qa.web.service import Service

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

LARGEST = 20_000_000
"""Bytes of a request."""
LONGEST_TITLE = 300


def router(service: Service) -> APIRouter:
    """The route; a request that is wrong gets 400 with one sentence in {"error": …}."""
    from fastapi import APIRouter

    routes = APIRouter()
    routes.add_route("/export", export, methods=["POST"])
    return routes


async def export(request: Request) -> Response:
    """The file that a request asks for, made beside the requests of others."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse, Response

    try:
        body = await body_of(request)
        name, kind, file = await run_in_threadpool(made, body, base_of(request))
    except UsageError as error:
        return JSONResponse({"error": str(error)}, status_code=400)
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(file, media_type=kind.media_type, headers=headers)


async def body_of(request: Request) -> bytes:
    """The body of a request; UsageError as soon as it is larger than `LARGEST`."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise UsageError(f"The answers are larger than {LARGEST // 1_000_000} MB; export fewer at a time.")
        parts.append(part)
    return b"".join(parts)


def base_of(request: Request) -> str:
    """The address under which the browser that asks sees the pages; "" for who does not tell, as programs do not."""
    origin = request.headers.get("origin", "")
    return f"{origin}{request.scope.get('root_path', '')}" if origin.startswith(("http://", "https://")) else ""


def made(body: bytes, base: str) -> tuple[str, Format, bytes]:
    """The name, kind and bytes of the file that `body` asks for; UsageError says what is wrong with it."""
    try:
        asked: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise UsageError('The request is no JSON; send {"format": …, "answers": […]}.') from None
    if not isinstance(asked, dict):
        raise UsageError('The request is no JSON object; send {"format": …, "answers": […]}.')
    kind, title = format_of(asked.get("format")), title_of(asked.get("title"))
    records = received(asked.get("answers"))
    return file_name(records, kind, title), kind, exported(records, kind, title, base)


def format_of(given: object) -> Format:
    """The format that a request names; UsageError for any other."""
    if isinstance(given, str) and given in list(Format):
        return Format(given)
    raise UsageError(f'The format is not known; send one of {ENDINGS.replace(".", "")} as "format".')


def title_of(given: object) -> str:
    """The title that a request gives; "" without one."""
    if given is None:
        return ""
    if isinstance(given, str) and len(given) <= LONGEST_TITLE:
        return given.strip()
    raise UsageError(f"The title is no text of at most {LONGEST_TITLE} characters; send a shorter one or none.")
