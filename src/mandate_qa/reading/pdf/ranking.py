"""Which pieces are headings, and how high each ranks: by the size and weight of their type, and by how they count.

Where nothing is set larger or bolder than the body, `reading.headings` tells by the shape of the words alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from mandate_qa.reading.headings import ANNEX
from mandate_qa.reading.markup import finished
from mandate_qa.reading.pdf.breaks import is_title
from mandate_qa.reading.pdf.margins import Type
from mandate_qa.reading.pdf.piece import Piece
from mandate_qa.types import BlockKind

_MOST_WORDS = 40
_MOST_BOLD_WORDS = 32
_MOST_CAPITALS = 14
_LARGE = 1.15
_NO_TITLE = re.compile(
    r"^(?:published\b|presented\b|laid\b|©|https?:|www\.|isbn\b|\S+@\S+|tel\b|version \d|\W*\d[\d\s,./–-]*$|"
    r"(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}$)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:\w+\s+(?:\d{1,3}|[A-Z])\s*[:.–-])")
_DEEP = re.compile(r"\d+(?:\.\d+)+")

Style = tuple[float, bool, bool]


def heading_levels(pieces: Sequence[Piece], body: Type) -> dict[int, int]:
    """Indices of the headings among `pieces`, each with its level, 1 the highest; empty when type tells none."""
    headings = [n for n, piece in enumerate(pieces) if n + 1 < len(pieces) and is_heading(piece, body)]
    styles = _ranked({n: _style(pieces[n]) for n in headings}, pieces)
    return {n: _level(pieces[n], styles[_style(pieces[n])]) for n in headings}


def is_heading(piece: Piece, body: Type) -> bool:
    """Whether a piece is set and worded as a heading is."""
    words, large = piece.text.split(), piece.size > _LARGE * body.size
    if piece.kind is not BlockKind.TEXT or _NO_TITLE.match(piece.text) or not any(map(str.isalpha, piece.text)):
        return False
    if not is_title(piece, body):
        return _is_capital(piece.text) and len(words) <= _MOST_CAPITALS and not finished(piece.text)
    if len(words) > (_MOST_WORDS if large else _MOST_BOLD_WORDS):
        return False
    sentence = piece.text.endswith(".") and not _COUNTED.match(piece.text)
    return not sentence or (large and len(words) <= 20)


def _is_capital(text: str) -> bool:
    """Whether text of two words at least is in capitals throughout."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 7 and " " in text and all(letter.isupper() for letter in letters)


def _style(piece: Piece) -> Style:
    """What headings of one rank have in common: size, weight and capitals."""
    return round(piece.size), piece.bold, _is_capital(piece.text)


def _ranked(found: dict[int, Style], pieces: Sequence[Piece]) -> dict[Style, int]:
    """Level of each style: the largest that heads more than the title page is the first, and all above it are too.

    A style heads more than that if it stands on two more pages, or comes back with other words after a lower one.
    """
    pages: dict[Style, set[int]] = defaultdict(set)
    annexes = set()
    for n, style in found.items():
        pages[style].add(pieces[n].page)
        if ANNEX.match(pieces[n].text):
            annexes.add(style)
    ordered = sorted(pages, reverse=True)
    again = set(_coming_back(found, pieces))
    heading = [n for n, style in enumerate(ordered) if len(pages[style] - {1}) > 1 or style in annexes | again]
    first = heading[0] if heading else 0
    return {style: max(n - first, 0) + 1 for n, style in enumerate(ordered)}


def _coming_back(found: dict[int, Style], pieces: Sequence[Piece]) -> Iterator[Style]:
    """Styles that head something behind the title page after a lower style, with words they had not yet."""
    open_styles: dict[Style, set[str]] = defaultdict(set)
    lower: set[Style] = set()
    for n, style in sorted(found.items()):
        if style in lower and pieces[n].page > 1 and pieces[n].text not in open_styles[style]:
            yield style
        lower |= {other for other in open_styles if other > style}
        open_styles[style].add(pieces[n].text)


def _level(piece: Piece, level: int) -> int:
    """Level of a heading by its style, lower when it counts deeper than that."""
    if ANNEX.match(piece.text) and level == 2:
        return 1
    deep = _DEEP.fullmatch(piece.marker.rstrip(".:)"))
    return max(level, deep.group().count(".") + 1) if deep else level
