"""Counting as word processors count: the number that stands before each paragraph of a list.

The rules, from ECMA-376 part 1, 17.9, from OpenDocument 1.3 part 3, 19.880, and from how programs apply them:
- Lists that share a definition share one count; a list with a start of its own sets it once, when first used at the
  level.
- A level starts anew when a higher one has been used, unless it says when, or never.
- A level that is skipped counts as used once: 1, then 1.1.1, then 1.2.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from mandate_qa.reading.flow import Mark
from mandate_qa.reading.numerals import numeral
from mandate_qa.reading.symbols import bullet

LEVELS = 10
"""Levels a list can have: nine in Word, ten in OpenDocument."""
_PLACE = re.compile(r"%(10|[1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 0
    style: str = "decimal"
    """How its number is written, by Word's name ("lowerRoman"); "bullet" for a bullet."""
    digits: int = 0
    """Digits that numbers are filled up to: 2 for 01, 02."""
    text: str = ""
    """What is printed; %1 stands for the number of the first level, and so on."""
    restart: int | None = None
    """1-based level whose use starts the count anew, 0 for never; None when any higher level does."""
    legal: bool = False
    """Whether the numbers of all levels are printed in digits here; those with a leading nought keep it."""
    font: str = ""
    """Font of a bullet."""
    indent: int | None = None
    """Distance of the mark from the margin in twentieths of a point."""
    paragraph_style: str = ""
    """Id of the paragraph style that is tied to this level."""


@dataclass(frozen=True, slots=True)
class List:
    """A list: a definition that may be shared, with what differs here."""

    id: str
    shared: str
    """Name of the count; lists with the same name go on with each other's numbers."""
    levels: dict[int, Level]
    """By level, 0 outermost."""
    starts: dict[int, int] = field(default_factory=dict)
    """Level → number that the count is set to when this list first comes to it."""

    def level(self, n: int) -> Level:
        """Level `n`; one that prints nothing when it is not defined."""
        return self.levels.get(n, Level())


class Counter:
    """Counts the paragraphs of one story (the text, a text box, the notes), in their order."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._started: set[tuple[str, int]] = set()

    def next(self, found: List, level: int, start: int | None = None) -> Mark | None:
        """The mark of the next paragraph at `level` of a list; None when the level prints nothing.

        `start` is what this very paragraph is to be counted as, where it says so.
        """
        counts = self._counts[found.shared]
        self._advance(found, level, counts)
        if start is not None:
            counts[level] = start
        definition = found.level(level)
        if definition.style == "bullet":
            shown = bullet(definition.text, definition.font) if definition.text.strip() else ""
        else:
            shown = _printed(definition, found, counts, level)
        return Mark(shown, definition.style == "bullet", level, found.shared) if shown else None

    def _advance(self, found: List, level: int, counts: list[int | None]) -> None:
        """Count one paragraph."""
        for deeper in range(level + 1, LEVELS):
            if _restarts(found.level(deeper), deeper, level):
                counts[deeper] = None
        for skipped in range(level):
            if counts[skipped] is None:
                counts[skipped] = found.level(skipped).start
        count = counts[level]
        counts[level] = found.level(level).start if count is None else count + 1
        if level in found.starts and (found.id, level) not in self._started:
            self._started.add((found.id, level))
            counts[level] = found.starts[level]


def _printed(definition: Level, found: List, counts: list[int | None], level: int) -> str:
    """What a numbered level prints: its text with the numbers of the levels put in.

    Nothing when the text asks for a deeper level: so does Word (MS-OI29500, 2.1.283).
    """
    if any(int(n) > level + 1 for n in _PLACE.findall(definition.text)):
        return ""

    def put(place: re.Match[str]) -> str:
        n = int(place[1]) - 1
        named, count = found.level(n), counts[n]
        if count is None:
            return ""
        if named.digits:
            return f"{count:0{named.digits}d}"
        return numeral(count, "decimal" if definition.legal and named.style != "decimalZero" else named.style)

    return _PLACE.sub(put, definition.text).strip()


def _restarts(definition: Level, at: int, used: int) -> bool:
    """Whether using level `used` starts level `at`, which is deeper, anew."""
    if definition.restart is None or definition.restart > at:
        return True
    return used < definition.restart
