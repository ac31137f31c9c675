"""HTML files: bytes → characters → page; what its elements mean is `html_blocks`' business.

Knows encodings as browsers do: a byte order mark counts first, then what the page says of itself, then UTF-8 if the
bytes are that, then Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.html_blocks import page_blocks
from mandate_qa.reading.html_grid import MAX_CELLS, TableTooLargeError
from mandate_qa.reading.html_main import LINE, Page
from mandate_qa.types import Block

MAX_BYTES = 16_000_000
"""A larger page is refused: its tree takes up to forty times the memory of the file."""

_CHARSET = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TITLE_WITHIN = 200_000
"""Bytes from the beginning in which a page has its title; titles are asked for whenever a library is opened."""
_DECLARED_IN = 2048
"""Bytes from the beginning in which a page says its encoding; browsers look at 1024."""
_BLOCK_TAG = re.compile(
    r"<(?:p|li|h[1-6]|tr|td|th|dt|dd|div|table|caption|blockquote|pre|br|section|article|summary|figcaption)(?=[\s/>])",
    re.IGNORECASE,
)
_NESTING_TAG = re.compile(
    r"<(/?)(?:a|abbr|article|b|big|blockquote|center|code|del|div|em|font|i|ins|nobr|ol|s|section|small|span|strike|"
    r"strong|sub|sup|table|tt|u|ul)(?=[\s/>])",
    re.IGNORECASE,
)
_DEEPEST = 2000
"""Elements that may stand open at once; the time to parse a page grows with the square of them."""
_SELF_CLOSED = re.compile(
    r"<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-z][a-z0-9]*)(\s[^<>]*)?/>",
    re.IGNORECASE,
)


def read_blocks(path: Path) -> list[Block]:
    """The blocks of an HTML file, in reading order. Raises UnreadableDocumentError."""
    blocks = shown_blocks(read_page(path), path)
    if not blocks:
        message = f"{path} shows no text without its scripts; save the page as it is displayed, or as a PDF."
        raise UnreadableDocumentError(message, str(path))
    return blocks


def shown_blocks(page: Page, path: Path) -> list[Block]:
    """The blocks of the page in a file. Raises UnreadableDocumentError when a table of it is too large."""
    try:
        return page_blocks(page)
    except TableTooLargeError as error:
        message = f"{path} has a table of more than {MAX_CELLS:,} cells; keep the part of it that is asked about."
        raise UnreadableDocumentError(message, str(path)) from error


def read_title(path: Path) -> str:
    """The title of an HTML file: its first main heading, or what its window would be called; "" when neither is."""
    with path.open("rb") as file:
        return Page(decoded(file.read(_TITLE_WITHIN), path)).title


def read_page(path: Path) -> Page:
    """The page in an HTML file. Raises UnreadableDocumentError."""
    content = path.read_bytes() if (size := path.stat().st_size) <= MAX_BYTES else b""
    if not content:
        message = f"{path} has {size / 1e6:,.0f} MB, and a page may have {MAX_BYTES / 1e6:,.0f}; cut it into several."
        raise UnreadableDocumentError(message, str(path))
    text = decoded(content, path)
    if text.lstrip().startswith("<?xml"):
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    if depth(text) > _DEEPEST:
        message = f"{path} opens more than {_DEEPEST:,} elements within each other; save the page again from a browser."
        raise UnreadableDocumentError(message, str(path))
    return Page(with_lines(text))


def decoded(content: bytes, path: Path) -> str:
    """The characters of a page. Raises UnreadableDocumentError for binary data."""
    name = encoding_of(content)
    text = content.decode(name, errors="replace")
    if text.count("\x00") > len(text) // 1000:
        raise UnreadableDocumentError(f"{path} holds binary data, not HTML; give the page itself.", str(path))
    return text


def encoding_of(content: bytes) -> str:
    """Name of the encoding of a page."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    declared = _CHARSET.search(content[:_DECLARED_IN])
    known = _known(declared[1].decode("ascii")) if declared else None
    return known or ("utf-8" if _is_utf8(content) else "cp1252")


def _known(label: str) -> str | None:
    """The encoding that browsers take a label for; None for one that cannot be."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    # A page whose label could be read byte by byte is not in UTF-16 or UTF-32, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8, or the beginning of it."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return False
    return True


def depth(text: str) -> int:
    """How many elements stand open at once at most, of those that stay open until they are closed."""
    deepest = open_now = 0
    for tag in _NESTING_TAG.finditer(text):
        open_now = max(0, open_now - 1) if tag[1] else open_now + 1
        deepest = max(deepest, open_now)
    return deepest


def with_lines(text: str) -> str:
    """`text` with the line of each block's opening tag written into it as `LINE`, since parsers do not tell."""
    pieces: list[str] = []
    line, done = 1, 0
    for tag in _BLOCK_TAG.finditer(text):
        piece = text[done : tag.end()]
        line += piece.count("\n")
        pieces.append(f"{piece} {LINE}={line} ")
        done = tag.end()
    return "".join([*pieces, text[done:]])
