"""The routes of conversations that are kept for a reader who signed in; another reader's cannot be named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mandate_qa.codec import encode
from mandate_qa.errors import UsageError
from mandate_qa.keeping import Conversation, Keeping, Turn
from mandate_qa.web.access import user_of
from mandate_qa.web.replies import MISSED, MISSING, Room, Sent, done, endpoint, refusal, reply
from mandate_qa.web.untrusted import answer_in, list_in, words_in

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

CONVERSATION_BYTES = 6_000_000
TURNS = 300
TITLE = 200
"""Characters of a title."""
CHOSEN, KEY = 1_000, 300
"""Documents that a search can be limited to, and characters of a key."""
NAME = re.compile(r"[A-Za-z0-9_-]{8,64}")
OFF = "Conversations are not kept on this server; your browser keeps them."
SIGN_IN = "Sign in to have your conversations kept here."
SIGNED_OUT = 401

Owned = Callable[["Request", Sent, str], "Response"]
"""Work for one reader, who is named last."""


def add_conversations(router: APIRouter, keeping: Keeping, room: Room, kept: bool) -> None:
    """GET and DELETE /conversations; GET, PUT and DELETE /conversations/ID. All refuse unless they are `kept`."""

    def listed(request: Request, _: Sent, reader: str) -> Response:
        return reply([heading(one) for one in (keeping.conversations.all(reader) if keeping.begun else ())])

    def shown(request: Request, _: Sent, reader: str) -> Response:
        id = name_of(request)
        found = keeping.conversations.find(reader, id) if keeping.begun else None
        return refusal(request, MISSING, MISSED) if found is None else reply(encode(found))

    def put(request: Request, sent: Sent, reader: str) -> Response:
        id, title = name_of(request), words_in(sent, "title", TITLE)
        turns = tuple(turn_of(turn) for turn in list_in(sent, "turns", TURNS))
        room.take(request)
        return reply(heading(keeping.conversations.keep(reader, id, title, turns)))

    def deleted(request: Request, _: Sent, reader: str) -> Response:
        there = keeping.begun and keeping.conversations.delete(reader, name_of(request))
        return done() if there else refusal(request, MISSING, MISSED)

    def cleared(request: Request, _: Sent, reader: str) -> Response:
        if keeping.begun:
            keeping.conversations.delete(reader)
        return done()

    for path, method, work, most in (
        ("/conversations", "GET", listed, 0),
        ("/conversations", "DELETE", cleared, 0),
        ("/conversations/{id}", "GET", shown, 0),
        ("/conversations/{id}", "PUT", put, CONVERSATION_BYTES),
        ("/conversations/{id}", "DELETE", deleted, 0),
    ):
        router.add_route(path, endpoint(for_reader(work, kept), most), methods=[method])


def for_reader(work: Owned, kept: bool) -> Callable[[Request, Sent], Response]:
    """`work` done for the reader who signed in, and for nobody else."""

    def answered(request: Request, sent: Sent) -> Response:
        reader = user_of(request)
        if not kept:
            return refusal(request, OFF, MISSED)
        return work(request, sent, reader) if reader else refusal(request, SIGN_IN, SIGNED_OUT)

    return answered


def name_of(request: Request) -> str:
    """The id in a path; raises UsageError when it could not be one."""
    id = str(request.path_params["id"])
    if not NAME.fullmatch(id):
        raise UsageError("A conversation's id has 8 to 64 letters, digits, - and _; choose another.")
    return id


def heading(conversation: Conversation) -> dict[str, str]:
    """What a list of conversations says of one."""
    return {"id": conversation.id, "title": conversation.title, "changed": conversation.changed}


def turn_of(sent: Any) -> Turn:
    """A turn that was sent; raises UsageError when it is none."""
    if not isinstance(sent, dict):
        raise UsageError("'turns' holds what is no turn; send an answer and its documents each.")
    keys = list_in(sent, "documents", CHOSEN)
    return Turn(answer_in(sent), tuple(words_in({"documents": key}, "documents", KEY, 1) for key in keys))
