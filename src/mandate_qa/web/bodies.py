"""How much one request may bring to Gradio, which would take in whatever comes.

Our own routes count for themselves what they take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 4_000_000
"""Bytes: a question with two hundred turns before it has about the half."""
TOO_LARGE = f"That is more than is taken at once ({MOST // 1_000_000} MB); send less."
BRINGING = ("POST", "PUT", "PATCH", "DELETE")


class SmallBodies:
    """ASGI middleware that passes a request on once all of its body is there, or answers 413."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body, unless it is too large or its sender has gone."""
        if scope["type"] != "http" or scope["method"] not in BRINGING:
            await self._app(scope, receive, send)
            return
        body = bytearray()
        while len(body) <= MOST:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                break
        if len(body) > MOST:
            from starlette.responses import JSONResponse

            await JSONResponse({"detail": TOO_LARGE}, 413, {"Connection": "close"})(scope, receive, send)
            return
        await self._app(scope, first(bytes(body), receive), send)


def first(body: bytes, receive: Receive) -> Receive:
    """`receive` that gives `body` before whatever comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received
