"""Markdown files: CommonMark with GitHub's tables and footnotes → the page it stands for → blocks.

A file is Markdown by its name alone, since plain text may hold the same signs. What the elements of the page mean is
`html_blocks`' business; this module only sees to it that they know their lines.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.html_file import shown_blocks
from mandate_qa.reading.html_main import LINE, Page
from mandate_qa.reading.text_file import read_text
from mandate_qa.types import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_BYTES = 4_000_000
"""A larger file is refused: the page it stands for takes up to two hundred times the memory of the file."""

_TITLE_WITHIN = 20_000
"""Characters from the beginning in which a title stands; it is asked for whenever a library is opened."""
_FRONT_TITLE = re.compile(r"^title\s*:\s*(['\"]?)(.+?)\1\s*$", re.MULTILINE | re.IGNORECASE)


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a Markdown file, in reading order. Raises UnreadableDocumentError."""
    page, _ = read_page(path)
    blocks = shown_blocks(page, path)
    if not blocks:
        raise UnreadableDocumentError(f"{path} holds no text; remove it or give a file with text.", str(path))
    return blocks


def read_title(path: Path) -> str:
    """The title of a Markdown file: what its front matter gives, or its first main heading; "" when neither is."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        page, front = page_of(file.read(_TITLE_WITHIN))
    found = _FRONT_TITLE.search(front)
    return found[2].strip() if found else page.title


def read_page(path: Path) -> tuple[Page, str]:
    """The page that a Markdown file stands for, and its front matter. Raises UnreadableDocumentError."""
    if (size := path.stat().st_size) > MAX_BYTES:
        message = f"{path} has {size / 1e6:,.0f} MB, and Markdown may have {MAX_BYTES / 1e6:,.0f}; cut it into several."
        raise UnreadableDocumentError(message, str(path))
    return page_of(read_text(path))


def page_of(text: str) -> tuple[Page, str]:
    """The page that Markdown stands for, and its front matter."""
    parser = markdown()
    tokens = parser.parse(text)
    place_lines(tokens)
    front = "".join(token.content for token in tokens if token.type == "front_matter")
    return Page(str(parser.renderer.render(tokens, parser.options, {}))), front


def markdown() -> MarkdownIt:
    """The parser: CommonMark, and what GitHub and the makers of documents add to it."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 200}).enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin).use(footnote_plugin)


def place_lines(tokens: Sequence[Token]) -> None:
    """Write the line that each element begins on into it."""
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "html_block":
            token.attrSet(LINE, str(token.map[0] + 1))
