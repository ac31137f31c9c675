"""Opening a PDF: what is wrong with a file that cannot be read, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mandate_qa.errors import UnreadableDocumentError

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 5_000
"""Far more than any report has; a file that claims more is damaged or made to do harm."""

_PASSWORD, _SECURITY = 4, 5
"""What the library's error codes stand for."""


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The library's document of a file, closed afterwards. Raises UnreadableDocumentError."""
    import pypdfium2

    require_size(path)
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


def require_pages(path: Path, count: int) -> None:
    """Stop at a file without pages, or that claims more than any document has."""
    if count < 1:
        raise unreadable(path, "has no pages", "get it again from where it was published")
    if count > MAX_PAGES:
        raise unreadable(path, f"claims {count:,} pages, and more than {MAX_PAGES:,} are not read", "give it in parts")
