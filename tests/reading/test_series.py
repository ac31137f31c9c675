"""Bare numbers before paragraphs, told from figures by whether they count on."""

from __future__ import annotations

from collections.abc import Callable

from mandate_qa.reading.series import with_counted_marks
from mandate_qa.types import Block, BlockKind, Paragraph

Read = Callable[[str], list[Paragraph]]


def marks(*texts: str) -> list[str]:
    """The marks that paragraphs are given."""
    return [block.marker for block in with_counted_marks([Block(BlockKind.TEXT, text) for text in texts])]


def test_three_numbers_that_count_on_are_marks() -> None:
    read = with_counted_marks([Block(BlockKind.TEXT, f"{n} We met.") for n in (998, 999, 1000, 1001)])
    assert [(block.marker, block.text) for block in read] == [(str(n), "We met.") for n in (998, 999, 1000, 1001)]


def test_two_are_none() -> None:
    assert marks("11 men came.", "12 men went.", "Nobody stayed.") == ["", "", ""]


def test_what_stands_between_does_not_matter() -> None:
    assert marks("1 We play.", "We rest.", "2 We paint.", "40 of us sing.", "3 We sleep.") == ["1", "", "2", "", "3"]


def test_years_begin_no_count() -> None:
    assert marks("2021 was good.", "2022 was fair.", "2023 was poor.") == ["", "", ""]


def test_letters_and_numbers_go_on_below_the_next_letter() -> None:
    found = marks(
        "A1 The coast is long.", "A2 It is wet.", "A4 paper is not.", "B1 It should be kept.", "B2 It is dear."
    )
    assert found == ["A1", "A2", "", "B1", "B2"]


def test_marks_that_are_known_count_along() -> None:
    known = [Block(BlockKind.TEXT, "We met.", marker=str(n)) for n in (998, 999)]
    read = with_counted_marks([*known, Block(BlockKind.TEXT, "1000 We met again.")])
    assert [block.marker for block in read] == ["998", "999", "1000"]


def test_a_count_that_begins_anew_is_another() -> None:
    assert marks("1 A.", "2 B.", "3 C.", "1 D.", "2 E.", "3 F.") == ["1", "2", "3", "1", "2", "3"]


def test_bullets_and_headings_are_left_alone() -> None:
    blocks = [Block(kind, f"{n} words") for n in (1, 2, 3) for kind in (BlockKind.BULLET, BlockKind.HEADING)]
    assert with_counted_marks(blocks) == blocks


def test_numbers_that_count_on_after_bullets_number_paragraphs(paragraphs: Read) -> None:
    found = paragraphs("- 7 Play is good.\n- 8 Rest is better.\n- 9 Both are needed.\n")
    assert [(p.number, p.text) for p in found] == [
        ("7", "Play is good."),
        ("8", "Rest is better."),
        ("9", "Both are needed."),
    ]


def test_counts_of_things_after_bullets_stay_in_the_list(paragraphs: Read) -> None:
    [found] = paragraphs(
        "We asked. Of these\n\n- 44 had blocks\n- 52 had paint, because\n - boxes were full\n- 9 had none\n"
    )
    assert (
        found.text == "We asked. Of these\n- 44 had blocks\n- 52 had paint, because\n  - boxes were full\n- 9 had none"
    )
    assert [part.lead for part in found.parts] == [None, 0, 0, 2, 0]
