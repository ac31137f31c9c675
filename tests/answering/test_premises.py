from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.premises import changed
from mandate_qa.answering.verification import verify
from mandate_qa.types import Draft, Query, Wanted

TABLE = """\
    Money

    Budget (£m)\t2023-24\t2024-25\t2025-26
    Revenue\t110\t120\t120
    Capital\t9\t8\t(2)
    Staff\t1\tto be decided\t2
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TABLE)


def ask(shelf: Any, question: str, row: str, *periods: str, wanted: Wanted = Wanted.REASON) -> Draft | None:
    return changed(Query(question, question, periods=periods, wanted=wanted), [shelf.unit(row)])


@pytest.mark.parametrize(
    ("question", "row", "period", "told"),
    [
        ("why was revenue cut in 2024-25", "Revenue", "2024-25", ["rose", "10", "not cut"]),
        ("why did revenue rise in 2024-25", "Revenue", "2024-25", ["rose", "10"]),
        ("why was capital raised in 2024-25", "Capital", "2024-25", ["fell", "1", "not raised"]),
        ("why did capital fall in 2025-26", "Capital", "2025-26", ["fell", "10"]),
        ("why did revenue fall in 2025-26", "Revenue", "2025-26", ["did not change"]),
    ],
)
def test_what_the_figures_did_is_told_whatever_the_question_takes_for_granted(
    shelf: Any, question: str, row: str, period: str, told: list[str]
) -> None:
    draft = ask(shelf, question, row, period)
    assert draft is not None
    cells, ours = draft.statements
    assert all(words in ours.text for words in told), ours.text
    assert ("not cut" in ours.text) == ("not cut" in told)
    assert ("not raised" in ours.text) == ("not raised" in told)
    assert period in cells.text


def test_both_figures_stand_in_the_cited_row(shelf: Any) -> None:
    draft = ask(shelf, "why was revenue cut in 2024-25", "Revenue", "2024-25")
    assert draft is not None
    answer = verify(draft, shelf, Query("q", "q"), ())
    assert answer.answered
    assert not [note for note in answer.notes if "checked" in note]
    (citation,) = answer.citations
    assert "110\t120" in citation.quote
    assert draft.statements[1].derived


def test_a_question_of_whether_is_answered_too(shelf: Any) -> None:
    assert ask(shelf, "was revenue cut in 2024-25", "Revenue", "2024-25", wanted=Wanted.YES_NO)


def test_no_figures_of_two_years_tell_nothing(shelf: Any) -> None:
    assert ask(shelf, "why was staff cut in 2024-25", "Staff", "2024-25") is None
    assert ask(shelf, "why was revenue cut in 2023-24", "Revenue", "2023-24") is None
    assert ask(shelf, "why was revenue cut", "Revenue") is None


def test_other_questions_are_left_to_others(shelf: Any) -> None:
    assert ask(shelf, "why is there revenue in 2024-25", "Revenue", "2024-25") is None
    assert ask(shelf, "how much was cut in 2024-25", "Revenue", "2024-25", wanted=Wanted.FIGURE) is None
