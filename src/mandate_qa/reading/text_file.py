"""Plain text files: bytes → characters; what the lines mean is `text`'s business.

A file has at most 16 MB, some 2.5 million words; reading and numbering one takes less than 1 GB.
"""

from __future__ import annotations

from pathlib import Path

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Block

MAX_SIZE = 16_000_000
"""Bytes."""


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a plain text file.

    Raises UnreadableDocumentError when it is too large, not UTF-8 text, or holds none.
    """
    if (size := path.stat().st_size) > MAX_SIZE:
        held = f"{size / 1e6:,.0f} MB, and a text may have {MAX_SIZE / 1e6:.0f}"
        raise UnreadableDocumentError(f"{path} has {held}; cut it into several files.", str(path))
    return text_blocks(read_text(path))


def read_text(path: Path) -> str:
    """The characters of a text file, without a byte order mark. Raises UnreadableDocumentError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8 and add it again.", str(path)
        ) from error
    if "\x00" in text:
        raise UnreadableDocumentError(f"{path} holds binary data, not text; give a plain text file.", str(path))
    if not text.strip():
        raise UnreadableDocumentError(f"{path} is empty; remove it or give a file with text.", str(path))
    return text
