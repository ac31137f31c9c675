"""Marks on the words of a paragraph: which characters were relied on, which match a search.

Knows characters and nothing of layout: `Marking` cuts any stretch of a paragraph into pieces that are marked alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

RELIED, MATCH = "relied-on", "match"
"""Kinds of mark, and what their ids on a page begin with."""
MAX_MARKS = 50
"""Pairs that an address may name; more are left out."""
MAX_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (exclusive) of a paragraph's text."""

    start: int
    end: int
    kind: str = RELIED
    number: int = 1
    """Among the marks of its kind on the page, from 1."""

    @property
    def id(self) -> str:
        """Id of its first piece: "relied-on" and "relied-on-2", "match-1" and "match-2"."""
        return RELIED if (self.kind, self.number) == (RELIED, 1) else f"{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are marked alike."""

    text: str
    relied: bool = False
    id: str = ""
    """Of the mark of relied words that begins to be shown here."""
    begins: bool = False
    """Whether relied words begin here, within the stretch that was cut."""
    ends: bool = False
    match: bool = False
    match_id: str = ""


def asked_marks(starts: Iterable[str], ends: Iterable[str], length: int) -> tuple[Mark, ...]:
    """The marks that an address asks for; pairs that are no stretch of `length` characters are left out."""
    pairs = [pair for pair in zip(starts, ends, strict=False) if all(map(is_place, pair))]
    spans = [(int(start), int(end)) for start, end in pairs[:MAX_MARKS]]
    inside = dict.fromkeys(span for span in spans if span[0] < span[1] <= length)
    return tuple(Mark(*span, number=n) for n, span in enumerate(inside, start=1))


def is_place(text: str) -> bool:
    """Whether a text from an address is a number that counts something here."""
    return len(text) <= MAX_DIGITS and text.isascii() and text.isdecimal()


class Marking:
    """Cuts the stretches of one paragraph at its marks, and gives each mark's id once; take it for one page."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._marks = tuple(marks)
        self._issued: set[str] = set()

    def pieces(self, text: str, start: int) -> tuple[Piece, ...]:
        """`text`, which begins at `start` of its paragraph, in order; () for an empty one."""
        end = start + len(text)
        here = [mark for mark in self._marks if mark.start < end and mark.end > start]
        if not here:
            return (Piece(text),) if text else ()
        cuts = {start, end, *(m.start for m in here), *(m.end for m in here)}
        places = sorted(cut for cut in cuts if start <= cut <= end)
        return tuple(self._piece(text[a - start : b - start], a, b, (start, end), here) for a, b in pairwise(places))

    def _piece(self, text: str, start: int, end: int, stretch: tuple[int, int], marks: Iterable[Mark]) -> Piece:
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        relied = [mark for mark in over if mark.kind == RELIED]
        found = [mark for mark in over if mark.kind == MATCH]
        return Piece(
            text,
            relied=bool(relied),
            id=self._id(relied),
            begins=any(start == max(mark.start, stretch[0]) for mark in relied),
            ends=any(end == min(mark.end, stretch[1]) for mark in relied),
            match=bool(found),
            match_id=self._id(found),
        )

    def _id(self, marks: Sequence[Mark]) -> str:
        """Id of the first of `marks` that has not been given out; an element can bear one only."""
        fresh = next((mark.id for mark in marks if mark.id not in self._issued), "")
        self._issued.add(fresh)
        return fresh
