"""Requests that another site has a reader's browser send: those that change something are refused.

A browser says in Sec-Fetch-Site where a request comes from, and in Origin from which site. Programs send neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = ("GET", "HEAD", "OPTIONS")
REFUSED = "This was sent by another site and was not done; open the page here and do it again."
USUAL_PORTS = {80, 443}


class OwnSiteOnly:
    """ASGI middleware that refuses them, and lets no script of another site read a reply."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        from starlette.datastructures import Headers
        from starlette.responses import JSONResponse

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                allowing = b"access-control-allow-"  # Gradio lets every site in
                message["headers"] = [pair for pair in message["headers"] if not pair[0].lower().startswith(allowing)]
            await send(message)

        if scope["type"] == "http" and scope["method"] not in SAFE and foreign(Headers(scope=scope)):
            await JSONResponse({"detail": REFUSED}, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send_closed)


def foreign(headers: Headers) -> bool:
    """Whether a request was sent by a page of another site."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and place(origin) != place(f"//{headers.get('host', '')}")


def place(url: str) -> tuple[str, int | None]:
    """Host and port of a URL; the usual ports are left out, since a proxy may change http into https."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), None if parts.port in USUAL_PORTS else parts.port
    except ValueError:
        return "", None
