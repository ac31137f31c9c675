"""What a reader sees while a model writes: checked text only ever ends as the answer's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from threading import Event
from typing import Any

import pytest

from mandate_qa import Answer, Assistant
from mandate_qa.backends.llms.model import Message
from mandate_qa.backends.llms.scripted import ScriptedLLM
from mandate_qa.errors import BackendError
from mandate_qa.types import Unchecked, Withdrawn

BLOCKS = "How many wooden blocks must every nursery have under the 2024-25 toy plan?"
PLAIN = "Nurseries must have at least 40 wooden blocks by March 2025 [1]."
LEAD = "Blocks should not be painted with lead unless the Toy Office has tested the paint [1]."
BAD = "Every nursery must have at least 60 wooden blocks by March 2025 [1]."

Opened = Callable[..., Assistant]


def shown(pieces: Sequence[Any]) -> tuple[str, str]:
    """The checked text and the words under way that a reader is left with, by the rules of `types.pieces`."""
    checked = under_way = ""
    for piece in pieces:
        if isinstance(piece, str):
            checked, under_way = checked + piece, ""
        elif isinstance(piece, Withdrawn):
            checked, under_way = "" if piece.checked else checked, ""
        elif isinstance(piece, Unchecked):
            under_way += piece.text
    return checked, under_way


REPLIES: dict[str, tuple[Any, ...]] = {
    "good": (PLAIN,),
    "two sentences": (f"{PLAIN} {LEAD}",),
    "bad": (BAD,),
    "bad, then mended": (BAD, PLAIN),
    "good and bad": (f"{PLAIN} {BAD}",),
    "bad and good": (f"{BAD}\n{PLAIN}", f"{BAD}\n{PLAIN}"),
    "mark after the stop": ("Nurseries must have at least 40 wooden blocks by March 2025. [1]",),
    "thoughts": (f"<think>Which? {BAD}</think>\n{PLAIN}",),
    "only thoughts": ("<think>Which one is it?",),
    "pleasant": (f"Sure! Here is what I found. {PLAIN}",),
    "one bullet": (f"- {PLAIN}",),
    "refusal": ("The documents do not say.",),
    "empty": (" ",),
    "error": (BackendError("gone"),),
    "beside the point": ("Makers may apply for it from October 2024 [1].",),
    "markdown": (f"**{PLAIN}**",),
}


@pytest.mark.parametrize("kind", REPLIES)
def test_what_is_shown_as_checked_ends_as_the_answer_and_holds_no_unsupported_word(opened: Opened, kind: str) -> None:
    *pieces, answer = opened(*REPLIES[kind]).stream(BLOCKS)
    assert isinstance(answer, Answer)
    assert shown(pieces) == (answer.text, "")
    assert all("60" not in piece for piece in pieces if isinstance(piece, str))
    assert "40 wooden blocks" in answer.text


def test_words_come_as_they_are_written_and_the_sentence_again_once_it_is_checked(opened: Opened) -> None:
    *pieces, _ = opened(f"{PLAIN} {LEAD}").stream(BLOCKS)
    assert len([piece for piece in pieces if isinstance(piece, Unchecked)]) > 10
    texts = [piece for piece in pieces if isinstance(piece, str)]
    assert texts[0].startswith("Nurseries must have at least 40")
    assert pieces.index(texts[0]) < len(pieces) - 5
    assert not any(isinstance(piece, Withdrawn) for piece in pieces)


def test_an_unsupported_sentence_is_withdrawn_with_the_reason(opened: Opened) -> None:
    *pieces, answer = opened(f"{PLAIN} {BAD}").stream(BLOCKS)
    (withdrawn,) = [piece for piece in pieces if isinstance(piece, Withdrawn)]
    assert "60" in withdrawn.text
    assert withdrawn.reasons
    assert not withdrawn.checked
    assert "60" not in answer.text


def test_a_stream_that_breaks_is_taken_back(opened: Opened) -> None:
    def broken(messages: Sequence[Message]) -> str:
        raise BackendError("The line went dead.", "scripted")

    *pieces, answer = opened(broken).stream(BLOCKS)
    assert shown(pieces) == (answer.text, "")
    assert any("line went dead" in note for note in answer.notes)


def test_without_a_model_the_pieces_are_the_text(assistant: Assistant) -> None:
    *pieces, answer = assistant.stream(BLOCKS)
    assert isinstance(answer, Answer)
    assert "".join(map(str, pieces)) == answer.text


class Hesitant(ScriptedLLM):
    """Goes on after its first word only when it is told to."""

    def __init__(self, go_on: Event) -> None:
        super().__init__([PLAIN])
        self._go_on = go_on

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        first, *rest = super().stream(messages, limit)
        yield first
        self._go_on.wait(1)
        yield from rest


def test_the_first_word_is_shown_before_the_second_is_written(home: Any, toys: Any) -> None:
    go_on = Event()
    settings = sys.modules[type(toys).__module__].SETTINGS
    asked = Assistant.open(home, llm=Hesitant(go_on), settings=settings, build=False)
    pieces = asked.stream(BLOCKS)
    assert next(pieces) == Unchecked("Nurseries ")
    go_on.set()
    assert isinstance(list(pieces)[-1], Answer)
