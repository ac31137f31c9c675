"""A paper as Markdown with footnotes: nothing of the documents is read as Markdown or HTML.

The syntax is CommonMark with the tables and footnotes ([^1]) that GitHub, Pandoc and others share.
"""

from __future__ import annotations

import re

from mandate_qa.exporting.footnotes import Footnote
from mandate_qa.exporting.layout import Block, Grid, Mark, Pieces
from mandate_qa.exporting.paper import Paper, Section
from mandate_qa.exporting.words import NOTE

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^$!&@]|:(?=//)")
"""What may begin or end a mark-up wherever it stands, or is taken for an address. Round brackets are left, since "\\("
begins a formula for some readers."""
_BEGINNING = re.compile(r"([+=:-])|(\d+)([.)])")
"""What does so at the beginning of a line only: list marks, rules and headings."""
_WEB = re.compile(r"(?i)\b(www)\.")


def markdown(paper: Paper) -> str:
    """The whole text, ending with a line end."""
    title = [f"# {escaped(paper.heading)}"] if paper.heading else []
    level = "##" if title else "#"
    sections = [part for section in paper.sections for part in _section(section, level)]
    notes = ["\n".join(map(_footnote, paper.footnotes))] if paper.footnotes else []
    return "\n\n".join([*title, *sections, *notes]) + "\n"


def _section(section: Section, level: str) -> list[str]:
    parts = [f"{level} {escaped(section.question)}", escaped(section.asked)]
    bullets: list[str] = []
    for block in section.layout:
        if isinstance(block, Block) and block.bullet:
            bullets.append(f"- {_words(block.pieces)}")
            continue
        parts += ["\n".join(bullets)] if bullets else []
        bullets = []
        parts.append(_table(block) if isinstance(block, Grid) else _words(block.pieces))
    parts += ["\n".join(bullets)] if bullets else []
    return [*parts, *(f"**{NOTE}** {escaped(note)}" for note in section.notes)]


def _table(grid: Grid) -> str:
    """A table always has a row of headings; it is left empty where the answer names no columns."""
    rows = [[_words(cell) for cell in row] for row in grid.rows]
    head = rows[0] if grid.headed else [""] * len(rows[0])
    lines = [head, ["---"] * len(head), *(rows[1:] if grid.headed else rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _words(pieces: Pieces) -> str:
    """Words escaped, and marks close to the words before them."""
    text: list[str] = []
    for piece, after in zip(pieces, (*pieces[1:], None), strict=True):
        if isinstance(piece, Mark):
            text.append(f"[^{piece.number}]")
        else:
            words = escaped(piece, beginning=not text)
            text.append(words.rstrip() if isinstance(after, Mark) else words)
    return "".join(text).strip()


def _footnote(footnote: Footnote) -> str:
    document, *others = footnote.told(longest=None)
    place, rest = (escaped(words, beginning=False) for words in others)
    if footnote.link:
        place = f"[{place}](<{footnote.link}>)"
    return f"[^{footnote.number}]: {escaped(document)}{place}{rest}"


def escaped(text: str, beginning: bool = True) -> str:
    """`text` on one line, to be read as it is; `beginning` tells whether it stands at the beginning of a line."""
    text = " ".join(text.splitlines())
    begun = _BEGINNING.match(text := text.lstrip()) if beginning else None
    words = _WEB.sub(r"\g<1>\\.", _SPECIAL.sub(r"\\\g<0>", text))
    at = len(begun[2] or "") if begun else 0
    return f"{words[:at]}\\{words[at:]}" if begun and words[at] != "\\" else words
