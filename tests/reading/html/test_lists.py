"""Numbers and letters of lists, as a browser shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]


def marks(blocks: list[Block]) -> list[str]:
    return [block.marker for block in blocks]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ol><li>x<li>x<li>x</ol>", "1. 2. 3."),
        ("<ol start='5'><li>x<li>x</ol>", "5. 6."),
        ("<ol reversed><li>x<li>x<li>x</ol>", "3. 2. 1."),
        ("<ol reversed start=10><li>x<li>x</ol>", "10. 9."),
        ("<ol><li>x<li value=7>x<li>x</ol>", "1. 7. 8."),
        ("<ol type=a start=26><li>x<li>x<li>x</ol>", "z. aa. ab."),
        ("<ol type=A><li>x<li>x</ol>", "A. B."),
        ("<ol type=i start=3><li>x<li>x<li>x</ol>", "iii. iv. v."),
        ("<ol type=I start=9><li>x<li>x</ol>", "IX. X."),
        ("<ol style='list-style-type: lower-roman'><li>x<li>x</ol>", "i. ii."),
        ("<ol style='list-style: upper-alpha inside'><li>x</ol>", "A."),
        ("<ol style='list-style-type:decimal-leading-zero'><li>x</ol>", "01."),
        ("<ol type=a start=0><li>x<li>x</ol>", "0. a."),
        ("<ol start=-1><li>x<li>x<li>x</ol>", "-1. 0. 1."),
        ("<ol start=nonsense><li>x</ol>", "1."),
        ("<ol><li>x<li type=a>x<li>x</ol>", "1. b. 3."),
        ("<ul><li>x<li>x</ul>", "- -"),
        ("<ul type=square><li>x</ul>", "-"),
        ("<li>x<li>x", "- -"),
        ("<menu><li>x</menu>", "-"),
    ],
)
def test_the_marks_of_a_list(read: Read, html: str, shown: str) -> None:
    assert marks(read(html)) == shown.split()


def test_lists_within_lists_stand_deeper(read: Read) -> None:
    html = "<p>Lead:</p><ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>"
    assert [(block.level, block.marker, block.text) for block in read(html)] == [
        (0, "", "Lead:"),
        (0, "-", "a"),
        (1, "-", "b"),
        (2, "1.", "c"),
        (0, "-", "d"),
    ]


def test_a_list_beside_items_stands_deeper_too(read: Read) -> None:
    assert [block.level for block in read("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>")] == [0, 1, 0]


def test_numbered_paragraphs_are_text_and_the_list_of_a_lead_in_is_items(read: Read) -> None:
    paragraphs = read("<h2>Purpose</h2><ol><li>This is the plan.<ol type=a><li>first</ol></ol>")[1:]
    assert [(block.kind, block.marker, block.level) for block in paragraphs] == [
        (BlockKind.TEXT, "1.", 0),
        (BlockKind.BULLET, "a.", 0),
    ]
    items = read("<p>The Office will:</p><ol><li>paint<li>build</ol>")[1:]
    assert [(block.kind, block.marker) for block in items] == [(BlockKind.BULLET, "1."), (BlockKind.BULLET, "2.")]


def test_a_number_typed_into_an_item_numbers_it(read: Read) -> None:
    html = "<ol class='legislative-list'><li>1.1 Paint.</li><li>1.2 Blocks:<ol><li>(a) red</li></ol></li></ol>"
    assert [(block.kind, block.marker, block.text) for block in read(html)] == [
        (BlockKind.TEXT, "1.1", "Paint."),
        (BlockKind.TEXT, "1.2", "Blocks:"),
        (BlockKind.BULLET, "(a)", "red"),
    ]


def test_paragraphs_of_one_item_stay_together(read: Read) -> None:
    blocks = read("<ul><li><p>One.</p><p>Two.</p></li><li>Three.</li></ul>")
    assert [block.text for block in blocks] == ["One. Two.", "Three."]


def test_words_after_an_inner_list_stay_in_the_list(read: Read) -> None:
    blocks = read("<ul><li>One:<ul><li>a</ul>and more</li><li>Two.</li></ul>")
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.BULLET, 0, "One:"),
        (BlockKind.BULLET, 1, "a"),
        (BlockKind.BULLET, 0, "and more"),
        (BlockKind.BULLET, 0, "Two."),
    ]


def test_numbers_of_an_annex_count_its_items_even_after_a_lead_in(read: Read) -> None:
    blocks = read("<h2>Annex A: commitments</h2><p>They are:</p><ol><li>Paint.<li>Build.</ol>")
    assert [(block.kind, block.marker) for block in blocks[2:]] == [(BlockKind.TEXT, "1."), (BlockKind.TEXT, "2.")]


def test_bullets_typed_into_paragraphs_are_items(read: Read) -> None:
    assert [(block.kind, block.text) for block in read("<p>• paint</p><p>Lead:<br>- build<br>- sell</p>")] == [
        (BlockKind.BULLET, "paint"),
        (BlockKind.TEXT, "Lead:"),
        (BlockKind.BULLET, "build"),
        (BlockKind.BULLET, "sell"),
    ]
