"""Which files are HTML, Markdown, tables or records: by what they hold, by their names where texts look alike.

Looks at first bytes and at what a container lists; reading is the readers' business. `containers` does the same for
word processors' files.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from mandate_qa.reading.containers import OLE, ZIP, compound_stream, listed

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
RECORD_SUFFIXES = (".jsonl", ".ndjson")

_OTHER_WORKBOOKS = (".xls", ".xlsb", ".ods")
"""Claimed so that one sentence can say what to do with them."""
_PAGE = re.compile(rb"(?:\s|<\?xml.*?\?>|<!--.*?-->)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[a-zA-Z/!][^<>]*>")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_html(head: bytes, path: Path) -> bool:
    """Whether a file opens as a page does, or its name says so and it holds tags, or is no text of any kind."""
    text = head.removeprefix(codecs.BOM_UTF8)
    if head.startswith(_WIDE_MARKS):
        text = head[2:].replace(b"\x00", b"")
    if _PAGE.match(text):
        return True
    return path.suffix.lower() in HTML_SUFFIXES and (b"\x00" in text or bool(_TAG.search(text)))


def is_markdown(head: bytes, path: Path) -> bool:
    """Whether a file is called Markdown and holds text; plain text may hold the same signs."""
    return path.suffix.lower() in MARKDOWN_SUFFIXES and b"\x00" not in head


def is_table(head: bytes, path: Path) -> bool:
    """Whether a file is called a table of text; nothing else tells one from any other text."""
    return path.suffix.lower() in TABLE_SUFFIXES and not head.startswith((ZIP, OLE))


def is_records(head: bytes, path: Path) -> bool:
    """Whether a file is called a list of records, one JSON object a line."""
    return path.suffix.lower() in RECORD_SUFFIXES and b"\x00" not in head


def is_workbook(head: bytes, path: Path) -> bool:
    """Whether a file is a workbook of a spreadsheet program, or named like one and no text."""
    suffix = path.suffix.lower()
    named = suffix in WORKBOOK_SUFFIXES or suffix in _OTHER_WORKBOOKS
    if head.startswith(OLE):
        return named or compound_stream(path, "Workbook")
    if head.startswith(ZIP):
        names = listed(path)
        others = any(name.startswith(("word/", "ppt/")) for name in names)
        return any(name.startswith("xl/") for name in names) or (named and not others)
    return named and b"\x00" in head
