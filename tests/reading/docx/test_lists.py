"""List items: their depth, and marks that were typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_docx import STYLES, definition, instance, level, p, style

from mandate_qa.reading.numbering import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document

Read = Callable[..., list[Block]]
PARAGRAPHS = definition(
    1,
    level(0, "decimal", "%1.", left=720),
    level(1, "decimal", "%1.%2", left=720),
    level(2, "lowerLetter", "(%3)", left=1440),
    level(3, "lowerRoman", "(%4)", left=2160),
    level(4, "bullet", "\uf0b7", left=2880),
)
BULLETS = definition(
    2,
    level(0, "bullet", "\uf0b7", left=1080),
    level(1, "bullet", "o", left=1440, more=""),
    level(2, "bullet", "\uf0a7", left=1800),
)
NUMBERS = definition(3, level(0, "decimal", "%1)", left=1440), level(1, "upperLetter", "%2.", left=1800))
NUMBERING = PARAGRAPHS + BULLETS + NUMBERS + "".join(instance(n, n) for n in (1, 2, 3))


def items(blocks: list[Block]) -> list[tuple[str, int]]:
    return [(block.marker, block.level) for block in blocks if block.kind is BlockKind.BULLET]


def test_bullets_have_their_mark_and_depth(read: Read) -> None:
    levels = (0, 1, 2, 1, 0)
    blocks = read(*(p("words", num=(2, n)) for n in levels), numbering=NUMBERING)
    assert items(blocks) == [("•", 0), ("○", 1), ("▪", 2), ("○", 1), ("•", 0)]
    assert all(block.bulleted for block in blocks)


def test_depth_is_counted_below_the_numbered_paragraph(read: Read) -> None:
    body = [p("one", num=(1, 1)), p("a", num=(1, 2)), p("i", num=(1, 3)), p("dot", num=(1, 4)), p("b", num=(1, 2))]
    blocks = read(*body, numbering=NUMBERING)
    assert (blocks[0].kind, blocks[0].marker) == (BlockKind.TEXT, "1.1")
    assert items(blocks) == [("(a)", 0), ("(i)", 1), ("•", 2), ("(b)", 0)]


def test_a_list_of_another_kind_stands_deeper_when_it_is_set_in_further(read: Read) -> None:
    body = [p("one", num=(1, 1)), p("dot", num=(2, 0)), p("1", num=(3, 0)), p("2", num=(3, 0)), p("dot", num=(2, 0))]
    assert items(read(*body, numbering=NUMBERING)) == [("•", 0), ("1)", 1), ("2)", 1), ("•", 0)]


def test_whole_numbers_below_a_paragraph_are_items_and_others_number_paragraphs(read: Read) -> None:
    body = [
        p("memo", num=(1, 0)),
        p("one", num=(3, 0)),
        p("A", num=(3, 1)),
        p("two", num=(3, 0)),
        p("memo", num=(1, 0)),
    ]
    blocks = read(*body, numbering=NUMBERING)
    assert [(block.kind.value, block.marker) for block in blocks] == [
        ("text", "1."), ("bullet", "1)"), ("bullet", "A."), ("bullet", "2)"), ("text", "2."),
    ]  # fmt: skip


def test_text_set_in_under_an_item_does_not_end_the_list(read: Read) -> None:
    inner = p("goes on", more='<w:ind w:left="1440"/>')
    outer = p("new words")
    body = [p("dot", num=(2, 0)), inner, p("below", num=(2, 1)), outer, p("new list", num=(2, 1))]
    assert items(read(*body, numbering=NUMBERING)) == [("•", 0), ("○", 1), ("○", 0)]


def test_a_paragraph_style_sets_items_in(read: Read) -> None:
    styles = STYLES + style("Deep", "Deep", paragraph='<w:ind w:left="2880" w:hanging="360"/>')
    body = [p("• one"), p("– deeper", style="Deep"), p("• two")]
    assert items(read(*body, styles=styles)) == [("•", 0), ("–", 1), ("•", 0)]


@pytest.mark.parametrize(
    ("typed", "kind", "marker", "text"),
    [
        ("1.15 The NHS will", BlockKind.TEXT, "1.15", "The NHS will"),
        ("1.15.\tThe NHS will", BlockKind.TEXT, "1.15.", "The NHS will"),
        ("3.\tThis plan", BlockKind.TEXT, "3.", "This plan"),
        ("3\tThis plan", BlockKind.TEXT, "3", "This plan"),
        ("30 people came", BlockKind.TEXT, "", "30 people came"),
        ("1.5 million people came", BlockKind.TEXT, "", "1.5 million people came"),
        ("2021-22 saw change", BlockKind.TEXT, "", "2021-22 saw change"),
        ("(a) first", BlockKind.BULLET, "(a)", "first"),
        ("iv.\tfourth", BlockKind.BULLET, "iv.", "fourth"),
        ("•\tfirst", BlockKind.BULLET, "•", "first"),
        ("- first", BlockKind.BULLET, "-", "first"),
        ("| not a table |", BlockKind.TEXT, "", "| not a table |"),
    ],
)
def test_typed_marks_are_told_as_in_plain_text(read: Read, typed: str, kind: BlockKind, marker: str, text: str) -> None:
    (block,) = read(p(typed))
    assert (block.kind, block.marker, block.text) == (kind, marker, text)


def test_a_printed_mark_goes_before_a_typed_one(read: Read) -> None:
    (block,) = read(p("1.15 is the paragraph meant", num=(2, 0)), numbering=NUMBERING)
    assert (block.marker, block.text) == ("•", "1.15 is the paragraph meant")


def test_items_parted_by_line_breaks_are_items(read: Read) -> None:
    blocks = read(p("We will:\n• do this\nand that\n• do more"), p("Address\nin two lines"))
    assert [block.text for block in blocks] == ["We will:", "do this and that", "do more", "Address in two lines"]


def test_paragraphs_gather_their_items_with_their_letters(read: Read) -> None:
    body = [p("We will:", num=(1, 1)), p("plan", num=(1, 2)), p("fund", num=(1, 2)), p("care", num=(1, 3))]
    document = Document("m", "M", "m", "", "2020", None, None)
    (found,) = number_paragraphs(document, read(*body, numbering=NUMBERING))
    assert (found.number, found.text) == ("1.1", "We will:\n(a) plan\n(b) fund\n  (i) care")


def test_whole_numbers_under_a_lead_in_are_items_until_the_end_of_their_list(read: Read) -> None:
    counted = [p("We will do two things:"), p("plan", num=(3, 0)), p("fund", num=(3, 0))]
    typed = [p("And more:"), p("1. build"), p("2. staff"), p("That is all."), p("3. Numbered paragraph.")]
    blocks = read(*counted, p("And then, as said above."), p("care", num=(3, 0)), *typed, numbering=NUMBERING)
    assert [(block.kind.value, block.marker) for block in blocks] == [
        ("text", ""), ("bullet", "1)"), ("bullet", "2)"), ("text", ""), ("bullet", "3)"),
        ("text", ""), ("bullet", "1."), ("bullet", "2."), ("text", ""), ("text", "3."),
    ]  # fmt: skip


def test_paragraphs_numbered_by_whole_numbers_stay_paragraphs(read: Read) -> None:
    blocks = read(
        p("Purpose of the paper."), p("This plan.", num=(1, 0)), p("That plan.", num=(1, 0)), numbering=NUMBERING
    )
    assert [(block.kind.value, block.marker) for block in blocks] == [("text", ""), ("text", "1."), ("text", "2.")]
