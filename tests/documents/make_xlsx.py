"""Workbooks made for a test: values with their formats, merged cells, hidden parts; and ones that are damaged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]
Edit = Callable[[Worksheet], None]


def xlsx(sheets: Mapping[str, Rows], formats: Mapping[str, str] | None = None, edit: Edit | None = None) -> bytes:
    """A workbook of `sheets`; `formats` by cell and `edit` go to the first one."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    first = book.worksheets[0]
    for cell, code in (formats or {}).items():
        first[cell].number_format = code
    if edit:
        edit(first)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rewritten(workbook: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """`workbook` with `old` replaced by `new` in one of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return file.getvalue()
