"""Pages drawn by hand: what is left out, and how words and lines are put together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_pdf import BOLD, HEIGHT, WIDTH, Sheet

from mandate_qa.types import Block, BlockKind

Read = Callable[..., list[Block]]
Texts = Callable[..., list[str]]

SENTENCES = (
    "Every nursery should have forty wooden blocks, and should",
    "keep them where children reach them without any help.",
    "Nurseries that cannot do so should tell the office, which",
    "agrees a later date and publishes the reasons for that.",
)


def body(sheet: Sheet) -> None:
    sheet.lines(72, 200, SENTENCES)


def on_pages(*draw: Callable[[Sheet, int], object], count: int = 4) -> list[Callable[[Sheet], None]]:
    """Pages that each have a body and what `draw` adds, which is told the page's number."""

    def page(number: int) -> Callable[[Sheet], None]:
        def drawn(sheet: Sheet) -> None:
            sheet.lines(72, 200, [f"Paragraph {'one two three four five six seven'.split()[number - 1]}.", *SENTENCES])
            for each in draw:
                each(sheet, number)

        return drawn

    return [page(n) for n in range(1, count + 1)]


# -- what is left out --------------------------------------------------------------------------------------------------


def furniture_is_gone(texts: list[str], count: int = 4) -> bool:
    """Whether nothing but the bodies is there."""
    return len(texts) == 2 * count and all(text.startswith(("Paragraph", "Every")) for text in texts)


@pytest.mark.parametrize(
    "foot",
    [
        "{n}",
        "Page {n} of 4",
        "- {n} -",
        "{n} | The Toy Office",
        "The Toy Office\t{n}",
        "{roman}",
        "Printed 31 March 2024",
    ],
)
def test_page_numbers_and_running_feet_are_left_out(texts: Texts, foot: str) -> None:
    def draw(sheet: Sheet, n: int) -> None:
        sheet.say(72, 800, foot.format(n=n, roman=("i", "ii", "iii", "iv")[n - 1]), 9)

    assert furniture_is_gone(texts(*on_pages(draw)))


def test_heads_that_alternate_are_left_out(texts: Texts) -> None:
    heads = ("The toy plan", "Toy Office")
    assert furniture_is_gone(texts(*on_pages(lambda sheet, n: sheet.say(72, 50, heads[n % 2], 9), count=6)), 6)


def test_the_head_of_a_chapter_with_one_page_is_left_out(texts: Texts) -> None:
    heads = ["Playing", "Playing", "Playing", "Money", "Annex", "Annex", "Annex"]
    assert furniture_is_gone(texts(*on_pages(lambda sheet, n: sheet.say(72, 50, heads[n - 1], 9), count=7)), 7)


def test_heads_that_differ_on_the_two_pages_of_a_document_are_left_out(texts: Texts) -> None:
    heads = ("Minutes of 17 September", "Westmere Council")
    assert furniture_is_gone(texts(*on_pages(lambda sheet, n: sheet.say(72, 50, heads[n - 1], 9), count=2)), 2)


def test_a_line_in_the_type_of_the_body_that_heads_each_page_stays(texts: Texts) -> None:
    heads = ("Minutes of 17 September", "Westmere Council")
    found = texts(*on_pages(lambda sheet, n: sheet.say(72, 50, heads[n - 1], 11), count=2))
    assert [text for text in found if text in heads] == list(heads)


def test_years_that_end_a_paragraph_near_the_edge_do_not_count_the_pages(texts: Texts) -> None:
    def head(sheet: Sheet, n: int) -> None:
        toy = ("blocks", "paints", "shelves")[n - 1]
        sheet.lines(72, 110, [f"The office published all that it then knew about the {toy} in", f"{1983 + n}."])

    found = texts(*on_pages(head, count=3))
    assert [text.split()[-1] for text in found if text.startswith("The office")] == ["1984.", "1985.", "1986."]


def test_chapter_titles_that_only_differ_by_their_number_stay(read: Read) -> None:
    blocks = read(*on_pages(lambda sheet, n: sheet.say(72, 90, f"Chapter {3 * n}", 18, BOLD), count=4))
    assert [b.text for b in blocks if b.kind is BlockKind.HEADING] == [f"Chapter {n}" for n in (3, 6, 9, 12)]


def test_lines_that_repeat_in_the_body_stay(texts: Texts) -> None:
    assert len(texts(*on_pages(lambda sheet, n: sheet.say(72, 400, "See the Nurseries Act 2006.")))) == 12


def test_text_that_leans_or_runs_up_the_margin_is_left_out(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        body(sheet)
        for angle, x, y in ((45, 150, 200), (90, 30, 300)):
            sheet.canvas.saveState()
            sheet.canvas.translate(x, y)
            sheet.canvas.rotate(angle)
            sheet.canvas.setFont(BOLD, 40)
            sheet.canvas.drawString(0, 0, "DRAFT")
            sheet.canvas.restoreState()

    assert texts(draw) == [" ".join(SENTENCES)]


def test_a_large_word_at_the_same_place_of_each_page_is_a_watermark(texts: Texts) -> None:
    assert furniture_is_gone(texts(*on_pages(lambda sheet, n: sheet.say(200, 450, "DRAFT", 60, BOLD))))


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_is_turned_reads_as_if_it_were_not(texts: Texts, turns: int) -> None:
    size = (HEIGHT, WIDTH) if turns % 2 else (WIDTH, HEIGHT)

    def draw(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(90 * turns)  # which also swaps width and height
        sheet.canvas.rotate(90 * turns)
        sheet.canvas.translate(*((0, -WIDTH), (-WIDTH, -HEIGHT), (-HEIGHT, 0))[turns - 1])
        body(sheet)

    assert texts(draw, size=size) == [" ".join(SENTENCES)]


def test_a_table_page_that_is_printed_sideways_is_read(texts: Texts) -> None:
    def sideways(sheet: Sheet) -> None:
        sheet.canvas.rotate(90)
        sheet.canvas.translate(0, -WIDTH)
        sheet.width, sheet.height = HEIGHT, WIDTH
        body(sheet)

    assert texts(body, sideways) == [" ".join(SENTENCES)] * 2


def test_what_stands_outside_the_visible_part_of_a_page_is_left_out(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.setCropBox((36, 36, WIDTH - 36, HEIGHT - 36))
        sheet.say(72, 20, "plan.indd 3 15/03/2024 17:42")
        body(sheet)

    assert texts(draw) == [" ".join(SENTENCES)]


# -- words and lines ---------------------------------------------------------------------------------------------------


def test_words_are_parted_by_gaps_where_no_blank_was_written(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        x = 72.0
        for word in ("Every", "nursery", "has", "blocks."):
            x = sheet.say(x, 200, word) + 3.1

    assert texts(draw) == ["Every nursery has blocks."]


def test_words_are_parted_by_the_narrow_gaps_of_a_line_that_is_pressed_together(texts: Texts) -> None:
    words = "(If)-150(the)-150(office)-150(of)-150(a)-150(nursery)"

    def draw(sheet: Sheet) -> None:
        sheet.say(72, 100, "Blocks.", font="Times-Roman")
        sheet.canvas._code.append(f"BT 11 TL 72 700 Td [{words}] TJ ET")

    assert texts(draw) == ["Blocks.", "If the office of a nursery"]


def test_words_in_another_type_are_parted_by_such_gaps_too(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        x = 72.0
        for n, word in enumerate(("See", "the", "office", "of", "a", "nursery.")):
            x = sheet.say(x, 200, word, font=("Times-Roman", "Times-Italic")[n % 2]) + 0.18 * 11

    assert texts(draw) == ["See the office of a nursery."]


def test_words_that_were_written_letter_by_letter_are_whole(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        x = 72.0
        for letter in "Wooden blocks":
            x = sheet.say(x, 200, letter)

    assert texts(draw) == ["Wooden blocks"]


def test_words_that_were_printed_twice_to_look_bold_are_there_once(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.say(72, 200, "Wooden blocks")
        sheet.say(72.4, 200, "Wooden blocks")

    assert texts(draw) == ["Wooden blocks"]


def test_lines_are_read_from_the_top_whatever_the_order_they_were_written_in(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        for n in (2, 0, 3, 1):
            sheet.say(72, 200 + 13.2 * n, SENTENCES[n])

    assert texts(draw) == [" ".join(SENTENCES)]


def test_raised_letters_and_lowered_figures_stay_with_their_word(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        x = sheet.say(72, 200, "On the 20")
        x = sheet.mark(x, 200, "th")
        x = sheet.say(x, 200, " of May CO")
        x = sheet.say(x, 202, "2", 6.6)
        sheet.say(x, 200, " fell by 5 m") and sheet.mark(sheet.say(x, 200, " fell by 5 m"), 200, "2")

    assert texts(draw) == ["On the 20th of May CO2 fell by 5 m²"]


def test_a_paragraph_ends_where_the_next_word_would_have_fitted(texts: Texts) -> None:
    lines = [*SENTENCES[:3], "and so on.", *SENTENCES]
    assert texts(lambda sheet: sheet.lines(72, 200, lines)) == [" ".join(lines[:4]), " ".join(SENTENCES)]


def test_a_paragraph_may_begin_with_an_indent_alone(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        y = 200.0
        for _ in range(3):
            sheet.say(90, y, "Every nursery should have forty wooden blocks, and the")
            y = sheet.lines(72, y + 13.2, SENTENCES[1:])

    assert texts(draw) == [" ".join(["Every nursery should have forty wooden blocks, and the", *SENTENCES[1:]])] * 3


def test_a_bold_phrase_that_fills_a_line_does_not_part_its_paragraph(texts: Texts) -> None:
    def draw(sheet: Sheet) -> None:
        for n, font in enumerate(("Helvetica", BOLD, "Helvetica", "Helvetica")):
            sheet.say(72, 200 + 13.2 * n, SENTENCES[n], font=font)

    assert texts(draw) == [" ".join(SENTENCES)]


def test_the_order_of_pages_and_their_numbers_are_kept(read: Read) -> None:
    assert [block.page for block in read(*on_pages(count=3))] == [1, 1, 2, 2, 3, 3]
