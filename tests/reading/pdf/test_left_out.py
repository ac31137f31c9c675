"""Pages that cannot be read among pages that can: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_pdf import Sheet

from mandate_qa.reading.pdf.left_out import OCR, named
from mandate_qa.reading.warnings import collected
from mandate_qa.types import Block

Read = Callable[..., list[Block]]


def words(sheet: Sheet) -> None:
    sheet.lines(72, 300, ["Every nursery has blocks of wood, which are kept", "where children reach them."])


def headed_scan(sheet: Sheet) -> None:
    """A picture with the running head that all pages have."""
    sheet.picture()
    sheet.say(72, 40, "The Toy Office", 9)


def headed(sheet: Sheet) -> None:
    words(sheet)
    sheet.say(72, 40, "The Toy Office", 9)


def test_scanned_pages_are_named(read: Read) -> None:
    with collected() as found:
        blocks = read(words, Sheet.picture, words, words, Sheet.picture)
    assert [block.page for block in blocks] == [1, 3, 4]
    assert found == [f"pages 2 and 5 hold pictures and no text; {OCR}."]


def test_a_scan_below_a_running_head_is_one(read: Read) -> None:
    with collected() as found:
        read(headed, headed_scan, headed, headed)
    assert found == [f"page 2 holds a picture and no text; {OCR}."]


def test_a_picture_behind_text_and_an_empty_page_are_nothing_to_warn_of(read: Read) -> None:
    with collected() as found:
        read(words, lambda sheet: (sheet.picture(), words(sheet)), lambda sheet: sheet.rule(10, 10, 20, 20))
    assert found == []


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([3], "page 3 is"),
        ([3, 4], "pages 3–4 are"),
        ([1, 3, 4, 5, 9], "pages 1, 3–5 and 9 are"),
        ([*range(2, 22, 2), 23, 24], "pages 2, 4, 6, 8, 10, 12, 14, 16 and 4 more are"),
    ],
)
def test_pages_are_named_in_runs(numbers: list[int], told: str) -> None:
    assert named(numbers, "is", "are") == told
