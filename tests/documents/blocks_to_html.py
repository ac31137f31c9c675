"""Blocks → an HTML page as GOV.UK publishes documents: headings, numbered paragraphs, lists, tables, footnotes.

Around the text stands what surrounds it there: a cookie banner, a header, a list of contents, a footer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from mandate_qa.reading.tables import header_count
from mandate_qa.types import Block, BlockKind

PAGE = """<!DOCTYPE html>
<html class="govuk-template" lang="en">
<head><meta charset="utf-8"><title>{title} - GOV.UK</title><script>var layer = ["<p>1.1 no text</p>"];</script></head>
<body class="govuk-template__body">
<a class="govuk-skip-link" href="#content">Skip to main content</a>
<div id="global-cookie-message" class="gem-c-cookie-banner"><h2>Cookies on GOV.UK</h2><p>We use some cookies.</p></div>
<header class="gem-c-layout-super-navigation-header" role="banner"><nav><a href="/browse">Topics</a></nav></header>
<main role="main" id="content" class="govuk-main-wrapper" lang="en">
<div class="gem-c-inverse-header"><h1 class="gem-c-heading__text">{title}</h1><p>Published 31 March 2022</p></div>
<nav class="gem-c-contents-list" aria-label="Contents" role="navigation"><h2>Contents</h2><ol>{contents}</ol></nav>
<div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">
{text}
{notes}
</div></div>
<a class="govuk-link app-c-back-to-top" href="#contents">Back to top</a>
</main>
<div class="gem-c-feedback"><h2>Is this page useful?</h2><button>Yes</button></div>
<footer class="gem-c-layout-footer" role="contentinfo"><p>All content is under the Open Government Licence.</p></footer>
</body></html>
"""


def html_page(title: str, blocks: Sequence[Block]) -> str:
    """The page of a document."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    text_blocks, notes = parted(blocks)
    contents = "".join(f'<li><a href="#h{n}">{words(heading)}</a></li>' for n, heading in enumerate(headings))
    body = [block for block in text_blocks if block.kind is not BlockKind.CONTENTS]
    text = "\n\n\n\n".join(
        html_list(list(run)) if is_list else "\n\n\n\n".join(map(html_block, run))
        for is_list, run in groupby(body, key=in_list)
    )
    return PAGE.format(title=escape(title), contents=contents, text=text, notes=html_notes(notes))


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[list[Block]]]:
    """The text without its footnotes, and the footnotes, each with the items of the list it opens."""
    text: list[Block] = []
    notes: list[list[Block]] = []
    opened = False
    for block in blocks:
        opened = opened and block.kind is BlockKind.BULLET
        if block.kind is BlockKind.FOOTNOTE:
            notes.append([block])
            opened = block.text.endswith(":")
        elif opened:
            notes[-1].append(block)
        else:
            text.append(block)
    return text, notes


def in_list(block: Block) -> bool:
    """Whether a block is set as an item of a dotted list."""
    return block.kind is BlockKind.BULLET or (block.kind is BlockKind.TEXT and block.bulleted)


def html_block(block: Block) -> str:
    """A block that is no list item."""
    match block.kind:
        case BlockKind.HEADING:
            return f"<h{block.level + 1}>{words(block)}</h{block.level + 1}>"
        case BlockKind.TABLE:
            return html_table(block)
        case _ if re.fullmatch(r"\d{1,3}\.", block.marker):
            item = f"{escape(block.text)}{html_marks(block.notes)}"
            return f'<ol start="{block.marker[:-1]}">\n<li>{item}</li>\n</ol>'
        case _:
            return f"<p>{words(block)}</p>"


def words(block: Block) -> str:
    """The words of a block with what stands before them, and the marks of its notes."""
    marker = "" if block.bulleted and not any(map(str.isalnum, block.marker)) else block.marker
    return f"{escape(f'{marker} {block.text}'.strip())}{html_marks(block.notes)}"


def html_marks(notes: Sequence[int]) -> str:
    """Marks of footnotes as kramdown writes them."""
    link = '<a href="#fn:{n}" class="footnote" rel="footnote">[footnote {n}]</a>'
    return "".join(f'<sup id="fnref:{n}" role="doc-noteref">{link.format(n=n)}</sup>' for n in notes)


def html_list(items: Sequence[Block]) -> str:
    """List items, those that stand deeper in lists of their own."""
    lines: list[str] = []
    depth = -1
    for item in items:
        level = min(item.level, depth + 1)
        lines += ["</li>"] * (depth >= level) + ["</ul>", "</li>"] * (depth - level) + ["<ul>"] * (level - depth)
        lines.append(f"<li>{words(item)}")
        depth = level
    return "\n".join([*lines, *["</li>", "</ul>"] * (depth + 1)])


def html_table(table: Block) -> str:
    """A table; its headings stand in its head."""
    width = max(map(len, table.rows))
    rows = [(*row, *("",) * (width - len(row))) for row in table.rows]
    headers = header_count(rows)
    lines = ["<table>"]
    for n, row in enumerate(rows):
        lines += ["<thead>"] * (headers > 0 == n) + ["<tbody>"] * (n == headers)
        marks = html_marks(table.row_notes[n]) if table.row_notes else ""
        cells = [html_cell(cell, "th" if n < headers else "td") for cell in row]
        cells[-1] = cells[-1].replace("</t", f"{marks}</t") if marks else cells[-1]
        lines += ["<tr>", *cells, "</tr>"] + ["</thead>"] * (n + 1 == headers)
    return "\n".join([*lines, "</tbody>", "</table>"])


def html_cell(cell: str, tag: str, escape: Callable[[str], str] = escape) -> str:
    """A cell, its lines as paragraphs and lists, words made safe by `escape`."""
    lines = cell.split("\n")
    if len(lines) == 1 and not cell.startswith("- "):
        return f"<{tag}>{escape(cell)}</{tag}>"
    pieces: list[str] = []
    depth = -1
    for line in lines:
        found = re.fullmatch(r"(?P<indent> *)- (?P<text>.*)", line)
        level = len(found["indent"]) // 2 if found else -1
        pieces += ["<ul>"] * (level - depth) + ["</ul>"] * (depth - level)
        pieces.append(f"<li>{escape(found['text'])}</li>" if found else f"<p>{escape(line)}</p>")
        depth = level
    return f"<{tag}>{''.join(pieces)}{'</ul>' * (depth + 1)}</{tag}>"


def html_notes(notes: Sequence[Sequence[Block]]) -> str:
    """The footnotes as kramdown writes them."""
    if not notes:
        return ""
    back = 'class="reversefootnote" role="doc-backlink" aria-label="go to where this is referenced">↩</a>'
    items = "\n".join(
        f'<li id="fn:{note.marker}" role="doc-endnote"><p>{escape(note.text)} <a href="#fnref:{note.marker}" {back}</p>'
        f"{html_list(below) if below else ''}</li>"
        for note, *below in notes
    )
    return f'<div class="footnotes" role="doc-endnotes"><ol>\n{items}\n</ol></div>'
