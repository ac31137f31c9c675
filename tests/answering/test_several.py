from __future__ import annotations

import pytest

from mandate_qa.answering.several import COUNTS, signs, wants_several


def test_every_sign_has_a_count() -> None:
    assert signs("what kites are there").keys() == COUNTS.keys()


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("Which kite strings are allowed?", "Which kite string is allowed?"),
        ("What are the tests for paint?", "What is the test for paint?"),
        ("paint tests, all of them", "paint test"),
        ("the three duties of makers", "how many duties makers have"),
    ],
)
def test_a_question_in_the_plural_wants_several_rather_than_one(several: str, one: str) -> None:
    assert wants_several(several) > wants_several(one)


@pytest.mark.parametrize(
    ("question", "plural"),
    [("what new kites may fly", True), ("what class may fly kites", False), ("which bus may stop", False)],
)
def test_the_last_word_before_the_verb_tells_how_many_are_meant(question: str, plural: bool) -> None:
    found = signs(question)
    assert (found["plural"], found["singular"]) == (plural, not plural)


def test_without_a_what_nothing_is_known_of_the_thing_asked_for() -> None:
    found = signs("paints that are banned")
    assert found["no what"]
    assert not found["plural"]
    assert not found["singular"]
