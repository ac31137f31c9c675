"""Tables: merged cells, headings, lists and tables in cells, boxes."""

from __future__ import annotations

from collections.abc import Callable

from make_docx import cell, control, definition, instance, level, note, p, r, row, table

from mandate_qa.reading.numbering import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document

Read = Callable[..., list[Block]]
NUMBERING = (
    definition(1, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"))
    + definition(2, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
    + instance(1, 1)
    + instance(2, 2)
)


def rows(blocks: list[Block]) -> list[list[str]]:
    (found,) = (block for block in blocks if block.kind is BlockKind.TABLE)
    return [list(cells) for cells in found.rows]


def test_rows_and_cells(read: Read) -> None:
    (block,) = read(table(row("£m", "2021-22"), row("Revenue", "150,614"), row("", "")))
    assert block.rows == (("£m", "2021-22"), ("Revenue", "150,614"))
    assert (block.text, block.headers) == ("£m\t2021-22\nRevenue\t150,614", None)


def test_rows_marked_as_headings_are_counted(read: Read) -> None:
    body = [row("Body", "Year 1", header=True), row("", "£m", header=True), row("North", "1"), row("South", "2")]
    assert read(table(*body))[0].headers == 2


def test_a_heading_over_several_columns_counts_for_each(read: Read) -> None:
    top = row(cell("Body", merge="restart"), cell("2021-22", span=2), cell("2022-23", span=2))
    below = row(cell(merge="continue"), "Plan", "Actual", "Plan", "Actual")
    blocks = read(table(top, below, row("North", "1", "2", "3", "4")))
    assert rows(blocks) == [
        ["Body", "2021-22", "2021-22", "2022-23", "2022-23"],
        ["", "Plan", "Actual", "Plan", "Actual"],
        ["North", "1", "2", "3", "4"],
    ]
    assert blocks[0].headers == 2


def test_figures_of_merged_headings_are_named_in_full(read: Read) -> None:
    top = row(cell("Body"), cell("2021-22", span=2), cell("2022-23", span=2))
    blocks = read(table(top, row("", "Plan", "Actual", "Plan", "Actual"), row("North", "1", "2", "3", "4")))
    (paragraph,) = number_paragraphs(Document("m", "M", "m", "", "2020", None, None), blocks)
    assert paragraph.table is not None
    assert paragraph.table.columns == ("2021-22 Plan", "2021-22 Actual", "2022-23 Plan", "2022-23 Actual")


def test_a_value_over_several_columns_is_read_once(read: Read) -> None:
    body = [
        row("£m", "2021-22", "2022-23"),
        row("Capital", cell("subject to review", span=2)),
        row("Revenue", "1", "2"),
    ]
    assert rows(read(table(*body)))[1] == ["Capital", "subject to review", ""]


def test_a_short_label_over_several_rows_counts_for_each_and_a_long_one_once(read: Read) -> None:
    long = "A label of so many words that nobody would want to read it again in each row below it"
    body = [
        row("Body", "Kind", "£m"),
        row(cell("North", merge="restart"), "revenue", "1"),
        row(cell(merge="continue"), "capital", "2"),
        row(cell(long, merge="restart"), "revenue", "3"),
        row(cell(merge="continue"), "capital", "4"),
    ]
    assert [cells[0] for cells in rows(read(table(*body)))] == ["Body", "North", "North", long, ""]


def test_a_number_over_several_rows_numbers_the_first(read: Read) -> None:
    body = [row("No.", "Deliverable"), row(cell("1.1", merge="restart"), "plan"), row(cell(merge="continue"), "fund")]
    assert rows(read(table(*body))) == [["No.", "Deliverable"], ["1.1", "plan"], ["", "fund"]]


def test_a_first_row_of_one_cell_is_the_caption(read: Read) -> None:
    (block,) = read(table(row(cell("Table 1: budgets", span=2)), row("£m", "2021-22"), row("Revenue", "1")))
    assert (block.caption, block.rows[0]) == ("Table 1: budgets", ("£m", "2021-22"))


def test_a_caption_above_goes_to_the_table_and_another_stays_text(read: Read) -> None:
    captioned = [p("Table 2: staff", style="Caption"), table(row("Year", "Staff"), row("2021", "3"))]
    pictured = [p("Figure 1: a picture.", style="Caption"), p("Words.")]
    blocks = read(*captioned, *pictured)
    assert [(block.kind.value, block.caption or block.text) for block in blocks] == [
        ("table", "Table 2: staff"), ("text", "Figure 1: a picture."), ("text", "Words."),
    ]  # fmt: skip


def test_lists_in_cells_stand_on_lines_of_their_own(read: Read) -> None:
    listed = cell("Goals:", p("plan", num=(1, 0)), p("locally", num=(1, 1)), p("fund", num=(1, 0)), "• typed")
    assert rows(read(table(row("Aim", "Goals"), row("Access", listed)), numbering=NUMBERING))[1][1] == (
        "Goals:\n- plan\n  - locally\n- fund\n- typed"
    )


def test_numbers_in_cells_are_printed_and_counted_with_those_outside(read: Read) -> None:
    body = [row("No.", "Aim"), row(cell(p("Access", num=(2, 1))), cell(p("one", num=(2, 2)), p("two", num=(2, 2))))]
    blocks = read(p("Chapter", num=(2, 0)), table(*body), p("Next", num=(2, 1)), numbering=NUMBERING)
    assert rows(blocks)[1] == ["1.1 Access", "- (a) one\n- (b) two"]
    assert blocks[-1].marker == "1.2"


def test_a_number_alone_in_its_cell_is_read(read: Read) -> None:
    body = [row("No.", "Aim"), row(cell(p("", num=(2, 0))), "Access"), row(cell(p("", num=(2, 0))), "Care")]
    assert [cells[0] for cells in rows(read(table(*body), numbering=NUMBERING))] == ["No.", "1.", "2."]


def test_a_table_in_a_cell_takes_a_line_a_row(read: Read) -> None:
    inner = table(row("2021", "1"), row("2022", cell("2", "3")))
    assert rows(read(table(row("Body", "Staff"), row("North", cell("By year:", inner)))))[1][1] == (
        "By year:\n2021 | 1\n2022 | 2 3"
    )


def test_a_table_of_one_column_only_draws_a_box(read: Read) -> None:
    boxed = table(row(cell(p("Case study", style="Heading1"), "Words.", p("plan", num=(1, 0)))), row("More."))
    blocks = read(boxed, numbering=NUMBERING)
    assert [(block.kind.value, block.text) for block in blocks] == [
        ("heading", "Case study"), ("text", "Words."), ("bullet", "plan"), ("text", "More."),
    ]  # fmt: skip


def test_columns_that_hold_nothing_are_left_out(read: Read) -> None:
    assert rows(read(table(row("£m", "", "2021-22"), row("Revenue", "", "1")))) == [["£m", "2021-22"], ["Revenue", "1"]]


def test_deleted_and_hidden_rows_are_left_out_and_inserted_ones_kept(read: Read) -> None:
    body = [
        row("a", "b"),
        row("c", "d", more="<w:del/>"),
        row("e", "f", more="<w:hidden/>"),
        row("g", "h", more="<w:ins/>"),
    ]
    assert rows(read(table(*body))) == [["a", "b"], ["g", "h"]]


def test_rows_and_cells_in_content_controls_are_read(read: Read) -> None:
    second = row("c", "d").replace(cell("d"), control(cell("d")))
    assert rows(read(table(row("a", "b"), control(second)))) == [["a", "b"], ["c", "d"]]


def test_short_headings_set_in_several_lines_are_put_together(read: Read) -> None:
    body = [row("Body", cell("Staff", "in post")), row("North", cell("first line", "second line"))]
    assert rows(read(table(*body))) == [["Body", "Staff in post"], ["North", "first line\nsecond line"]]


def test_a_row_may_begin_further_in(read: Read) -> None:
    body = [row("a", "b", "c"), row("e", "f", more='<w:gridBefore w:val="1"/>')]
    assert rows(read(table(*body))) == [["a", "b", "c"], ["", "e", "f"]]


def test_notes_of_cells_are_tied_to_their_rows(read: Read) -> None:
    body = [row("Aim", "Goal"), row("Access", cell(p("plan", note(1)))), row("Care", cell(p("fund", note(2), note(3))))]
    block, *notes = read(table(*body), footnotes=["one", "two", "three"])
    assert (block.notes, block.row_notes) == ((1, 2, 3), ((), (1,), (2, 3)))
    assert [found.marker for found in notes] == ["1", "2", "3"]


def test_numbered_rows_become_paragraphs_with_their_footnote(read: Read) -> None:
    goal = "Overall goal for the whole of this Parliament:"
    body = [
        p("Annex: goals", style="Heading1"),
        table(
            row("Objective", "Goals"),
            row("1.1 Access", cell(goal, p("plan", note(1), num=(1, 0)))),
            row("1.2 Care", cell(goal, p("fund", num=(1, 0)))),
        ),
    ]
    document = Document("m", "M", "m", "", "2020", None, None)
    found = number_paragraphs(document, read(*body, numbering=NUMBERING, footnotes=["A note."]))
    assert [(each.number, each.notes) for each in found if each.number] == [
        ("Annex 1.1", ("m ¶footnote-1",)), ("Annex 1.2", ()),
    ]  # fmt: skip


def test_the_caption_of_an_empty_table_is_not_lost(read: Read) -> None:
    blocks = read(p("Table 3: to follow.", style="Caption"), table(row("", "")), p("Words."))
    assert [block.text for block in blocks] == ["Table 3: to follow.", "Words."]


def test_a_first_row_that_alone_is_bold_names_the_columns(read: Read) -> None:
    first = row(*(cell(p(r(name, "<w:b/>"))) for name in ("£000", "Note", "2023")))
    [block] = read(table(first, row("Rents", "3", "61"), row("Sales", "4", "12")))
    assert block.headers == 1


def test_a_table_that_is_bold_throughout_says_nothing_of_its_columns(read: Read) -> None:
    rows = (row(*(cell(p(r(name, "<w:b/>"))) for name in names)) for names in (("a", "1"), ("b", "2"), ("c", "3")))
    [block] = read(table(*rows))
    assert block.headers is None


def test_a_bold_line_right_above_a_table_is_its_caption(read: Read) -> None:
    toys = table(row("Toy", "Price"), row("Block", "£2"), row("Box", "£3"))
    blocks = read(
        p(r("Costs", "<w:b/>")), p("Toys cost little."), p(r("What toys cost", "<w:b/>")), toys, p("So it is.")
    )
    assert [(block.kind.value, block.text) for block in blocks if not block.rows] == [
        ("heading", "Costs"),
        ("text", "Toys cost little."),
        ("text", "So it is."),
    ]
    assert [block.caption for block in blocks if block.rows] == ["What toys cost"]
