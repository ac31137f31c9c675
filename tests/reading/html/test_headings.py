"""Headings of pages and their rank."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.reading import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document

Read = Callable[[str], list[Block]]


def levels(blocks: list[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("html", "ranked"),
    [
        ("<h1>T</h1><h2>a</h2><h3>b</h3><h2>c</h2>", [1, 1, 2, 1]),
        ("<h2>a</h2><h4>b</h4><h3>c</h3>", [1, 3, 2]),
        ("<h1>a</h1><h2>b</h2><h1>c</h1>", [1, 2, 1]),
        ("<h4>a</h4><h4>b</h4>", [1, 1]),
        ("<h1>T</h1>", [1]),
        ("<h3>a</h3><h2>b</h2>", [2, 1]),
    ],
)
def test_levels_are_counted_among_those_that_are_used(read: Read, html: str, ranked: list[int]) -> None:
    assert [level for level, _ in levels(read(html + "<p>Text.</p>"))] == ranked


@pytest.mark.parametrize(
    ("heading", "marker", "text"),
    [
        ("1. Introduction", "1.", "Introduction"),
        ("2.3 Paint", "2.3", "Paint"),
        ("10 priorities for paint", "", "10 priorities for paint"),
        ("a. Supporting the system", "a.", "Supporting the system"),
        ("2021-22 in numbers", "", "2021-22 in numbers"),
        ("- dash", "", "- dash"),
    ],
)
def test_the_mark_of_a_heading(read: Read, heading: str, marker: str, text: str) -> None:
    [found, _] = read(f"<h2>{heading}</h2><p>Text.</p>")
    assert (found.marker, found.text) == (marker, text)


def test_a_link_to_the_heading_itself_is_no_part_of_it(read: Read) -> None:
    assert levels(read("<h2>Paint <a class='headerlink' href='#paint'>¶</a></h2><p>Text.</p>")) == [(1, "Paint")]


def test_an_annex_ranks_with_the_chapters(read: Read, plan: Document) -> None:
    html = "<h1>A plan</h1><h2>1. Money</h2><h2>Annexes</h2><h3>Annex A: commitments</h3><ol><li>Paint.</ol>"
    assert levels(read(html))[-1] == (1, "Annex A: commitments")
    assert number_paragraphs(plan, read(html))[-1].number == "Annex A commitment 1"


def test_a_bold_line_above_text_is_a_heading(read: Read) -> None:
    html = "<h2>Money</h2><p><strong>Paint and <em>wood</em></strong></p><p>Text.</p><h3>Blocks</h3><p>Text.</p>"
    assert levels(read(html)) == [(1, "Money"), (2, "Paint and wood"), (2, "Blocks")]


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Paint</b> must be safe</p><p>Text.</p>",
        "<p><b>Paint must be safe.</b></p><p>Text.</p>",
        "<p><b>1.1 Paint</b></p><p>Text.</p>",
        "<p><b>The last words</b></p>",
        "<p><b>Jane Smith</b></p><p>Secretary of State for Toys</p>",
        "<p><b>Rt Hon Jane Smith MP</b></p><p>Text.</p>",
        f"<p><b>{'word ' * 30}</b></p><p>Text.</p>",
        "<ul><li><b>Paint</b></ul><p>Text.</p>",
    ],
)
def test_bold_words_that_are_no_heading(read: Read, html: str) -> None:
    assert levels(read(html)) == []


def test_a_heading_inside_a_call_out_or_a_details_element(read: Read) -> None:
    assert levels(read("<div class='call-to-action'><h2>Apply</h2><p>Now.</p></div>")) == [(1, "Apply")]


def test_a_bold_line_right_above_a_table_is_its_caption(read: Read) -> None:
    table = "<table><tr><th>Toy</th><th>Price</th></tr><tr><td>Block</td><td>£2</td></tr></table>"
    blocks = read(f"<h2>Costs</h2><p><b>What toys cost</b></p>{table}<p>Prices are those of May.</p>")
    assert [(block.kind.value, block.text or block.caption) for block in blocks[:1]] == [("heading", "Costs")]
    assert blocks[1].caption == "What toys cost"
    assert blocks[2].text == "Prices are those of May."
