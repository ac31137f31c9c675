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
from mandate_qa.types import Evidence, Hit, Paragraph, Part, PartKind, PassageKind, Statement

_FIGURE = re.compile(r"\d")
_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen".split()
_COUNT = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)}|[2-9]|1[0-9])\s+(?:\w+\s+){{0,3}}?\w+s\b", re.IGNORECASE)
_NEARLY = 0.8
"""A list counts when the unit that led to it scores at least this share of the best one."""
_NEAR = 200
"""Characters between a sentence and the list that it still introduces."""


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
    elif part.kind is not PartKind.BULLET and not _near_the_end(part, unit):
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


def asked_count(question: str) -> int | None:
    """How many items a question says the list has ("the five themes"), None when it does not say."""
    found = _COUNT.search(question)
    if found is None:
        return None
    word = found[1].casefold()
    return int(word) if word.isdigit() else _NUMBER_WORDS.index(word) + 2


def best_list(found: Sequence[Unit], count: int | None) -> ItemList | None:
    """The list of the best units, one that has the asked number of items before others; None when none has a list."""
    lists = [(unit, items) for unit in found[:8] if unit.score >= found[0].score * _NEARLY and (items := list_of(unit))]
    for _, items in lists:
        if count is not None and len(items.items) == count:
            return items
    return lists[0][1] if lists else None


def headings_below(hits: Sequence[Hit], source: Source, count: int | None) -> list[Statement]:
    """The headings listed by the first hit, or by any of `hits` that lists the asked number; [] when none does."""
    for n, hit in enumerate(hits):
        if hit.passage.kind is not PassageKind.SECTION:
            continue
        above, *below = (source.paragraph(paragraph_id) for paragraph_id in hit.passage.paragraph_ids)
        if n == 0 or count == len(below):
            statements = [Statement(f"{above.text.rstrip(':')}:", (Evidence(above.id, above.text, 0),))]
            return statements + [Statement(p.text, (Evidence(p.id, p.text, 0),), "bullet") for p in below]
    return []


def _near_the_end(part: Part, unit: Unit) -> bool:
    """Whether a unit of a lead-in is one of its last words before the list: "…five themes. These were:"."""
    return unit.end == part.end or (part.text.rstrip().endswith(":") and part.end - unit.end < _NEAR)


def _announces(unit: Unit) -> bool:
    """Whether its words end in a colon or in what a list goes on with."""
    return unit.quote.rstrip().endswith((":", "including", "to", "the"))
