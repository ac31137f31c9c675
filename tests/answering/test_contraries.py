from __future__ import annotations

from typing import Any

import pytest

from mandate_qa import Assistant
from mandate_qa.answering.contraries import contradicts, contraries_of, with_contraries
from mandate_qa.types import Query, Wanted

TEXT = """\
    The Toy Office's plan for 2024-25

    1. About this plan

    1.1 It is a shorter plan than the one before, at the wish of makers.

    1.2 Boats in the harbour are looked after by the Guild for as long as they are afloat.

    2. Makers

    2.1 Reports on kites are mandatory for every maker from May 2024.
    """


@pytest.fixture(scope="module")
def kites(toys: Any) -> Assistant:
    assistant: Assistant = toys.assistant(TEXT)
    return assistant


def why(question: str, **given: Any) -> Query:
    return Query(question, question, focus=question, wanted=Wanted.REASON, **given)


def test_a_why_is_looked_for_by_the_contrary_too() -> None:
    assert contraries_of(why("why is the plan longer?")) == (("longer", "shorter"),)
    assert contraries_of(why("why is the plan green?")) == ()


def test_other_questions_and_follow_ups_take_nothing_for_granted() -> None:
    question = "is the plan longer?"
    assert contraries_of(Query(question, question, focus=question, wanted=Wanted.YES_NO)) == ()
    assert contraries_of(why("why is it longer?", follows=True)) == ()
    since = "since reports are optional, what do makers get?"
    assert contraries_of(Query(since, since, focus=since))[0][:2] == ("optional", "mandatory")


def test_contraries_go_with_the_word_they_are_of() -> None:
    merged = with_contraries((("longer", "lengthier"), ("kite",)), (("longer", "shorter"), ("more", "fewer")))
    assert merged == (("longer", "lengthier", "shorter"), ("kite",), ("more", "fewer"))


def test_a_text_contradicts_with_the_contrary_alone() -> None:
    query = why("why is the plan longer?")
    assert contradicts("It is a shorter plan.", query)
    assert not contradicts("It is longer, not shorter.", query)
    assert not contradicts("It is a plan.", query)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("why is the plan so much longer than the one before?", "shorter plan"),
        ("since reports on kites are optional, what do makers get for them?", "mandatory"),
    ],
)
def test_what_says_the_contrary_is_told_as_a_correction(kites: Assistant, question: str, told: str) -> None:
    text = kites.ask(question).text
    assert text.startswith("The documents say otherwise:")
    assert told in text
