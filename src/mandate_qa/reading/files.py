"""From a file to blocks: which reader reads it.

Only plain text is read so far; another format is another module with a function like `read_text`.
"""

from __future__ import annotations

from pathlib import Path

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Block


def read_blocks(path: Path) -> list[Block]:
    """The blocks of the file at `path`, in reading order.

    Raises UnreadableDocumentError when it is missing, empty, or not UTF-8 text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(
            f"{path} cannot be read ({error.strerror}); check the path and its permissions.", str(path)
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8 and add it again.", str(path)
        ) from error
    if "\x00" in text:
        raise UnreadableDocumentError(f"{path} holds binary data, not text; give a plain text file.", str(path))
    if not text.strip():
        raise UnreadableDocumentError(f"{path} is empty; remove it or give a file with text.", str(path))
    return text_blocks(text)
