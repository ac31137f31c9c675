"""CSV and TSV files: bytes → rows. What the rows mean together is `sheets_blocks`' business.

Knows the encodings and delimiters that spreadsheet programs write; a cell may hold line breaks in quotation marks.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.sheets_blocks import Budget, SheetRow, cell_text, sheet_blocks
from mandate_qa.types import Block

MAX_BYTES = 64_000_000
"""A larger file is refused before it is read."""

_DELIMITERS = ",;\t|"
_SAMPLE = 100
"""Rows that are looked at to tell the delimiter."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a CSV or TSV file under a heading that is its name. Raises UnreadableDocumentError."""
    text = read_text(path)
    blocks = sheet_blocks(read_rows(text, path), read_title(path))
    if not blocks:
        raise UnreadableDocumentError(f"{path} is empty; remove it or give a file with values.", str(path))
    return blocks


def read_title(path: Path) -> str:
    """The title of a table file: its name, underscores taken for blanks."""
    return " ".join(path.stem.replace("_", " ").split())


def read_text(path: Path) -> str:
    """The characters of a table file: UTF-8, UTF-16 or Windows-1252. Raises UnreadableDocumentError."""
    if (size := path.stat().st_size) > MAX_BYTES:
        message = (
            f"{path} has {size / 1e6:,.0f} MB, and a table may have {MAX_BYTES / 1e6:,.0f}; keep what is asked about."
        )
        raise UnreadableDocumentError(message, str(path))
    content = path.read_bytes()
    for name in encodings(content):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableDocumentError(f"{path} holds no text that can be read; save it as CSV in UTF-8.", str(path))


def encodings(content: bytes) -> list[str]:
    """Names of the encodings that a file may be in, the likeliest first."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return [name]
    if b"\x00" in content[:4096]:
        # Latin letters in UTF-16 have their zero byte second when the lower half comes first.
        return ["utf-16-le" if content[1:4096:2].count(0) > content[0:4096:2].count(0) else "utf-16-be"]
    return ["utf-8", "cp1252"]


def read_rows(text: str, path: Path) -> list[SheetRow]:
    """The rows of a table file, cells without blanks around them. Raises UnreadableDocumentError for too many."""
    budget = Budget(str(path))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = []
    for row in parsed(lines, delimiter_of(lines, path)):
        budget.take(row)
        rows.append(row)
    return rows


def parsed(text: str, delimiter: str) -> Iterator[SheetRow]:
    """Rows with their places, blank lines among them."""
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    first = 1
    for cells in reader:
        yield SheetRow(first, tuple(map(cell_text, cells)), reader.line_num)
        first = reader.line_num + 1


def delimiter_of(text: str, path: Path) -> str:
    """What parts the cells: the sign that cuts most rows into the same number of cells, a tab in a TSV file."""
    if path.suffix.lower() in (".tsv", ".tab") and "\t" in text:
        return "\t"
    return max(_DELIMITERS, key=lambda sign: agreement(text, sign))


def agreement(text: str, delimiter: str) -> tuple[float, int]:
    """Share of the first rows that have the commonest number of cells above one, and that number."""
    widths = []
    for n, row in enumerate(parsed(text[:200_000], delimiter)):
        if n == _SAMPLE:
            break
        if row.filled:
            widths.append(len(row.cells))
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0, 0
    width, count = several.most_common(1)[0]
    return count / len(widths), width
