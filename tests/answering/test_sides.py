"""What is asked of each document when several are set side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mandate_qa.answering.sides import MOST, sides_of, sides_of_editions
from mandate_qa.types import Document, Query, Wanted

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
        ("nurses in 2017-18 v 2021-22 as in the two mandates", "nurses"),
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


def test_a_year_of_one_document_only_is_left_out_of_what_is_asked_of_either() -> None:
    sides = sides_of(query("extra nurses 2017-18", "old", "new", periods=("2017-18",)), DOCUMENTS)
    assert [(side.focus, side.periods) for side in sides] == [("extra nurses", ("2017-18",)), ("extra nurses", ())]


def test_the_topic_said_first_is_what_matters_and_the_rest_is_searched_for_too() -> None:
    (old, _) = sides_of(query("Cancer waits: what was the aim, and how is it put now?", "old", "new"), DOCUMENTS)
    assert old.focus == "Cancer waits"
    assert "aim" in old.sought


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("by when should blocks be painted in both?", Wanted.DATE),
        ("who signed them both?", Wanted.PERSON),
        ("what of kites?", Wanted.COMPARISON),
    ],
)
def test_each_side_is_asked_for_a_date_or_a_person_when_the_question_asks_for_one(text: str, wanted: Wanted) -> None:
    assert {side.wanted for side in sides_of(query(text, "old", "new"), DOCUMENTS)} == {wanted}


@pytest.mark.parametrize("documents", [(), ("old",)])
def test_one_document_has_no_sides(documents: tuple[str, ...]) -> None:
    assert sides_of(query("nurses", *documents), DOCUMENTS) == ()


class TestEditions:
    @staticmethod
    def sides(given: Query) -> list[tuple[str, ...]]:
        new = replace(NEW, replaces="old")
        documents = {"old": replace(OLD, superseded_by="new"), "new": new, "other": replace(NEW, key="other")}
        return [side.documents for side in sides_of_editions(given, "new", documents)]

    @pytest.mark.parametrize(
        "question", ["is the kite grant still £40?", "has the kite grant changed?", "kite grant before and after"]
    )
    def test_a_question_for_what_became_of_a_thing_asks_each_edition_the_oldest_first(self, question: str) -> None:
        assert self.sides(query(question)) == [("old",), ("new",)]

    def test_two_years_ask_each_edition(self) -> None:
        years = ("2017-18", "2021-22")
        assert self.sides(query("kite grant, 2017-18, 2021-22", periods=years)) == [("old",), ("new",)]

    def test_a_question_for_a_thing_alone_asks_none(self) -> None:
        assert self.sides(query("how much is the kite grant?")) == []

    def test_a_document_that_is_named_stands_for_itself(self) -> None:
        assert self.sides(query("is it still £40 in the 2021-22 mandate?", "new")) == []


def test_more_documents_than_a_reader_can_set_side_by_side_are_searched_as_one() -> None:
    documents = {f"plan-{n}": replace(OLD, key=f"plan-{n}") for n in range(MOST + 1)}
    assert sides_of(query("nurses in 2017-18 versus 2021-22", *documents), documents) == ()
    few = list(documents)[:MOST]
    assert len(sides_of(query("nurses in 2017-18 versus 2021-22", *few), documents)) == MOST
