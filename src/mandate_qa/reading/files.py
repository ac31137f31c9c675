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
from mandate_qa.reading.jsonl_names import parted
from mandate_qa.reading.recognising import (
    HTML_SUFFIXES,
    MARKDOWN_SUFFIXES,
    RECORD_SUFFIXES,
    TABLE_SUFFIXES,
    WORKBOOK_SUFFIXES,
    is_html,
    is_markdown,
    is_records,
    is_table,
    is_workbook,
)
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
    """Module with `read_blocks(path: Path) -> list[Block]`, and `read_title(path: Path) -> str` where it can tell."""

    def read(self, path: Path) -> list[Block]:
        """The blocks of the file, in reading order. Raises UnreadableDocumentError."""
        blocks: list[Block] = import_module(self.module).read_blocks(path)
        return blocks

    def title(self, path: Path) -> str:
        """The title of the file, "" when its format tells none. Raises UnreadableDocumentError."""
        read_title: Callable[[Path], str] | None = getattr(import_module(self.module), "read_title", None)
        return read_title(path) if read_title else ""


READERS: tuple[Reader, ...] = (
    Reader("PDF", (".pdf",), lambda head, path: b"%PDF-" in head[:1024], "mandate_qa.reading.pdf"),
    Reader("Word (.docx)", WORD_SUFFIXES, is_word, "mandate_qa.reading.docx"),
    Reader("OpenDocument text (.odt)", OPENDOCUMENT_SUFFIXES, is_opendocument_text, "mandate_qa.reading.odt"),
    Reader("Excel workbook (.xlsx)", WORKBOOK_SUFFIXES, is_workbook, "mandate_qa.reading.sheets_xlsx"),
    Reader("HTML", HTML_SUFFIXES, is_html, "mandate_qa.reading.html_file"),
    Reader("Markdown (.md)", MARKDOWN_SUFFIXES, is_markdown, "mandate_qa.reading.markdown_file"),
    Reader("JSONL", RECORD_SUFFIXES, is_records, "mandate_qa.reading.jsonl_file"),
    Reader("CSV or TSV", TABLE_SUFFIXES, is_table, "mandate_qa.reading.sheets_csv"),
    Reader("plain text", (".txt", ".text"), lambda head, path: True, "mandate_qa.reading.text_file"),
)
"""In the order they are asked; the last takes any text."""


def read_blocks(path: Path) -> list[Block]:
    """The blocks of the file at `path`, or of a record in it ("plans.jsonl#7"), in reading order.

    Raises UnreadableDocumentError when it is missing, empty, or of no format that can be read.
    """
    return reader_for(path).read(path)


def reader_for(path: Path) -> Reader:
    """The reader for the file that `path` names, by its content. Raises UnreadableDocumentError."""
    try:
        with parted(path)[0].open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise UnreadableDocumentError(
            f"{path} cannot be read ({error.strerror}); check the path and its permissions.", str(path)
        ) from error
    if not head:
        raise UnreadableDocumentError(f"{path} is empty; remove it or give a file with text.", str(path))
    for reader in READERS:
        if reader.recognises(head, parted(path)[0]):
            return reader
    known = ", ".join(reader.name for reader in READERS)
    raise UnreadableDocumentError(f"{path} is of no format that can be read; give one of: {known}.", str(path))
