"""Words of a page between two block boundaries: blanks folded, raised figures kept raised, marks of notes taken out.

Blanks count as browsers show them; a line break parts lines only where the next one begins with a mark of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mandate_qa.reading.lines import read_lines

_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_RAISABLE = re.compile(r"[\d+\-−()]+")
_DROPPED = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
"""What only steers how text is laid out: soft hyphens, zero-width blanks, marks of direction."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOTE = "\ue000"
"""Stands where the mark of a note was, until the blank before it is settled."""
_BREAK = "\ue001"
_OWN = re.compile(f"[{_NOTE}{_BREAK}]")
_BEFORE_STOP = re.compile(rf"\s*{_NOTE}+(?=\s*(?:[.,;:!?)\]”’]|$))")


@dataclass(frozen=True, slots=True)
class Words:
    """What stood between two boundaries."""

    text: str
    notes: tuple[int, ...]
    bold: bool
    """Whether all of it was."""
    lines: tuple[int, int]
    """First and last line in the source, 1-based."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A paragraph's words and what was typed before them, told as the plain text reader tells it."""

    text: str
    marker: str = ""
    """"1.15", "(a)", "-"."""
    bulleted: bool = False
    number: str = ""
    """The marker when it is a number or letter, without its stop; "¹" for the mark of a note."""


class Gathering:
    """Words while they are being gathered."""

    def __init__(self) -> None:
        self.line = 0
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[str] = []
        self._notes: list[int] = []
        self._plain = self._bold = 0
        self._first = self._last = 0

    def add(self, text: str, *, bold: bool = False, raised: bool = False) -> None:
        """Add text as it stands in the source."""
        text = visible(text)
        stripped = text.strip()
        if raised and _RAISABLE.fullmatch(stripped):
            text = stripped.translate(_RAISED)
        if stripped:
            self._last = self.line + text.rstrip().count("\n")
            self._first = self._first or self._last - stripped.count("\n")
        self.line += text.count("\n")
        self._bold, self._plain = self._bold + bold * len(stripped), self._plain + (not bold) * len(stripped)
        self._pieces.append(text)

    def note(self, number: int) -> None:
        """Add the mark of a note."""
        self._pieces.append(_NOTE)
        self._notes.append(number)

    def line_break(self) -> None:
        """Add a line break."""
        self._pieces.append(_BREAK)

    def take(self) -> list[Words]:
        """What was gathered, one for each line that begins with a mark of its own; nothing is left."""
        text = _BEFORE_STOP.sub("", "".join(self._pieces)).replace(_NOTE, "")
        lines = [folded for line in text.split(_BREAK) if (folded := " ".join(line.split()))]
        joined: list[str] = []
        for line in lines:
            if joined and not _begins(line):
                joined[-1] += f" {line}"
            else:
                joined.append(line)
        bold, notes = self._bold > 0 and self._plain == 0, tuple(dict.fromkeys(self._notes))
        place = (self._first, self._last)
        self._clear()
        return [Words(line, notes if n == 0 else (), bold, place) for n, line in enumerate(joined)]


def visible(text: str) -> str:
    """`text` without the characters that nobody sees, control characters turned into blanks."""
    return _CONTROL.sub(" ", _DROPPED.sub("", _OWN.sub("", text)))


def typed(text: str) -> Typed:
    """`text` taken apart into what was typed before its words, and the words.

    A whole number without a stop is a figure: "1 High Street".
    """
    lines = read_lines(text)
    if len(lines) != 1 or lines[0].cells or lines[0].blank or not lines[0].text:
        return Typed(text)
    line = lines[0]
    if line.mark.isdecimal() and not line.stop:
        return Typed(f"{line.mark} {line.text}" if line.bullet else text, line.bullet, bool(line.bullet))
    marker = line.mark + line.stop if line.mark else line.bullet
    return Typed(line.text, marker, bool(line.bullet), line.mark)


def _begins(line: str) -> bool:
    """Whether a line after a break begins a paragraph of its own: with a bullet, or a number that has a stop."""
    found = typed(line)
    return found.bulleted or "." in found.marker or found.marker.endswith((")", ":"))
