"""Tables with rules, with some rules and without any; and what only looks like a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from make_pdf import BOLD, FONT, Sheet
from reportlab.pdfbase.pdfmetrics import stringWidth

from mandate_qa.types import Block, BlockKind

Read = Callable[..., list[Block]]
Row = Sequence[str]

BUDGET = (
    ("£m", "2019-20", "2020-21", "2021-22"),
    ("NHS Funding Settlement", "120,807", "127,007", "133,283"),
    ("Pensions", "2,851", "2,851", "2,851"),
    ("Total", "123,658", "129,858", "136,134"),
)
XS = (72.0, 240.0, 320.0, 400.0, 480.0)


def rows(sheet: Sheet, y: float, cells: Sequence[Row], xs: Sequence[float] = XS, step: float = 20) -> None:
    """Cells a line each, the first at height `y`."""
    for n, row in enumerate(cells):
        for x, cell in zip(xs, row, strict=False):
            sheet.say(x + 4, y + step * n, cell, 10)


def ruled(sheet: Sheet, y: float, cells: Sequence[Row], xs: Sequence[float] = XS) -> None:
    """The same with rules round every cell."""
    sheet.grid(xs, [y + 20 * n for n in range(len(cells) + 1)])
    rows(sheet, y + 14, cells, xs)


def tables(blocks: Sequence[Block]) -> list[tuple[Row, ...]]:
    return [block.rows for block in blocks if block.kind is BlockKind.TABLE]


def test_cells_are_cut_along_the_rules(read: Read) -> None:
    (table,) = read(lambda sheet: ruled(sheet, 100, BUDGET))
    assert (table.rows, len(table.row_lines)) == (BUDGET, 4)
    assert table.text.split("\n")[2] == "Pensions\t2,851\t2,851\t2,851"


def test_the_outer_sides_may_be_open(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        for n in range(5):
            sheet.rule(XS[0], 100 + 20 * n, XS[-1], 100 + 20 * n)
        for x in XS[1:-1]:
            sheet.rule(x, 100, x, 180)
        rows(sheet, 114, BUDGET)

    assert tables(read(draw)) == [BUDGET]


def test_rules_may_be_thin_boxes_and_framed_cells(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        for n in range(4):
            sheet.canvas.rect(XS[0], sheet.height - 120 - 20 * n, XS[1] - XS[0], 20)
            for a, b in pairwise(XS[1:]):
                sheet.canvas.rect(a, sheet.height - 120.5 - 20 * n, b - a, 0.5, stroke=0, fill=1)
                sheet.canvas.rect(a, sheet.height - 100.5 - 20 * n, b - a, 0.5, stroke=0, fill=1)
                sheet.canvas.rect(b - 0.5, sheet.height - 120 - 20 * n, 0.5, 20, stroke=0, fill=1)
        rows(sheet, 114, BUDGET)

    assert tables(read(draw)) == [BUDGET]


def test_a_short_cell_that_covers_several_columns_counts_for_each(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid(XS, [120, 140])
        sheet.grid((XS[0], XS[2], XS[-1]), [100, 120])
        sheet.grid((XS[1], XS[2], XS[3], XS[4]), [140, 160])
        sheet.rule(XS[0], 140, XS[0], 160)
        sheet.rule(XS[0], 160, XS[1], 160)
        rows(sheet, 114, [("Both of them", "", "The others", "")])
        rows(sheet, 134, [("a", "b", "c", "d"), ("e", "f", "g", "h")])

    (table,) = tables(read(draw))
    assert table == (
        ("Both of them", "Both of them", "The others", "The others"),
        ("a", "b", "c", "d"),
        ("e", "f", "g", "h"),
    )


def test_a_first_row_that_is_one_cell_is_the_title(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid((XS[0], XS[-1]), (80, 100))
        sheet.say(76, 94, "Table 1: revenue budget", 10, BOLD)
        ruled(sheet, 100, BUDGET)

    (table,) = read(draw)
    assert (table.caption, table.rows) == ("Table 1: revenue budget", BUDGET)


def test_lines_of_a_cell_are_joined_and_its_items_stand_apart(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid((72, 200, 420), (100, 120, 240))
        rows(sheet, 114, [("Duty", "What is to be done")], (72, 200))
        sheet.lines(76, 134, ["Blocks for those", "who are four"], 10)
        sheet.lines(204, 134, ["Goals that should be reached by 2025:"], 10)
        for n, (x, mark, lines) in enumerate(
            (
                (204, "•", ["Publish a list of safe paints and", "keep it."]),
                (216, "–", ["Ask."]),
                (204, "•", ["Inspect."]),
            )
        ):
            sheet.say(x, 148 + 26 * n, mark, 10)
            sheet.lines(x + 12, 148 + 26 * n, lines, 10)

    assert tables(read(draw))[0][1] == (
        "Blocks for those who are four",
        "Goals that should be reached by 2025:\n- Publish a list of safe paints and keep it.\n  - Ask.\n- Inspect.",
    )


def test_footnote_marks_in_cells_are_tied_by_row(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        ruled(sheet, 100, BUDGET)
        sheet.mark(76 + stringWidth("Pensions", FONT, 10), 154, "1", 10)
        sheet.lines(72, 300, ["A paragraph that goes on over several lines of this page, so", "that one can see."])
        sheet.lines(72, 740, ["1 In cash terms."], 8)

    table = read(draw)[0]
    assert (table.rows, table.row_notes, table.notes) == (BUDGET, ((), (), (1,), ()), (1,))


def test_a_table_goes_on_over_the_page_without_its_header(read: Read) -> None:
    many = [(f"Measure {n}", f"{n}00", f"{n}10", f"{n}20") for n in range(1, 41)]
    header = ("Measure", "2019-20", "2020-21", "2021-22")
    blocks = read(
        lambda sheet: ruled(sheet, 300, [header, *many[:20]]), lambda sheet: ruled(sheet, 90, [header, *many[20:]])
    )
    assert [(block.rows, block.headers, block.page) for block in blocks] == [((header, *many), 1, 1)]


def test_a_table_goes_on_below_the_running_head_of_another_side(read: Read) -> None:
    many = [(f"Measure {n}", f"{n}00", f"{n}10", f"{n}20") for n in range(1, 11)]
    header = ("£000", "2019-20", "2020-21", "2021-22")

    def page(head: str, top: float, part: list[tuple[str, ...]]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.say(72, 50, head, 9)
            ruled(sheet, top, [header, *part])

        return draw

    body = [lambda sheet: sheet.lines(72, 600, ["A paragraph that goes on over several lines of this page, so"] * 9)]
    first, second = page("The Toy Office", 300, many[:5]), page("Toys in March", 90, many[5:])
    found = read(first, lambda sheet: (second(sheet), body[0](sheet)))
    assert tables(found) == [(header, *many)]
    assert found[0].page == 1


def test_a_row_that_the_page_cuts_is_whole(read: Read) -> None:
    xs = (72, 200, 420)

    def first(sheet: Sheet) -> None:
        sheet.grid(xs, (600, 620, 700))
        rows(sheet, 614, [("Duty", "What is to be done")], xs)
        sheet.say(76, 634, "Blocks", 10)
        sheet.lines(
            204,
            634,
            ["Every shelf should be within the reach of a", "child of four, and every one of them should be"],
            10,
        )

    def second(sheet: Sheet) -> None:
        sheet.grid(xs, (90, 110, 140, 160))
        rows(sheet, 104, [("Duty", "What is to be done")], xs)
        sheet.lines(204, 124, ["fixed to the wall."], 10)
        rows(sheet, 154, [("Paints", "Lead is not used.")], xs)

    whole = (
        "Every shelf should be within the reach of a child of four, and every one of them should be fixed to the wall."
    )
    assert tables(read(first, second)) == [
        (("Duty", "What is to be done"), ("Blocks", whole), ("Paints", "Lead is not used."))
    ]


def test_tables_with_words_between_them_are_two(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        ruled(sheet, 100, BUDGET)
        sheet.say(72, 220, "Capital", 11, BOLD)
        ruled(sheet, 240, BUDGET)

    assert tables(read(draw)) == [BUDGET, BUDGET]


def test_rules_across_alone_make_a_table_with_rows_between_them(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        for n in range(4):
            sheet.rule(72, 100 + 40 * n, 480, 100 + 40 * n)
        for n, (label, first, second) in enumerate(
            (
                ("Duty", "What is", "to be done"),
                ("Blocks", "Every shelf is within", "reach of a child."),
                ("Paints", "Lead is", "not used."),
            )
        ):
            sheet.say(76, 114 + 40 * n, label, 10)
            sheet.lines(240, 114 + 40 * n, [first, second], 10)

    (table,) = tables(read(draw))
    assert table == (
        ("Duty", "What is to be done"),
        ("Blocks", "Every shelf is within reach of a child."),
        ("Paints", "Lead is not used."),
    )


def test_three_rules_round_header_and_figures_make_a_table_with_a_row_a_line(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        for y in (100, 120, 182):
            sheet.rule(72, y, 480, y)
        rows(sheet, 114, BUDGET)

    assert tables(read(draw)) == [BUDGET]


def test_figures_beside_labels_make_a_table_without_any_rule(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(72, 60, ["The budget for each year is set out below."])
        rows(sheet, 100, BUDGET, step=14)
        sheet.lines(72, 190, ["It may be carried over."])

    blocks = read(draw)
    assert [block.kind for block in blocks] == [BlockKind.TEXT, BlockKind.TABLE, BlockKind.TEXT]
    assert blocks[1].rows == BUDGET


def test_a_label_over_two_lines_stays_on_lines_of_its_own_without_rules(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        rows(sheet, 100, [*BUDGET[:2], ("(net of transfers)",), *BUDGET[2:]], step=14)

    assert [row[0] for row in tables(read(draw))[0]] == [
        "£m",
        "NHS Funding Settlement",
        "(net of transfers)",
        "Pensions",
        "Total",
    ]


def test_a_frame_round_text_is_no_table(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid((60, 500), (80, 140))
        sheet.lines(
            72,
            100,
            ["A paragraph that goes on over several lines of this page, so", "that one can see where its words begin."],
        )

    assert [block.kind for block in read(draw)] == [BlockKind.TEXT]


def test_rules_below_headings_make_no_table(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        for n in range(4):
            sheet.say(72, 100 + 80 * n, f"Heading {n}", 14, BOLD)
            sheet.rule(72, 106 + 80 * n, 520, 106 + 80 * n)
            sheet.lines(
                72,
                124 + 80 * n,
                [
                    "A paragraph that goes on over several lines of this page, so",
                    "that one can see where its words begin.",
                ],
            )

    assert BlockKind.TABLE not in {block.kind for block in read(draw)}
