"""Rows as printed laid out as a table: every cell named by its row and its column."""

from __future__ import annotations

import pytest

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.tables import has_header, header_count, is_figure, laid_out
from mandate_qa.types import Block, BlockKind, Document, Paragraph, Table

PLAN = Document("plan", "A plan", "2024 plan", "Toy Office", "2024", None, None)


def rows(text: str) -> list[tuple[str, ...]]:
    """Rows of `text`: cells parted by |, blanks around them left out."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


def test_labels_and_headings_over_two_lines() -> None:
    layout = laid_out(
        rows("""
        Revenue budget (£m, cash | 2019-20 | 2020-21
        terms) | |
        NHS Long Term Plan | 120,807 | 127,007
        Settlement | |
        Total budget (including net | 123,377 | 149,473
        transfers post-settlement) | |
        """)
    )
    assert (layout.heading, layout.unit) == ("Revenue budget (£m, cash terms)", "£m, cash terms")
    assert layout.columns == ("2019-20", "2020-21")
    assert [(row.label, row.cells) for row in layout.rows] == [
        ("NHS Long Term Plan Settlement", ("120,807", "127,007")),
        ("Total budget (including net transfers post-settlement)", ("123,377", "149,473")),
    ]
    assert layout.header == "Revenue budget (£m, cash\t2019-20\t2020-21\nterms)"
    assert layout.rows[0].printed == "NHS Long Term Plan\t120,807\t127,007\nSettlement"


def test_group_headings_are_handed_down_to_the_next_total() -> None:
    layout = laid_out(
        rows("""
        | £m | £m
        CCG allocations | 63,355 |
        National Commissioning: | |
        GP Services | 6,408 |
        Sub-total | | 24,446
        Total national commissioning | | 25,355
        Central programmes | | 1,023
        """)
    )
    assert layout.unit == "£m"
    assert [(row.label, row.group) for row in layout.rows] == [
        ("CCG allocations", ""),
        ("National Commissioning:", ""),
        ("GP Services", "National Commissioning"),
        ("Sub-total", "National Commissioning"),
        ("Total national commissioning", ""),
        ("Central programmes", ""),
    ]


def test_a_sum_without_a_label_ends_a_group() -> None:
    layout = laid_out(rows("Costs | 2013\n Other: | \n Awards | 174.0 \n | 333.0 \n Reserve | 20.5"))
    assert [(row.label, row.group) for row in layout.rows] == [
        ("Other:", ""),
        ("Awards", "Other"),
        ("", ""),
        ("Reserve", ""),
    ]


def test_a_row_of_units_below_the_headings() -> None:
    layout = laid_out(
        rows("""
        Directorate budgets | Running cost budgets | Programme costs
         | £m | £m
        Nursing | 7.8 | (4.1)
        """)
    )
    assert layout.columns == ("Running cost budgets", "Programme costs")
    assert layout.unit == "£m"
    assert layout.rows[0].cells == ("7.8", "(4.1)")


def test_a_lone_row_without_a_label_takes_the_heading_of_the_label_column() -> None:
    layout = laid_out(rows("Capital budget (£m, cash terms) | 2019-20 | 2020-21\n | 6 | 7"))
    assert [(row.label, row.cells) for row in layout.rows] == [("Capital budget (£m, cash terms)", ("6", "7"))]


def test_headings_with_words_beside_the_year() -> None:
    layout = laid_out(rows(" | 2016-17 (Revised) | 2017-18 | 2018-19 (Indicative budget)\nTotal (£m) | 1 | 2 | 3"))
    assert layout.columns == ("2016-17 (Revised)", "2017-18", "2018-19 (Indicative budget)")


def test_a_cell_that_stands_for_two_years_keeps_its_words() -> None:
    layout = laid_out(rows("£m | 2021-22 | 2022-23 | 2023-24\nTotal | 301 | Subject to the CSR"))
    assert layout.rows[0].cells == ("301", "Subject to the CSR", "")


def test_a_table_without_headings() -> None:
    layout = laid_out(rows("Publish a plan by June 2013. | Director: Policy\nTest the paint. | Director: Paint"))
    assert (layout.header, layout.columns) == ("", ("",))
    assert [row.label for row in layout.rows] == ["Publish a plan by June 2013.", "Test the paint."]


@pytest.mark.parametrize(
    ("table", "count"),
    [
        (" | £m\nCosts | 88", 1),
        ("£m | 2019-20\nTotal | 260", 1),
        ("Key deliverables: Paint | Timelines\nAll paints tested | April 2014", 1),
        ("Priority | Scorecard measurement\n1 – Satisfied patients | Net score from -100 to +100", 1),
        ("Nursing | 7.8\nFinance | 10.2", 0),
        ("2019-20 | 2020-21", 0),
        ("- We will publish it. | Chief Executive\n- We will test a lot of paint. | All", 0),
    ],
)
def test_header_rows_are_counted(table: str, count: int) -> None:
    assert header_count(rows(table)) == count
    assert has_header(rows(table)) == (count > 0)


@pytest.mark.parametrize("cell", ["150,614", "(34.6)", "-281", "–281", "95%", "£3.5m", "0", "+100", "£25.4bn"])
def test_a_figure(cell: str) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize("cell", ["", "April 2014", "2019-20", "Director", "3 of 5", "n/a", "(see note)"])
def test_no_figure(cell: str) -> None:
    assert not is_figure(cell)


CELLS = [
    ("mandate-2021-22", "NHS Long Term Plan Settlement", "2021-22", "133,283"),
    ("mandate-2021-22", "Total budget (including net transfers post-settlement)", "2021-22", "150,614"),
    ("mandate-2021-22", "Capital budget (£m, cash terms)", "2020-21", "7"),
    ("mandate-2017-18", "Total revenue budget (£m)", "2018-19 (Indicative budget)", "112,461"),
    ("planning-guidance-2021-22", "Other transfers of funding", "2019-20", "-281"),
    ("business-plan-2013-16", "Nursing", "Discretionary running costs", "3.0"),
    ("business-plan-2013-16", "Non Pay costs – discretionary", "Discretionary running costs", "(34.6)"),
    ("business-plan-2013-16", "CSUs commercially viable and externalised", "Timelines", "March 2016"),
    ("business-plan-2013-16", "11 – High quality financial management", "Scorecard measurement", "Actual spend"),
]


@pytest.mark.parametrize(("key", "label", "column", "cell"), CELLS)
def test_cells_of_the_seeds(
    key: str, label: str, column: str, cell: str, seed_paragraphs: dict[str, list[Paragraph]]
) -> None:
    tables: list[Table] = [p.table for p in seed_paragraphs[key] if p.table]
    found = [
        row.cells[table.columns.index(column)]
        for table in tables
        for row in table.rows
        if row.label == label and column in table.columns
    ]
    assert any(value.startswith(cell) for value in found)


def test_headings_over_two_lines_with_an_empty_cell_for_a_merged_one() -> None:
    layout = laid_out(
        rows("""
        Region | 2022 | | 2023 |
        weeks | Median | Longest | Median | Longest
        Wales | 8.0 | 20 | 7.5 | 19
        """)
    )
    assert layout.columns == ("2022 Median", "2022 Longest", "2023 Median", "2023 Longest")
    assert layout.unit == "weeks"
    assert layout.rows[0].cells == ("8.0", "20", "7.5", "19")


def test_a_second_line_of_values_is_no_heading() -> None:
    layout = laid_out(rows("Region | 2022 | | 2023\nWales | open | shut | shut\nKent | shut | open | open"))
    assert [row.label for row in layout.rows] == ["Wales", "Kent"]


def test_a_merged_heading_that_is_written_out_is_said_once() -> None:
    table = rows("Programme | Plan | Plan | Notes\n£m | 2023-24 | 2024-25 | Notes\nArts | 1 | 2 | x")
    assert laid_out(table, 2).columns == ("Plan 2023-24", "Plan 2024-25", "Notes")


def test_years_beside_words_head_columns() -> None:
    layout = laid_out(rows("Region | Fund | 2023-24 | Q1 2024\nNorth | Buildings | 12.0 | 14.5"))
    assert layout.columns == ("Fund", "2023-24", "Q1 2024")


def test_a_label_holds_until_the_next_where_the_second_column_names_rows() -> None:
    layout = laid_out(
        rows("""
        Council | Phase | Places
        Alder | Primary | 14,210
        | Secondary | 9,880
        Birch | Primary | 6,040
        | Secondary | 4,515
        """)
    )
    assert [(row.label, row.cells[0]) for row in layout.rows] == [
        ("Alder", "Primary"),
        ("Alder", "Secondary"),
        ("Birch", "Primary"),
        ("Birch", "Secondary"),
    ]


def test_the_lines_of_a_label_are_joined() -> None:
    assert laid_out([("Body", "2023"), ("Facilities\nand pitches", "97.2")]).rows[0].label == "Facilities and pitches"


@pytest.mark.parametrize(
    ("header", "caption", "unit"),
    [
        ("% | Agree | Disagree", "", "%"),
        ("£ | Salary | Bonus", "", "£"),
        ("£000 | Salary | Bonus", "", "£000"),
        ("€m | Salary | Bonus", "", "€m"),
        ("weeks | Median | Longest", "", "weeks"),
        ("(weeks) | Median | Longest", "", "weeks"),
        ("Region (£m) | North | South", "", "£m"),
        ("Region | North | South", "Table 1: Spending (£ million)", "£ million"),
        ("Region | North | South", "Table 1: Replies, per cent", "per cent"),
        ("Region | North | South", "Staff (full-time equivalents)", "full-time equivalents"),
        ("Region | North | South", "Table 1: The 20 weeks of spring", ""),
        ("Weeks of leave | North | South", "", ""),
    ],
)
def test_the_unit(header: str, caption: str, unit: str) -> None:
    assert laid_out(rows(f"{header}\nAll | 71 | 17"), 1, caption).unit == unit


@pytest.mark.parametrize("cell", ["−281", "<5", "> 95%", "€4m"])
def test_figures_with_signs(cell: str) -> None:
    assert is_figure(cell)


def test_tables_without_places_are_not_put_together() -> None:
    cats, dogs = (("cat", "0"), ("cats", "1")), (("dog", "2"), ("dogs", "3"))
    assert len(number_paragraphs(PLAN, [Block(BlockKind.TABLE, "", rows=table) for table in (cats, dogs)])) == 2


def test_a_table_that_goes_on_after_a_page_break_is_one() -> None:
    first = Block(BlockKind.TABLE, "", rows=(("Costs", "2023"), ("cats", "2")), lines=(1, 2))
    second = Block(BlockKind.TABLE, "", rows=(("dogs", "3"),), lines=(4, 4))
    [table] = number_paragraphs(PLAN, [first, second])
    assert table.table is not None
    assert [(row.label, row.cells) for row in table.table.rows] == [("cats", ("2",)), ("dogs", ("3",))]


def test_headings_that_are_printed_again_after_a_page_break_are_no_row() -> None:
    header = ("Costs", "2023")
    first = Block(BlockKind.TABLE, "", rows=(header, ("cats", "2")))
    second = Block(BlockKind.TABLE, "", rows=(header, ("dogs", "3")))
    [table] = number_paragraphs(PLAN, [first, second])
    assert table.table is not None
    assert [row.label for row in table.table.rows] == ["cats", "dogs"]
    assert table.text == "Costs\t2023\ncats\t2\ndogs\t3"


def test_a_unit_in_the_heading_above() -> None:
    heading = Block(BlockKind.HEADING, "Forecast by service, £000", level=1)
    table = Block(BlockKind.TABLE, "", rows=(("Service", "2023"), ("Parks", "2")), headers=1)
    found = number_paragraphs(PLAN, [heading, table])[-1].table
    assert found is not None
    assert found.unit == "£000"


def test_a_plain_line_above_a_table_is_its_caption() -> None:
    blocks = [
        Block(BlockKind.TEXT, "Toys cost money.", marker="1.1", lines=(1, 1)),
        Block(BlockKind.TEXT, "Table 1: Toys (£m)", lines=(3, 3), notes=(2,)),
        Block(BlockKind.TABLE, "", rows=(("Kind", "2023"), ("Bats", "2")), lines=(5, 6)),
        Block(BlockKind.TEXT, "More are wanted.", marker="1.2", lines=(8, 8)),
    ]
    text, heading, table, after = number_paragraphs(PLAN, blocks)
    assert text.text == "Toys cost money."
    assert heading.text == "Table 1: Toys (£m)"
    assert table.table is not None
    assert (table.table.caption, table.table.unit, table.label) == ("Table 1: Toys (£m)", "£m", "2024 plan, Table 1")
    assert (table.lines, table.notes) == ((3, 6), ("plan ¶footnote-2",))
    assert after.section == ()


@pytest.mark.parametrize(
    "words", ["Table 1 shows what toys cost.", "Table tennis is fun.", "See Table 1: it is below."]
)
def test_a_sentence_above_a_table_is_no_caption(words: str) -> None:
    table = Block(BlockKind.TABLE, "", rows=(("Kind", "2023"), ("Bats", "2")))
    text, found = number_paragraphs(PLAN, [Block(BlockKind.TEXT, words), table])
    assert (text.text, found.table is not None) == (words, True)


def test_headings_over_two_lines_below_a_unit() -> None:
    layout = laid_out(
        rows("""
        £m | 2023-24 | 2023-24 | 2024-25
        Programme | Plan | Outturn | Plan
        Revenue | | |
        Maintenance | 702 | 698 | 731
        """)
    )
    assert layout.columns == ("2023-24 Plan", "2023-24 Outturn", "2024-25 Plan")
    assert [(row.label, row.group) for row in layout.rows] == [("Revenue", ""), ("Maintenance", "Revenue")]


def test_words_with_a_number_head_columns_of_figures() -> None:
    layout = laid_out(rows("Fund | For | BP2 (£m) | Total BP2\nPlay | Blocks, paint | 320 | 1,220"))
    assert layout.columns == ("For", "BP2 (£m)", "Total BP2")


def test_words_with_a_number_over_others_like_them_are_values() -> None:
    assert not has_header(rows("Nurse | Band 5 | 320\nDoctor | Band 6 | 400"))


def test_words_below_each_year_go_with_it() -> None:
    layout = laid_out(rows(" | 2021/22 | 2022/23\n | Outturn | Plan\nStaff | 806.2 | 871.5"))
    assert (layout.columns, [row.label for row in layout.rows]) == (("2021/22 Outturn", "2022/23 Plan"), ["Staff"])
