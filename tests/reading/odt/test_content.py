"""What an OpenDocument text says: words, headings, notes and tables, as they are shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_odt import (
    STYLES,
    bullet_level,
    cell,
    covered,
    h,
    headers,
    item,
    list_style,
    note,
    ol,
    p,
    row,
    span,
    style,
    table,
    text_box,
)  # fmt: skip

from mandate_qa.types import Block, BlockKind

Read = Callable[..., list[Block]]
BULLETS = list_style("B", bullet_level(1), bullet_level(2, "○"))
SPANS = (
    style("Raised", kind="text", words='style:text-position="super 58%"')
    + style("Hidden", kind="text", words='text:display="none"')
    + style("Bold", kind="text", words='fo:font-weight="bold"')
    + style("Symbol", kind="text", words='style:font-name="Symbol"')
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("one\ttwo\nthree",), "one two three"),
        (("one", '<text:s text:c="3"/>', "two"), "one two"),
        (("one", "\n   ", "two"), "one two"),
        (("2021\u201122",), "2021-22"),
        (("see ", '<text:a xlink:href="x" xmlns:xlink="y">the plan</text:a>'), "see the plan"),
        (("10", span("6", "Raised")), "10⁶"),
        (("21", span("st", "Raised"), " century"), "21st century"),
        (("shown", span(" hidden", "Hidden")), "shown"),
        ((span("\uf0b3", "Symbol"), " 95%"), "≥ 95%"),
        (
            ("kept ", '<text:change-start text:change-id="c"/>', "new", '<text:change-end text:change-id="c"/>'),
            "kept new",
        ),
        (("a word", "<office:annotation><text:p>comment</text:p></office:annotation>", "s"), "a words"),
        (("on page ", "<text:page-number>7</text:page-number>"), "on page 7"),
        (("<text:hidden-text>not this</text:hidden-text>", "this"), "this"),
        (("<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>not</text:ruby-text></text:ruby>",), "base"),
    ],
)
def test_words_are_those_that_are_shown(read: Read, content: tuple[str, ...], expected: str) -> None:
    assert [block.text for block in read(p(*content), automatic=SPANS)] == [expected]


def test_deleted_text_and_hidden_parts_are_left_out(read: Read) -> None:
    deletion = f"<text:changed-region><text:deletion>{p('deleted')}</text:deletion></text:changed-region>"
    changes = f"<text:tracked-changes>{deletion}</text:tracked-changes>"
    section = f'<text:section text:name="s" text:display="none">{p("hidden")}</text:section>'
    marked = p('<text:hidden-paragraph text:is-hidden="true"/>', "hidden too")
    shown = f'<text:section text:name="t">{p("shown")}</text:section>'
    assert [block.text for block in read(changes, section, marked, shown)] == ["shown"]


def test_headings_have_their_level_and_the_title_stands_beside_chapters(read: Read) -> None:
    blocks = read(p("The mandate", style="Title"), h(1, "Aims"), h(2, "Access"), p("Words."))
    assert [(block.kind.value, block.level) for block in blocks] == [
        ("heading", 1), ("heading", 1), ("heading", 2), ("text", 0),
    ]  # fmt: skip


def test_tables_of_contents_are_told_with_their_title(read: Read) -> None:
    title = f"<text:index-title>{p('Contents')}</text:index-title>"
    template = "<text:index-title-template>not this</text:index-title-template>"
    source = f"<text:table-of-content-source>{template}</text:table-of-content-source>"
    body = f"<text:index-body>{title}{p('Aims', '<text:tab/>', '3')}</text:index-body>"
    index = f"<text:table-of-content>{source}{body}</text:table-of-content>"
    blocks = read(index, p("Annex 9", style="Contents_20_1"), h(1, "Aims"))
    assert [(block.kind.value, block.text) for block in blocks] == [
        ("contents", "Contents\nAims 3\nAnnex 9"), ("heading", "Aims"),
    ]  # fmt: skip


def test_bullets_have_their_depth(read: Read) -> None:
    body = ol(item("one", ol(p("below"))), p("two"), style="B")
    blocks = read(p("We will:"), body, automatic=BULLETS)
    assert [(block.marker, block.level) for block in blocks[1:]] == [("•", 0), ("○", 1), ("•", 0)]


def test_typed_numbers_are_told(read: Read) -> None:
    blocks = read(p("1.15\tThe NHS will plan."), p("30 people came."))
    assert [(block.marker, block.text) for block in blocks] == [("1.15", "The NHS will plan."), ("", "30 people came.")]


def test_notes_have_the_numbers_that_are_printed(read: Read) -> None:
    blocks = read(p("One", note("3", "a note"), " two", note("i", "an endnote", kind="endnote"), "."))
    assert (blocks[0].text, blocks[0].notes) == ("One two.", (3, 4))
    assert [(block.marker, block.text) for block in blocks[1:]] == [("3", "a note"), ("4", "an endnote")]


def test_notes_with_signs_get_numbers_of_their_own(read: Read) -> None:
    blocks = read(p("One", note("*", "a sign"), note("1", "a number"), "."))
    assert [(block.marker, block.text) for block in blocks[1:]] == [("2", "a sign"), ("1", "a number")]


def test_a_text_box_stands_after_its_paragraph(read: Read) -> None:
    boxed = text_box(p("In the box."), ol(p("dot"), style="B"))
    shape = f"<draw:custom-shape>{p('In a shape.')}</draw:custom-shape>"
    blocks = read(p("With a box.", boxed), shape, p("After."), automatic=BULLETS)
    assert [block.text for block in blocks] == ["With a box.", "In the box.", "dot", "In a shape.", "After."]


def test_without_headings_short_bold_lines_are_told(read: Read) -> None:
    long = "This is a sentence that ends with a full stop and is long enough to be running text."
    blocks = read(p(span("Purpose", "Bold")), p(long), automatic=SPANS)
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.TEXT]


# -- tables ------------------------------------------------------------------------------------------------------------


def rows(blocks: list[Block]) -> list[list[str]]:
    (found,) = (block for block in blocks if block.kind is BlockKind.TABLE)
    return [list(cells) for cells in found.rows]


def test_merged_and_covered_cells(read: Read) -> None:
    over = 'table:number-columns-spanned="2"'
    down = 'table:number-rows-spanned="2"'
    top = row(cell("Body", more=down), cell("2021-22", more=over), covered(), cell("2022-23", more=over), covered())
    below = row(covered(), "Plan", "Actual", "Plan", "Actual")
    north = row(cell("North", more=down), "1", "2", "3", "4")
    blocks = read(table(headers(top, below), north, row(covered(), "5", "6", "7", "8")))
    assert rows(blocks) == [
        ["Body", "2021-22", "2021-22", "2022-23", "2022-23"],
        ["", "Plan", "Actual", "Plan", "Actual"],
        ["North", "1", "2", "3", "4"],
        ["North", "5", "6", "7", "8"],
    ]
    assert blocks[0].headers == 2


def test_repeated_cells_and_rows(read: Read) -> None:
    twice = 'table:number-columns-repeated="2"'
    body = [row("£m", "2021", "2022"), row("Staff", cell("1", more=twice), more='table:number-rows-repeated="2"')]
    empty = f"<table:table-row>{cell(more=twice)}{cell('end')}</table:table-row>"
    assert rows(read(table(*body, empty))) == [
        ["£m", "2021", "2022"],
        ["Staff", "1", "1"],
        ["Staff", "1", "1"],
        ["", "", "end"],
    ]


def test_rows_that_are_not_shown_are_left_out(read: Read) -> None:
    hidden = row("c", "d", more='table:visibility="collapse"')
    grouped = f"<table:table-row-group><table:table-rows>{row('e', 'f')}</table:table-rows></table:table-row-group>"
    assert rows(read(table(row("a", "b"), hidden, grouped))) == [["a", "b"], ["e", "f"]]


def test_lists_and_tables_in_cells(read: Read) -> None:
    listed = cell("Goals:", ol(item("plan", ol(p("locally"))), p("fund"), style="B"))
    inner = cell("By year:", table(row("2021", "1"), row("2022", "2")))
    found = rows(read(table(row("Aim", "Goals"), row("Access", listed), row("Care", inner)), automatic=BULLETS))
    assert found[1][1] == "Goals:\n- plan\n  - locally\n- fund"
    assert found[2][1] == "By year:\n2021 | 1\n2022 | 2"


def test_a_caption_above_goes_to_the_table(read: Read) -> None:
    (block,) = read(p("Table 1: staff", style="Table"), table(row("Year", "Staff"), row("2021", "3")), styles=STYLES)
    assert block.caption == "Table 1: staff"


def test_notes_of_cells_are_tied_to_their_rows(read: Read) -> None:
    body = [row("Aim", "Goal"), row("Access", cell(p("plan", note("1", "one"))))]
    block, found = read(table(*body))
    assert (block.notes, block.row_notes, found.text) == ((1,), ((), (1,)), "one")
