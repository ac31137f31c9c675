"""One person's conversation: what was asked, what was told, and how a reply comes piece by piece.

Knows no Gradio: it takes an Assistant and gives back messages as HTML.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from mandate_qa.errors import MandateQAError
from mandate_qa.types import Answer, Unchecked, Withdrawn
from mandate_qa.web import wording
from mandate_qa.web.html import answer_html, draft_html, failure_html, question_html
from mandate_qa.web.sources import sources_html

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant

log = logging.getLogger(__name__)

PAUSE = 0.1
"""Seconds between two pictures of an answer that is still being written: each costs the server some milliseconds."""

Message = dict[str, str]
"""A role, "user" or "assistant", and its content."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said so far."""

    turns: tuple[Message, ...] = ()
    """In plain words, for the Assistant to read follow-up questions by; turns that failed are left out."""
    shown: tuple[Message, ...] = ()
    """As HTML, for the page."""

    def asking(self, question: str) -> Conversation:
        """With a question shown, and an empty reply."""
        messages = ({"role": "user", "content": question_html(question)}, {"role": "assistant", "content": ""})
        return replace(self, shown=(*self.shown, *messages))

    def told(self, html: str) -> Conversation:
        """With `html` shown in place of the last reply, on one line: an empty line would end it for the chat."""
        return replace(self, shown=(*self.shown[:-1], {"role": "assistant", "content": " ".join(html.splitlines())}))

    def remembering(self, question: str, answer: Answer) -> Conversation:
        """With a question and its answer kept for follow-up questions."""
        turn = ({"role": "user", "content": question}, {"role": "assistant", "content": answer.text})
        return replace(self, turns=(*self.turns, *turn))


def reply(
    assistant: Assistant, question: str, documents: Sequence[str] | None, said: Conversation
) -> Iterator[Conversation]:
    """The conversation as the reply to `question` comes, the checked answer last; never raises.

    `documents` are the keys to keep to; none means all. A blank question changes nothing.
    """
    question = question.strip()
    if not question:
        yield said
        return
    said = said.asking(question)
    try:
        yield from pieces(assistant, question, list(documents or ()) or None, said)
    except MandateQAError as error:
        yield said.told(failure_html(str(error)))
    except Exception:
        log.exception("A question was not answered.")
        yield said.told(failure_html(wording.FAILED))


def pieces(
    assistant: Assistant, question: str, documents: list[str] | None, said: Conversation
) -> Iterator[Conversation]:
    """The conversation as the Assistant gives pieces; those within `PAUSE` of each other are shown together."""
    text, due = "", monotonic() + PAUSE
    yield said.told(draft_html(wording.LOOKING))
    for piece in assistant.stream(question, history=said.turns, documents=documents):
        if isinstance(piece, Unchecked | Withdrawn):  # only checked text is shown
            text = "" if isinstance(piece, Withdrawn) and piece.checked else text
            continue
        if not isinstance(piece, str):
            yield said.told(finished_html(piece, assistant, len(said.shown))).remembering(question, piece)
            return
        text += piece
        if monotonic() >= due:
            yield said.told(draft_html(text))
            due = monotonic() + PAUSE


def finished_html(answer: Answer, assistant: Assistant, turn: int) -> str:
    """The checked answer with its sources."""
    return answer_html(answer, sources_html(answer, assistant.library, turn), turn)
