"""Tables of pages: merged cells, headings, captions, lists in cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document

Read = Callable[[str], list[Block]]


def rows(html: str, read: Read) -> tuple[tuple[str, ...], ...]:
    [table] = [block for block in read(html) if block.kind is BlockKind.TABLE]
    return table.rows


def test_a_table_with_headings_and_a_caption(read: Read, plan: Document) -> None:
    html = """<h2>Money</h2><table><caption>Table 1: Spending by region</caption>
    <thead><tr><th scope="col">Region</th><th scope="col">Year to March 2021 (£m)</th></tr></thead>
    <tbody><tr><th scope="row">North</th><td>150,614</td></tr><tr><th scope="row">South</th><td>(34.6)</td></tr></tbody>
    </table><p>After it.</p>"""
    blocks = read(html)
    assert (blocks[1].caption, blocks[1].headers) == ("Table 1: Spending by region", 1)
    _, title, paragraph, after = number_paragraphs(plan, blocks)
    assert (title.text, title.section) == ("Table 1: Spending by region", ("Money",))
    assert paragraph.section == ("Money", "Table 1: Spending by region")
    assert paragraph.table is not None
    assert paragraph.table.columns == ("Year to March 2021 (£m)",)
    assert [(row.label, row.cells) for row in paragraph.table.rows] == [("North", ("150,614",)), ("South", ("(34.6)",))]
    assert after.section == ("Money",)


def test_cells_over_several_columns_and_rows_count_for_each(read: Read, plan: Document) -> None:
    html = """<table><thead><tr><th rowspan=2>Region<th colspan=2>2021<th colspan=2>2022</tr>
    <tr><th>Plan<th>Spent<th>Plan<th>Spent</tr></thead>
    <tr><td rowspan=2>North<td>1<td colspan=2>none<td>4<tr><td>5<td>6<td>7<td>8</table>"""
    assert rows(html, read) == (
        ("Region", "2021", "2021", "2022", "2022"),
        ("", "Plan", "Spent", "Plan", "Spent"),
        ("North", "1", "none", "none", "4"),
        ("North", "5", "6", "7", "8"),
    )
    [paragraph] = number_paragraphs(plan, read(html))
    assert paragraph.table is not None
    assert paragraph.table.columns == ("2021 Plan", "2021 Spent", "2022 Plan", "2022 Spent")


def test_a_long_note_over_several_cells_is_read_once(read: Read) -> None:
    note = "Capital beyond this year is subject to the outcome of the next review of all spending"
    html = f"<table><tr><th>a<th>2022<th>2023<tr><td>Capital<td colspan=2>{note}</table>"
    assert rows(html, read)[1] == ("Capital", note, "")


@pytest.mark.parametrize(
    ("html", "headers"),
    [
        ("<tr><th>a<th>b<tr><td>1<td>2", 1),
        ("<tr><td>a<td>b<tr><td>1<td>2", None),
        ("<tr><th>a<td>1<tr><th>b<td>2", 0),
        ("<thead><tr><td>a<td>b<tbody><tr><td>1<td>2", 1),
        ("<tr><th><th>2021<tr><th>a<td>2", 1),
    ],
)
def test_how_many_rows_name_the_columns(read: Read, html: str, headers: int | None) -> None:
    assert read(f"<table>{html}</table>")[0].headers == headers


def test_the_foot_stands_last_and_a_height_ends_with_its_section(read: Read) -> None:
    html = "<table><tfoot><tr><td>Total<td>3</tfoot><tbody><tr><td rowspan=9>a<td>1<tr><td>2</tbody></table>"
    assert rows(html, read) == (("a", "1"), ("a", "2"), ("Total", "3"))


def test_a_first_row_that_is_one_cell_is_the_title(read: Read) -> None:
    [table] = read("<table><tr><th colspan=2>Spending<tr><th>a<th>b<tr><td>1<td>2</table>")
    assert (table.caption, table.rows) == ("Spending", (("a", "b"), ("1", "2")))


def test_lists_and_paragraphs_in_a_cell_stand_on_lines(read: Read) -> None:
    html = "<table><tr><td>1.1 Paint<td><p>Goals:</p><ul><li>red<ul><li>bright</ul><li>blue</ul><td>x<br>y</table>"
    assert rows(html, read)[0] == ("1.1 Paint", "Goals:\n- red\n  - bright\n- blue", "x y")


def test_numbered_rows_become_paragraphs(read: Read, plan: Document) -> None:
    html = """<table><tr><td>1.1<td>Paint must be safe for all children.<tr><td>1.2<td>Blocks must be made of wood only.
    </table>"""
    assert [p.number for p in number_paragraphs(plan, read(html))] == ["1.1", "1.2"]


def test_empty_rows_and_columns_are_left_out(read: Read) -> None:
    html = "<table><tr><td>a<td>&nbsp;<td>b<tr><td><td><td><tr><td>1<td><td>2</table>"
    assert rows(html, read) == (("a", "b"), ("1", "2"))


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>1.1 Paint.</p><p>1.2 Blocks.</p></table>",
        "<table role=presentation><tr><td>1.1 Paint.<td>1.2 Blocks.</table>",
        "<table><tr><td><h2>Money</h2>1.1 Paint.<td>1.2 Blocks.</table>",
        "<table><tr><td><table><tr><td>1.1 Paint.</table><td>1.2 Blocks.</table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_read_through(read: Read, html: str) -> None:
    texts = [(block.marker, block.text) for block in read(html) if block.kind is BlockKind.TEXT]
    assert texts == [("1.1", "Paint."), ("1.2", "Blocks.")]


def test_a_table_in_a_cell_takes_a_line_a_row(read: Read) -> None:
    html = "<table><tr><th>a<th>b<tr><td>x<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>"
    assert rows(html, read)[1] == ("x", "1 | 2\n3 | 4")


def test_definitions_are_a_table_of_terms(read: Read) -> None:
    html = "<dl><dt>BCF<dd>Better Care Fund<div><dt>CCG<dt>ICB<dd>groups<dd>boards</div></dl>"
    [table] = read(html)
    assert (table.rows, table.headers) == ((("BCF", "Better Care Fund"), ("CCG\nICB", "groups\nboards")), 0)


def test_rows_know_their_lines(read_page: Read) -> None:
    [table] = read_page("<html>\n<table>\n<tr><th>a\n<th>b</tr>\n\n<tr><td>1<td>\n2</tr></table>")
    assert (table.lines, table.row_lines) == ((3, 7), ((3, 4), (6, 7)))


def test_a_table_as_wide_as_no_table_is_refused(read: Read) -> None:
    row = "<tr>" + "<td colspan=1000>x" * 20
    with pytest.raises(UnreadableDocumentError, match=r"a table of more than 1,000,000 cells; .*\.$"):
        read("<table>" + row * 60 + "</table>")


def test_rows_at_the_top_that_are_bold_from_side_to_side_name_the_columns(read: Read) -> None:
    bold = "".join(f"<td><b>{name}</b></td>" for name in ("£000", "Note", "2023", "2022"))
    rows = "".join(f"<tr><td>{name}</td><td>3</td><td>61</td><td>58</td></tr>" for name in ("Rents", "Sales"))
    [table] = read(f"<table><tr>{bold}</tr>{rows}</table>")
    assert table.headers == 1


def test_bold_rows_further_down_leave_it_open_which_name_the_columns(read: Read) -> None:
    bold = "<tr><td><b>Rents</b></td><td><b>61</b></td></tr>"
    [table] = read(
        f"<table>{bold}<tr><td>Of arches</td><td>40</td></tr>{bold}<tr><td>Of land</td><td>21</td></tr></table>"
    )
    assert table.headers is None
