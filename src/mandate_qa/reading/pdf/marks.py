"""Marks before the words of a line: bullets of all kinds, numbers and letters; told from figures that begin a line.

What can be a mark is `reading.lines`' knowledge; here the place on the page is asked as well: a mark stands apart from
its words, or hangs out to their left, or begins a paragraph that is known to begin.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from mandate_qa.reading.lines import read_lines
from mandate_qa.reading.pdf.lines import Line

_SIGNS = frozenset("•●○▪◦■□◆◇►▶➢➤✓✔❖⁃∙·‣")
_DASHES = frozenset("-–—*>")
_WIDE = 0.45
"""A gap of this many type sizes is wider than a blank of a line that is not spread."""
_SPREAD = 1.0
"""No blank of a line that is spread is as wide as this, but for a word or two in a narrow column."""
_OUT = 0.3


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before the words of a line."""

    marker: str
    """As printed, with its stop: "1.15", "2.", "(a)", "•"."""
    bulleted: bool
    words: str
    """The rest of the line."""

    @property
    def numbered(self) -> bool:
        """Whether it is a number or letter, with or without a bullet."""
        return self.marker != "o" and any(map(str.isalnum, self.marker))


def find_mark(line: Line, body: float | None, *, fresh: bool) -> Mark | None:
    """The mark of a line; None when it has none.

    `body` is where the words of the paragraph above stand, None when there is none; `fresh` tells whether a paragraph
    is known to begin here.
    """
    sign, _, words = line.text.replace("\t", " ").partition(" ")
    if words and is_bullet(sign, symbol=line.symbol):
        return _numbered_item(words) or Mark(bullet(sign), True, words)
    if words and (sign in _DASHES or sign == "o") and (sign != "o" or line.gap > _WIDE):
        return Mark(sign, True, words) if _stands_apart(line, body, fresh=fresh) else None
    return _number(line, body, fresh=fresh)


def _numbered_item(words: str) -> Mark | None:
    """The number behind a bullet, when it is one that nothing but a paragraph has: "1.15", "2.", "a)"."""
    found = next(iter(read_lines(words)), None)
    if found is None or not found.mark or found.bullet or not (found.stop or "." in found.mark):
        return None
    return Mark(found.mark + found.stop, True, found.text) if re.match(r"[\d(a-z]", found.mark) else None


def is_bullet(sign: str, *, symbol: bool) -> bool:
    """Whether a word is a sign that does nothing but open a list item."""
    if len(sign) != 1:
        return False
    return sign in _SIGNS or unicodedata.category(sign) == "Co" or (symbol and not sign.isdigit())


def bullet(sign: str) -> str:
    """A bullet as printed; signs that only their own font can print as "•"."""
    return sign if sign in _SIGNS else "•"


def _number(line: Line, body: float | None, *, fresh: bool) -> Mark | None:
    """The number or letter that a line begins with."""
    found = next(iter(read_lines(line.text.replace("\t", " "))), None)
    if found is None or not found.mark or not re.match(r"[\d(a-z]", found.mark) or found.bullet:
        return None
    bare = found.mark.isdigit() and not found.stop
    if bare and line.gap <= _WIDE:
        return None
    if not _stands_apart(line, body, fresh=fresh):
        return None
    return Mark(found.mark + found.stop, False, found.text)


def _stands_apart(line: Line, body: float | None, *, fresh: bool) -> bool:
    """Whether what begins a line is set as a mark is."""
    if fresh or body is None:
        return True
    if line.x0 < body - _OUT * line.size:
        return line.gap > _WIDE or line.body >= body - 1
    return line.x0 > body + _OUT * line.size and line.gap > _SPREAD
