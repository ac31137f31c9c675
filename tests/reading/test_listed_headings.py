"""Headings ranked by the table of contents where no numbers rank them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]
CONTENTS = "Contents\n\nForeword.....2\nToys in 2050.....3\nPeople\t4\n\n"
BODY = (
    "Foreword\n\nPlay is good.\n\nToys in 2050\n\nThey are better.\n\nBlocks\n\nRed.\n\nPaint\n\nBlue.\n\n"
    "People\n\nThey play.\n"
)


def outline(blocks: list[Block]) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


def test_headings_that_the_contents_leave_out_stand_below_those_they_list(blocks: Read) -> None:
    assert outline(blocks(CONTENTS + BODY))[1:] == [
        (2, "Foreword"),
        (2, "Toys in 2050"),
        (3, "Blocks"),
        (3, "Paint"),
        (2, "People"),
    ]


@pytest.mark.parametrize("contents", ["", "Contents\n\nOne.....2\nTwo.....3\nForeword.....4\nPeople.....5\n\n"])
def test_without_contents_that_fit_all_stand_side_by_side(blocks: Read, contents: str) -> None:
    assert {level for level, _ in outline(blocks(contents + BODY))} == {2}


def test_numbered_chapters_are_ranked_by_their_numbers(blocks: Read) -> None:
    contents = "Contents\n\nForeword.....2\n1. Blocks.....3\n2. Paint.....4\n\n"
    found = blocks(
        f"{contents}Foreword\n\nPlay.\n\n1. Blocks\n\n1.1 Red.\n\nOthers\n\n1.2 Blue.\n\n2. Paint\n\n2.1 Wet.\n"
    )
    assert outline(found)[1:] == [(1, "Foreword"), (1, "Blocks"), (3, "Others"), (1, "Paint")]
