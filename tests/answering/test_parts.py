"""Questions that ask two things at once."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa import Status
from mandate_qa.answering.parts import holding_both, parts_of, told_both
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.types import Query, Wanted

TEXT = """\
    1. Grants

    1.1 Toy makers may apply for the kite grant of £500. Applications close on 31 October and decisions are sent by the
    end of January.

    1.2 Workshops must be inspected before a maker may move tools out of them. With approval it may move up to 12 tools.

    2. Meetings

    2.1 The Toy Council will hold its meetings in public. Those who cannot come can watch them by video.

    2.2 The Marble Museum will open in the north.
    """


def query(text: str, wanted: Wanted | None = None) -> Query:
    return Query(text, text, wanted=wanted or wanted_of(text), focus=text, sought=text)


@pytest.mark.parametrize(
    ("text", "first", "second", "kinds"),
    [
        ("When do bids close, and when are they decided?", "When do bids close", "when are decided?", "DATE DATE"),
        ("how big is the fund and who runs it", "how big is the fund", "who runs", "FIGURE PERSON"),
        ("kite grant, and by when", "kite grant", "by when", "STATEMENT DATE"),
        ("can makers move tools, and how many", "can makers move tools", "how many", "YES_NO FIGURE"),
    ],
)
def test_a_question_parts_where_it_asks_anew(text: str, first: str, second: str, kinds: str) -> None:
    parts = parts_of(query(text))
    assert [part.focus for part in parts] == [first, second]
    assert [part.wanted for part in parts] == [Wanted[kind] for kind in kinds.split()]
    assert [part.sought for part in parts] == [first, text]


@pytest.mark.parametrize(
    "text",
    [
        "kites and how they fly",
        "what are kites and blocks",
        "and when does it end?",
        "what did the old plan say compared with the new one, and when",
        "which priorities are there, and who leads them",
    ],
)
def test_a_question_that_asks_one_thing_has_no_parts(text: str) -> None:
    assert parts_of(query(text)) == ()


@pytest.mark.parametrize(
    ("text", "question", "both"),
    [
        ("by 31 October and by the end of January", "when do bids close, and when are they decided", True),
        ("by 31 October", "when do bids close, and when are they decided", False),
        ("£5m by March", "how much is it and when does it end", True),
        ("£5m", "how much is it and when does it end", False),
        ("£5m for 12 shops", "how much money is it and how many shops are there", True),
    ],
)
def test_what_is_asked_twice_is_told_twice(text: str, question: str, both: bool) -> None:
    question = question.replace("it is", "the fund is").replace("is it", "is the fund")
    assert told_both(text, parts_of(query(question))) is both


def test_of_what_answers_the_first_as_well_the_one_that_holds_both_is_taken(toys: Any) -> None:
    shelf = toys.shelf(TEXT)
    grant, closing = shelf.unit("kite grant", 1.0), shelf.unit("close on", 0.9)
    parts = parts_of(query("when do applications close, and when are they decided?"))
    assert holding_both([grant, closing], parts) == closing
    assert holding_both([grant, shelf.unit("close on", 0.5)], parts) is None
    assert holding_both([], parts) is None


def test_the_second_is_answered_beside_the_first(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("may makers move tools out of workshops, and how many?")
    assert answer.status is Status.ANSWERED
    assert "inspected before" in answer.text
    assert "12 tools" in answer.text
    assert {citation.number for citation in answer.citations} == {"1.2"}


def test_a_bare_how_is_answered_by_what_follows(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("will the Toy Council hold meetings in public, and how?")
    assert answer.text.count("in public") == 1
    assert "by video" in answer.text


def test_what_is_not_told_is_said(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("where will the Marble Museum open, and how much will it cost?")
    assert answer.status is Status.PARTLY_ANSWERED
    assert "north" in answer.text
    assert answer.notes == ("The documents do not say: how much will it cost?",)
