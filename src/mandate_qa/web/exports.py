"""POST /export: answers that a browser or a program sends come back as a file to keep.

Knows how a file is asked for and sent. What stands in the file is left to `exporting`; nothing of the library is looked
up, so that an answer is exported as it was told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import UsageError
from mandate_qa.exporting import ENDINGS, Format, exported, file_name
from mandate_qa.exporting.cleaning import MOST_ANSWERS
from mandate_qa.exporting.names import disposition
from mandate_qa.web.service import Service
from mandate_qa.web.untrusted import answer_of, json_of, list_in, words_in

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

LARGEST = 20_000_000
"""Bytes of a request."""
LONGEST_TITLE = 300


def router(service: Service) -> APIRouter:
    """The route. It takes {"format": "docx", "answers": […], "title": …}; wrong ones get 400 with a sentence."""
    from fastapi import APIRouter

    routes = APIRouter()
    routes.add_route("/export", export, methods=["POST"])
    return routes


async def export(request: Request) -> Response:
    """The file that a request asks for, made beside the requests of others."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse, Response

    try:
        asked = await json_of(request, LARGEST)
        name, kind, file = await run_in_threadpool(made, asked, base_of(request))
    except UsageError as error:
        return JSONResponse({"detail": str(error)}, status_code=400)
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(file, media_type=kind.media_type, headers=headers)


def base_of(request: Request) -> str:
    """The address under which the browser that asks sees the pages; "" for who does not tell, as programs do not."""
    origin = request.headers.get("origin", "")
    return f"{origin}{request.scope.get('root_path', '')}" if origin.startswith(("http://", "https://")) else ""


def made(asked: Mapping[str, Any], base: str) -> tuple[str, Format, bytes]:
    """The name, kind and bytes of the file that is asked for; UsageError says what is wrong with it."""
    kind, title = format_of(asked.get("format")), words_in(asked, "title", LONGEST_TITLE)
    records = [answer_of(answer) for answer in list_in(asked, "answers", MOST_ANSWERS)]
    return file_name(records, kind, title), kind, exported(records, kind, title, base)


def format_of(given: object) -> Format:
    """The format that a request names; UsageError for any other."""
    if isinstance(given, str) and given in list(Format):
        return Format(given)
    raise UsageError(f'The format is not known; send one of {ENDINGS.replace(".", "")} as "format".')
