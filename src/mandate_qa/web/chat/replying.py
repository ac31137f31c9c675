"""What the browser is sent for a question: looking, words as they come, the checked answer; or what went wrong.

Knows no Gradio: it takes the Service and what the browser sent, and gives steps that JSON can hold.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from mandate_qa.codec import decode, encode
from mandate_qa.errors import MandateQAError, UsageError
from mandate_qa.recording import record
from mandate_qa.types import Answer, Scope, Unchecked, Withdrawn
from mandate_qa.web import wording
from mandate_qa.web.chat.rendering import answer_html, draft_html, suggestions_html

if TYPE_CHECKING:
    from mandate_qa.web.service import Service

log = logging.getLogger(__name__)

PAUSE = 0.1
"""Seconds between two pictures of an answer that is still being written: each costs the server some milliseconds."""

Step = dict[str, Any]
"""A kind ("looking", "writing", "answer", "suggestions", "failed") with its HTML or words, and the record of an
answer."""

NOTHING_TO_SUGGEST: Step = {"kind": "suggestions", "html": ""}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser sends."""

    question: str
    history: tuple[Mapping[str, Any], ...] = ()
    """Earlier turns, oldest first, as `Assistant.ask` takes them."""
    documents: tuple[str, ...] = ()
    """Keys to keep to; none means all."""
    scope: Scope | None = None
    """What the reader chose for this question."""


def asked(sent: Mapping[str, Any]) -> Asked:
    """What was sent, checked; UsageError when it is no question."""
    try:
        chosen = sent.get("scope")
        return Asked(
            question=str(sent["question"]).strip(),
            history=tuple({**turn} for turn in sent.get("history") or ()),
            documents=tuple(str(key) for key in sent.get("documents") or ()),
            scope=decode(Scope, chosen) if chosen else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError("What was sent is no question; load the page again and ask once more.") from error


def reply(service: Service, sent: Mapping[str, Any], reader: str = "") -> Iterator[Step]:
    """The steps of the reply to what `reader` sent, the answer or the failure last; never raises."""
    yield {"kind": "looking", "words": wording.LOOKING}
    try:
        service.limits.check(reader)
        with service.under_way.one():
            yield from pieces(service, asked(sent))
    except MandateQAError as error:
        yield {"kind": "failed", "words": str(error)}
    except Exception:
        log.exception("A question was not answered.")
        yield {"kind": "failed", "words": wording.FAILED}


def pieces(service: Service, said: Asked) -> Iterator[Step]:
    """The words as the Assistant gives them; those within `PAUSE` of each other are sent together."""
    assistant, text, due = service.assistant, "", monotonic() + PAUSE
    for piece in assistant.stream(said.question, said.history, said.documents or None, said.scope):
        if isinstance(piece, Unchecked | Withdrawn):  # only checked text is shown
            text = "" if isinstance(piece, Withdrawn) and piece.checked else text
        elif isinstance(piece, Answer):
            told = record(piece, assistant.library)
            yield {"kind": "answer", "html": answer_html(told, assistant.library), "record": encode(told)}
        else:
            text += piece
            if monotonic() >= due:
                yield {"kind": "writing", "html": draft_html(text)}
                due = monotonic() + PAUSE


def suggest(service: Service, sent: Mapping[str, Any], reader: str = "") -> Step:
    """Questions that could follow what `reader` sent and that the library answers.

    There are none when they cannot be told, or while somebody waits for an answer: each is asked before it is offered,
    which takes as long as several answers.
    """
    if service.under_way.count:
        return NOTHING_TO_SUGGEST
    try:
        service.suggesting.check(reader)
        said, assistant = asked(sent), service.assistant
        answer = assistant.ask(said.question, said.history, said.documents or None, said.scope)
        return {"kind": "suggestions", "html": suggestions_html(assistant.follow_ups(answer, said.history))}
    except MandateQAError:  # what is wrong with the question was told when it was asked
        return NOTHING_TO_SUGGEST
    except Exception:
        log.exception("No questions were suggested.")
        return NOTHING_TO_SUGGEST
