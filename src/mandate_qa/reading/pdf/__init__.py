"""PDF files with a text layer → blocks.

What is printed is taken page by page (`glyphs`, `rules`), put into words (`words`), tables (`tables`) and lines in
reading order (`columns`, `lines`); then the whole is freed of running heads (`furniture`), told from footnotes and
contents, put together to paragraphs (`pieces`, `breaks`) and tables (`spans`), and its headings are ranked by their
type (`ranking`). Pictures, charts, notes of reviewers, form fields and text that leans are left out; of whole pages
that cannot be read a warning is given (`left_out`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from mandate_qa.reading.pdf.blocks import piece_blocks
from mandate_qa.reading.pdf.contents import with_contents
from mandate_qa.reading.pdf.footnotes import with_footnotes
from mandate_qa.reading.pdf.furniture import without_furniture
from mandate_qa.reading.pdf.glyphs import MAX_ON_PAGE, TooManyCharactersError
from mandate_qa.reading.pdf.gutters import Gutter
from mandate_qa.reading.pdf.left_out import OCR, warn_of_pages
from mandate_qa.reading.pdf.margins import body_type, with_margins
from mandate_qa.reading.pdf.opening import opened, require_characters, unreadable
from mandate_qa.reading.pdf.pages import Page, read_page
from mandate_qa.reading.pdf.pieces import gather
from mandate_qa.reading.pdf.spans import with_whole_tables
from mandate_qa.reading.pdf.titles import printed_title, told_title
from mandate_qa.types import Block

ONE_AT_A_TIME = Lock()
"""The PDF library cannot be used by two threads at once."""


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a PDF file, in reading order, each with its page.

    Raises UnreadableDocumentError when it is locked, damaged, too large, or holds pictures of pages instead of text.
    """
    with ONE_AT_A_TIME:
        pages = read_pages(path)
    return page_blocks(pages)


def read_title(path: Path) -> str:
    """The title that a PDF tells of itself or its first page is headed by, or "". Raises UnreadableDocumentError."""
    with ONE_AT_A_TIME, opened(path) as document:
        return told_title(document.get_metadata_value("Title")) or printed_title(_page(path, document, 1, ()))


def read_pages(path: Path) -> list[Page]:
    """The pages of a PDF file; only one is open at a time. Raises UnreadableDocumentError."""
    pages: list[Page] = []
    right: tuple[Gutter, ...] = ()
    left: tuple[Gutter, ...] = ()
    characters = 0
    with opened(path) as document:
        for number in range(1, len(document) + 1):
            pages.append(_page(path, document, number, (*right, *left)))
            right, left = left, pages[-1].gutters or right
            characters += pages[-1].characters
            require_characters(path, characters)
    require_text(path, pages)
    return pages


def _page(path: Path, document: Any, number: int, usual: Sequence[Gutter]) -> Page:
    """Page `number`, 1-based; `usual` are the gutters of the pages before, those of the same side first."""
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        what = f"is damaged on page {number} of {len(document):,}"
        raise unreadable(path, what, "get it again from where it was published") from error
    try:
        return read_page(page, number, usual)
    except TooManyCharactersError as error:
        what = f"has {error.count:,} characters on page {number}, and more than {MAX_ON_PAGE:,} are not read"
        raise unreadable(path, what, "print the pages that matter to a new file") from error
    finally:
        page.close()


def require_text(path: Path, pages: Sequence[Page]) -> None:
    """Stop at a document without text, of which most pages are pictures, or whose characters cannot be put in order."""
    filled = [page for page in pages if page.items]
    scanned = [page.number for page in pages if page.scanned]
    garbled = [page.number for page in filled if page.garbled]
    if not filled or len(scanned) > len(filled):
        raise unreadable(path, f"has no text on page {scanned[0] if scanned else 1}", OCR)
    leftward = [page.number for page in filled if page.leftward]
    if len(leftward) * 2 > len(filled):
        what = f"is written from right to left on page {leftward[0]}, which is not read"
        raise unreadable(path, what, "add a version in a script that runs from left to right")
    if len(garbled) * 2 > len(filled):
        raise unreadable(path, f"does not say which characters stand on page {garbled[0]}", OCR)


def page_blocks(pages: Sequence[Page]) -> list[Block]:
    """Pages as they are printed → the blocks of the document."""
    body = body_type(pages)
    pages = without_furniture(pages, body.size)
    warn_of_pages(pages)
    pages = with_footnotes(with_margins(pages), body.size)
    items = with_contents([item for page in pages for item in page.items], len(pages))
    return piece_blocks(with_whole_tables(gather(items, body)), body)
