"""Two subjects that a question sets side by side."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.speaking import speaks
from mandate_qa.answering.subjects import subjects_of
from mandate_qa.types import Query, Wanted


def query(text: str, wanted: Wanted = Wanted.COMPARISON, **given: Any) -> Query:
    return Query(text, text, wanted=wanted, focus=text, sought=text, **given)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("grant for kites compared with the one for blocks", ["grant for kites", "grant for blocks"]),
        ("blocks in parks versus those in schools?", ["blocks in parks", "blocks in schools"]),
        ("kites vs blocks", ["kites", "blocks"]),
        ("difference in grants between kites and blocks in 2024-25",
         ["grants kites in 2024-25", "grants blocks in 2024-25"]),
        ("what is the difference between the kite fund and the block fund",
         ["the kite fund", "the block fund"]),
        ("compare rent and wages at toy shops", ["rent at toy shops", "wages at toy shops"]),
        ("Kites directorate vs Blocks & Tops, total budget, difference?",
         ["Kites directorate total budget", "Blocks & Tops total budget"]),
        ("toys in schools: share for kites against the share for blocks",
         ["toys in schools share for kites", "toys in schools the share for blocks"]),
        ("2024-25: which pot was larger, kites or everything for blocks?",
         ["2024-25 kites", "2024-25 everything for blocks"]),
        ("kites or blocks, which gets more", ["kites", "blocks"]),
        ("does the kite fund have a bigger total budget than the block fund in 2024-25?",
         ["total budget the kite fund in 2024-25", "total budget the block fund in 2024-25"]),
        ("the first plan and the revised one: under which rule was each laid",
         ["under rule laid the first plan", "under rule laid the revised one"]),
    ],
)  # fmt: skip
def test_each_subject_is_asked_for_with_the_words_that_both_share(text: str, subjects: list[str]) -> None:
    sides = subjects_of(query(text))
    assert [side.focus for side in sides] == subjects
    assert [side.sought for side in sides] == subjects
    assert {side.documents for side in sides} == {()}


@pytest.mark.parametrize(
    "asked",
    [
        query("kites vs blocks", Wanted.FIGURE),
        query("kites in 2023-24 vs 2024-25", periods=("2023-24", "2024-25")),
        query("kites vs blocks", documents=("old", "new")),
        query("kites differ a lot"),
        query("kites compared with what they said"),
    ],
)
def test_what_compares_no_two_subjects_has_none(asked: Query) -> None:
    assert subjects_of(asked) == ()


TEXT = """\
    1. Money

    Toy grants (£m)\t2023-24\t2024-25
    Kites\t110\t120
    Blocks\t7\t9
    Marbles\t17\t19
    """


def test_two_rows_of_a_table_are_set_side_by_side(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("difference in grants between kites and blocks in 2024-25")
    assert "Kites" in answer.text
    assert "120" in answer.text
    assert "Blocks" in answer.text
    assert "worked out" in answer.text
    assert "111 less in the second than in the first" in answer.text
    assert "Marbles" not in answer.text


def test_each_subject_keeps_the_years_that_it_names() -> None:
    asked = query("toys in schools: share for 2024-25 against the share by 2030", periods=("2024-25",))
    assert [side.periods for side in subjects_of(asked)] == [("2024-25",), ("2024-25",)]


def test_a_row_that_was_not_found_itself_is_set_beside_one_that_was(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("which pot was larger in 2024-25, kites or marbles?")
    assert "120" in answer.text
    assert "19" in answer.text
    assert "101 less in the second" in answer.text


def test_a_sentence_that_speaks_of_both_stands_alone(toys: Any) -> None:
    text = """\
        1.1 The plan pays £2 million for kites in parks and £1 million for blocks in parks.

        1.2 Kites in parks are flown by 400 children.

        1.3 Marbles are for sale in toy shops only.
        """
    answer = toys.assistant(text).ask("which gets more money in parks, kites or blocks")
    assert answer.text.count("[") == 1
    assert "£2 million" in answer.text
    assert "£1 million" in answer.text


def test_a_subject_that_nothing_speaks_of_is_set_beside_nothing(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("grants in 2024-25: kites versus trampolines")
    assert "worked out" not in answer.text
    assert "Blocks" not in answer.text


def test_rows_of_one_table_are_told_by_the_same_columns(toys: Any) -> None:
    text = """\
        1. Money

        Toy grants (£m)\tStaff costs\tProgramme costs\tTotal
        Kites\t110\t120\t230
        Blocks\t7\t9\t16
        """
    answer = toys.assistant(text).ask("grants: kites vs blocks programme costs")
    assert "120" in answer.text
    assert "230" not in answer.text


def test_the_title_of_a_document_may_name_the_subject_that_its_words_leave_out(toys: Any) -> None:
    unit = toys.shelf("1.1 Savings of 3% a year must be found in workshops.\n").unit("Savings")
    own = toys.asked("kite makers")
    assert speaks(unit, own, "The kite makers' plan")
    assert not speaks(unit, own, "The block plan")
    assert speaks(unit, toys.asked("the revised"), "The block plan")
