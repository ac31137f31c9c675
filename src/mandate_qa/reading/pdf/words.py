"""Glyphs → words: characters that stand together, raised figures taken for footnote marks.

A raised figure becomes a superscript character of the word it follows (or precedes, at the foot of a page), as
`markup` knows them; raised letters ("20th") go with their word as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mandate_qa.reading.pdf.glyphs import LIKELY_BLANK, Glyph

APART = "\u2060"
"""Stands between two footnote marks at one place, whose figures would otherwise run together."""

_GAP = 0.17
"""A gap of this share of the type size parts words; one without a blank is narrower."""
_LIKELY_GAP = -0.15
"""The same where the library found a blank."""
_SMALL = 0.8
_NEAR = 2.0
"""A word that stands so near to where it stands already, in points, was printed twice."""
_MARKS = re.compile(r"\d{1,3}(?:[,;]\s?\d{1,3})*[,;]?")
_RAISED = str.maketrans("0123456789,;", "⁰¹²³⁴⁵⁶⁷⁸⁹" + APART * 2)


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand together on a line."""

    text: str
    x0: float
    x1: float
    base: float
    """Height of the line it stands on, downwards from the top of the page."""
    size: float
    """Type size in points."""
    bold: bool = False
    symbol: bool = False
    """Whether it is set in signs instead of letters."""
    spaced: bool = True
    """Whether a blank was written before it; without one, only the gap tells."""


def page_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of a page, in the order they were written."""
    runs: list[list[Glyph]] = []
    spaced: list[bool] = []
    blank = likely = True
    for glyph in glyphs:
        if glyph.char in (" ", LIKELY_BLANK):
            blank, likely = blank or glyph.char == " ", True
            continue
        gap = _LIKELY_GAP if likely else _GAP
        if runs and not blank and _together(runs[-1][-1], glyph, gap):
            if not _overprinted(runs[-1], glyph):
                runs[-1].append(glyph)
        elif not (runs and _overprinted(runs[-1], glyph)):
            runs.append([glyph])
            spaced.append(likely)
        blank = likely = False
    words = [_word(run, blank) for run, blank in zip(runs, spaced, strict=True)]
    places = {(word.text, round(word.x0 / _NEAR), round(word.base / _NEAR)): word for word in reversed(words)}
    return with_raised(list(reversed(places.values())))


def _together(before: Glyph, glyph: Glyph, gap: float) -> bool:
    """Whether a glyph goes on with the word of the one before it: nearer than `gap`, or parts of one ligature."""
    size = before.face.size
    if before.face != glyph.face or abs(before.base - glyph.base) > 0.1 * size:
        return False
    return -0.35 * size < glyph.x0 - before.x1 < gap * size or _one_ligature(before, glyph)


def _one_ligature(before: Glyph, glyph: Glyph) -> bool:
    """Whether two characters are printed by one glyph."""
    return (before.x0, before.x1, before.base) == (glyph.x0, glyph.x1, glyph.base)


def _overprinted(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a glyph was printed before at the same place, to make it look bold or to throw a shadow."""
    return any(
        glyph.char == other.char
        and abs(glyph.x0 - other.x0) < 0.15 * other.face.size
        and abs(glyph.base - other.base) < 0.1 * other.face.size
        and not _one_ligature(other, glyph)
        for other in run[-3:]
    )


def _word(run: Sequence[Glyph], spaced: bool) -> Word:
    face = run[0].face
    text = "".join(glyph.char for glyph in run)
    x0, x1 = min(glyph.x0 for glyph in run), max(glyph.x1 for glyph in run)
    return Word(text, x0, x1, run[0].base, face.size, face.bold, face.symbol, spaced)


# -- raised figures and letters --------------------------------------------------------------------------------------


def with_raised(words: Sequence[Word]) -> list[Word]:
    """`words` with small ones that are raised or lowered beside a larger one put on its line."""
    by_end, by_start = _sorted_by(words, "x1"), _sorted_by(words, "x0")
    result = []
    for word in words:
        beside = _beside(word, by_end, -0.1, 0.12, "x1") if len(word.text) <= 12 else None
        if beside is not None:
            result.append(_on_line(word, beside, spaced=False))
            continue
        leading = _beside(word, by_start, -0.1, 0.6, "x0") if _MARKS.fullmatch(word.text) else None
        result.append(_on_line(word, leading, spaced=True) if leading is not None else word)
    return result


def _sorted_by(words: Sequence[Word], edge: str) -> tuple[list[float], list[Word]]:
    """Places of an edge of all words, ascending, and the words in that order."""
    found = sorted(words, key=lambda word: getattr(word, edge))
    return [getattr(word, edge) for word in found], found


def _beside(word: Word, index: tuple[list[float], list[Word]], least: float, most: float, edge: str) -> Word | None:
    """The larger word that a small one stands raised or lowered beside; gaps are shares of the larger size."""
    places, words = index
    reach = 24.0
    at = word.x0 if edge == "x1" else word.x1
    for n in range(bisect_left(places, at - reach), bisect_right(places, at + reach)):
        other = words[n]
        gap = (word.x0 - other.x1 if edge == "x1" else other.x0 - word.x1) / other.size
        rise = (other.base - word.base) / other.size
        if word.size <= _SMALL * other.size and least <= gap <= most and (0.12 < rise < 0.75 or -0.35 < rise < -0.04):
            return other
    return None


def _on_line(word: Word, other: Word, *, spaced: bool) -> Word:
    """A small word on the line of the one beside it; figures that are raised become superscripts."""
    raised = other.base - word.base > 0.12 * other.size
    text = word.text.translate(_RAISED) if raised and _MARKS.fullmatch(word.text) else word.text
    return replace(word, text=text, base=other.base, size=other.size, bold=other.bold, spaced=spaced)
