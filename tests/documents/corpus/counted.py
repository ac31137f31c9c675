"""Which list of a word processor counts which number of a source, and where a count is set anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.source import Piece, Source

OUTLINE = "outline"
_TOKENS = re.compile(r"\d+|[ivxlc]+|[IVXLC]+|[a-z]|[A-Z]")
_ALONE = re.compile(r"(?P<before>.*?\(?)(?P<value>\d+|[ivx]+|[a-z])(?P<after>[.:)]*)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True)
class Level:
    """How a level of a list prints its number."""

    style: str
    """decimal, lowerLetter, upperLetter, lowerRoman or upperRoman."""
    before: str = ""
    after: str = ""
    shown: int = 1
    """How many levels are printed, its own among them."""
    between: str = ""
    """What stands between their numbers."""


@dataclass(frozen=True)
class Place:
    """What counts a number."""

    list: str
    level: int
    start: int | None = None
    """What the count is set to here, where it does not go on by itself."""


@dataclass
class Lists:
    """The lists of a document, found while its numbers are placed one after the other."""

    levels: dict[str, tuple[Level, ...]] = field(default_factory=dict)
    _shapes: tuple[str, ...] = ()
    _outline: list[int] = field(default_factory=list)
    _last: dict[str, int] = field(default_factory=dict)

    def place(self, piece: Piece) -> Place | None:
        """The list and level that count a piece; None when it prints no number."""
        if not piece.printed or piece.kind == "note":
            return None
        in_annex = piece.kind != "bullet" and " " in (piece.cited or "")
        level = None if in_annex else self._level(piece)
        return self._alone(piece) if level is None else self._in_outline(piece.printed, level)

    def _level(self, piece: Piece) -> int | None:
        """The level of the outline whose shape a number has; letters of lists stand below the whole of it."""
        found = [n for n, shape in enumerate(self._shapes) if _like(shape) == _like(piece.printed)]
        marks = [n for n in found if self._shapes[n].startswith("(")]
        if piece.kind == "bullet":
            return marks[piece.level] if len(marks) > piece.level else (marks[0] if marks and not piece.level else None)
        return found[0] if found else None

    def _in_outline(self, printed: str, level: int) -> Place:
        how = self.levels[OUTLINE][level]
        value = number_of(_TOKENS.findall(printed)[-1], how.style)
        expected = self._outline[level] + 1 if len(self._outline) > level else 1
        above = [*self._outline, *[1] * level][:level]
        self._outline = [*above, value]
        return Place(OUTLINE, level, None if value == expected else value)

    def _alone(self, piece: Piece) -> Place:
        found = _ALONE.fullmatch(piece.printed)
        assert found is not None, piece.printed
        name = f"{found['before']}{_style(found['value'])}{found['after']}{piece.level}"
        name = name if found["value"].isdigit() or name in self.levels else f"{found['before']}a{piece.level}"
        if name not in self.levels:
            self.levels[name] = (Level(_style(found["value"]), found["before"], found["after"]),)
        value = number_of(found["value"], self.levels[name][0].style)
        goes_on = value == self._last.get(name, 0) + 1
        self._last[name] = value
        return Place(name, 0, None if goes_on else value)


def planned(source: Source) -> tuple[list[tuple[Piece, Place | None]], Lists]:
    """Each piece with what counts its number, and the lists that do."""
    lists = Lists(_shapes=source.outline)
    if source.outline:
        lists.levels[OUTLINE] = tuple(map(level_of, source.outline))
    return [(piece, lists.place(piece)) for piece in source.pieces], lists


def level_of(shape: str) -> Level:
    """A level as its first number looks: "1.1", "(a)", "A1"."""
    tokens = _TOKENS.findall(shape)
    found = re.fullmatch(r"(?P<before>\W*)[A-Za-z\d](?P<rest>.*?)(?P<after>[.:)]*)", shape)
    assert found is not None
    return Level(_style(tokens[-1]), found["before"], found["after"], len(tokens), "." if "." in found["rest"] else "")


def number_of(value: str, style: str) -> int:
    """What a number in letters, Roman or Arabic figures counts."""
    if style == "decimal":
        return int(value)
    if style.endswith("Letter"):
        return ord(value.lower()) - ord("a") + 1
    values = [_ROMAN[letter] for letter in value.lower()]
    return sum(-each if each < max(values[n:]) else each for n, each in enumerate(values))


def _style(value: str) -> str:
    if value.isdigit():
        return "decimal"
    kind = "Roman" if value.lower() == "i" else "Letter"
    return f"{'upper' if value.isupper() else 'lower'}{kind}"


def _like(printed: str) -> str:
    """The shape of a number, its values left out."""
    return _TOKENS.sub(lambda token: "1" if token[0].isdigit() else "A" if token[0].isupper() else "a", printed)
