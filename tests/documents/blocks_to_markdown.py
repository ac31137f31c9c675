"""Blocks → Markdown as people type it: numbered paragraphs, dashes, pipe tables, footnotes.

What pipes cannot hold is written as HTML, which Markdown allows: headings on two lines, lists in cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from blocks_to_html import html_cell, html_table, in_list, parted

from mandate_qa.reading.tables import header_count
from mandate_qa.types import Block, BlockKind

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST_SIGN = re.compile(r"^(\d+)([.)])(?=\s)|^([-+])(?=\s)")


def markdown_text(title: str, blocks: Sequence[Block]) -> str:
    """A document in Markdown."""
    pieces = [f"# {escaped(title)}"]
    text, notes = parted(blocks)
    pieces += [markdown_block(block) for block in text if block.kind is not BlockKind.CONTENTS]
    for note, *below in notes:
        pieces.append(markdown_block(note))
        pieces += [f"    {markdown_block(item)}" for item in below]
    return "\n\n".join(pieces) + "\n"


def markdown_block(block: Block) -> str:
    """One block."""
    marks = "".join(f"[^{n}]" for n in block.notes)
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * (block.level + 1)} {escaped(f'{block.marker} {block.text}'.strip())}{marks}"
        case BlockKind.TABLE:
            return markdown_table(block)
        case BlockKind.FOOTNOTE:
            return f"[^{block.marker}]: {escaped(block.text)}"
        case _ if in_list(block):
            number = f"{block.marker} " if any(map(str.isalnum, block.marker)) else ""
            return f"{'  ' * block.level}- {escaped(number + block.text)}{marks}"
        case _ if re.fullmatch(r"\d{1,3}[.)]", block.marker):
            return f"{block.marker} {escaped(block.text)}{marks}"
        case _:
            return f"{escaped(f'{block.marker} {block.text}'.strip())}{marks}"


def escaped(text: str) -> str:
    """`text` with what Markdown would take for signs of its own escaped."""
    text = _SIGNS.sub(r"\\\1", text)
    return _LIST_SIGN.sub(lambda sign: f"{sign[1]}\\{sign[2]}" if sign[1] else f"\\{sign[3]}", text)


def markdown_table(table: Block) -> str:
    """A table between pipes, or as HTML."""
    width = max(map(len, table.rows))
    rows = [(*row, *("",) * (width - len(row))) for row in table.rows]
    headers = header_count(rows)
    if headers > 1:
        return html_table(table)
    marks = ["".join(f"[^{n}]" for n in notes) for notes in table.row_notes or [()] * len(rows)]
    written = [
        [*map(markdown_cell, row[:-1]), markdown_cell(row[-1]) + mark] for row, mark in zip(rows, marks, strict=True)
    ]
    head, body = (written[0], written[1:]) if headers else ([""] * width, written)
    lines = [" | ".join(row) for row in (head, ["---"] * width, *body)]
    return "\n".join(f"| {line} |" for line in lines)


def markdown_cell(cell: str) -> str:
    """A cell; its lines as HTML in one line where it has several."""
    if "\n" not in cell and not cell.startswith("- "):
        return escaped(cell)
    return html_cell(cell, "td", escaped).removeprefix("<td>").removesuffix("</td>")
