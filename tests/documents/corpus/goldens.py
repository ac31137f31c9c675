"""What a right reading of a document must tell, as a list that is kept and read like code: a line a piece or a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.source import Piece, Source
from corpus.to_pages import as_pages
from corpus.truth import cells, units, units_of

HEADER = ("kind", "number", "pages", "section", "words")
_OPENING = 30


def golden_lines(source: Source, pages: Mapping[str, Sequence[int]]) -> list[str]:
    """Units with their number and pages, then cells with their names. `pages` has those of each piece by format."""
    lines = ["\t".join(HEADER)]
    found = {name: iter(unit_pages(source, of)) for name, of in pages.items()}
    for unit in units(source):
        on = " ".join(f"{name}:{next(each)}" for name, each in found.items()) or "-"
        lines.append(
            "\t".join((unit.kind, unit.number or "-", on, unit.section or "-", f"{unit.mark} {unit.text}".strip()))
        )
    for cell in cells(source):
        names = " · ".join(" ".join(name.split()) for name in (cell.group, cell.label, cell.column, cell.unit) if name)
        lines.append("\t".join(("cell", "-", "-", names, " ".join(cell.value.split()))))
    return lines


def unit_pages(source: Source, pages: Sequence[int]) -> list[int]:
    """The page of each unit; the units of a table's rows have the table's, as nothing is asked of them."""
    return [page for piece, page in zip(source.pieces, pages, strict=True) for _ in units_of(piece)]


def kept_pages(lines: Sequence[str], name: str) -> list[int]:
    """The page of each unit in one format, from the lines of a list."""
    found = (dict(page.split(":") for page in line.split("\t")[2].split() if ":" in page) for line in lines[1:])
    return [int(pages[name]) for pages in found if name in pages]


def piece_pages(source: Source, name: str, made: Path) -> list[int]:
    """The page that each piece begins on."""
    if not name.startswith("office"):
        return as_pages(source, 2 if name.endswith("2") else 1)[1]
    texts = [_squeezed(text) for text in page_texts(made)]
    openings = [_squeezed(_opening(piece))[:_OPENING] for piece in source.pieces]
    assert len({*openings}) == len(openings), f"{source.key}: two pieces begin with the same words"
    at = 0
    found = []
    for piece, opening in zip(source.pieces, openings, strict=True):
        page = page_with(opening, texts, 0 if piece.kind == "note" else at)
        at = at if piece.kind == "note" else page
        found.append(page + 1)
    return found


def page_with(words: str, texts: Sequence[str], first: int) -> int:
    """The first page from `first` on that holds words, 0-based."""
    for page in range(first, len(texts)):
        if words in texts[page]:
            return page
    raise ValueError(f"{words!r} stands on no page from {first + 1} on")


def page_texts(path: Path) -> list[str]:
    """The text of each page in the order it was drawn, as pypdf reads it."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def _opening(piece: Piece) -> str:
    if piece.grid is None:
        return piece.text
    return piece.grid.caption or piece.grid.rows[0][0].printed


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
