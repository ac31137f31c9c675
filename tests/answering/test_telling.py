from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.telling import told
from mandate_qa.answering.verification import faults
from mandate_qa.types import Query, Statement, Wanted

TEXT = """\
    What we do

    1.1 The Office does much. It tests every paint that makers send in. Makers pay nothing.

    1.2 The Office will:

    - test paints;
    - visit workshops, including
        ○ those in towns;
        ○ those at sea; and
    - count kites.

    Budget (£m)\t2023-24\t2024-25
    Revenue\t110\t120
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TEXT)


def tell(shelf: Any, toys: Any, words: str, question: str = "what is it", **given: Any) -> Statement:
    statement = told(shelf.unit(words), Query(question, question, **given), toys.asked(question))
    assert faults(statement, shelf) == ()
    return statement


def test_a_sentence_is_told_as_it_stands(shelf: Any, toys: Any) -> None:
    statement = tell(shelf, toys, "Makers pay nothing")
    assert statement.text == "Makers pay nothing."
    assert [evidence.quote for evidence in statement.evidence] == ["Makers pay nothing."]


def test_one_that_points_back_comes_with_the_one_before(shelf: Any, toys: Any) -> None:
    assert tell(shelf, toys, "It tests every paint").text.startswith("The Office does much. It tests")


def test_a_bullet_is_told_without_its_semicolon(shelf: Any, toys: Any) -> None:
    statement = tell(shelf, toys, "test paints")
    assert statement.text.endswith("test paints")
    assert statement.evidence[-1].quote.startswith("test paints")


def test_a_nested_bullet_brings_the_bullet_that_it_goes_on_with(shelf: Any, toys: Any) -> None:
    statement = tell(shelf, toys, "those in towns")
    assert "visit workshops" in statement.text
    assert statement.text.endswith("those in towns")
    assert [evidence.quote for evidence in statement.evidence] == ["visit workshops, including", "those in towns;"]


def test_a_cell_is_told_by_row_and_column(shelf: Any, toys: Any) -> None:
    statement = tell(shelf, toys, "Revenue\t110", "revenue in 2024-25", periods=("2024-25",))
    assert "120" in statement.text
    assert "110" not in statement.text
    assert "£m" in statement.text


def test_what_is_cut_shows_that_it_is(toys: Any) -> None:
    clause = "it will fly the kites of every town and village over parks and beaches"
    sentence = "The Office will do much; " + "; ".join([clause.replace("kites", toy) for toy in TOYS]) + "."
    shelf = toys.shelf(f"1.1 {sentence}")
    statement = tell(shelf, toys, "The Office will do much", "who will fly the hoops", wanted=Wanted.STATEMENT)
    assert len(statement.text.split()) < len(sentence.split())
    assert statement.text.startswith("…")
    assert statement.text.endswith("…")
    (evidence,) = statement.evidence
    assert evidence.quote in sentence
    assert "hoops" in evidence.quote


TOYS = "balls tops dolls hoops cars trains boats".split()
