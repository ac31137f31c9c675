"""A table as text, and its cells by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mandate_qa.errors import UnknownCellError, UsageError
from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.tables_text import cell_of, render_table, tables_of
from mandate_qa.types import Block, BlockKind, Document, Paragraph, Table

PLAN = Document("plan", "A plan", "2024 plan", "Toy Office", "2024", None, None)
ROWS = (
    ("Programme", "2023-24", "2024-25", "What for"),
    ("£m", "", "", ""),
    ("Arts", "", "", ""),
    ("Theatres", "188.4", "1,205.0", "stages"),
    ("Receipts", "(34.6)", "(37.5)", "a very long account of what the receipts of the theatres were used for"),
    ("Sport", "", "", ""),
    ("Receipts", "1", "", ""),
    ("Total", "154.8", "1,167.5", ""),
)


@pytest.fixture
def paragraphs() -> list[Paragraph]:
    table = Block(BlockKind.TABLE, "", rows=ROWS, headers=2, caption="Table 1: Spending", notes=(1,), lines=(2, 9))
    note = Block(BlockKind.FOOTNOTE, "Without prizes.", marker="1", lines=(11, 11))
    return number_paragraphs(PLAN, [Block(BlockKind.TEXT, "See the table.", lines=(1, 1)), table, note])


@pytest.fixture
def table(paragraphs: list[Paragraph]) -> Table:
    [found] = tables_of(paragraphs)
    assert found.table is not None
    return found.table


def test_a_table_is_laid_out_with_all_that_names_its_cells(paragraphs: list[Paragraph]) -> None:
    [found] = tables_of(paragraphs)
    assert render_table(found, paragraphs).splitlines() == [
        "Table 1: Spending",
        "Unit: £m",
        "",
        "            2023-24  2024-25  What for",
        "-" * 77,
        "Arts",
        "  Theatres    188.4  1,205.0  stages",
        "  Receipts   (34.6)   (37.5)  a very long account of what the receipts of the",
        "                              theatres were used for",
        "Sport",
        "  Receipts        1",
        "Total         154.8  1,167.5",
        "",
        "Note 1: Without prizes.",
    ]


def test_notes_of_other_paragraphs_are_left_out(paragraphs: list[Paragraph]) -> None:
    [found] = tables_of(paragraphs)
    assert "Note" not in render_table(replace(found, notes=()), paragraphs)


def test_text_is_no_table(paragraphs: list[Paragraph]) -> None:
    with pytest.raises(ValueError, match="holds no table"):
        render_table(paragraphs[0])


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("Theatres", "2024-25", "1,205.0"),
        ("theatres ", "2024–25", "1,205.0"),
        ("TOTAL", "2023-24", "154.8"),
        ("Arts: Receipts", "2023-24", "(34.6)"),
        ("sport receipts", "2024-25", ""),
    ],
)
def test_a_cell_by_its_headings(table: Table, row: str, column: str, value: str) -> None:
    cell = cell_of(table, row, column)
    assert (cell.value, cell.unit) == (value, "£m")


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("Theatre", "2023-24", "No row is called 'Theatre'; did you mean 'Theatres'."),
        ("Total", "2023-25", "No column is called '2023-25'; did you mean '2024-25'."),
        ("Receipts", "2023-24", "Several rows are called 'Receipts'; name one of: Arts: Receipts; Sport: Receipts."),
        ("Arts", "2023-24", "No row is called 'Arts'"),
    ],
)
def test_a_name_that_fits_no_cell_or_several(table: Table, row: str, column: str, told: str) -> None:
    with pytest.raises(UnknownCellError) as caught:
        cell_of(table, row, column)
    assert str(caught.value).startswith(told)
    assert isinstance(caught.value, UsageError)


def test_every_filled_cell_of_the_seeds_can_be_named(seed_paragraphs: dict[str, list[Paragraph]]) -> None:
    named = 0
    for paragraph in (p for found in seed_paragraphs.values() for p in tables_of(found)):
        table = paragraph.table
        assert table is not None
        assert all(row.label in " ".join(render_table(paragraph).split()) or len(row.label) > 48 for row in table.rows)
        for row in table.rows:
            for column, value in zip(table.columns, row.cells, strict=True):
                label = f"{row.group}: {row.label}" if row.group else row.label
                if row.label and table.columns.count(column) == 1 and value:
                    assert cell_of(table, label, column).value == value
                    named += 1
    assert named > 100
