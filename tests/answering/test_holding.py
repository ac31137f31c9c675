from __future__ import annotations

import pytest

from mandate_qa.answering.holding import holds_wanted
from mandate_qa.types import Wanted


@pytest.mark.parametrize(
    ("text", "counted", "held"),
    [
        ("at least 40 blocks", "", True),
        ("three hundred makers", "", True),
        ("two thirds of trusts", "", True),
        ("blocks in 2024-25", "", False),
        ("see objective 7 and annex 2.1", "", False),
        ("the response to Covid-19", "", False),
        ("no figure here", "", False),
        ("a grant of £3.5 million", "money", True),
        ("40 blocks", "money", False),
        ("95% of patients", "share", True),
        ("95 per cent of patients", "share", True),
        ("40 blocks", "share", False),
        ("27% of posts, or £3 million, by 4 May", "count", False),
        ("a group of ten or more", "count", True),
        ("a grant of £40 to 25 makers", "count", True),
        ("30 minutes on average", "duration", True),
        ("a one-year scheme", "duration", True),
        ("until a new plan is published", "duration", True),
        ("800 new ambulances", "duration", False),
        ("those of small makers within 14", "duration", True),
        ("updated and published monthly", "frequency", True),
        ("a check every two years", "frequency", True),
        ("in 70% of cases", "frequency", True),
        ("a check in two years", "frequency", False),
    ],
)
def test_what_holds_a_figure(text: str, counted: str, held: bool) -> None:
    assert holds_wanted(text, Wanted.FIGURE, counted) is held


@pytest.mark.parametrize(
    ("text", "wanted", "held"),
    [
        ("by 30 June 2024", Wanted.DATE, True),
        ("in the autumn", Wanted.DATE, True),
        ("in due course", Wanted.DATE, False),
        ("under the Toys Act 2006", Wanted.DATE, False),
        ("the National Director for Toys", Wanted.PERSON, True),
        ("the CQC will inspect", Wanted.PERSON, True),
        ("somebody will inspect", Wanted.PERSON, False),
        ("A register is a public list", Wanted.DEFINITION, True),
        ("anything at all", Wanted.STATEMENT, False),
    ],
)
def test_what_holds_the_kind_that_is_wanted(text: str, wanted: Wanted, held: bool) -> None:
    assert holds_wanted(text, wanted) is held
