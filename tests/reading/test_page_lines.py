"""Running heads and page numbers of texts whose pages are parted by form feeds."""

from __future__ import annotations

from mandate_qa.reading.page_lines import without_page_lines
from mandate_qa.reading.text import text_blocks

PAGES = [
    "The toy plan\n\nPlay is good, and it should be had by\n\nPage 1",
    "The toy plan\n\nevery child. Rest is better.\n\nPage 2",
    "The toy plan\n\nThe toy plan ends in May.\n\nPage 3",
]


def test_what_stands_on_every_page_is_emptied_and_lines_keep_their_numbers() -> None:
    left = without_page_lines("\f".join(PAGES))
    assert [line for line in left.replace("\f", "\n").split("\n") if line] == [
        "Play is good, and it should be had by",
        "every child. Rest is better.",
        "The toy plan ends in May.",
    ]
    assert left.count("\n") == "\f".join(PAGES).count("\n")


def test_a_sentence_that_a_page_break_cuts_is_whole_again() -> None:
    words = [block.text for block in text_blocks("\f".join(PAGES))]
    assert "Play is good, and it should be had by every child. Rest is better." in words


def test_a_text_without_form_feeds_is_left_alone() -> None:
    text = "\n".join(PAGES)
    assert without_page_lines(text) == text


def test_what_stands_on_few_pages_stays() -> None:
    pages = [*PAGES, "The box plan\n\nIt begins.\n\nPage 4", "The box plan\n\nIt goes on.\n\nPage 5"]
    assert without_page_lines("\f".join([*pages, "It ends.\n\nPage 6"])).count("The box plan") == 2
