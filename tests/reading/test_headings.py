"""Which blocks are headings, how high each ranks, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]


def outline(blocks: list[Block]) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [
        (block.level, f"{block.marker} {block.text}".strip()) for block in blocks if block.kind is BlockKind.HEADING
    ]


def test_chapters_series_and_the_rest(blocks: Read) -> None:
    found = blocks("""\
        Foreword

        Play is good.

        1. Objectives

        1.1 There are two objectives.

        Objective 1: to play

        1.2 Children should play.

        Measures of success

        1.3 They will be counted.

        Objective 2: to rest

        1.4 Children should rest.

        2 Money

        2.1 There is some.

        Annex A - Toys

        They are listed here.
        """)
    assert outline(found) == [
        (1, "Foreword"),
        (1, "1. Objectives"),
        (2, "Objective 1: to play"),
        (3, "Measures of success"),
        (2, "Objective 2: to rest"),
        (1, "2 Money"),
        (1, "Annex A - Toys"),
    ]


def test_without_numbered_chapters_a_series_stands_below_the_others(blocks: Read) -> None:
    found = blocks("""\
        Introduction

        Play is good.

        Mandate objectives

        Priority 1: play

        Children should play.

        Priority 2: rest

        Children should rest.

        Funding

        There is some.

        Annex A: toys

        Wooden toys

        They are listed here.
        """)
    assert outline(found) == [
        (2, "Introduction"),
        (2, "Mandate objectives"),
        (3, "Priority 1: play"),
        (3, "Priority 2: rest"),
        (2, "Funding"),
        (1, "Annex A: toys"),
        (2, "Wooden toys"),
    ]


def test_letters_stand_below_chapters(blocks: Read) -> None:
    found = blocks("""\
        3 Our model

        3.1 It has parts.

        a. Direct commissioning

        3.2 We commission services.

        Dental health

        3.3 Teeth matter.
        """)
    assert outline(found) == [(1, "3 Our model"), (2, "a. Direct commissioning"), (3, "Dental health")]


def test_a_deep_number_heads_those_below_it(blocks: Read) -> None:
    found = blocks("2 Money\n\n2.1 Budgets\n\n2.1.1 There are two budgets.\n\n2.1.2 They are large.\n")
    assert outline(found) == [(1, "2 Money"), (2, "2.1 Budgets")]


def test_words_wholly_in_bold_are_a_heading(blocks: Read) -> None:
    found = blocks("1. Objectives\n\n1.1 There is one.\n\n- **OBJECTIVE 1: To play.**\n - 1.2 Play is good.\n")
    assert outline(found) == [(1, "1. Objectives"), (2, "OBJECTIVE 1: To play.")]


@pytest.mark.parametrize("title", ["Annex 1:\n\nBudgets and resources", "Annex 1: Budgets and resources"])
def test_the_title_of_an_annex_may_stand_below_it(blocks: Read, title: str) -> None:
    found = blocks(f"1. Playing\n\n1.1 Play is good.\n\n{title}\n\nThey are small.\n")
    assert outline(found)[-1] == (1, "Annex 1: Budgets and resources")


@pytest.mark.parametrize(
    "signature",
    [
        "Rt Hon Jane Smith MP\nSecretary of State for Toys",
        "Rt Hon Jane Smith MP\n\nSecretary of State for Toys",
        "Jane Smith\n\nSecretary of State for Health and Social Care",
        "Jane Smith\nChief Executive",
    ],
)
def test_a_signature_is_one_piece_of_text(blocks: Read, signature: str) -> None:
    found = blocks(f"Foreword\n\nPlay is good.\n\n{signature}\n\n1. Playing\n\n1.1 Play is good.\n")
    assert outline(found) == [(1, "Foreword"), (1, "1. Playing")]
    assert " ".join(signature.split()) in [block.text for block in found]


@pytest.mark.parametrize(
    "words",
    [
        "Published 31 March 2022",
        "March 2017",
        "31 March 2022",
        "© Crown copyright 2022",
        "www.gov.uk/dhsc",
        "Clearance: Jane Smith",
        "Date: Tuesday",
        "Play is good.",
        "The plan is as follows:",
        "and it goes on in small letters",
        "Number of blocks; number of paints",
        "Mandate paragraph 2.5",
        "It was agreed. Then it was published in full",
        "a " * 40 + "long line without an end",
    ],
)
def test_what_only_looks_like_a_heading(blocks: Read, words: str) -> None:
    found = blocks(f"1. Playing\n\n1.1 Play is good.\n\n{words}\n\nMore words come here.\n")
    assert outline(found) == [(1, "1. Playing")]


def test_a_short_line_at_the_end_heads_nothing(blocks: Read) -> None:
    assert outline(blocks("1. Playing\n\n1.1 Play is good.\n\nBMA 20210105\n")) == [(1, "1. Playing")]


def test_whole_numbers_in_an_annex_count_its_items(blocks: Read) -> None:
    found = blocks("""\
        1. Playing

        1.1 Play is good.

        Annex A - Commitments

        1: There will be 40 blocks

        Number of blocks.

        2. We will build a box

        Number of boxes.
        """)
    assert outline(found)[2:] == [(2, "1: There will be 40 blocks"), (2, "2. We will build a box")]


def test_a_word_above_a_table_is_the_title_of_its_last_column(blocks: Read) -> None:
    found = blocks("Key deliverables\n\nTimelines\n\nBlocks tested\tMay 2024\nPaints tested\tJune 2024\n")
    assert found[-1].rows[0] == ("Key deliverables", "Timelines")
    assert found[-1].row_lines == ((3, 3), (5, 5), (6, 6))
    assert outline(found) == [(2, "Key deliverables")]


def test_numbered_items_with_words_in_bold_are_no_headings(blocks: Read) -> None:
    found = blocks("Aims\n\nThere are two:\n\n1. **Play**: with blocks\n2. **Rest**: in a box\n\nThey are met.\n")
    assert outline(found) == [(2, "Aims")]


def test_numbered_items_that_a_colon_opens_are_no_headings(blocks: Read) -> None:
    found = blocks("Aims\n\nThere are two:\n\n1. More play\n2. More rest\n\nThey are met.\n")
    assert outline(found) == [(2, "Aims")]


@pytest.mark.parametrize(
    "lines", [("Lead: the Office", "Lead: the nursery"), ("Kind: wood", "Kind: tin", "Kind: wood")]
)
def test_fields_below_items_are_no_headings(blocks: Read, lines: tuple[str, ...]) -> None:
    items = "".join(f"{n}. Buy {n} blocks.\n\n{line}\n\n" for n, line in enumerate(lines, start=1))
    found = blocks(f"Annex A: Commitments\n\n{items}Annex B: Toys\n\nThey are listed.\n")
    assert outline(found) == [(1, "Annex A: Commitments"), (1, "Annex B: Toys")]


def test_headings_that_begin_alike_stay(blocks: Read) -> None:
    towns = "".join(f"Case study: {town}\n\n{town} plays.\n\n" for town in ("Leeds", "York", "Hull"))
    assert len(outline(blocks(towns))) == 3


def test_a_series_that_no_heading_announces_stands_beside_the_others(blocks: Read) -> None:
    found = blocks("""\
        Foreword

        Play is good.

        Where we are

        There are few toys.

        Priority 1: play

        Children should play.

        Priority 2: rest

        Children should rest.
        """)
    assert {level for level, _ in outline(found)} == {2}


@pytest.mark.parametrize("heading", ["Mandate priorities", "Our priority"])
def test_a_series_stands_below_the_heading_that_names_it(blocks: Read, heading: str) -> None:
    found = blocks(f"{heading}\n\nThere are two.\n\nPriority 1: play\n\nPlay.\n\nPriority 2: rest\n\nRest.\n")
    assert [level for level, _ in outline(found)] == [2, 3, 3]
