"""How many there are of a thing."""

from __future__ import annotations

import pytest

from mandate_qa.answering.counting import counted_thing, counts


@pytest.mark.parametrize("question", ["HOW MANY OBJECTIVES, OLD VS NEW", "number of headline objectives in each plan"])
def test_what_is_counted_is_read_in_any_wording(question: str) -> None:
    assert counted_thing(question) == "object"


def test_nothing_is_counted_in_other_questions() -> None:
    assert counted_thing("what are the objectives") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There are five objectives.", True),
        ("It has 24 headline objectives.", True),
        ("It sets a budget for five years and objectives.", False),
        ("Under objective 2, 50 toys are made.", False),
    ],
)
def test_a_number_must_stand_before_the_thing(text: str, told: bool) -> None:
    assert counts(text, "object") is told
