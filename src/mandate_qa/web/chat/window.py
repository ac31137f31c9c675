"""The markup of the chat window, and answers of earlier conversations shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.exporting.cleaning import parts_of
from mandate_qa.web import wording
from mandate_qa.web.access import user_of
from mandate_qa.web.chat.rendering import HERE, answer_html
from mandate_qa.web.replies import PRIVATE, Sent, endpoint, reply
from mandate_qa.web.templates import rendered
from mandate_qa.web.untrusted import TooLargeError, answer_of, list_in

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.assistant import Assistant
    from mandate_qa.web.service import Service

MOST_TURNS = 200
"""Answers that are shown again at once."""
MOST_BYTES = 20_000_000
MOST_PARTS = 50_000
"""Lines, cells, marks and figures of them together, each of which takes a fifth of a millisecond to show."""


def router(service: Service) -> APIRouter:
    """GET /chat-window, the markup that the page fills itself with, and POST /chat-turns, records as HTML."""
    from fastapi import APIRouter
    from starlette.responses import HTMLResponse

    def window(request: Request, _: Sent) -> Response:
        html = window_html(service.assistant, user_of(request), service.settings.serving.keep_conversations)
        return HTMLResponse(html, headers=PRIVATE)

    def turns(_: Request, sent: Sent) -> Response:
        answers = [answer_of(answer) for answer in list_in(sent, "answers", MOST_TURNS)]
        if sum(map(parts_of, answers)) > MOST_PARTS:
            raise TooLargeError("This conversation has more figures than can be shown again; export it instead.")
        return reply({"html": [answer_html(answer, service.assistant.library) for answer in answers]})

    routes = APIRouter()
    routes.add_route("/chat-window", endpoint(window), methods=["GET"])
    routes.add_route("/chat-turns", endpoint(turns, MOST_BYTES), methods=["POST"])
    return routes


def window_html(assistant: Assistant, user: str, kept_here: bool) -> str:
    """The chat before anything is asked."""
    return rendered(
        "chat/window.html",
        documents=tuple(assistant.library.documents.values()),
        examples=tuple(getattr(assistant, "examples", ())) or wording.EXAMPLES,
        keeping="server" if kept_here and user else "browser",
        user=user,
        here="/",
        root=HERE,
    )
