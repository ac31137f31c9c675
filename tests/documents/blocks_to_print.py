"""Blocks of a document → a web page that Chromium prints as PDF, as people save the pages of a site.

Each block is the target of a link to itself, which Chromium hands on to the PDF: by it the page of the block is known
without reading the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby

from mandate_qa.types import Block, BlockKind

_PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 22mm 20mm }}
body {{ font: 11pt/1.4 "{font}"; {align} {columns} }}
a {{ color: inherit; text-decoration: none }}
h1, table {{ column-span: {span} }} h1 {{ font-size: 20pt }} h2 {{ font-size: 14pt }}
h3 {{ font-size: 11pt }} h1, h2, h3, .contents {{ break-after: avoid; text-align: left; hyphens: none }}
p.numbered {{ padding-left: 3em; text-indent: -3em }} p.inner {{ padding-left: 5em; text-indent: -2em }}
p span {{ display: inline-block; min-width: 3em; text-indent: 0 }} p.inner span {{ min-width: 2em }}
table {{ border-collapse: collapse; font-size: 9.5pt; margin: 1em 0; width: 100% }}
td, th {{ border: {border}; padding: 3pt 5pt; text-align: left; vertical-align: top }} tr {{ break-inside: auto }}
.contents b {{ float: right; font-weight: normal }} .contents div {{ clear: both }}
li {{ margin: 3pt 0 }} sup {{ font-size: 60%; line-height: 0 }} aside {{ font-size: 8.5pt }}
</style></head><body>
{text}
{notes}
</body></html>
"""


def printed_page(
    title: str, blocks: Sequence[Block], *, font: str = "Liberation Sans", columns: int = 1, ruled: bool = True
) -> str:
    """The page of a document; footnotes stand at its end."""
    listed = [(n, block) for n, block in enumerate(blocks) if block.kind is not BlockKind.FOOTNOTE]
    text = "\n".join(
        _list(list(run)) if is_list else "\n".join(_block(n, block) for n, block in run)
        for is_list, run in groupby(listed, key=lambda pair: pair[1].kind is BlockKind.BULLET)
    )
    notes = [
        f"<p>{block.marker} {_target(n, _words(block.text))}</p>"
        for n, block in enumerate(blocks) if block.kind is BlockKind.FOOTNOTE
    ]  # fmt: skip
    return _PAGE.format(
        title=escape(title),
        font=font,
        align="text-align: justify; hyphens: auto;" if columns > 1 else "",
        columns=f"columns: {columns}; column-gap: 9mm;" if columns > 1 else "",
        span="all" if columns > 1 else "none",
        border="0.5pt solid" if ruled else "0",
        text=text,
        notes=f"<aside>{''.join(notes)}</aside>" if notes else "",
    )


def _words(text: str) -> str:
    """Words as HTML, their lines parted where the source parts them."""
    return escape(text).replace("\n", "<br>")


def _target(n: int, words: str) -> str:
    """The first word of block `n` as a link to itself."""
    first, blank, rest = words.partition(" ")
    return f'<a id="b{n}" href="#b{n}">{first}</a>{blank}{rest}'


def _marks(block: Block) -> str:
    """The footnote marks of a block."""
    return f"<sup>{','.join(map(str, block.notes))}</sup>" if block.notes and not block.rows else ""


def _block(n: int, block: Block) -> str:
    """A block that is no list item."""
    words = _target(n, _words(block.text)) + _marks(block)
    match block.kind:
        case BlockKind.HEADING:
            rank = min(block.level, 3)
            return f"<h{rank}>{f'{block.marker} '.lstrip()}{words}</h{rank}>"
        case BlockKind.TABLE:
            return _table(n, block)
        case BlockKind.CONTENTS:
            return _contents(n, block)
        case _ if block.marker:
            name, sign = "inner" if block.indent else "numbered", "• " if block.bulleted else ""
            return f'<p class="{name}"><span>{sign}{block.marker} </span> {words}</p>'
        case _:
            return f"<p>{words}</p>"


def _contents(n: int, block: Block) -> str:
    """A table of contents, each entry with its page on the right."""
    entries = [re.match(r"(.*?)[\s.]*(\d*)$", entry) for entry in block.text.split("\n")]
    lines = [
        f"{_target(n, escape(found[1])) if k == 0 else escape(found[1])} <b>{found[2]}</b>"
        for k, found in enumerate(entries) if found
    ]  # fmt: skip
    return f'<div class="contents"><div>{"</div><div>".join(lines)}</div></div>'


def _table(n: int, block: Block) -> str:
    """A table whose first row is printed again on the next page."""
    notes = block.row_notes or ((),) * len(block.rows)
    rows = []
    for k, (row, marks) in enumerate(zip(block.rows, notes, strict=True)):
        last = max((column for column, cell in enumerate(row) if cell), default=0)
        raised = f"<sup>{','.join(map(str, marks))}</sup>" if marks else ""
        tag = "th" if k == 0 else "td"
        cells = [_cell(cell, raised if column == last else "") for column, cell in enumerate(row)]
        if k == 0:
            cells[0] = f'<a id="b{n}" href="#b{n}">{cells[0] or "&#8203;"}</a>'
        rows.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>")
    return f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table>"


def _cell(cell: str, raised: str) -> str:
    """The inside of a cell, and the footnote marks at its end; lines after "- " are list items."""
    found, lines = "", cell.split("\n")
    for n, line in enumerate(lines):
        item = re.match(r"( *)- (.*)", line)
        level = len(item[1]) // 2 + 1 if item else 0
        words = escape(item[2] if item else line) + (raised if n == len(lines) - 1 else "")
        found += f"{'<ul>' * level}<li>{words}</li>{'</ul>' * level}" if item else f"<div>{words}</div>"
    return found


def _list(items: Sequence[tuple[int, Block]]) -> str:
    """Items that follow each other, each with the deeper ones below it."""
    found, depth = "", -1
    for n, block in items:
        found += "<ul>" * (block.level - depth) + "</ul>" * (depth - block.level)
        found += f"<li>{_target(n, _words(block.text))}{_marks(block)}</li>"
        depth = block.level
    return found + "</ul>" * (depth + 1)
