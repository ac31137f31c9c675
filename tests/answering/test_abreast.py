from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.abreast import parted, rows_named
from mandate_qa.answering.cells import cells_of
from mandate_qa.answering.comparing import abreast
from mandate_qa.types import Query

TABLE = """\
    Money

    Office budget (£m)\tRunning cost budgets\tProgramme budgets\tTotal
    Paint tests\t7.2\t32.0\t39.2
    Kite inspections\t5.0\t11.5\t16.5
    Kite inspections abroad\t1.0\t2.5\t3.5
    Total\t13.2\t46.0\t59.2
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TABLE)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("more on paint or on kites?", True),
        ("kites against paint", True),
        ("paint/kites", True),
        ("paint for kites", False),
        ("paint and kites and paint", False),
        ("paint and blocks", False),
    ],
)
def test_two_are_parted_when_each_stands_on_its_own_side_of_a_joining_word(text: str, yes: bool) -> None:
    assert parted(text, {"paint"}, {"kite"}) is yes


def names(shelf: Any, toys: Any, text: str) -> list[str] | None:
    found = rows_named([shelf.unit("Paint tests")], text, toys.asked(text))
    return [unit.row.label for unit in found if unit.row is not None] if found else None


def test_two_rows_that_a_question_names_whole_are_found(shelf: Any, toys: Any) -> None:
    assert names(shelf, toys, "kite inspections or paint tests: which is bigger?") == [
        "Paint tests",
        "Kite inspections",
    ]


def test_of_a_label_within_another_the_longer_one_is_meant(shelf: Any, toys: Any) -> None:
    found = names(shelf, toys, "paint tests versus kite inspections abroad")
    assert found == ["Paint tests", "Kite inspections abroad"]


@pytest.mark.parametrize("text", ["paint tests", "paint tests and inspections", "money for paint tests of kites"])
def test_rows_that_are_not_named_whole_are_not_taken(shelf: Any, toys: Any, text: str) -> None:
    assert names(shelf, toys, text) is None


def test_the_two_rows_are_told_with_their_difference(shelf: Any, toys: Any) -> None:
    text = "total for paint tests against kite inspections"
    draft = abreast(Query(text, text), [shelf.unit("Paint tests")], toys.asked(text))
    assert draft is not None
    told = " ".join(statement.text for statement in draft.statements)
    assert "£39.2m" in told
    assert "£16.5m" in told
    assert "22.7 less" in told


def test_two_columns_that_a_question_names_are_both_told(shelf: Any) -> None:
    text = "paint tests: more on running costs or on programme?"
    cells = cells_of(shelf.unit("Paint tests"), Query(text, text))
    assert cells is not None
    assert [value for _, value in cells.values] == ["7.2", "32.0"]


def test_one_column_that_a_question_names_is_told_alone(shelf: Any) -> None:
    text = "running costs of paint tests and kite inspections"
    cells = cells_of(shelf.unit("Paint tests"), Query(text, text))
    assert cells is not None
    assert [value for _, value in cells.values] == ["7.2"]
