"""Paragraphs with very many parts: none takes longer because others came before it."""

from __future__ import annotations

import time

from mandate_qa.reading import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document, Paragraph, PartKind

PLAN = Document("plan", "The plan", "plan", "", "", None, None)


def one(count: int) -> Paragraph:
    """A paragraph of so many list items, every third of them one level down."""
    items = [
        Block(BlockKind.BULLET, f"duty {n} of the office", level=int(n % 3 == 2), marker="•", bulleted=True)
        for n in range(count)
    ]
    (paragraph,) = number_paragraphs(PLAN, [Block(BlockKind.TEXT, "The office will:", marker="1.1"), *items])
    return paragraph


def test_each_item_knows_its_place_in_the_text_its_lead_and_its_number() -> None:
    paragraph = one(5)
    items = [part for part in paragraph.parts if part.kind is PartKind.BULLET]
    assert [paragraph.text[part.start :].split("\n")[0] for part in items] == [part.text for part in items]
    assert [(part.level, part.lead, part.ordinal) for part in items] == [
        (0, 0, 1),
        (0, 0, 2),
        (1, 2, 1),
        (0, 0, 3),
        (0, 0, 4),
    ]


def test_twenty_thousand_list_items_are_read_at_once() -> None:
    start = time.process_time()
    paragraph = one(20_000)
    assert len(paragraph.parts) == 20_001
    assert time.process_time() - start < 5
