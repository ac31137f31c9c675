from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from mandate_qa import Assistant
from mandate_qa.backends.llms.model import Message
from mandate_qa.errors import BackendError

FIRST = "How many wooden blocks must every nursery have under the 2024-25 toy plan?"
NEXT = "And by when?"
HISTORY = [{"role": "user", "content": FIRST}, {"role": "assistant", "content": "At least 40."}]

Opened = Callable[..., Assistant]


def query_of(opened: Opened, *replies: Any, question: str = NEXT, history: Any = HISTORY) -> Any:
    return opened(*replies).ask(question, history=history).query


def by_rule(assistant: Assistant, question: str = NEXT) -> Any:
    return assistant.ask(question, history=HISTORY).query


def test_a_follow_up_is_put_in_the_models_words_and_keeps_its_scope(opened: Opened, assistant: Assistant) -> None:
    rule = by_rule(assistant)
    wording = "By when must every nursery have wooden blocks under the 2024-25 toy plan?"
    query = query_of(opened, wording)
    assert query.text == wording
    assert query.question == NEXT
    assert (query.documents, query.periods, query.notes, query.anchors) == (
        rule.documents,
        rule.periods,
        rule.notes,
        rule.anchors,
    )


@pytest.mark.parametrize(
    "reply",
    [
        "By when must every nursery have wooden blocks under the 2025-26 toy plan?",  # another document
        "By when must every nursery have wooden blocks in 2019-20?",  # another year
        "By when must every school have wooden blocks under the 2024-25 toy plan?",  # another subject
        "And by when?",  # nothing worked in
        "By March 2025 every nursery must have at least 40 wooden blocks, and 60 later.",  # an answer
        "word " * 100,
        "One question?\nAnother question?",
        "",
        BackendError("gone"),
    ],
)
def test_the_rules_wording_stands_when_the_models_means_something_else(
    opened: Opened, assistant: Assistant, reply: Any
) -> None:
    assert query_of(opened, reply) == by_rule(assistant)


def test_a_question_that_stands_alone_is_not_put_in_other_words(opened: Opened) -> None:
    calls: list[Sequence[Message]] = []

    def noted(messages: Sequence[Message]) -> str:
        calls.append(messages)
        return "Nothing."

    assert query_of(opened, noted, question=FIRST, history=()).text == FIRST
    assert all("conversation" not in messages[0].content for messages in calls)


TWO = "Say when makers may apply for the repairs grant and also how large the repairs grant in 2024-25 is."


def test_two_questions_in_one_are_parted(opened: Opened) -> None:
    reply = "When may makers apply for the repairs grant?\nHow large is the repairs grant in 2024-25?"
    query = query_of(opened, reply, question=TWO, history=())
    assert [part.question for part in query.parts] == reply.splitlines()


@pytest.mark.parametrize(
    "reply",
    [
        TWO,
        "When may makers apply for the repairs grant?",
        "When may makers apply for the repairs grant?\nHow large is the repairs grant in 2025-26?",
        "When may makers apply for the repairs grant?\nWho painted the blocks?",
        BackendError("gone"),
    ],
)
def test_or_left_whole(opened: Opened, reply: Any) -> None:
    assert query_of(opened, reply, question=TWO, history=()).parts == ()
