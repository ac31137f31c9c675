"""Footnotes and endnotes of a Word document, numbered in the order their marks stand in the text.

Footnotes have the numbers that Word prints as long as it counts them through the whole document. Endnotes, and notes
whose mark is a sign of the author's, are counted apart, from −1 down; `flow_blocks` finds them a place.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from mandate_qa.reading.docx.names import number


class Notes:
    """The notes of a document; `texts` holds them by kind ("footnote", "endnote") and id."""

    def __init__(self, texts: Mapping[str, Mapping[str, Element]], settings: Element | None) -> None:
        self._texts = texts
        self._foot = (number(settings, "footnotePr", "numStart") or 1) - 1
        self._apart = 0
        self._numbers: dict[tuple[str, str], int] = {}
        self._cited: list[tuple[int, Element]] = []

    def cite(self, kind: str, identifier: str, *, own_mark: bool) -> int | None:
        """Number of the note whose mark stands here; None when there is no such note."""
        note = self._texts[kind].get(identifier)
        if note is None:
            return None
        if (kind, identifier) not in self._numbers:
            counted = self._count(apart=own_mark or kind == "endnote")
            self._numbers[kind, identifier] = counted
            self._cited.append((counted, note))
        return self._numbers[kind, identifier]

    def take_cited(self) -> list[tuple[int, Element]]:
        """Number and text of the notes met since the last time."""
        cited, self._cited = self._cited, []
        return cited

    def _count(self, *, apart: bool) -> int:
        if apart:
            self._apart -= 1
            return self._apart
        self._foot += 1
        return self._foot
