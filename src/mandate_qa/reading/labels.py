"""Ids and labels of paragraphs: what a program keeps and what a person reads.

An id is made of the document's key and what is printed (number, or heading and a count of ours), so that it survives
re-indexing, another chunker and another embedder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mandate_qa.types import Document, Paragraph, ParagraphKind, Part, PartKind

_SERIES = re.compile(r"^((?:objective|priority|annex|appendix|schedule|chapter|part|theme)\s+[\w.]+)\s*[:.–-]", re.I)
_MAX_SECTION = 60


def slug(heading: str, words: int = 8) -> str:
    """A heading as lower-case words joined by hyphens, at most `words` of them."""
    series = _SERIES.match(heading)
    found = re.findall(r"[a-z0-9]+", (series.group(1) if series else heading).lower().replace("'", "").replace("’", ""))
    return "-".join(found[:words]) or "section"


def short_section(heading: str) -> str:
    """A heading short enough for a label: "Priority 1" of "Priority 1: cut NHS waiting lists…"."""
    series = _SERIES.match(heading)
    if series:
        return series.group(1)
    heading = heading.rstrip(":")
    if len(heading) <= _MAX_SECTION:
        return heading
    return heading[:_MAX_SECTION].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


class Namer:
    """Gives each paragraph of one document its id and label, in reading order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._given: Counter[str] = Counter()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._trails: dict[str, tuple[str, ...]] = {}

    def name(self, number: str | None, kind: ParagraphKind, section: Sequence[str], heading: str) -> tuple[str, str]:
        """Id and label of the next paragraph; `heading` is its own words when it is a heading, table or footnote."""
        key, short = self._document.key, self._document.short_title
        if number is not None:
            words = f"para {number}" if number[0].isdigit() else number
            return self._unique(f"{key} ¶{number}"), f"{short}, {words}"
        if kind is ParagraphKind.FOOTNOTE:
            return self._unique(f"{key} ¶footnote-{heading}"), f"{short}, footnote {heading}"
        if kind is ParagraphKind.HEADING:
            trail = (*section, heading)
            return self._unique(f"{key} §{self._section_slug(trail)}"), f"{short}, heading “{short_section(heading)}”"
        place = self._section_slug(tuple(section)) if section else "front"
        what = "table" if kind is ParagraphKind.TABLE else "¶"
        self._counts[place, what] += 1
        count = self._counts[place, what]
        under = f"{short}, {short_section(section[-1])}" if section else f"{short}, front page"
        if kind is ParagraphKind.TABLE:
            named = f"table “{short_section(heading)}”" if heading else f"table {count}"
            return self._unique(f"{key} §{place} table-{count}"), f"{under}, {named} (unnumbered)"
        return self._unique(f"{key} §{place} ¶{count}"), f"{under}, para {count} (unnumbered)"

    def _section_slug(self, trail: tuple[str, ...]) -> str:
        """Slug of the nearest heading, with the one above it when another section is called the same."""
        for depth in range(1, len(trail) + 1):
            name = "/".join(slug(heading) for heading in trail[-depth:])
            if self._trails.setdefault(name, trail) == trail:
                return name
        return name

    def _unique(self, identifier: str) -> str:
        """`identifier`, counted on when the document prints the same number twice."""
        self._given[identifier] += 1
        return identifier if self._given[identifier] == 1 else f"{identifier} ({self._given[identifier]})"


def part_label(paragraph: Paragraph, part: int | None) -> str:
    """The paragraph's label, down to the bullet or row that `part` is: "2021-22 mandate, para 1.15, bullet 1"."""
    if part is None or not 0 <= part < len(paragraph.parts):
        return paragraph.label
    piece = paragraph.parts[part]
    if piece.kind is PartKind.TEXT:
        return paragraph.label
    words = f"{'bullet' if piece.kind is PartKind.BULLET else 'row'} {piece.ordinal}"
    lead = paragraph.parts[piece.lead] if piece.lead is not None else None
    if lead is not None and piece.lead and _is_title(lead):
        words = f"{lead.text.rstrip(':')}, {words}"
    if piece.kind is PartKind.BULLET and piece.level and lead is not None and lead.kind is PartKind.BULLET:
        words = f"bullet {lead.ordinal}, {words}"
    stem, unnumbered, _ = paragraph.label.partition(" (unnumbered)")
    if unnumbered and paragraph.kind is ParagraphKind.LIST and stem.endswith(", para 1"):
        stem = stem.removesuffix(", para 1")
    if piece.kind is PartKind.ROW and paragraph.table is not None:
        named = next((row.label for row in paragraph.table.rows if row.part == part and row.label), "")
        words = f"row “{short_section(named)}”" if named else words
    return f"{stem}, {words}{unnumbered}"


def _is_title(part: Part) -> bool:
    """Whether a part is a short title within its paragraph, such as "Overall 2020 goals:"."""
    return part.kind is PartKind.TEXT and len(part.text.split()) <= 6 and part.text.endswith(":")
