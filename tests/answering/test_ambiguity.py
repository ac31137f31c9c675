from __future__ import annotations

from typing import Any

import pytest

TEXT = """2. Money

Guild of Makers

Toy budget (£m)\t2023-24\t2024-25
Total budget\t400\t500

Office of Kites

Toy budget (£m)\t2023-24\t2024-25
\t6\t7

1.1 The makers paint their blocks every week of the year.
"""


@pytest.fixture
def assistant(toys: Any) -> Any:
    """An assistant over a plan in which two bodies have a table of the same name."""
    return toys.assistant(TEXT)


def test_rows_of_two_bodies_that_fit_equally_are_both_given(assistant: Any) -> None:
    answer = assistant.ask("what was the 2024-25 toy budget?")
    assert "500" in answer.text
    assert "7" in answer.text
    assert "Guild of Makers" in answer.text
    assert "Office of Kites" in answer.text
    assert any("more than one row" in note for note in answer.notes)


def test_a_named_body_gets_its_own_row_alone(assistant: Any) -> None:
    answer = assistant.ask("what was the 2024-25 toy budget of the Office of Kites?")
    assert "7" in answer.text
    assert "500" not in answer.text
