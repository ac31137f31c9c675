"""List marks, numbers, headings, footnotes and contents, told by their place and type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from make_pdf import BOLD, Sheet

from mandate_qa.types import Block, BlockKind

Read = Callable[..., list[Block]]
Texts = Callable[..., list[str]]

LONG = (
    "A paragraph that goes on over several lines of this page, so",
    "that one can see where its words begin and end.",
)


def item(
    sheet: Sheet, y: float, mark: str, *lines: str, x: float = 72, hang: float = 18, font: str = "Helvetica"
) -> float:
    """A list item with its mark hung out; the height of the next one."""
    sheet.say(x, y, mark, font=font)
    return sheet.lines(x + hang, y, lines) + 3


def told(blocks: Sequence[Block]) -> list[tuple[str, int, str]]:
    """Mark, level and first word of each block."""
    return [(block.marker, block.level, block.text.split()[0]) for block in blocks]


# -- lists -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["•", "–", "-", "o", "*", "·"])
def test_a_mark_that_hangs_out_makes_a_list_item(read: Read, mark: str) -> None:
    def draw(sheet: Sheet) -> None:
        y = sheet.lines(72, 200, ["The office will:"]) + 4
        for word in ("publish", "inspect"):
            y = item(
                sheet, y, mark, f"{word} what was asked for by the committee and the", "inspectors in the year before"
            )

    lead, *items = read(draw)
    assert lead.text == "The office will:"
    assert [(block.kind, block.marker, block.bulleted) for block in items] == [(BlockKind.BULLET, mark, True)] * 2
    assert items[0].text.endswith("the committee and the inspectors in the year before")


@pytest.mark.parametrize("filled", [0, 1])
def test_a_dot_that_is_drawn_before_a_line_is_a_list_mark(read: Read, filled: int) -> None:
    def draw(sheet: Sheet) -> None:
        y = sheet.lines(72, 200, ["The office will:"]) + 4
        for word in ("publish", "inspect"):
            sheet.canvas.circle(82, sheet.height - y + 3.5, 1.8, stroke=1 - filled, fill=filled)
            y = (
                sheet.lines(92, y, [f"{word} what was asked for by the committee, and that", "by the end of the year"])
                + 3
            )

    _, *items = read(draw)
    assert [(block.kind, block.marker, block.bulleted) for block in items] == [(BlockKind.BULLET, "•", True)] * 2
    assert items[0].text.endswith("and that by the end of the year")


def test_dots_within_a_line_or_far_from_it_are_no_list_marks(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        end = sheet.say(72, 200, "The office")
        sheet.canvas.circle(end + 6, sheet.height - 197, 1.8, fill=1)
        sheet.say(end + 12, 200, "publishes what was asked for.")
        sheet.canvas.circle(20, sheet.height - 237, 1.8, fill=1)
        sheet.say(72, 240, "Nurseries read it.")

    assert " ".join(block.text for block in read(draw)) == "The office publishes what was asked for. Nurseries read it."


@pytest.mark.parametrize("number", ["1.1", "1.1.", "3.", "(a)"])
def test_a_number_behind_a_bullet_is_that_of_a_paragraph(read: Read, number: str) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.say(72, 200, "•")
        sheet.say(90, 200, f"{number}  Every nursery has blocks.")
        sheet.say(72, 220, "•")
        sheet.say(90, 220, "40 of them are wooden.")

    assert [(block.kind, block.marker, block.bulleted, block.text) for block in read(draw)] == [
        (BlockKind.TEXT, number, True, "Every nursery has blocks."),
        (BlockKind.BULLET, "•", True, "40 of them are wooden."),
    ]


@pytest.mark.parametrize(("font", "sign"), [("Symbol", "•"), ("ZapfDingbats", "n")])
def test_a_sign_of_a_font_of_signs_is_a_list_mark(read: Read, font: str, sign: str) -> None:
    def draw(sheet: Sheet) -> None:
        y = 200.0
        for word in ("publish", "inspect"):
            y = item(sheet, y, sign, f"{word} what was asked for", font=font)

    assert [(block.kind, block.text.split()[0]) for block in read(draw)] == [
        (BlockKind.BULLET, "publish"),
        (BlockKind.BULLET, "inspect"),
    ]


def test_the_level_of_list_items_follows_their_indent(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        y = sheet.lines(72, 200, ["The office will:"]) + 4
        for x, mark, word in (
            (72, "•", "a1"),
            (90, "–", "b1"),
            (90, "–", "b2"),
            (108, "•", "c1"),
            (72, "•", "a2"),
            (90, "–", "b3"),
        ):
            y = item(sheet, y, mark, f"{word} is what will be done", x=x)

    assert told(read(draw))[1:] == [
        ("•", 0, "a1"), ("–", 1, "b1"), ("–", 1, "b2"), ("•", 2, "c1"), ("•", 0, "a2"), ("–", 1, "b3"),
    ]  # fmt: skip


def test_levels_hold_over_the_foot_of_a_page(read: Read) -> None:
    def first(sheet: Sheet) -> None:
        sheet.lines(72, 680, LONG)
        item(sheet, 740, "•", "a1 is what will be done")

    def second(sheet: Sheet) -> None:
        y = item(sheet, 90, "–", "b1 is what will be done", x=90)
        sheet.lines(72, item(sheet, y, "•", "a2 is what will be done") + 20, LONG)

    assert told(read(first, second))[1:4] == [("•", 0, "a1"), ("–", 1, "b1"), ("•", 0, "a2")]


def test_a_dash_within_a_sentence_is_no_mark_though_it_begins_a_line(read: Read) -> None:
    lines = (
        "The office publishes what it found in the year before",
        "– and that is a great deal more than it used to find",
        "when nobody asked for it.",
    )
    assert [block.text for block in read(lambda sheet: sheet.lines(72, 200, lines))] == [" ".join(lines)]


# -- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["1.15", "2.", "3.1.2", "(a)", "b)", "(iv)", "12.", "4"])
def test_a_number_or_letter_that_hangs_out_is_a_mark(read: Read, mark: str) -> None:
    def draw(sheet: Sheet) -> None:
        y = item(sheet, 200, mark, *LONG, hang=36)
        sheet.lines(72, y + 10, LONG)

    first, second = read(draw)
    assert (first.marker, first.text, first.kind) == (mark, " ".join(LONG), BlockKind.TEXT)
    assert second.marker == ""


@pytest.mark.parametrize("figure", ["3.2 million", "1.15 of the plan", "40 blocks", "2024-25", "18 weeks", "3. In"])
def test_a_figure_that_begins_a_line_by_chance_is_no_mark(read: Read, figure: str) -> None:
    lines = (
        "The office publishes what it found in the year before, and",
        f"{figure} is what it was, as set out in the annex to the",
        "plan for the coming year.",
    )
    assert [(b.marker, b.text) for b in read(lambda sheet: sheet.lines(72, 200, lines))] == [("", " ".join(lines))]


def test_numbers_beside_paragraphs_are_no_column(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        y = 100.0
        for n in range(1, 11):
            y = item(sheet, y, f"1.{n}", *LONG, hang=36) + 6

    assert [(block.marker, block.text) for block in read(draw)] == [(f"1.{n}", " ".join(LONG)) for n in range(1, 11)]


# -- headings --------------------------------------------------------------------------------------------------------


def sections(sheet: Sheet, *headings: tuple[str, float, str]) -> None:
    """Headings, each with a paragraph below."""
    y = 100.0
    for words, size, font in headings:
        sheet.say(72, y + size, words, size, font)
        y = sheet.lines(72, y + 2 * size + 6, LONG) + 14


def test_headings_rank_by_size_and_weight(read: Read) -> None:
    rows = (
        ("Playing", 20, BOLD),
        ("Blocks", 14, BOLD),
        ("Wooden ones", 11, BOLD),
        ("Paints", 14, BOLD),
        ("Money", 20, BOLD),
    )
    blocks = read(lambda sheet: sections(sheet, *rows), lambda sheet: sections(sheet, *rows))
    found = [(block.text, block.level) for block in blocks if block.kind is BlockKind.HEADING]
    assert found == [("Playing", 1), ("Blocks", 2), ("Wooden ones", 3), ("Paints", 2), ("Money", 1)] * 2


def test_the_title_of_the_document_does_not_push_chapters_down(read: Read) -> None:
    title = ("A plan for nurseries", 30, BOLD)
    blocks = read(
        lambda sheet: sections(sheet, title, ("Annex A: duties", 18, BOLD), ("Paints", 12, BOLD)),
        lambda sheet: sections(sheet, ("Annex B: money", 18, BOLD), ("Blocks", 12, BOLD)),
    )
    assert [block.level for block in blocks if block.kind is BlockKind.HEADING] == [1, 1, 2, 1, 2]


def test_a_heading_that_counts_deeper_ranks_lower(read: Read) -> None:
    rows = (("1. Playing", 14, BOLD), ("1.1 Blocks", 14, BOLD), ("1.1.1 Wooden ones", 14, BOLD))
    blocks = read(lambda sheet: sections(sheet, *rows), lambda sheet: sections(sheet, ("2. Money", 14, BOLD)))
    found = [(block.marker, block.text, block.level) for block in blocks if block.kind is BlockKind.HEADING]
    assert found == [("1.", "Playing", 1), ("1.1", "Blocks", 2), ("1.1.1", "Wooden ones", 3), ("2.", "Money", 1)]


def test_dates_and_addresses_on_a_title_page_are_no_headings(read: Read) -> None:
    rows = (("A plan for nurseries", 20, BOLD), ("31 March 2024", 14, BOLD), ("www.example.org", 14, BOLD))
    blocks = read(lambda sheet: sections(sheet, *rows))
    assert [block.text for block in blocks if block.kind is BlockKind.HEADING] == ["A plan for nurseries"]


def test_a_heading_over_two_lines_is_one(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        y = sheet.lines(72, 100, ["What nurseries should do about", "wooden blocks"], 18, BOLD)
        sheet.lines(72, y + 10, LONG)

    assert read(draw)[0].text == "What nurseries should do about wooden blocks"


@pytest.mark.parametrize(
    ("title", "chapter", "gap"),
    [
        ("A plan for nurseries", "Playing", 36),
        ("A plan for nurseries that are kept for children", "1 Playing", 36),
        ("A plan for nurseries", "1. Playing", 22),
    ],
)
def test_a_title_and_a_heading_below_it_in_one_type_are_two(read: Read, title: str, chapter: str, gap: float) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.say(72, 100, title, 18, BOLD)
        sheet.say(72, 100 + gap, chapter, 18, BOLD)
        sheet.lines(72, 160 + gap, LONG)

    headings = [f"{block.marker} {block.text}".strip() for block in read(draw) if block.kind is BlockKind.HEADING]
    assert headings == [title, chapter]


def test_a_question_goes_on_below_its_words_though_they_end_in_a_full_line(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        for n in range(3):
            y = 100 + 40 * n
            sheet.say(72, y, f"Question {n + 1}:")
            sheet.say(150, y, "What would the proposal of the office cost you in a year?")
            sheet.say(90, y + 13, "Please give figures.")
        sheet.lines(72, 300, LONG)

    whole = "What would the proposal of the office cost you in a year? Please give figures."
    assert texts(draw)[:3] == [f"Question {n}: {whole}" for n in (1, 2, 3)]


def test_without_larger_or_bolder_type_the_words_tell(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.say(72, 100, "Playing")
        y = sheet.lines(72, 124, LONG)
        sheet.say(72, y + 12, "Money")
        sheet.lines(72, y + 36, LONG)

    assert [block.kind for block in read(draw)] == [BlockKind.HEADING, BlockKind.TEXT] * 2


# -- footnotes -------------------------------------------------------------------------------------------------------


def noted(sheet: Sheet, *marks: str, y: float = 200) -> None:
    """A paragraph with raised marks after its first words."""
    x = sheet.say(72, y, "Blocks")
    for n, mark in enumerate(marks):
        x = sheet.mark(x, y, mark if n + 1 == len(marks) else f"{mark},")
    sheet.say(x, y, " are made of wood, and nurseries should have forty.")


def test_marks_become_notes_and_leave_the_words(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        noted(sheet, "1", "2")
        sheet.lines(72, 230, LONG)
        sheet.rule(72, 700, 180, 700)
        sheet.lines(72, 712, ["1 In cash terms.", "2 Since 2019, and until", "further notice."], 8)

    text, _, first, second = read(draw)
    assert (text.text, text.notes) == ("Blocks are made of wood, and nurseries should have forty.", (1, 2))
    assert [(b.kind, b.marker, b.text) for b in (first, second)] == [
        (BlockKind.FOOTNOTE, "1", "In cash terms."),
        (BlockKind.FOOTNOTE, "2", "Since 2019, and until further notice."),
    ]


def test_a_footnote_that_begins_with_a_raised_mark_is_one_in_any_size(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        noted(sheet, "1")
        sheet.lines(72, 230, LONG)
        sheet.say(sheet.mark(72, 700, "1") + 2, 700, "In cash terms.")

    *_, note = read(draw)
    assert (note.kind, note.marker, note.text) == (BlockKind.FOOTNOTE, "1", "In cash terms.")


def test_a_footnote_goes_on_over_the_foot_of_a_page(read: Read) -> None:
    def first(sheet: Sheet) -> None:
        noted(sheet, "1")
        sheet.lines(72, 230, LONG)
        sheet.lines(72, 740, ["1 In cash terms, as the office of statistics has defined"], 8)

    def second(sheet: Sheet) -> None:
        sheet.lines(72, 100, [*LONG, *LONG])
        sheet.lines(72, 740, ["them since 2019."], 8)

    notes = [block for block in read(first, second) if block.kind is BlockKind.FOOTNOTE]
    assert [(b.text, b.page) for b in notes] == [
        ("In cash terms, as the office of statistics has defined them since 2019.", 1)
    ]


def test_a_sentence_goes_on_after_the_footnotes_of_its_page(read: Read) -> None:
    def first(sheet: Sheet) -> None:
        noted(sheet, "1")
        sheet.lines(72, 230, LONG)
        sheet.lines(72, 700, ["A paragraph that goes on over several lines of this page, so"])
        sheet.lines(72, 740, ["1 In cash terms."], 8)

    def second(sheet: Sheet) -> None:
        sheet.lines(72, 100, ["that one can see where its words begin and end.", "", *LONG])

    assert " ".join(LONG) in [block.text for block in read(first, second) if block.page == 1][2:]


def test_numbers_that_begin_anew_on_each_page_are_tied_to_the_first_alone(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        noted(sheet, "1")
        sheet.lines(72, 230, LONG)
        sheet.lines(72, 740, ["1 In cash terms."], 8)

    blocks = read(draw, draw)
    assert [block.notes for block in blocks if block.text.startswith("Blocks")] == [(1,), ()]
    assert not any("¹" in block.text for block in blocks)


def test_notes_at_the_end_of_a_document_are_footnotes(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        noted(sheet, "1")
        noted(sheet, "2", y=240)
        sheet.lines(72, 280, LONG)
        y = sheet.lines(72, 340, ["Notes"], 16, BOLD)
        for n, words in ((1, "In cash terms."), (2, "Since 2019.")):
            y = sheet.lines(sheet.mark(72, y + 8, str(n)) + 3, y + 8, [words])

    assert [(b.marker, b.text) for b in read(draw) if b.kind is BlockKind.FOOTNOTE] == [
        ("1", "In cash terms."),
        ("2", "Since 2019."),
    ]


def test_a_raised_figure_that_no_footnote_has_stays(read: Read) -> None:
    blocks = read(lambda sheet: noted(sheet, "2"))
    assert (blocks[0].text.split()[0], blocks[0].notes) == ("Blocks²", ())


# -- contents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaders", [" ........... ", " . . . . . . ", "……", None])
def test_contents_are_told_by_their_page_numbers(read: Read, leaders: str | None) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.say(72, 100, "Contents", 18, BOLD)
        for n, words in enumerate(("1. Playing", "2. Money", "Annex A: duties")):
            end = sheet.say(72, 130 + 14 * n, words + (leaders or ""))
            sheet.say(end if leaders else 500, 130 + 14 * n, str(5 + n))
        sheet.lines(72, 220, LONG)

    blocks = read(draw)
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.TEXT]
    assert blocks[1].text == "1. Playing\t5\n2. Money\t6\nAnnex A: duties\t7"


def test_an_entry_may_run_over_two_lines(read: Read) -> None:
    def draw(sheet: Sheet) -> None:
        lines = [
            "Foreword ...... 3",
            "Recommendations of the committee for the",
            "coming years ...... 4",
            "Money ...... 5",
        ]
        sheet.lines(72, 130, lines)
        sheet.lines(72, 220, LONG)

    assert read(draw)[0].text.split("\n")[1] == "Recommendations of the committee for the coming years\t4"
