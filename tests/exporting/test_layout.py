"""An answer's text is read as the paragraphs, bullets, tables and marks that it holds."""

from __future__ import annotations

from mandate_qa.exporting.layout import MOST_CELLS, Block, Grid, Mark, laid_out


def read(text: str) -> tuple[Block | Grid, ...]:
    return laid_out(text, lambda marker: Mark(marker) if marker < 3 else None)


def test_marks_are_told_from_words() -> None:
    assert read("One [1][2] two. [3]") == (Block(("One ", Mark(1), Mark(2), " two. [3]")),)


def test_a_mark_of_many_digits_is_words() -> None:
    assert read("[123456789012345]") == (Block(("[123456789012345]",)),)


def test_bullets_and_paragraphs_are_told_apart() -> None:
    assert read("Lead:\n- one [1]\n\nEnd.") == (
        Block(("Lead:",)),
        Block(("one ", Mark(1)), bullet=True),
        Block(("End.",)),
    )


def test_a_table_has_cells_and_its_short_rows_are_filled_up() -> None:
    (grid,) = read("| Year | £m |\n|---|---|\n| 2021-22 | 301 [1] |\n| 2022-23 |")
    assert isinstance(grid, Grid)
    assert grid.headed
    assert grid.rows == ((("Year",), ("£m",)), (("2021-22",), ("301 ", Mark(1))), (("2022-23",), ()))


def test_rows_without_a_rule_have_no_heading() -> None:
    (grid,) = read("| a | b |\n| c | d |")
    assert isinstance(grid, Grid)
    assert not grid.headed
    assert len(grid.rows) == 2


def test_a_rule_alone_is_words() -> None:
    assert read("|---|") == (Block(("|---|",)),)


def test_a_table_that_would_swell_is_told_line_by_line() -> None:
    wide = "|" + "a|" * (MOST_CELLS // 2)
    assert read(f"{wide}\n| b |\n| c |")[1:] == (Block(("| b |",)), Block(("| c |",)))


def test_nothing_is_laid_out_of_nothing() -> None:
    assert read(" \n\n") == ()
