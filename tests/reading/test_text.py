"""Plain text read into blocks: what pulled-out text has lost is put back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]


def kinds(blocks: list[Block]) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind.value, block.text) for block in blocks]


def test_a_page_break_in_a_sentence_is_joined(blocks: Read) -> None:
    [block] = blocks("""\
        1.1 The Government will invest in staff, in buildings and in data, so that up to

        200,000 people will benefit from it.
        """)
    assert block.text.endswith("so that up to 200,000 people will benefit from it.")
    assert block.lines == (1, 3)


def test_a_page_break_in_a_list_item_is_joined(blocks: Read) -> None:
    found = blocks("""\
        The plan is to:

        - support people, and GP referrals to weight management services

        for eligible patients, whilst recognising the pressures
        - publish it
        """)
    assert [text for _, text in kinds(found)][1:] == [
        "support people, and GP referrals to weight management services for eligible patients, whilst recognising "
        "the pressures",
        "publish it",
    ]


def test_a_list_item_without_a_stop_does_not_swallow_the_next_paragraph(blocks: Read) -> None:
    found = blocks("""\
        - publish a plan

        The plan is laid before Parliament.
        """)
    assert kinds(found) == [("bullet", "publish a plan"), ("text", "The plan is laid before Parliament.")]


def test_a_running_title_in_a_sentence_is_dropped(blocks: Read) -> None:
    found = blocks("""\
        The Toy Office's plan

        Contents

        Foreword.....2

        Foreword

        I am proud of our record levels of harm-free play, but I am clear that we have a long way to go and that

        The Toy Office's plan

        more needs to be done.
        """)
    assert found[-1].text.endswith("a long way to go and that more needs to be done.")
    assert [block.text for block in found].count("The Toy Office's plan") == 1


COVER = "The Toy Office's plan\n\nAims\n\nContents\n\nForeword.....2\n\nForeword\n\nPlay is good.\n\n"


def test_a_running_title_on_each_page_is_dropped(blocks: Read) -> None:
    pages = "".join(f"The Toy Office's plan\n\n1.{n} It is so.\n\n" for n in range(1, 4))
    assert [block.text for block in blocks(COVER + pages)].count("The Toy Office's plan") == 1


@pytest.mark.parametrize("words", ["Aims", "The Toy Office's plan"])
def test_a_heading_with_words_of_the_cover_stays(blocks: Read, words: str) -> None:
    found = blocks(f"{COVER}{words}\n\nThey are listed here.\n")
    assert [block.text for block in found].count(words) == 2


def test_numbered_texts_that_repeat_stay(blocks: Read) -> None:
    found = blocks("".join(f"1.{n} Not used.\n\n" for n in range(1, 20)))
    assert len(found) == 19


def test_a_footnote_in_a_sentence_is_set_beside_it(blocks: Read) -> None:
    found = blocks("""\
        1.1 The Office will promote research³ by nurseries, by their staff, by the parents and carers of children

        ³ <https://example.org/research>

        in toys, so that everyone may play.
        """)
    text, note = found
    assert text.text.endswith(
        "research by nurseries, by their staff, by the parents and carers of children in toys, "
        "so that everyone may play."
    )
    assert text.notes == (3,)
    assert (note.kind, note.marker, note.text) == (BlockKind.FOOTNOTE, "3", "https://example.org/research")


def test_a_number_is_a_footnote_where_its_mark_came_before(blocks: Read) -> None:
    found = blocks("""\
        Trusts¹ and boards² are meant.

        1 These include hospitals.

        2 Boards of care.

        3 Things to do
        """)
    assert [(block.kind.value, block.marker) for block in found] == [
        ("text", ""),
        ("footnote", "1"),
        ("footnote", "2"),
        ("text", "3"),
    ]


def test_a_lost_bullet_is_given_back_beside_others(blocks: Read) -> None:
    found = blocks("""\
        Metrics are:

        - Number of doctors.
        - Number of nurses.

         Number of people receiving a health check.

        - Number of beds.
        """)
    assert [block.kind for block in found][1:] == [BlockKind.BULLET] * 4
    assert found[3].text == "Number of people receiving a health check."


def test_an_indented_paragraph_far_from_lists_is_no_bullet(blocks: Read) -> None:
    found = blocks("Words come first.\n\n  An indented paragraph stands alone.\n\nMore words.")
    assert [block.kind for block in found] == [BlockKind.TEXT] * 3


def test_nested_bullets_by_indent_and_by_mark(blocks: Read) -> None:
    found = blocks("""\
        Systems should:

        - plan, to:
         - treat everyone
         - listen
        - deliver by:
        ○ asking
        ○ answering
        - publish
        """)
    assert [(block.level, block.text) for block in found[1:]] == [
        (0, "plan, to:"),
        (1, "treat everyone"),
        (1, "listen"),
        (0, "deliver by:"),
        (1, "asking"),
        (1, "answering"),
        (0, "publish"),
    ]


def test_an_indent_that_changes_after_a_page_break_nests_nothing(blocks: Read) -> None:
    found = blocks("""\
        Commitments are:
        - nurses;
        - appointments;

          - hospitals;
          - finances.
        """)
    assert [block.level for block in found[1:]] == [0, 0, 0, 0]


@pytest.mark.parametrize("text", ["", " \n\n", "---\n\n---"])
def test_no_words_no_blocks(blocks: Read, text: str) -> None:
    assert blocks(text) == []


def test_notes_and_marks_in_brackets_are_those_of_footnotes(blocks: Read) -> None:
    found = blocks("Play is good.[1]\n\nRest is better [see 2].\n\n[1] Says the Toy Office.\n")
    assert kinds(found) == [
        ("text", "Play is good."),
        ("text", "Rest is better [see 2]."),
        ("footnote", "Says the Toy Office."),
    ]
    assert (found[0].notes, found[2].marker) == ((1,), "1")


def test_a_reference_in_brackets_without_a_note_stays(blocks: Read) -> None:
    assert kinds(blocks("Play is good[3], we hear.\n")) == [("text", "Play is good[3], we hear.")]


def test_a_sentence_with_the_mark_of_a_footnote_is_no_heading(blocks: Read) -> None:
    found = blocks("1. Every nursery must have at least forty blocks.[1]\n\n2. So must schools.\n\n[1] Of wood.\n")
    assert kinds(found)[0] == ("text", "Every nursery must have at least forty blocks.")


def test_a_chapter_with_a_roman_number_is_a_heading(blocks: Read) -> None:
    found = blocks("II. Selection\n\n3. A toy should be kept.\n\n4. It is washed.\n")
    assert kinds(found)[0] == ("heading", "II. Selection")


def test_a_lead_in_that_breaks_off_at_a_verb_is_no_heading(blocks: Read) -> None:
    found = blocks("1.1 Teams should\n\n1.1.1 play with five toys;\n\n1.1.2 write down which.\n")
    assert kinds(found)[0] == ("text", "Teams should")


TITLES = "The toy plan 2024 to 2027\n\nTP/24\n\nContents\n\nForeword.....2\n\nForeword\n\n"


@pytest.mark.parametrize("title", ["The toy plan 2024 to 2027", "The toy plan", "TP/24"])
@pytest.mark.parametrize("gap", ["\n", "\n \n", "\n\f"])
def test_a_running_title_in_a_sentence_goes_however_it_is_set(blocks: Read, title: str, gap: str) -> None:
    found = blocks(f"{TITLES}Blocks will be bought in{gap}{title}{gap}towns and in villages.\n")
    assert found[-1].text == "Blocks will be bought in towns and in villages."


def test_a_line_that_comes_time_and_again_amid_sentences_goes(blocks: Read) -> None:
    found = blocks(
        "We buy blocks and\nPage 3 of 9\npaint. We like\nPage 4 of 9\ntoys.\n\nPage 5 of 9\n\nThat is all.\n"
    )
    assert found[0].text == "We buy blocks and paint. We like toys."


def test_a_wrapped_line_that_begins_as_a_title_does_stays(blocks: Read) -> None:
    found = blocks(f"{TITLES}The Office is proud of\nThe toy plan. It is\nThe toy chest that matters.\n")
    assert found[-1].text == "The Office is proud of The toy plan. It is The toy chest that matters."


def test_a_running_title_between_numbered_paragraphs_goes(blocks: Read) -> None:
    found = blocks(f"{TITLES}11. Play is good.\n\nThe toy plan\n\n12. Rest is better.\n")
    assert kinds(found)[-2:] == [("text", "Play is good."), ("text", "Rest is better.")]


def test_a_list_that_comes_back_from_an_indent_was_set_in(blocks: Read) -> None:
    found = blocks("Toys:\n\n- Blocks are good\n - red ones\n - blue ones\n- Paint is better\n")
    assert [block.level for block in found[1:]] == [0, 1, 1, 0]
