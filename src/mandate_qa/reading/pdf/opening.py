"""Opening a PDF: what is wrong with a file that cannot be read, in one sentence; and how much of one is read.

Bounds: 200 MB a file, 5,000 pages, 4 MB of drawing in one packed stream, 100,000 characters a page and 20,000,000 a
document. Reading takes less than 1.2 GB at the bound of a page, which is what the PDF library holds of 4 MB of text.
Not bounded are streams that are encrypted or packed otherwise than by Flate, packed lists of objects, pages that are
put together from many pieces, and forms that are drawn within forms again and again: only what comes out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.pdf.inflating import MAX_DRAWING, largest_drawing

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 5_000
"""Far more than any report has; a file that claims more is damaged or made to do harm."""
MAX_CHARACTERS = 20_000_000
"""Of a document: 4,000 to a page of the longest."""

_PASSWORD, _SECURITY = 4, 5
"""What the library's error codes stand for."""


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The library's document of a file, closed afterwards. Raises UnreadableDocumentError."""
    import pypdfium2

    require_size(path)
    require_drawing(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise unreadable(path, *_reason(getattr(error, "err_code", None))) from error
    try:
        require_pages(path, len(document))
        yield document
    finally:
        document.close()


def _reason(code: int | None) -> tuple[str, str]:
    """What is wrong and what to do about it."""
    if code in (_PASSWORD, _SECURITY):
        return "is locked with a password", "save a copy without one and add that"
    return "is damaged or cut off", "get it again from where it was published"


def unreadable(path: Path, what: str, advice: str) -> UnreadableDocumentError:
    """The error for a file, in one sentence."""
    return UnreadableDocumentError(f"{path} {what}; {advice}.", str(path))


def require_size(path: Path) -> None:
    """Stop at a file that is too large to be read."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        what = f"is {size / 2**20:.0f} MB, and more than {MAX_BYTES // 2**20} MB are not read"
        raise unreadable(path, what, "save it with smaller pictures, or in parts")


def require_drawing(path: Path) -> None:
    """Stop at an empty file, and at one of which a page would fill the memory."""
    if not path.stat().st_size:
        raise unreadable(path, "is empty", "get it again from where it was published")
    if largest_drawing(path) > MAX_DRAWING:
        what = f"holds more than {MAX_DRAWING // 2**20} MB of drawing in one piece, which is not read"
        raise unreadable(path, what, "print the pages that matter to a new file")


def require_pages(path: Path, count: int) -> None:
    """Stop at a file without pages, or that claims more than any document has."""
    if count < 1:
        raise unreadable(path, "has no pages", "get it again from where it was published")
    if count > MAX_PAGES:
        raise unreadable(path, f"claims {count:,} pages, and more than {MAX_PAGES:,} are not read", "give it in parts")


def require_characters(path: Path, count: int) -> None:
    """Stop at a document whose pages hold more text so far than any document has."""
    if count > MAX_CHARACTERS:
        raise unreadable(path, f"has more than {MAX_CHARACTERS:,} characters, which is not read", "give it in parts")
