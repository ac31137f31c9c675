"""Dates that words tell."""

from __future__ import annotations

import pytest

from mandate_qa.answering.moments import moments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("kites by June 2013", 1),
        ("kites on 14 Sept 2013 and in autumn 2014", 2),
        ("kites in 2013/14", 1),
        ("kites by 2015", 1),
        ("kites over 2013-16, table 3.2014, £2015 each, para 2014.1", 0),
        ("kites in March", 0),
    ],
)
def test_moments_are_those_with_a_year(text: str, count: int) -> None:
    assert len(moments(text)) == count


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("June 2013", "November 2013", False),
        ("June 2013", "2 June 2013", True),
        ("1 June 2013", "2 June 2013", False),
        ("in 2013-14", "March 2014", True),
        ("in 2013-14", "June 2014", False),
        ("spring 2014", "May 2014", True),
        ("by 2015", "March 2014", True),
        ("in 2015", "March 2014", False),
        ("by 2015", "by 2017", False),
        ("by March 2015", "by March 2017", False),
    ],
)
def test_dates_agree_when_both_can_be_said_of_one_event(one: str, other: str, agree: bool) -> None:
    (first,), (second,) = moments(one), moments(other)
    assert first.agrees(second) is agree
    assert second.agrees(first) is agree
