from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.columns import misplaced

TABLE = """\
    Money until 2026-27

    Office budget (£m)\t2023-24\t2024-25\t2025-26 (Indicative)
    Revenue\t110\t1,120\t130
    Capital\t(5)\t8\t8

    Speed\tTarget\tResult
    Kites\t95%\t93%
    Balls\t90%\t97%
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TABLE)


def faults(shelf: Any, row: str, statement: str) -> tuple[str, ...]:
    return misplaced(statement, *shelf.having(row))


@pytest.mark.parametrize(
    ("row", "statement"),
    [
        ("Revenue", "Revenue: 1,120 (2024-25)."),
        ("Revenue", "The revenue budget was £1,120m in 2024/25."),
        ("Revenue", "Revenue: 110 (2023-24); 1,120 (2024-25)."),
        ("Revenue", "Money until 2026-27, Revenue: 130 (2025-26 (Indicative))."),
        ("Revenue", "The revenue was 110."),
        ("Capital", "Capital: 8 (2024-25)."),
        ("Capital", "Capital: 8 (2025-26)."),
        ("Kites", "The result for kites was 93%."),
    ],
)
def test_a_figure_under_its_own_column_passes(shelf: Any, row: str, statement: str) -> None:
    assert faults(shelf, row, statement) == ()


@pytest.mark.parametrize(
    ("row", "statement"),
    [
        ("Revenue", "Revenue: 110 (2024-25)."),
        ("Revenue", "The revenue budget was £130m in 2023/24."),
        ("Revenue", "Revenue: 110 (2023-24); 130 (2024-25)."),
        ("Capital", "Capital: (5) (2025-26)."),
        ("Kites", "The target for kites was 93%."),
    ],
)
def test_one_of_another_column_is_named(shelf: Any, row: str, statement: str) -> None:
    (fault,) = faults(shelf, row, statement)
    assert "another column" in fault


def test_prose_has_no_columns(toys: Any) -> None:
    shelf = toys.shelf("1.1 In 2023-24 it was 110 and in 2024-25 it was 120.")
    assert misplaced("It was 120 in 2023-24.", *shelf.having("110")) == ()
    assert misplaced("It was 120 in 2023-24.", shelf.having("110")[0], None) == ()
