"""The routes of feedback: give a verdict, change it, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mandate_qa.errors import UsageError
from mandate_qa.keeping import Keeping, Verdict
from mandate_qa.web.access import user_of
from mandate_qa.web.replies import MISSED, MISSING, Room, Sent, done, endpoint, refusal, reply, token_of
from mandate_qa.web.untrusted import ANSWER_BYTES, answer_in, list_in, words_in

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

WORDS = 5_000
"""Characters of a reader's own words."""
CHANGE_BYTES = 50_000
TURNS = 400
"""Turns before an answer; of which the reader's own are kept."""
TURN = 20_000
"""Characters of one."""


def add_feedback(router: APIRouter, keeping: Keeping, room: Room) -> None:
    """POST /feedback, PUT and DELETE /feedback/ID."""

    def give(request: Request, sent: Sent) -> Response:
        verdict, words = verdict_in(sent), words_in(sent, "words", WORDS)
        answer, earlier = answer_in(sent), earlier_in(sent)
        room.take(request)
        id, token = keeping.feedback.add(verdict, words, answer, earlier, user_of(request))
        return reply({"id": id, "token": token}, 201)

    def change(request: Request, sent: Sent) -> Response:
        id, token = request.path_params["id"], token_of(request)
        verdict, words = verdict_in(sent), words_in(sent, "words", WORDS)
        known = keeping.begun and keeping.feedback.change(id, token, verdict, words, user_of(request))
        return reply({"id": id}) if known else refusal(request, MISSING, MISSED)

    def withdraw(request: Request, _: Sent) -> Response:
        id, token = request.path_params["id"], token_of(request)
        known = keeping.begun and keeping.feedback.withdraw(id, token, user_of(request))
        return done() if known else refusal(request, MISSING, MISSED)

    router.add_route("/feedback", endpoint(give, ANSWER_BYTES), methods=["POST"])
    router.add_route("/feedback/{id:int}", endpoint(change, CHANGE_BYTES), methods=["PUT"])
    router.add_route("/feedback/{id:int}", endpoint(withdraw), methods=["DELETE"])


def verdict_in(sent: Sent) -> Verdict:
    """The verdict that was sent; raises UsageError when it is none."""
    try:
        return Verdict(str(sent.get("verdict")))
    except ValueError:
        raise UsageError(f"'verdict' is none; send one of: {', '.join(Verdict)}.") from None


def earlier_in(sent: Sent) -> tuple[str, ...]:
    """The reader's questions in the "history" that was sent, oldest first; raises UsageError when it is none."""
    turns: list[Any] = list_in(sent, "history", TURNS)
    if not all(isinstance(turn, dict) for turn in turns):
        raise UsageError("'history' holds what is no turn; send a role and a content each.")
    asked = [words_in(turn, "content", TURN) for turn in turns if turn.get("role") == "user"]
    return tuple(question for question in asked if question)
