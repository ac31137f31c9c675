"""The endpoints as MCP tools, through Gradio, at `/gradio_api/mcp`.

Knows what of Gradio's MCP server is kept: the tools, each called in its turn. Its resources and prompts are taken out,
since it would fetch them through a client of its own, from whatever host a request names.
"""

from __future__ import annotations

import json
from asyncio import Semaphore
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import BackendNotInstalledError, MandateQAError
from mandate_qa.settings import ServingSettings
from mandate_qa.web.queueing import FULL, at_once

if TYPE_CHECKING:
    from gradio import Blocks
    from gradio.mcp import GradioMCPServer
    from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/gradio_api/mcp"
PACKAGE = "gradio[mcp]>=6.31"
"""What brings the library: all of the extra `mcp` in pyproject.toml."""


def require_mcp() -> None:
    """Raise BackendNotInstalledError, with the pip line, where the library is missing."""
    if find_spec("mcp") is None:
        message = f"MCP tools need the package mcp, which is not installed; run: pip install '{PACKAGE}'"
        raise BackendNotInstalledError(message, "mcp")


def keep_to_tools(page: Blocks) -> None:
    """Leave tools alone on the MCP server of `page`, and let them reply in JSON. Raises what `server_of` raises."""
    from mcp import types

    server = server_of(page)
    for request in (
        types.ListResourcesRequest,
        types.ListResourceTemplatesRequest,
        types.ReadResourceRequest,
        types.ListPromptsRequest,
        types.GetPromptRequest,
    ):
        server.mcp_server.request_handlers.pop(request, None)
    setattr(server, "postprocess_output_data", in_json)  # noqa: B010 (mypy knows it as a method)


def server_of(page: Blocks) -> GradioMCPServer:
    """The MCP server of a page that has been mounted.

    Raises MandateQAError when Gradio could not make it, which it does not tell of its own accord.
    """
    if page.mcp_server_obj is None:
        raise MandateQAError(f"MCP tools cannot be offered ({page.mcp_error}); serve without --mcp.")
    return page.mcp_server_obj


def take_turns(page: Blocks, serving: ServingSettings) -> None:
    """Have tools worked on as many at once as questions are, and others wait: Gradio does not queue them."""
    from mcp import types

    handlers = server_of(page).mcp_server.request_handlers
    call, turn, waiting = handlers[types.CallToolRequest], Semaphore(at_once(serving)), 0

    async def in_turn(request: Any) -> Any:
        nonlocal waiting
        if turn.locked() and waiting >= serving.waiting:
            return types.ServerResult(
                types.CallToolResult(isError=True, content=[types.TextContent(type="text", text=FULL)])
            )
        waiting += 1
        try:
            await turn.acquire()
        finally:
            waiting -= 1
        try:
            return await call(request)
        finally:
            turn.release()

    handlers[types.CallToolRequest] = in_turn


def in_json(data: list[Any], root_url: str) -> list[Any]:
    """What a tool gave, as JSON; Gradio would write it as Python does. No address stands in it that needs a root."""
    from mcp.types import TextContent

    return [TextContent(type="text", text=json.dumps(value, ensure_ascii=False)) for value in data]


class ForProgramsOnly:
    """ASGI middleware that refuses MCP requests from the script of a web page: browsers name its origin, programs none.

    Without it a page that somebody visits could ask the server on their computer, under a host name of its own that it
    lets point there: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#security-warning
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless a web page sent it."""
        if is_from_a_page(scope):
            from starlette.responses import PlainTextResponse

            reply = PlainTextResponse("MCP is for programs, not for the scripts of web pages.", status_code=403)
            await reply(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_from_a_page(scope: Scope) -> bool:
    """Whether it is a request for MCP that names an origin."""
    if scope["type"] != "http" or PATH not in scope["path"]:
        return False
    return any(name == b"origin" for name, _ in scope["headers"])
