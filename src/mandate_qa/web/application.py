"""The web application put together: each part adds its routes, the chat page lies under all that is left.

A part is a function that takes the Service and gives back a router. The chat is mounted last, since Gradio answers
every path that nobody else does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.web import exports, health, keeping, library, reader
from mandate_qa.web.access import signing
from mandate_qa.web.access.guards import add_guards
from mandate_qa.web.chat import window
from mandate_qa.web.limits import add_limits
from mandate_qa.web.mcp_tools import ForProgramsOnly, keep_to_tools, require_mcp, take_turns
from mandate_qa.web.needed import keep_to_needed
from mandate_qa.web.queueing import add_queue
from mandate_qa.web.refusing import mistakes
from mandate_qa.web.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

STATIC = Path(__file__).parent / "static"
GRADIO_STATIC = ("gradio", "templates/frontend/static")
"""Gradio's page asks for files of its own below the same path."""


def build_app(service: Service) -> FastAPI:
    """The pages and endpoints over `service`; nothing is loaded from another host, and nobody is reported to."""
    from fastapi import FastAPI
    from starlette.staticfiles import StaticFiles

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    if service.settings.serving.mcp:
        app.add_middleware(ForProgramsOnly)
    add_guards(app, service)
    add_limits(app)
    app.mount("/static", StaticFiles(directory=STATIC, packages=[GRADIO_STATIC]), name="static")
    for part in (health, signing, window, reader, keeping, exports, library):
        app.include_router(part.router(service))
    add_chat(app, service)
    return app


def add_chat(app: FastAPI, service: Service) -> None:
    """The chat page, with Gradio's named endpoints."""
    from mandate_qa.web.chat.page import HEAD, build_page, theme

    mcp = service.settings.serving.mcp
    if mcp:
        require_mcp()
    page = build_page(service)
    add_queue(page, service.settings.serving)
    from gradio import mount_gradio_app

    mount_gradio_app(
        app,
        page,
        path="/",
        app_kwargs={"exception_handlers": mistakes(page)},
        theme=theme(),
        head=HEAD,
        footer_links=[],
        run_history=False,
        max_file_size=1,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=mcp,
        pwa=False,
    )
    keep_to_needed(app)
    if mcp:
        keep_to_tools(page)
        take_turns(page, service.settings.serving)
