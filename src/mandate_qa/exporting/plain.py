"""A paper as plain text, as it is put on the clipboard: footnotes are listed below, marks are [n]."""

from __future__ import annotations

from mandate_qa.exporting.footnotes import Footnote
from mandate_qa.exporting.layout import Block, Grid, Mark, Pieces
from mandate_qa.exporting.paper import Paper, Section
from mandate_qa.exporting.words import FOOTNOTES, NOTE


def plain(paper: Paper) -> str:
    """The whole text, ending with a line end."""
    sections = [_section(section) for section in paper.sections]
    notes = ["\n".join([FOOTNOTES, *map(_footnote, paper.footnotes)])] if paper.footnotes else []
    return "\n\n".join([*filter(None, [paper.heading]), *sections, *notes]) + "\n"


def _section(section: Section) -> str:
    head = f"{section.question}\n{section.asked}"
    text = "\n".join(line for block in section.layout for line in _lines(block))
    notes = "\n".join(f"{NOTE} {note}" for note in section.notes)
    return "\n\n".join(filter(None, [head, text, notes]))


def _lines(block: Block | Grid) -> list[str]:
    if isinstance(block, Grid):
        return [" | ".join(map(_words, row)) for row in block.rows]
    return [f"{'- ' if block.bullet else ''}{_words(block.pieces)}"]


def _words(pieces: Pieces) -> str:
    return "".join(f"[{piece.number}]" if isinstance(piece, Mark) else piece for piece in pieces)


def _footnote(footnote: Footnote) -> str:
    link = f" {footnote.link}" if footnote.link else ""
    return f"[{footnote.number}] {''.join(footnote.told())}{link}"
