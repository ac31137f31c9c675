"""Which numbers number paragraphs, what belongs to each, and which figures only look like numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Paragraph, ParagraphKind, PartKind

Read = Callable[[str], list[Paragraph]]


def numbers(paragraphs: list[Paragraph]) -> list[str | None]:
    """The numbers of all but headings and footnotes."""
    return [p.number for p in paragraphs if p.kind not in (ParagraphKind.HEADING, ParagraphKind.FOOTNOTE)]


def numbered(paragraphs: list[Paragraph], number: str) -> Paragraph:
    """The one paragraph with `number`."""
    [found] = [p for p in paragraphs if p.number == number]
    return found


def bullets(paragraph: Paragraph) -> list[tuple[int, str]]:
    """Level and words of each bullet."""
    return [(part.level, part.text) for part in paragraph.parts if part.kind is PartKind.BULLET]


def test_a_memo_before_a_plan(paragraphs: Read) -> None:
    found = paragraphs("""\
        Purpose

        1. The board is asked to note the plan.
        2. It was drafted in May. It has:
         - aims
         - costs
        3. It is signed.

        4. It will be printed.

        The plan

        1 Playing

        1.1 Play is good.
        1.2. Toys are needed.

        2 Money

        2.1 There is some.
        """)
    assert numbers(found) == ["1", "2", "3", "4", "1.1", "1.2", "2.1"]
    assert bullets(numbered(found, "2")) == [(0, "aims"), (0, "costs")]
    assert numbered(found, "2.1").section == ("2 Money",)


def test_deep_numbers(paragraphs: Read) -> None:
    found = paragraphs("1.1 Aims\n\n1.1.1 To play.\n\n1.1.2 To rest.\n\n1.2 Costs\n\n1.2.1 They are low.\n")
    assert [p.number for p in found if p.number] == ["1.1.1", "1.1.2", "1.2.1"]
    assert numbered(found, "1.1.2").section == ("1.1 Aims",)


@pytest.mark.parametrize(
    "words",
    [
        "3.5 per cent of children play.",
        "2021 was a good year.",
        "2013/14 is a critical year.",
        "£3.5 million was spent.",
        "9.9 of the framework is not met.",
        "1.1 of the framework is met.",
        "4 million blocks were bought.",
        "31 March 2022 is the last day.",
        "12 of the 40 blocks are red.",
    ],
)
def test_figures_that_only_look_like_numbers(paragraphs: Read, words: str) -> None:
    found = paragraphs(f"1 Playing\n\n1.1 Play is good.\n\n1.2 Toys are needed.\n\n{words}\n\n1.3 Paint too.\n")
    assert [p.number for p in found if p.number] == ["1.1", "1.2", "1.3"]
    assert any(words in p.text for p in found)


def test_a_number_may_be_missing_and_a_chapter_may_start_late(paragraphs: Read) -> None:
    found = paragraphs("1.1 Play.\n\n1.4 Paint.\n\n2.2 Blocks.\n\n4.1 Boxes.\n")
    assert numbers(found) == ["1.1", "1.4", "2.2", "4.1"]


def test_an_unmarked_text_goes_on_with_the_numbered_paragraph_above(paragraphs: Read) -> None:
    found = paragraphs("1.1 Play is good.\n\nIt is cheap, too.\n\n1.2 Rest.\n")
    assert numbered(found, "1.1").text == "Play is good.\nIt is cheap, too."


def test_bullets_letters_and_numbers_stand_below_their_paragraph(paragraphs: Read) -> None:
    found = paragraphs("""\
        1.1 The aims are:
         - to play, by:
           ○ buying blocks
           ○ testing them
         - to rest
        1.2 The steps are:

        1. To buy blocks.
        2. To test them.

        1.3 The tests are: (a) colour

        a) colour of paint
        b) weight of blocks

        1.4 That is all.
        """)
    assert numbers(found) == ["1.1", "1.2", "1.3", "1.4"]
    assert bullets(numbered(found, "1.1")) == [
        (0, "to play, by:"),
        (1, "buying blocks"),
        (1, "testing them"),
        (0, "to rest"),
    ]
    assert numbered(found, "1.2").text == "The steps are:\n1. To buy blocks.\n2. To test them."
    assert bullets(numbered(found, "1.3")) == [(0, "colour of paint"), (0, "weight of blocks")]


def test_a_bullet_beside_a_numbered_bullet_is_a_paragraph_of_its_own(paragraphs: Read) -> None:
    found = paragraphs("2. Money\n\n- 2.4 The budget is £2m.\n- 2.5 It is indicative.\n- Tests have been set.\n")
    assert numbers(found) == ["2.4", "2.5", None]
    assert (found[-1].text, found[-1].kind) == ("Tests have been set.", ParagraphKind.TEXT)


def test_titled_lists_stay_with_the_paragraph_that_announces_them(paragraphs: Read) -> None:
    found = paragraphs("""\
        1 Playing

        1.1 There are two areas:

        Play

        - Buy blocks

        Rest

        - Buy beds

        1.2 More words.
        """)
    area = numbered(found, "1.1")
    assert [part.text for part in area.parts] == ["There are two areas:", "Play", "Buy blocks", "Rest", "Buy beds"]
    assert [part.lead for part in area.parts] == [None, None, 1, None, 3]


def test_a_sentence_that_interrupts_a_list_does_not_end_it(paragraphs: Read) -> None:
    [found] = paragraphs("""\
        Delivery should include:

        - playing more
        - resting, including:
         - in beds
         - on chairs

        As the law requires, these come first.

        - painting
        """)
    assert bullets(found) == [
        (0, "playing more"),
        (0, "resting, including:"),
        (1, "in beds"),
        (1, "on chairs"),
        (0, "painting"),
    ]
    assert [(part.ordinal, part.lead) for part in found.parts if part.level == 0][1:] == [
        (1, 0),
        (2, 0),
        (0, None),
        (3, 0),
    ]


def test_positions_count_up_and_parts_stand_where_they_say(paragraphs: Read) -> None:
    found = paragraphs("1 Play\n\n1.1 Aims are:\n\n- to play\n- to rest\n\nTotal\t1\nSum\t2\n")
    assert [p.position for p in found] == list(range(len(found)))
    assert all(p.text[part.start : part.end] == part.text for p in found for part in p.parts)


def test_a_numbered_list_below_unnumbered_words_is_theirs(paragraphs: Read) -> None:
    found = paragraphs("Aims\n\nThe Office must:\n\n1. buy blocks\n2. buy paint\n\nIt may buy more.\n")
    assert numbers(found) == [None, None]
    assert found[1].text == "The Office must:\n1. buy blocks\n2. buy paint"


def test_numbered_paragraphs_below_a_colon_are_paragraphs(paragraphs: Read) -> None:
    found = paragraphs("Aims\n\nThe Office says:\n\n1. Play.\n\n2. Rest.\n\nMeans\n\n3. Buy.\n\n4. Sell.\n")
    assert [p.number for p in found if p.number] == ["1", "2", "3", "4"]


def test_a_number_that_is_none_is_kept_after_a_bullet(paragraphs: Read) -> None:
    found = paragraphs("1.1 Play.\n\n1.2 Rest.\n\n- 9.5 Paint is not.\n\n1.3 Blocks.\n")
    assert any("9.5 Paint is not." in p.text for p in found)


ROADS = "Scheme\tWhat\tOpen\nA14 Fen Bridges\tA new road of nine miles\t2024\nM6 junction 4\tWider by one lane\t2025\n"


def test_names_of_roads_are_no_numbers_of_rows(paragraphs: Read) -> None:
    [table] = paragraphs(f"{ROADS}A303 Stone Circle\tA tunnel of two miles\t2026\n")
    assert table.table is not None
    assert [row.label for row in table.table.rows] == ["A14 Fen Bridges", "M6 junction 4", "A303 Stone Circle"]


@pytest.mark.parametrize("codes", [("A1", "A2", "A3"), ("A1", "A2", "B1"), ("R.1", "R.1.1", "R.2")])
def test_codes_that_count_on_number_rows(paragraphs: Read, codes: tuple[str, ...]) -> None:
    found = paragraphs("Code\tWhat\n" + "".join(f"{code}\tPlay is good for you\n" for code in codes))
    assert numbers(found) == list(codes)


def test_names_of_roads_number_no_paragraphs(paragraphs: Read) -> None:
    found = paragraphs("Roads\n\nA12 Works begin in May.\n\nA14 Works end in June.\n\nThat is all.\n")
    assert numbers(found) == [None, None, None]


@pytest.mark.parametrize(
    "signature", ["Jane Smith\nChief Toy Officer\nMay 2022", "Jane Smith\nParliamentary Secretary"]
)
def test_a_signature_is_no_part_of_the_numbered_paragraph_above(paragraphs: Read, signature: str) -> None:
    found = paragraphs(f"Aims\n\n1. Play.\n\n2. Rest.\n\n{signature}\n\nThe plan\n\nIt begins.\n")
    assert [(p.number, p.text) for p in found if p.kind is ParagraphKind.TEXT][1:3] == [
        ("2", "Rest."),
        (None, " ".join(signature.split())),
    ]


def test_a_sentence_that_begins_with_a_name_and_office_goes_on(paragraphs: Read) -> None:
    found = paragraphs("Aims\n\n1. Play.\n\nJane Smith Chief Toy Officer will see to it.\n\n2. Rest.\n")
    assert numbered(found, "1").text.endswith("will see to it.")
