"""Lines of a plain text file, each with the marks that stand before its words.

Knows bullets, numbers, table lines and rules; what the lines mean together is `text`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

_BULLET = re.compile(r"(?P<mark>[-–—•●○▪◦*>\uf0b7\uf0a7])(?:\s+|$)")
_UNIT = (
    r"(?:per ?cent|percentage|hundred|thousand|million|billion|times|points|"
    r"minutes|hours|days|weeks|months|years|out of)\b"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_DEEP_NUMBER = re.compile(rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})+)(?:(?P<stop>[.:)])|(?!\s+{_UNIT}))\s+(?=\S)")
_NUMBER = re.compile(rf"(?P<number>\d{{1,3}})(?:(?P<stop>[.:)])|(?!\s+(?:{_UNIT}|{_MONTH})))\s+(?=\S)")
_LETTER = re.compile(r"(?P<number>\(?[a-z]|\(?[ivx]{1,4})(?P<stop>[.)])\s+(?=\S)")
_NOTE = re.compile(r"(?P<number>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)")
_RULE = re.compile(r"^[\s|:+-]*-{2,}[\s|:+-]*$")
_MARK = re.compile(r"[-–—•●○▪◦*\uf0b7\uf0a7]|\d{1,3}(?:\.\d{1,3})+[.:)]?|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.:)]")
_CONTENTS = re.compile(r"(?:\.{3,}\s*|\t)\d{1,3}$")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or several that a table cell spans."""

    number: int
    """1-based in the file."""
    last: int
    """Last line it spans, 1-based."""
    indent: int
    """Blanks before its first character."""
    bullet: str = ""
    """Bullet mark, the innermost when several stand together ("- >")."""
    mark: str = ""
    """Number or letter mark as printed, without its stop: "1.15", "3", "a", "¹²"."""
    stop: str = ""
    """What followed the mark: ".", ":", ")" or nothing."""
    text: str = ""
    """The rest, markup included."""
    cells: tuple[str, ...] = ()
    """Table lines only: raw cells."""

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.text or self.cells or self.bullet)


def read_lines(text: str) -> list[Line]:
    """The lines of `text`, table rows whose cells hold line breaks put together, rules under headings dropped."""
    printed = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    numbered = [(n, part) for n, line in enumerate(printed, start=1) for part in line.split("\f")]
    raw = [part for _, part in numbered]
    lines: list[Line] = []
    at = 0
    while at < len(raw):
        last = _row_end(raw, at)
        joined = " ".join(part.strip() if n else part.rstrip(" ") for n, part in enumerate(raw[at : last + 1]))
        if not _RULE.match(joined) or not joined.strip():
            lines.append(_line(joined, numbered[at][0], numbered[last][0]))
        at = last + 1
    return _with_tabbed_marks(lines)


def is_contents_entry(line: Line) -> bool:
    """Whether it reads like an entry of a table of contents: words, then dots or a tab, then a page number."""
    text = "\t".join(line.cells) if line.cells else line.text
    return bool(_CONTENTS.search(text.rstrip()))


def _with_tabbed_marks(lines: list[Line]) -> list[Line]:
    """`lines` with those that are a mark, a tab and words taken for items, unless a table stands around them."""
    result: list[Line] = []
    for tabbed, run in groupby(lines, key=lambda line: len(line.cells) > 0):
        found = list(run)
        if tabbed and all(_tabbed_mark(line.cells) for line in found):
            found = [_untabbed(line) for line in found]
        result += found
    return result


def _tabbed_mark(cells: tuple[str, ...]) -> bool:
    """Whether cells are a mark and its words, tabs before them aside."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 2 and cells[-2:] == tuple(filled) and bool(_MARK.fullmatch(filled[0]))


def _untabbed(line: Line) -> Line:
    """A line of a mark and its words, each tab before them an indent of four blanks."""
    indent = line.indent + 4 * (len(line.cells) - 2)
    return _line(" " * indent + " ".join(line.cells[-2:]), line.number, line.last)


def _row_end(raw: list[str], at: int) -> int:
    """Index of the last line of the row that begins at `at`; a row in pipes ends with a pipe."""
    start = raw[at].lstrip(" -")
    if not start.startswith("|") or raw[at].rstrip().endswith("|"):
        return at
    for n in range(at + 1, min(at + 12, len(raw))):
        if not raw[n].strip() or raw[n].lstrip().startswith("|"):
            return at
        if raw[n].rstrip().endswith("|"):
            return n
    return at


def _line(raw: str, number: int, last: int) -> Line:
    """One line taken apart; a bare number after a bullet stays with its words, since it may count things."""
    indent = len(raw) - len(raw.lstrip(" "))
    body = raw.strip()
    if "\t" in raw:
        return Line(number, last, indent, cells=tuple(cell.strip() for cell in raw.strip("\n").split("\t")))
    piped = body.removeprefix("- ") if body.startswith("- |") else body
    if piped.startswith("|") and piped.endswith("|") and len(piped) > 1:
        cells = tuple(cell.strip() for cell in piped[1:-1].split(" | ")) if piped.strip("| ") else ()
        return Line(number, last, indent, cells=cells)
    bullet, body = _bullets(body)
    for pattern in (_DEEP_NUMBER, _NOTE, _NUMBER, _LETTER):
        found = pattern.match(body)
        if found and not (bullet and pattern is _NUMBER and not found["stop"]):
            stop = found.groupdict().get("stop") or ""
            return Line(number, last, indent, bullet, found["number"], stop, body[found.end() :].strip())
    return Line(number, last, indent, bullet, text=body.strip())


def _bullets(body: str) -> tuple[str, str]:
    """The innermost of the bullet marks that stand before `body`, and the rest."""
    bullet = ""
    while found := _BULLET.match(body):
        if found["mark"] == "*" and body.startswith("**"):
            break
        bullet, body = found["mark"], body[found.end() :]
    return bullet, body
