"""The documents of the corpus as they were written: what they print, and what a reader of them would cite.

A source is a text of one line a piece, after lines of "name: value" and one of "---":

    # Words, ## Words          a heading of level 1, 2 …
    # {1.} Words               … with its number as printed
    {1.1} Words                a paragraph that prints 1.1 and is cited so
    {1.=Annex B 1} Words       … that prints 1. and is cited as "Annex B 1"; so may a heading be
    - Words, "  - " Words      a bullet, one below it; it has the number of its paragraph
    - {(a)} Words              a list item with its own mark
    + Words                    a text without a number that goes on with the paragraph above
    Words                      a text without a number
    [^1]: Words                a footnote; its mark stands in a text as [^1]
    @table Caption; unit=£m; head=2     a table, whose rows are the lines with "|" that follow
    @rows                      a table whose numbered rows are paragraphs
    | label | cell             "<" is merged with the cell to its left, "^" with the one above, "=Words" prints nothing
                               and means Words, " // " ends a line within a cell, " • " begins a list item in it
    | * Words                  a row that heads those below
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
_NUMBERED = re.compile(r"\{(?P<printed>[^=}]*)(?:=(?P<cited>[^}]*))?\}\s*")
_LINE = re.compile(r"(?P<indent> *)(?:(?P<sign>#+|-|\+|@table|@rows|\||\[\^\d+\]:)(?: |$))?(?P<rest>.*)")
_MARK = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    printed: str
    """Lines as printed, list items after "- "."""
    means: str
    """What a reader takes it for, where a merged or an empty cell stands for another."""
    merged: str = ""
    """"left" or "above" for a cell that one beside or above it covers."""


@dataclass(frozen=True)
class Grid:
    """A table."""

    caption: str
    unit: str
    head: int
    """Rows that name the columns."""
    rows: tuple[tuple[Cell, ...], ...]
    numbered: bool = False
    """Whether its rows are paragraphs with numbers."""
    groups: frozenset[int] = frozenset()
    """Rows that head those below."""
    ends: frozenset[int] = frozenset()
    """Rows that a heading above them no longer covers: totals."""


@dataclass(frozen=True)
class Piece:
    """A line of a source."""

    kind: str
    """heading, text, more, bullet, note or table."""
    text: str = ""
    level: int = 0
    printed: str = ""
    """Number or list mark as printed."""
    cited: str | None = None
    """Number that a reader would write for it."""
    notes: tuple[int, ...] = ()
    section: str = ""
    """The nearest heading above."""
    grid: Grid | None = None


@dataclass(frozen=True)
class Source:
    """A document of the corpus."""

    key: str
    about: dict[str, str]
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.about["title"]

    @property
    def formats(self) -> tuple[str, ...]:
        """Names of the formats it is written in."""
        return tuple(self.about["formats"].split())

    @property
    def outline(self) -> tuple[str, ...]:
        """Shapes of the levels of the list that counts its chapters and paragraphs, such as "1." and "1.1"."""
        return tuple(self.about.get("outline", "").split())


def sources() -> list[Source]:
    """All documents of the corpus, by key."""
    return [read_source(path) for path in sorted(SOURCES.glob("*.source"))]


def read_source(path: Path) -> Source:
    """One document."""
    head, _, body = path.read_text("utf-8").partition("---\n")
    about = dict(line.split(": ", 1) for line in head.splitlines() if line)
    return Source(path.stem, about, tuple(_Reader(body).pieces()))


@dataclass
class _Reader:
    """Goes through the lines of a source."""

    body: str
    cited: str | None = None
    section: str = ""
    rows: list[str] = field(default_factory=list)

    def pieces(self) -> Iterator[Piece]:
        """What the lines say."""
        lines = [line.rstrip() for line in self.body.splitlines()]
        for n, line in enumerate(lines):
            if not line or line.startswith("|"):
                continue
            found = _LINE.fullmatch(line)
            assert found is not None
            if (found["sign"] or "").startswith("@"):
                rows = _while_rows(lines[n + 1 :])
                yield Piece("table", grid=_grid(found["rest"], rows, found["sign"] == "@rows"), section=self.section)
                self.cited = None
            else:
                yield self._piece(found)

    def _piece(self, found: re.Match[str]) -> Piece:
        sign, rest = found["sign"] or "", found["rest"]
        number = _NUMBERED.match(rest)
        words = rest[number.end() :] if number else rest
        notes = tuple(map(int, _MARK.findall(words)))
        piece = Piece("text", _MARK.sub("", words), notes=notes, printed=number["printed"] if number else "")
        if sign.startswith("#"):
            return self._heading(piece, len(sign), number)
        if sign.startswith("["):
            return Piece("note", piece.text, printed=sign[2:-2])
        if sign in ("-", "+"):
            kind = "bullet" if sign == "-" else "more"
            return _with(piece, kind=kind, level=len(found["indent"]) // 2, cited=self.cited, section=self.section)
        self.cited = (number["cited"] or number["printed"].strip(".:")) if number else None
        return _with(piece, cited=self.cited, section=self.section)

    def _heading(self, piece: Piece, level: int, number: re.Match[str] | None) -> Piece:
        self.cited = number["cited"] if number else None
        self.section = f"{piece.printed} {piece.text}".strip()
        return _with(piece, kind="heading", level=level, cited=self.cited)


def _with(piece: Piece, **changes: object) -> Piece:
    return Piece(**{**{name: getattr(piece, name) for name in Piece.__dataclass_fields__}, **changes})  # type: ignore[arg-type]


def _while_rows(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("|"):
            return
        yield line


def _grid(rest: str, lines: Iterator[str], numbered: bool) -> Grid:
    caption, *settings = [part.strip() for part in rest.split(";")]
    given = dict(setting.split("=", 1) for setting in settings)
    texts = [[cell.strip() for cell in line[1:].split("|")] for line in lines]
    width = max(map(len, texts))
    groups = frozenset(n for n, row in enumerate(texts) if row[0].startswith("* "))
    rows: list[tuple[Cell, ...]] = []
    for n, row in enumerate(texts):
        rows.append(tuple(_cells([*row, *["<" if n in groups else ""] * (width - len(row))], rows)))
    ends = frozenset(n for n, row in enumerate(texts) if row[0].lower().startswith("total"))
    return Grid(caption, given.get("unit", ""), int(given.get("head", "1")), tuple(rows), numbered, groups, ends)


def _cells(row: Sequence[str], above: Sequence[tuple[Cell, ...]]) -> Iterator[Cell]:
    """The cells of a row."""
    left = ""
    for column, text in enumerate(row):
        if text == "<":
            yield Cell("", left, "left")
        elif text == "^":
            left = above[-1][column].means
            yield Cell("", left, "above")
        elif text.startswith("="):
            yield Cell("", text[1:])
        else:
            printed = text.removeprefix("* ").replace(" // ", "\n").replace(" • ", "\n- ")
            left = printed
            yield Cell(printed, printed)
