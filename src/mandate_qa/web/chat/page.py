"""The Gradio page that the chat lies in, with its events and the endpoints for programs.

The page itself holds an empty column; once Gradio has put it there, static/chat/main.js sets the markup of `window`
beside it. Gradio's own components for free markup evaluate text as code, which the headers forbid.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_type_hints

from mandate_qa.web import wording
from mandate_qa.web.access import who
from mandate_qa.web.chat import replying
from mandate_qa.web.endpoints import add_endpoints
from mandate_qa.web.queueing import QUESTIONS

if TYPE_CHECKING:
    from gradio import Blocks
    from gradio.themes import Base

    from mandate_qa.web.service import Service

QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000"}
"""Environment in which Gradio reports to nobody, and does not sum up every past request at each new one."""

HEAD = """
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="./static/style.css">
<link rel="stylesheet" href="./static/reader.css">
<link rel="stylesheet" href="./static/chat.css">
<script type="module" src="./static/chat/main.js"></script>
"""
FONTS = ("Arial", "Helvetica", "sans-serif")
"""Those of static/style.css, which every computer has: the ones of Gradio's themes would be fetched."""


def build_page(service: Service) -> Blocks:
    """The page over `service`; it reports to nobody."""
    os.environ.update(QUIET)
    import gradio as gr

    with gr.Blocks(title=wording.TITLE, analytics_enabled=False, fill_width=True) as page:
        gr.Column(elem_id="chat-window")
        add_events(service)
        add_endpoints(service)
    assert isinstance(page, gr.Blocks)
    return page


def add_events(service: Service) -> None:
    """What the window sends through Gradio's queue: a question, and a wish for questions that could follow."""
    from gradio import Request
    from gradio.events import api

    def converse(sent: dict[str, Any], request: Request) -> Iterator[dict[str, Any]]:
        """Reply to a question step by step."""
        yield from replying.reply(service, sent, who(request))

    def suggest(sent: dict[str, Any], request: Request) -> dict[str, Any]:
        """Suggest what to ask next."""
        return replying.suggest(service, sent, who(request))

    for event, limits in ((converse, {"concurrency_id": QUESTIONS}), (suggest, {"concurrency_limit": 1})):
        event.__annotations__ = get_type_hints(event, localns={"Request": Request})
        api(event, api_name=event.__name__, api_visibility="undocumented", **limits)


def theme() -> Base:
    """Gradio's plain theme in the fonts of the other pages."""
    from gradio import themes

    return themes.Base(font=FONTS, font_mono=("Consolas", "Menlo", "monospace"))
