"""In which order the pieces of a page are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_pdf import BOLD, Sheet

from mandate_qa.types import Block, BlockKind

Read = Callable[..., list[Block]]
Texts = Callable[..., list[str]]

NARROW = (
    "Every nursery should have forty wooden blocks,",
    "and should keep them where children reach",
    "them without any help from those who care.",
)


def column(sheet: Sheet, x: float, y: float, word: str, count: int = 1, size: float = 10) -> float:
    """Paragraphs that fill a column and begin with a word of their own; the height of the next line."""
    for n in range(count):
        lines = (f"{word}{n + 1} {NARROW[0][6:]}", *NARROW[1:])
        y = sheet.lines(x, y, lines, size) + 6
    return y


def order(texts: list[str]) -> list[str]:
    """The first words."""
    return [text.split()[0] for text in texts]


def test_the_left_column_is_read_before_the_right_one(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        column(sheet, 60, 100, "left", 3)
        column(sheet, 310, 100, "right", 3)

    assert order(texts(draw)) == ["left1", "left2", "left3", "right1", "right2", "right3"]


def test_columns_need_not_share_their_lines(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        column(sheet, 60, 100, "left", 3)
        column(sheet, 310, 104.7, "right", 3)

    assert order(texts(draw)) == ["left1", "left2", "left3", "right1", "right2", "right3"]


def test_what_runs_across_parts_the_columns_above_from_those_below(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.say(60, 80, "A heading that runs across both of the columns of the page", 16, BOLD)
        y = max(column(sheet, 60, 110, "a", 2), column(sheet, 310, 110, "b", 2))
        sheet.lines(
            60,
            y + 10,
            [
                "Across the page goes a paragraph that is as wide as both of the columns of the page are",
                "taken together.",
            ],
            10,
        )
        column(sheet, 60, y + 50, "c", 2)
        column(sheet, 310, y + 50, "d", 2)

    assert order(texts(draw)) == ["A", "a1", "a2", "b1", "b2", "Across", "c1", "c2", "d1", "d2"]


def test_a_short_heading_between_columns_is_read_between_them(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        column(sheet, 60, 100, "a", 2)
        column(sheet, 310, 100, "b", 2)
        sheet.say(60, 225, "Money", 16, BOLD)
        column(sheet, 60, 250, "c", 2)
        column(sheet, 310, 250, "d", 2)

    assert order(texts(draw)) == ["a1", "a2", "b1", "b2", "Money", "c1", "c2", "d1", "d2"]


def test_a_bold_heading_is_read_between_columns_that_end_and_begin_there(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        column(sheet, 60, 100, "A", 2)
        column(sheet, 310, 100, "B", 2)
        sheet.say(60, 203, "Money of the toy office", 10, BOLD)
        column(sheet, 60, 225, "C", 2)
        column(sheet, 310, 222, "D", 2)

    assert order(texts(draw)) == ["A1", "A2", "B1", "B2", "Money", "C1", "C2", "D1", "D2"]


def test_a_heading_of_which_one_line_stands_beside_white_stays_in_its_column(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        column(sheet, 60, 100, "A", 2)
        sheet.lines(60, 200, ["Money of the toy office", "in the years to come"], 14, BOLD)
        column(sheet, 60, 240, "C", 2)
        column(sheet, 310, 100, "B", 2)
        column(sheet, 310, 199, "D", 4)

    assert order(texts(draw)) == ["A1", "A2", "Money", "C1", "C2", "B1", "B2", "D1", "D2", "D3", "D4"]


def test_a_heading_that_the_foot_of_a_column_cuts_is_one(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        column(sheet, 60, 100, "a", 6)
        sheet.say(60, 360, "4. Money of the toy office and the", 12, BOLD)
        sheet.say(310, 100, "Nurseries of the north", 12, BOLD)
        column(sheet, 310, 120, "b", 6)

    assert "Money of the toy office and the Nurseries of the north" in texts(draw)


def test_short_columns_are_cut_as_on_the_last_page_with_the_same_margins(texts: Texts) -> None:
    def pages(left: float, first: str, second: str, count: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            column(sheet, left, 300, first, count)
            column(sheet, left + 250, 300, second, count)

        return draw

    drawn = (pages(60, "A", "B", 3), pages(30, "C", "D", 3), pages(60, "E", "F", 1), pages(30, "G", "H", 1))
    assert [word for word in order(texts(*drawn)) if word.endswith("1")] == [f"{letter}1" for letter in "ABCDEFGH"]


def test_a_heading_within_the_left_column_is_read_there(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        y = column(sheet, 60, 100, "a", 2)
        sheet.say(60, y + 16, "Money", 16, BOLD)
        column(sheet, 60, y + 40, "b", 2)
        column(sheet, 310, 100, "c", 5)

    assert order(texts(draw)) == ["a1", "a2", "Money", "b1", "b2", "c1", "c2", "c3", "c4", "c5"]


def test_three_columns_are_read_from_the_left(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        for x, word in ((40, "a"), (218, "b"), (396, "c")):
            column(sheet, x, 100, word, 3, 7.5)

    assert order(texts(draw)) == [f"{word}{n}" for word in "abc" for n in (1, 2, 3)]


def test_a_short_end_of_columns_is_cut_as_the_page_before(texts: Texts) -> None:
    def first(sheet: Sheet) -> None:
        column(sheet, 60, 100, "a", 12)
        column(sheet, 310, 118, "b", 11)

    def second(sheet: Sheet) -> None:
        column(sheet, 60, 300, "c")
        column(sheet, 310, 300, "d")

    assert order(texts(first, second))[-2:] == ["c1", "d1"]


def test_numbers_that_hang_out_in_a_short_right_column_belong_to_it(texts: Texts) -> None:
    def page(numbers: tuple[int, ...]) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            half = len(numbers) // 2
            for x, own in ((60, numbers[:half]), (310, numbers[half:])):
                for n, number in enumerate(own):
                    y = 100 + 45 * n + (x > 60) * 13 * n
                    sheet.say(x, y, str(number), 10)
                    sheet.lines(x + 34, y, NARROW, 9)
            sheet.say(275, 800, "Page 3 of 3", 9)

        return draw

    found = texts(page(tuple(range(985, 1005))), page(tuple(range(1005, 1011))))
    assert [text.split()[0] for text in found if text[0].isdigit()] == [str(n) for n in range(1000, 1011)]


def test_a_heading_in_one_column_stays_there_when_the_other_goes_on_above_the_text_below_it(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        y = column(sheet, 60, 100, "a", 2)
        column(sheet, 310, 100, "b", 2)
        sheet.say(60, y + 20, "Fares", 13, BOLD)
        column(sheet, 60, y + 40, "c", 3)
        sheet.say(310, y + 36, "Replies by each group", 16, BOLD)
        column(sheet, 310, y + 60, "d", 2)

    assert order(texts(draw)) == ["a1", "a2", "Fares", "c1", "c2", "c3", "b1", "b2", "Replies", "d1", "d2"]


def test_a_sentence_goes_over_from_column_to_column_and_page_to_page(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        column(sheet, 60, 100, "a", 3)
        sheet.say(60, 700, "In the next column this sentence goes on, for", 10)
        sheet.lines(310, 100, ["there was no room left for the rest of it here."], 10)
        column(sheet, 310, 118, "b", 3)

    assert "In the next column this sentence goes on, for there was no room left for the rest of it here." in texts(
        draw
    )


@pytest.mark.parametrize("gap", [150, 300])
def test_labels_beside_their_values_are_no_columns(texts: Texts, gap: int) -> None:
    rows = [
        ("Title:", "A plan for nurseries"),
        ("Author:", "The Toy Office"),
        ("Date:", "March 2024"),
        ("Status:", "Final version"),
        ("For:", "Everyone concerned"),
    ]

    def draw(sheet: Sheet) -> None:
        for n, (label, value) in enumerate(rows):
            sheet.say(72, 100 + 16 * n, label)
            sheet.say(72 + gap, 100 + 16 * n, value)

    assert texts(draw) == [f"{label} {value}" for label, value in rows]


def test_margins_that_change_sides_do_not_matter(read: Read) -> None:
    def page(x: float) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            y = column(sheet, x, 100, "a", 6)
            for word in ("publish", "inspect"):
                sheet.say(x + 18, y, "•", 10)
                y = sheet.lines(x + 36, y, [f"{word} what was asked for"], 10)

        return draw

    bullets = [block for block in read(page(60), page(90), page(60), page(90)) if block.kind is BlockKind.BULLET]
    assert {(block.level, block.indent) for block in bullets} == {(0, bullets[0].indent)}
