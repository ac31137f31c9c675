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
from mandate_qa.answering.wording import LEFT_OUT
from mandate_qa.reading.sentences import sentences
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Draft, Evidence, Hit, Paragraph, Part, PartKind, PassageKind, Statement, Status

_FIGURE = re.compile(r"\d")
_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen".split()
_COUNT = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)}|[2-9]|1[0-9])\s+(?:\w+\s+){{0,3}}?\w+s\b", re.IGNORECASE)
_LISTING = re.compile(r":\s|\bsuch as\b|\bincluding\b|\bnamely\b", re.IGNORECASE)
_SAME = 0.05
"""Coverages that differ by less are taken as equal."""
_APART = 0.3
"""An item that speaks to this much more of the question than any other was asked for alone."""
_SPOKEN = 0.4
"""What of the question a lead-in must speak to, to be what was asked for."""
TOGETHER = 110
"""Words of a list that is given whole although none was asked for."""
_LONG = 60
"""Words an item may have on average; longer ones are paragraphs that happen to stand in a list."""
_RIGHT_COUNT = 0.3
"""What having the asked number of items counts for, beside a share of the score and of the question."""
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
    def texts(self) -> tuple[str, ...]:
        """The items, in order."""
        return tuple(self.paragraph.parts[n].text for n in self.items)

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
    if any(len(text.split()) > 15 or not _FIGURE.search(text) for text in found.texts):
        return False
    rivals = [asked.coverage(text) for text in found.texts]
    return asked.coverage(unit.quote) - min(rivals) < _SAME


def asked_as_whole(found: ItemList, unit: Unit, asked: Asked) -> bool:
    """Whether the question speaks to what introduces a short list and to nothing of its items: it asks for them all."""
    if not found.introduction or sum(len(text.split()) for text in found.texts) > TOGETHER:
        return False
    alone = asked.coverage(found.introduction)
    least = min(asked.coverage(f"{found.introduction} {text}") for text in found.texts)
    return alone >= _SPOKEN and asked.coverage(f"{found.introduction} {unit.quote}") - least < _SAME


def singles_out(found: ItemList, unit: Unit, asked: Asked) -> bool:
    """Whether the question speaks to one item far more than to any other: then that item is what was asked for."""
    rivals = [asked.coverage(text) for text in found.texts if unit.quote not in text and text not in unit.quote]
    return bool(rivals) and asked.coverage(unit.quote) - max(rivals) > _APART


def as_draft(found: ItemList, max_words: int) -> Draft:
    """The lead-in and the items, which share one quote; a note says how many items did not fit in `max_words`."""
    paragraph = found.paragraph
    shown = _shown(found, max_words)
    first = paragraph.parts[shown[0]].start
    if found.introduction and found.lead is not None and shown[0] == found.lead + 1:
        lead = paragraph.parts[found.lead]
        first = lead.start + lead.text.rindex(found.introduction)
    evidence = Evidence(paragraph.id, paragraph.text[first : paragraph.parts[shown[-1]].end], found.lead)
    statements = [Statement(found.introduction, (_own(found, evidence),))] if found.introduction else []
    statements += [Statement(item_text(paragraph.parts[n].text), (evidence,), "bullet") for n in shown]
    left = len(found.items) - len(set(shown) & set(found.items))
    notes = (LEFT_OUT.format(count=left, label=paragraph.label),) if left else ()
    return Draft(Status.ANSWERED, tuple(statements), notes)


def _own(found: ItemList, evidence: Evidence) -> Evidence:
    """The lead-in as evidence: within the list's quote when that begins with it, else its own words."""
    if evidence.quote.startswith(found.introduction):
        return evidence
    return Evidence(found.paragraph.id, found.introduction, found.lead)


def _shown(found: ItemList, max_words: int) -> list[int]:
    """Indices of the parts that fit in `max_words`: items, each with the items below it that it announces."""
    parts = found.paragraph.parts
    shown: list[int] = []
    words = len(found.introduction.split())
    for n in found.items:
        below = [m for m, part in enumerate(parts) if part.lead == n] if parts[n].text.endswith(":") else []
        words += sum(len(parts[m].text.split()) for m in (n, *below))
        if shown and words > max_words:
            break
        shown += [n, *below]
    return shown


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


def enumerates(sentence: str) -> bool:
    """Whether a sentence lists things itself: after a colon, "such as" or "including", three or more of them."""
    found = _LISTING.search(sentence)
    return found is not None and len(re.split(r"[,;]\s*(?:and\b)?|\band\b", sentence[found.end() :])) >= 3


def best_list(
    units: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked, count: int | None
) -> ItemList | list[Paragraph] | None:
    """The list that speaks most to the question: bullets beside one of the best units, or headings below a heading.

    A list of the asked number of items goes before others. None when no unit or hit leads to a list.
    """
    found: list[tuple[float, ItemList | list[Paragraph]]] = []
    for unit in units[:8]:
        items = list_of(unit)
        if items is not None and sum(len(text.split()) for text in items.texts) <= _LONG * len(items.texts):
            texts = [items.introduction, *unit.paragraph.section[-1:], *items.texts]
            near = unit.score / units[0].score
            found.append((near + asked.coverage(" ".join(texts)) + _counted(len(items.items), count), items))
    for hit in hits:
        if hit.kept and hit.passage.kind is PassageKind.SECTION:
            headings = [source.paragraph(paragraph_id) for paragraph_id in hit.passage.paragraph_ids]
            near = hit.score / hits[0].score
            found.append((near + asked.coverage(hit.passage.text) + _counted(len(headings) - 1, count), headings))
    return max(found, key=lambda scored: scored[0])[1] if found else None


def _counted(length: int, count: int | None) -> float:
    return _RIGHT_COUNT if length == count else 0.0


def headings_listed(headings: Sequence[Paragraph]) -> Draft:
    """A heading and the headings below it, each citing its own."""
    above, *below = headings
    first = Statement(f"{above.text.rstrip(':')}:", (Evidence(above.id, above.text, 0),))
    items = (Statement(p.text, (Evidence(p.id, p.text, 0),), "bullet") for p in below)
    return Draft(Status.ANSWERED, (first, *items))


def _near_the_end(part: Part, unit: Unit) -> bool:
    """Whether a unit of a lead-in is one of its last words before the list: "…five themes. These were:"."""
    return unit.end == part.end or (part.text.rstrip().endswith(":") and part.end - unit.end < _NEAR)


def _announces(unit: Unit) -> bool:
    """Whether its words end in a colon or in what a list goes on with."""
    return unit.quote.rstrip().endswith((":", "including", "to", "the"))
