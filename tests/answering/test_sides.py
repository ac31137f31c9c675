"""What is asked of each document when several are set side by side."""

from __future__ import annotations

import pytest

from mandate_qa.answering.sides import sides_of
from mandate_qa.types import Document, Query

OLD = Document("old", "The mandate for 2017-18", "2017-18 mandate", "", "2017-03", "2017-04-01", "2018-03-31")
NEW = Document("new", "The mandate for 2021-22", "2021-22 mandate", "", "2021-03", "2021-04-01", "2022-03-31")
DOCUMENTS = {"old": OLD, "new": NEW}


def query(text: str, *documents: str, periods: tuple[str, ...] = ()) -> Query:
    return Query(text, text, documents, periods=periods, focus=text, sought=text)


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("health budgets: 2017-18 compared with 2021-22", "health budgets:"),
        ("nurses in 2017-18 versus 2021-22", "nurses"),
        ("how do cancer waits differ between 2017-18 and 2021-22", "how do cancer waits and"),
    ],
)
def test_years_that_tell_documents_apart_and_words_that_compare_are_left_out(text: str, focus: str) -> None:
    sides = sides_of(query(text, "old", "new", periods=("2017-18", "2021-22")), DOCUMENTS)
    assert [(side.documents, side.periods) for side in sides] == [(("old",), ("2017-18",)), (("new",), ("2021-22",))]
    assert {side.focus for side in sides} == {side.sought for side in sides} == {focus}


def test_a_year_of_neither_document_is_asked_of_both() -> None:
    sides = sides_of(query("capital in 2019-20: any difference", "old", "new", periods=("2019-20",)), DOCUMENTS)
    assert [side.periods for side in sides] == [("2019-20",), ("2019-20",)]
    assert {side.focus for side in sides} == {"capital in 2019-20: any"}


def test_a_calendar_year_that_is_that_of_one_document_names_it() -> None:
    (old, _) = sides_of(query("extra nurses, 2017 against now", "old", "new"), DOCUMENTS)
    assert old.focus == "extra nurses, now"


def test_nothing_is_left_out_when_nothing_else_would_be_left() -> None:
    (old, _) = sides_of(query("2017-18 vs 2021-22", "old", "new", periods=("2017-18", "2021-22")), DOCUMENTS)
    assert old.focus == "2017-18 vs 2021-22"


@pytest.mark.parametrize("documents", [(), ("old",)])
def test_one_document_has_no_sides(documents: tuple[str, ...]) -> None:
    assert sides_of(query("nurses", *documents), DOCUMENTS) == ()
