from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.cells import Cells, cells_of, number, row_name
from mandate_qa.types import Query

TABLE = """\
    Money

    Office budget (£m)\t2023-24\t2024-25\t2025-26 (Indicative)\t2026-27
    Revenue\t110\t1,120\t130\t140
    Capital\t(5)\t8\tThe profile beyond 2025-26 is subject to review\t
    Reserve\t3\t\t4\t5
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TABLE)


def cells(shelf: Any, row: str, question: str = "what is it?", *periods: str) -> Cells:
    found = cells_of(shelf.unit(row), Query(question, question, periods=periods))
    assert found is not None
    return found


def test_the_asked_year_chooses_the_column(shelf: Any) -> None:
    found = cells(shelf, "Revenue", "revenue in 2024-25", "2024-25")
    assert found.values == (("2024-25", "1,120"),)
    assert found.figure == 1120


def test_a_cell_is_told_with_its_row_column_and_unit(shelf: Any) -> None:
    words = cells(shelf, "Revenue", "revenue in 2024-25", "2024-25").words()
    for told in ("Office budget", "Revenue", "1,120", "2024-25", "£m"):
        assert told in words
    assert "110" not in words.replace("1,120", "")
    assert "2023-24" not in words


@pytest.mark.parametrize(
    ("row", "question", "told"),
    [
        ("Revenue", "revenue in 2024-25", "£1,120m (2024-25)"),
        ("Capital", "capital in 2023-24", "(5) (2023-24)"),
        ("Capital", "capital in 2025-26", "The profile beyond 2025-26 is subject to review (2025-26 (Indicative))"),
    ],
)
def test_a_plain_figure_has_the_unit_that_its_table_prints(shelf: Any, row: str, question: str, told: str) -> None:
    assert cells(shelf, row, question, question[-7:]).words().endswith(f": {told}")


def test_a_row_of_numbers_in_a_table_of_money_has_no_pounds(toys: Any) -> None:
    table = "Money\n\nOffice (£m)\t2023-24\t2024-25\nStaff (number)\t110\t120\nPay\t5\t6\n"
    shelf = toys.shelf(table)
    assert cells(shelf, "Staff", "staff in 2024-25", "2024-25").words().endswith(": 120 (2024-25)")
    assert cells(shelf, "Pay", "pay in 2024-25", "2024-25").words().endswith(": £6m (2024-25)")


def test_several_years_take_several_columns_in_order(shelf: Any) -> None:
    found = cells(shelf, "Revenue", "revenue", "2026-27", "2023-24")
    assert found.values == (("2023-24", "110"), ("2026-27", "140"))
    assert found.figure is None


def test_without_a_year_every_filled_column_is_told(shelf: Any) -> None:
    found = cells(shelf, "Reserve", "the reserve")
    assert [value for _, value in found.values] == ["3", "4", "5"]


def test_words_of_a_heading_choose_the_column(shelf: Any) -> None:
    found = cells(shelf, "Revenue", "what is the indicative revenue")
    assert found.values == (("2025-26 (Indicative)", "130"),)


def test_a_change_takes_the_year_before_as_well(shelf: Any) -> None:
    found = cells(shelf, "Revenue", "how much did revenue rise in 2024-25", "2024-25")
    assert [value for _, value in found.values] == ["110", "1,120"]


def test_words_that_stand_for_two_years_fill_the_empty_cell(shelf: Any) -> None:
    found = cells(shelf, "Capital", "capital in 2026-27", "2026-27")
    assert found.values == (("2026-27", "The profile beyond 2025-26 is subject to review"),)
    assert found.figure is None


def test_a_figure_never_fills_an_empty_cell(shelf: Any) -> None:
    found = cells(shelf, "Reserve", "reserve in 2024-25", "2024-25")
    assert found.values == (("2024-25", ""),)
    assert found.figure is None
    assert "3" not in found.words().partition("Reserve")[2]


def test_brackets_make_a_figure_negative(shelf: Any) -> None:
    assert cells(shelf, "Capital", "capital in 2023-24", "2023-24").figure == -5


@pytest.mark.parametrize(
    ("cell", "value"),
    [("150,614", 150614), ("(34.6)", -34.6), ("-281", -281), ("–281", -281), ("£3.5m", 3.5), ("95%", 95), ("0", 0)],
)
def test_a_figure_cell_has_a_value(cell: str, value: float) -> None:
    assert number(cell) == value


def test_a_row_is_named_by_section_caption_and_label_none_twice(shelf: Any) -> None:
    name = row_name(shelf.unit("Revenue"))
    assert name.count("Office budget") == 1
    assert name.count("£m") == 1
    assert name.count("Revenue") == 1
    assert name.count("Money") == 1


def test_what_is_no_row_has_no_cells(shelf: Any, toys: Any) -> None:
    assert cells_of(shelf.unit("2023-24"), toys.query("what is it")) is None
    prose = toys.shelf("1.1 Every nursery must have 40 blocks.").unit("40 blocks")
    assert cells_of(prose, toys.query("how many blocks")) is None


def test_a_heading_row_is_part_of_the_name_of_the_rows_below_it(toys: Any) -> None:
    shelf = toys.shelf(
        """\
        Budget (£m)\t2024-25\t2025-26
        Repairs\t\t
        Workshops\t3\t4
        Parks\t5\t6
        Total\t8\t10
        """
    )
    assert "Repairs" in row_name(shelf.unit("Workshops"))
    assert "Repairs" not in row_name(shelf.unit("Total"))


@pytest.mark.parametrize(("end", "row", "value"), [("first", "Revenue", "110"), ("last", "Revenue", "140")])
def test_the_first_or_last_year_of_a_row_can_be_asked_for(shelf: Any, end: str, row: str, value: str) -> None:
    found = cells_of(shelf.unit(row), Query("and the end?", "and the end?", end=end))
    assert found is not None
    assert [cell for _, cell in found.values] == [value]
