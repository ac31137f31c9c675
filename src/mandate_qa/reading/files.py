"""From a file to blocks: which reader reads it.

A reader is chosen by what the file holds; its name only decides between texts that look alike. Another format is
another module with one function, and one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.containers import OPENDOCUMENT_SUFFIXES, WORD_SUFFIXES, is_opendocument_text, is_word
from mandate_qa.types import Block

HEAD = 4096
"""Bytes from the beginning of a file that are looked at to tell its format."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is told and read; the module is imported only when such a file is met."""

    name: str
    """What a person calls the format."""
    suffixes: tuple[str, ...]
    """Endings of file names, lower case, with the dot; used only where the content does not decide."""
    recognises: Callable[[bytes, Path], bool]
    """Whether the first bytes of a file (and what its container lists) are of this format."""
    module: str
    """Module with `read_blocks(path: Path) -> list[Block]`."""

    def read(self, path: Path) -> list[Block]:
        """The blocks of the file, in reading order. Raises UnreadableDocumentError."""
        blocks: list[Block] = import_module(self.module).read_blocks(path)
        return blocks


READERS: tuple[Reader, ...] = (
    Reader("PDF", (".pdf",), lambda head, path: b"%PDF-" in head[:1024], "mandate_qa.reading.pdf"),
    Reader("Word (.docx)", WORD_SUFFIXES, is_word, "mandate_qa.reading.docx"),
    Reader("OpenDocument text (.odt)", OPENDOCUMENT_SUFFIXES, is_opendocument_text, "mandate_qa.reading.odt"),
    Reader("plain text", (".txt", ".text"), lambda head, path: True, "mandate_qa.reading.text_file"),
)
"""In the order they are asked; the last takes any text."""


def read_blocks(path: Path) -> list[Block]:
    """The blocks of the file at `path`, in reading order.

    Raises UnreadableDocumentError when it is missing, empty, or of no format that can be read.
    """
    return reader_for(path).read(path)


def reader_for(path: Path) -> Reader:
    """The reader for the file at `path`, by its content. Raises UnreadableDocumentError."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise UnreadableDocumentError(
            f"{path} cannot be read ({error.strerror}); check the path and its permissions.", str(path)
        ) from error
    if not head:
        raise UnreadableDocumentError(f"{path} is empty; remove it or give a file with text.", str(path))
    for reader in READERS:
        if reader.recognises(head, path):
            return reader
    known = ", ".join(reader.name for reader in READERS)
    raise UnreadableDocumentError(f"{path} is of no format that can be read; give one of: {known}.", str(path))
