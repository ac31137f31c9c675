"""The headers that forbid a browser to load anything from another host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.web.access.gate import path_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

STRICT = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
"""Content-Security-Policy: all from this server, and no script that stands in a page; readers may bring styles."""
POLICY = f"{STRICT}; script-src 'self' 'unsafe-inline'"
"""That of the chat: Gradio's page needs its own inline scripts."""

HEADERS = (
    (b"referrer-policy", b"same-origin"),  # with none, a form's Origin is "null" even on its own site
    (b"x-content-type-options", b"nosniff"),
)


class ClosedToOutside:
    """ASGI middleware that adds a policy and `HEADERS` to every reply."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its reply back with the headers."""

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = (b"content-security-policy", policy_of(scope).encode())
                message["headers"] = [*message.get("headers", ()), policy, *HEADERS]
            await send(message)

        await self.app(scope, receive, send_closed)


def policy_of(scope: Scope) -> str:
    """The policy for what lies at a path."""
    return POLICY if scope["type"] == "http" and path_of(scope) == "/" else STRICT
