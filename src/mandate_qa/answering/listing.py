"""Lists: the whole of it, with what introduces it.

A list is the bullets that share a lead-in, the headings below a heading, or (when a sentence counts its items) the
sentence itself, which then needs nothing from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.reading.sentences import sentences
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Evidence, Hit, Paragraph, PartKind, PassageKind, Statement

_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list found in a paragraph."""

    paragraph: Paragraph
    lead: int | None
    """Index of the part that introduces it."""
    items: tuple[int, ...]
    """Indices of its bullets, in order."""

    @property
    def words(self) -> int:
        """Length of the items, in words."""
        return sum(len(self.paragraph.parts[n].text.split()) for n in self.items)

    @property
    def introduction(self) -> str:
        """The sentence that announces it, "" when there is none."""
        if self.lead is None or self.paragraph.parts[self.lead].kind is PartKind.ROW:
            return ""
        found = sentences(self.paragraph.parts[self.lead].text)
        return found[-1] if found else ""


def list_of(unit: Unit) -> ItemList | None:
    """The list that `unit` belongs to or announces; None when there is none of at least two items."""
    paragraph = unit.paragraph
    part = paragraph.parts[unit.part]
    lead = part.lead if part.kind is PartKind.BULLET else unit.part
    level = part.level if part.kind is PartKind.BULLET else None
    items = tuple(
        n
        for n, other in enumerate(paragraph.parts)
        if other.kind is PartKind.BULLET and other.lead == lead and (level is None or other.level == level)
    )
    if part.kind is PartKind.BULLET and _announces(unit):
        below = tuple(n for n, other in enumerate(paragraph.parts) if other.lead == unit.part)
        lead, items = (unit.part, below) if len(below) >= 2 else (lead, items)
    elif part.kind is not PartKind.BULLET and not _announces(unit) and unit.end < part.end:
        return None
    return ItemList(paragraph, lead, items) if len(items) >= 2 else None


def shared_by_all(found: ItemList, unit: Unit, asked: Asked) -> bool:
    """Whether the items are short, each holds a figure, and the question singles out none: then all are the answer."""
    texts = [found.paragraph.parts[n].text for n in found.items]
    if any(len(text.split()) > 15 or not _FIGURE.search(text) for text in texts):
        return False
    rivals = [asked.coverage(text) for text in texts]
    return asked.coverage(unit.quote) - min(rivals) < 0.05


def as_statements(found: ItemList, max_words: int) -> list[Statement]:
    """The lead-in and the items as statements that share one quote; items beyond `max_words` are left out, told."""
    paragraph = found.paragraph
    chosen: list[int] = []
    words = len(found.introduction.split())
    for n in found.items:
        words += len(paragraph.parts[n].text.split())
        if chosen and words > max_words:
            break
        chosen.append(n)
    first, last = paragraph.parts[chosen[0]], paragraph.parts[chosen[-1]]
    quote = paragraph.text[first.start : last.end]
    statements = []
    if found.introduction:
        assert found.lead is not None
        statements.append(Statement(found.introduction, (Evidence(paragraph.id, found.introduction, found.lead),)))
    for n in chosen:
        text = item_text(paragraph.parts[n].text)
        statements.append(Statement(text, (Evidence(paragraph.id, quote, chosen[0]),), "bullet"))
    return statements


def item_text(text: str) -> str:
    """A bullet without the semicolon or "and" that only joined it to the next."""
    return re.sub(r"(?:[;,]\s*(?:and|or)?|\s+and)\s*$", "", text)


def headings_below(hits: Sequence[Hit], source: Source, within: int = 3) -> list[Statement]:
    """The headings of the first hit that lists some, among the first `within` kept; [] when none does."""
    kept = [hit for hit in hits if hit.kept][:within]
    for hit in kept:
        if hit.passage.kind is PassageKind.SECTION:
            above, *below = (source.paragraph(paragraph_id) for paragraph_id in hit.passage.paragraph_ids)
            statements = [Statement(f"{above.text}:", (Evidence(above.id, above.text, 0),))]
            return statements + [Statement(p.text, (Evidence(p.id, p.text, 0),), "bullet") for p in below]
    return []


def _announces(unit: Unit) -> bool:
    """Whether its words end in a colon or in what a list goes on with."""
    return unit.quote.rstrip().endswith((":", "including", "to", "the"))
