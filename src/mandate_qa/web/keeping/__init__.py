"""What people leave with the server, as routes: feedback, linked answers, conversations of those who sign in.

`replies` turns work into responses and errors into sentences, `feedback`, `links` and `conversations` each add their
routes, `layout` and `sources` prepare the page of a linked answer. Keeping itself is left to `mandate_qa.keeping`.

Who may change what they left shows it by the header X-Token, with the token that they got when they left it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.keeping import Keeping, keeping_place
from mandate_qa.web.keeping.conversations import add_conversations
from mandate_qa.web.keeping.feedback import add_feedback
from mandate_qa.web.keeping.links import add_links
from mandate_qa.web.replies import Room

if TYPE_CHECKING:
    from fastapi import APIRouter

    from mandate_qa.web.service import Service


def router(service: Service) -> APIRouter:
    """The routes over one database, which is opened when something is first kept."""
    from fastapi import APIRouter

    keeping = Keeping(keeping_place(service.settings.serving, service.index))
    made = APIRouter()
    room = Room()
    add_feedback(made, keeping, room)
    add_links(made, keeping, room, service)
    add_conversations(made, keeping, room, service.settings.serving.keep_conversations)
    return made
