"""Replies of the reader's pages: fragments or full pages, none sent again unchanged; what is missing, in words."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mandate_qa.web.access import user_of
from mandate_qa.web.templates import rendered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

FOUND, MISSING, BUSY = 200, 404, 503
VARY = "Sec-Fetch-Dest, X-Requested-With, Cookie"


def is_fragment(request: Request) -> bool:
    """Whether a script asks, to put the reply into a page: browsers say so, on plain HTTP the script must."""
    return request.headers.get("sec-fetch-dest") == "empty" or "x-requested-with" in request.headers


def page(request: Request, template: str, status: int = FOUND, **values: Any) -> Response:
    """The template as a reply."""
    root = request.scope.get("root_path", "")
    here = request.url.path.removeprefix(root)
    html = rendered(template, root=root, here=here, user=user_of(request), **values)
    return unless_known(request, html.encode(), "text/html; charset=utf-8", status)


def picture(request: Request, png: bytes) -> Response:
    """A picture as a reply."""
    return unless_known(request, png, "image/png", FOUND)


def unless_known(request: Request, content: bytes, kind: str, status: int) -> Response:
    """`content` as a reply; 304 without it to who has the same already."""
    from starlette.responses import Response

    tag = f'"{sha256(content).hexdigest()[:20]}"'
    headers = {"etag": tag, "vary": VARY, "cache-control": "private, no-cache"}
    if status == FOUND and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers, media_type=kind)


def busy(message: str) -> Response:
    """503 in one sentence."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(message, BUSY, {"retry-after": "60"})


def missing(request: Request, message: str, **values: Any) -> Response:
    """404 in one sentence, with what may help."""
    template = "reader/missing_fragment.html" if is_fragment(request) else "reader/missing.html"
    told = {"title": "Not found", "about": None, "found": (), **values}
    return page(request, template, MISSING, message=message, **told)
