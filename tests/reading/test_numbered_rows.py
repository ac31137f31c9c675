"""Tables whose rows are numbered as paragraphs are, and those whose rows are only counted."""

from __future__ import annotations

from mandate_qa.reading import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document

PLAN = Document("doc", "A plan", "doc", "Toy Office", "2024", None, None)


def test_rows_of_a_table_that_counts_recommendations() -> None:
    rows = (
        ("No.", "Recommendation", "Response"),
        ("1", "The Department should publish all of its figures", "Accepted"),
        ("2", "The Office should test each toy twice a year", "Rejected in part"),
    )
    [first, second] = number_paragraphs(PLAN, [Block(BlockKind.TABLE, "", rows=rows)])
    assert (first.number, second.number) == ("Recommendation 1", "Recommendation 2")
    assert "Rejected in part" in second.text


def test_rows_with_codes_of_their_own() -> None:
    rows = (
        ("Ref", "Risk", "Owner"),
        ("R1", "Too little clay is delivered to the works", "Smith"),
        ("R2", "Bricks are stolen from the yard at night", "Jones"),
    )
    found = number_paragraphs(PLAN, [Block(BlockKind.TABLE, "", rows=rows)])
    assert [p.label for p in found] == ["doc, para R1", "doc, para R2"]


def test_rows_that_are_only_counted_stay_a_table() -> None:
    rows = (
        ("No", "Kind of brick in the stock", "Pieces"),
        ("1", "Red bricks of the large kind", "12"),
        ("2", "Blue bricks of the small kind", "13"),
    )
    [table] = number_paragraphs(PLAN, [Block(BlockKind.TABLE, "", rows=rows)])
    assert table.table is not None
    assert [row.label for row in table.table.rows] == ["1", "2"]
