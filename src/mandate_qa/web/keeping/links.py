"""The routes of linked answers: keep one, show it on a page of its own, delete it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from mandate_qa.errors import UsageError
from mandate_qa.explaining import STATUS_WORDS
from mandate_qa.keeping import Keeping, Linked
from mandate_qa.web.access import user_of
from mandate_qa.web.chat.view import STATUS_STYLES, excerpt, text_blocks
from mandate_qa.web.keeping.sources import Since, shown_source
from mandate_qa.web.replies import (
    MISSED,
    MISSING,
    PRIVATE,
    Room,
    Sent,
    done,
    endpoint,
    refusal,
    reply,
    token_of,
)
from mandate_qa.web.templates import rendered
from mandate_qa.web.untrusted import ANSWER_BYTES, answer_of
from mandate_qa.web.wording import day_words

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.assistant import Assistant
    from mandate_qa.types.records import AnswerRecord
    from mandate_qa.web.service import Service

NO_ANSWER = "There is no answer at this address. It may have been deleted by the person who made the link."


def add_links(router: APIRouter, keeping: Keeping, room: Room, service: Service) -> None:
    """POST /answers; GET and DELETE /answers/ID."""

    def keep(request: Request, sent: Sent) -> Response:
        answer = answer_of(sent)
        refuse_made_up(answer, service.assistant)
        room.take(request)
        id, token = keeping.links.add(answer, user_of(request))
        return reply({"id": id, "path": f"{root_of(request)}/answers/{id}", "token": token}, 201)

    def show(request: Request, _: Sent) -> Response:
        found = keeping.links.find(request.path_params["id"]) if keeping.begun else None
        if found is None:
            return notice(request, NO_ANSWER, MISSED)
        return page(request, "kept/answer.html", page_values(found, service.assistant))

    def withdraw(request: Request, _: Sent) -> Response:
        id, token = request.path_params["id"], token_of(request)
        known = keeping.begun and keeping.links.withdraw(id, token, user_of(request))
        return done() if known else refusal(request, MISSING, MISSED)

    router.add_route("/answers", endpoint(keep, ANSWER_BYTES), methods=["POST"])
    router.add_route("/answers/{id}", endpoint(show, told=notice), methods=["GET"])
    router.add_route("/answers/{id}", endpoint(withdraw), methods=["DELETE"])


def refuse_made_up(answer: AnswerRecord, assistant: Assistant) -> None:
    """Raises UsageError for an answer that says it was given from the documents as they are, and cites other words."""
    if answer.fingerprint != assistant.fingerprint:
        return  # its page will say of each paragraph whether it is as it was cited
    if any(shown_source(cited, assistant.library).since is not Since.SAME for cited in answer.citations):
        raise UsageError("This answer cites what the documents do not say, so no link is made; ask again and use that.")


def page_values(linked: Linked, assistant: Assistant) -> dict[str, Any]:
    """What the page of a linked answer shows."""
    answer = linked.answer
    return {
        "answer": answer,
        "asked": moment_words(answer.asked_at),
        "blocks": text_blocks(answer.text, answer.citations),
        "excerpt": excerpt,
        "source_path": lambda cited: f"#source-{cited.marker}",
        "status": (STATUS_WORDS[answer.status], STATUS_STYLES.get(answer.status, "")),
        "sources": [shown_source(cited, assistant.library) for cited in answer.citations],
        "outdated": answer.fingerprint != assistant.fingerprint,
        "again": f"/?{urlencode({'q': again(answer)})}",
    }


def again(answer: AnswerRecord) -> str:
    """The question to ask again: as understood, since a follow-up question cannot stand alone."""
    return answer.understood or answer.question


def page(request: Request, template: str, values: dict[str, Any], status: int = 200) -> Response:
    """A page of this site that no cache keeps."""
    from starlette.responses import HTMLResponse

    html = rendered(template, root=root_of(request), here="", user=user_of(request), **values)
    return HTMLResponse(html, status, PRIVATE)


def notice(request: Request, sentence: str, status: int) -> Response:
    """A page that says one sentence."""
    return page(request, "kept/notice.html", {"sentence": sentence}, status)


def root_of(request: Request) -> str:
    """The path that the service lies under."""
    return str(request.scope.get("root_path", ""))


def moment_words(iso: str) -> str:
    """An ISO date and time in words: "1 March 2026 at 12:30 UTC"."""
    moment = datetime.fromisoformat(iso).astimezone(UTC)
    return f"{day_words(moment.date().isoformat())} at {moment:%H:%M} UTC"
