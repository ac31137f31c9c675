"""Fields of a Word document, which begin, say what they are, and show a result, over any number of runs and paragraphs.

Knows which text is an instruction and not to be shown, and which belongs to a table of contents or an index.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA|BIBLIOGRAPHY)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False


class Fields:
    """The fields that are open at one place of the text."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def mark(self, kind: str | None) -> None:
        """Take a field character: "begin", "separate" or "end"."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take a piece of the instruction of the innermost field."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction += text

    @property
    def shows(self) -> bool:
        """Whether text at this place is shown."""
        return all(field.shows for field in self._open)

    @property
    def lists_contents(self) -> bool:
        """Whether this place shows a table of contents or an index."""
        return any(field.shows and _CONTENTS.match(field.instruction) for field in self._open)

    def end_paragraph(self) -> None:
        """Give up fields that have not begun to show anything: one that is never ended would hide all that follows."""
        while self._open and not self._open[-1].shows:
            self._open.pop()

    def close(self) -> None:
        """Give up all fields: a heading stands in no table of contents."""
        self._open.clear()
