"""What of Gradio's page is served: what the chat and the endpoints for programs need, and nothing else.

Gradio has many more paths, which nothing here uses: it would fetch any address of the outside for whoever asks
(`/gradio_api/file=https://…`), take files in, call functions of its components.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mandate_qa.web.access.gate import path_of
from mandate_qa.web.bodies import SmallBodies

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Receive, Scope, Send

NEEDED = re.compile(
    r"/(?:config/?|theme\.css|favicon\.ico|robots\.txt|manifest\.json|assets/.+)?"
    r"|/gradio_api/(?:"
    r"(?:info|openapi\.json|app_id|login_check|startup-events|theme\.css|queue/(?:join|data|status)|cancel|reset)/?"
    r"|call/(?:v2/)?[^/]+(?:/[^/]*)?|run/[^/]+|heartbeat/[^/]+|mcp(?:/.*)?)",
    re.DOTALL,
)
"""Paths below the root path."""


class NeededAlone:
    """ASGI middleware that answers 404 for all other paths."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 404; what is neither a request nor the start or end of the program is closed."""
        if scope["type"] == "lifespan" or (scope["type"] == "http" and NEEDED.fullmatch(path_of(scope))):
            await self._app(scope, receive, send)
        else:
            await refusal(scope)(scope, receive, send)


def refusal(scope: Scope) -> ASGIApp:
    """What is told to who asks for something else."""
    from starlette.responses import JSONResponse
    from starlette.websockets import WebSocketClose

    return JSONResponse({"detail": "Not Found"}, 404) if scope["type"] == "http" else WebSocketClose()


def keep_to_needed(app: FastAPI) -> None:
    """Leave of what was mounted last only what is needed, with requests of a bearable size."""
    from starlette.routing import Mount

    mounted = app.routes[-1]
    assert isinstance(mounted, Mount)
    mounted.app = NeededAlone(SmallBodies(mounted.app))
