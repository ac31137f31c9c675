"""Excel workbooks → blocks, sheet by sheet: what the program displays, without what is hidden.

Values are read as a stream, formulas as the values saved with them. What rows mean together is `sheets_blocks`'
business, how a value is displayed that of `sheets_numbers`.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.containers import OLE, ZIP, compound_stream
from mandate_qa.reading.sheets_blocks import Budget, SheetRow, Span, cell_text, sheet_blocks
from mandate_qa.reading.sheets_csv import read_title as title_of_file
from mandate_qa.reading.sheets_layout import Merge, SheetLayout, read_layout
from mandate_qa.reading.sheets_numbers import displayed
from mandate_qa.types import Block

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_UNPACKED = 160_000_000
"""Bytes that sheets and shared words may have after unpacking; a million cells take about 60 million."""

_READ_PARTS = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError,
    LookupError, ValueError, TypeError, AttributeError, RuntimeError,
)  # fmt: skip
"""What the libraries raise for workbooks that no program has written."""
_UNNAMED = re.compile(r"(?:sheet|tabelle|feuil)\s?\d+", re.IGNORECASE)


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a workbook, a heading for each sheet. Raises UnreadableDocumentError."""
    require_workbook(path)
    try:
        with zipfile.ZipFile(path) as container:
            require_size(container, path)
            blocks = list(workbook_blocks(container, path))
    except UnreadableDocumentError:
        raise
    except _DAMAGED as error:
        message = (
            f"{path} is a damaged workbook ({type(error).__name__}); open it in a spreadsheet program and save it."
        )
        raise UnreadableDocumentError(message, str(path)) from error
    if not blocks:
        raise UnreadableDocumentError(f"{path} holds no values; remove it or give a workbook with some.", str(path))
    return blocks


def read_title(path: Path) -> str:
    """The title of a workbook: its name, underscores taken for blanks."""
    return title_of_file(path)


def require_workbook(path: Path) -> None:
    """Stop at what only looks like a workbook, or is one of another kind."""
    with path.open("rb") as file:
        head = file.read(len(OLE))
    if head.startswith(ZIP):
        return
    if head.startswith(OLE) and compound_stream(path, "EncryptedPackage"):
        raise UnreadableDocumentError(f"{path} is protected by a password; save a copy without one.", str(path))
    kind = "is a workbook of an old kind" if head.startswith(OLE) else "is no workbook"
    raise UnreadableDocumentError(f"{path} {kind}; save it as .xlsx and add that.", str(path))


def require_size(container: zipfile.ZipFile, path: Path) -> None:
    """Stop at a workbook of another kind, and at one that would unpack to more than `MAX_UNPACKED`."""
    if "xl/workbook.xml" not in container.namelist():
        raise UnreadableDocumentError(
            f"{path} is a workbook of another kind; save it as .xlsx and add that.", str(path)
        )
    size = sum(part.file_size for part in container.infolist() if part.filename.startswith(_READ_PARTS))
    if size > MAX_UNPACKED:
        message = f"{path} unpacks to {size / 1e6:,.0f} MB, and a workbook may have {MAX_UNPACKED / 1e6:,.0f}; "
        raise UnreadableDocumentError(f"{message}keep the sheets that are asked about.", str(path))


def workbook_blocks(container: zipfile.ZipFile, path: Path) -> Iterator[Block]:
    """The blocks of each sheet that is shown."""
    from openpyxl import load_workbook

    budget = Budget(str(path))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that the library leaves out
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in shown:
            lone = len(shown) == 1 and _UNNAMED.fullmatch(sheet.title)
            title = title_of_file(path) if lone else " ".join(sheet.title.split())
            yield from sheet_blocks(list(sheet_rows(sheet, container, path, budget)), title)
    finally:
        book.close()


def sheet_rows(sheet: ReadOnlyWorksheet, container: zipfile.ZipFile, path: Path, budget: Budget) -> Iterator[SheetRow]:
    """The rows of a sheet as displayed, hidden ones left out, empty ones between them kept as empty."""
    layout = read_layout(container, sheet._worksheet_path)
    if layout.unsaved:
        message = f"{path} has a formula in sheet {sheet.title!r}, {layout.unsaved}, without a value; "
        raise UnreadableDocumentError(f"{message}open it in a spreadsheet program and save it.", str(path))
    sheet.reset_dimensions()
    budget.open(sheet.title)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number in layout.hidden_rows:
            continue
        found = sheet_row(number, row, layout)
        budget.take(found)
        yield found


def sheet_row(number: int, cells: Sequence[Any], layout: SheetLayout) -> SheetRow:
    """One row as displayed, with the merged cells that begin in it."""
    visible = [n for n in range(1, len(cells) + 1) if n not in layout.hidden_columns]
    texts = [shown(cells[n - 1]) for n in visible]
    while texts and not texts[-1]:
        texts.pop()
    spans = [
        span_of(layout.merges[number, n], column, layout)
        for column, n in enumerate(visible[: len(texts)])
        if (number, n) in layout.merges
    ]
    return SheetRow(number, tuple(texts), spans=tuple(spans))


def shown(cell: Any) -> str:
    """A cell as displayed."""
    return "" if cell.value is None else cell_text(displayed(cell.value, cell.number_format or "General"))


def span_of(merge: Merge, column: int, layout: SheetLayout) -> Span:
    """A merged cell at the visible `column`, counted from 0."""
    width = sum(n not in layout.hidden_columns for n in columns_of(merge))
    return Span(column, max(1, width), merge.last_row)


def columns_of(merge: Merge) -> Iterable[int]:
    """The columns of a merged cell, from 1."""
    return range(merge.column, merge.last_column + 1)
