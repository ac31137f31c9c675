"""Replies of the reader's pages: fragments or full pages, none sent again unchanged; what is missing, in words."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mandate_qa.web.access import user_of
from mandate_qa.web.templates import rendered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

FOUND, MISSING = 200, 404
VARY = "Sec-Fetch-Dest, X-Requested-With, Cookie"


def is_fragment(request: Request) -> bool:
    """Whether a script asks, to put the reply into a page: browsers say so, on plain HTTP the script must."""
    return request.headers.get("sec-fetch-dest") == "empty" or "x-requested-with" in request.headers


def page(request: Request, template: str, status: int = FOUND, **values: Any) -> Response:
    """The template as a reply; 304 without a body to who has the same words already."""
    from starlette.responses import HTMLResponse, Response

    root = request.scope.get("root_path", "")
    here = request.url.path.removeprefix(root)
    html = rendered(template, root=root, here=here, user=user_of(request), **values)
    headers = {
        "etag": f'"{sha256(html.encode()).hexdigest()[:20]}"',
        "vary": VARY,
        "cache-control": "private, no-cache",
    }
    if status == 200 and headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(html, status, headers)


def missing(request: Request, message: str, **values: Any) -> Response:
    """404 in one sentence, with what may help."""
    template = "reader/missing_fragment.html" if is_fragment(request) else "reader/missing.html"
    return page(
        request, template, MISSING, message=message, **{"title": "Not found", "about": None, "found": (), **values}
    )
