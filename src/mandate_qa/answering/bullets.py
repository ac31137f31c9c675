"""Bulleted lists: the bullets of a paragraph that share a lead-in, whole, with what introduces them.

Which list a question asks for is settled in `listing`; lists of other forms are in `entries` and `enumerating`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mandate_qa.answering.units import Unit
from mandate_qa.answering.wording import LEFT_OUT
from mandate_qa.reading.passages import lead_in
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Draft, Evidence, Paragraph, Part, PartKind, Statement, Status

_FIGURE = re.compile(r"\d")
_SAME = 0.05
"""Coverages that differ by less are taken as equal."""
_APART = 0.3
"""An item that speaks to this much more of the question than any other was asked for alone."""
_SPOKEN = 0.4
"""What of the question a lead-in must speak to, to be what was asked for."""
TOGETHER = 110
"""Words of a list that is given whole although none was asked for."""
_BACKWARD = re.compile(r"(?:these|those|they|this|it|such|both|which) (?:are|were|is|was|includes?|included)\b", re.I)
_OPENING = 2
_FEWEST = 2
"""Words at the beginning of a line, and how many items must begin with the same for it to be one of them."""
_LEAD_REACH = 600
"""Characters of a lead-in that tell what its list is about."""
_GOES_ON = (
    ":",
    " including",
    " to",
    " the",
    " because",
    " by",
    " of",
    " that",
    " are",
    " include",
    " as",
    " for",
    " with",
)
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
    def about(self) -> str:
        """What it is a list of: what introduces it, outermost first, or the heading above when nothing does."""
        above = lead_in(self.paragraph, self.paragraph.parts[self.items[0]])
        return " ".join([*above[:-1], self.introduction]) if above else " ".join(self.paragraph.section[-1:])

    @property
    def introduction(self) -> str:
        """The sentence that announces it, with the one before when it only points to that; "" when there is none."""
        if self.lead is None or self.paragraph.parts[self.lead].kind is PartKind.ROW:
            return ""
        text = self.paragraph.parts[self.lead].text
        spans = sentence_spans(text)
        if not spans:
            return ""
        back = len(spans) > 1 and _BACKWARD.match(text[slice(*spans[-1])]) is not None
        return text[spans[-2 if back else -1][0] : spans[-1][1]]

    @property
    def around(self) -> str:
        """What else stands before it: the rest of its lead-in, and the headings above."""
        lead = self.paragraph.parts[self.lead].text if self.lead is not None else ""
        return " ".join([lead[-_LEAD_REACH:], *self.paragraph.section[-2:]])


def list_of(unit: Unit, *, anywhere: bool = False) -> ItemList | None:
    """The list that `unit` belongs to or announces; None when there is none of at least two items.

    Any sentence of a lead-in announces its list when `anywhere`, else only one near its end.
    """
    paragraph = unit.paragraph
    part = paragraph.parts[unit.part]
    lead = part.lead if part.kind is PartKind.BULLET else unit.part
    level = part.level if part.kind is PartKind.BULLET else None
    items = tuple(
        n
        for n, other in enumerate(paragraph.parts)
        if other.kind is PartKind.BULLET and other.lead == lead and (level is None or other.level == level)
    )
    if part.kind is PartKind.BULLET and announces(unit):
        below = tuple(n for n, other in enumerate(paragraph.parts) if other.lead == unit.part)
        lead, items = (unit.part, below) if len(below) >= 2 else (lead, items)
    elif part.kind is not PartKind.BULLET and not (anywhere or _near_the_end(part, unit)):
        return None
    return ItemList(paragraph, lead, _with_stray(paragraph, items)) if len(items) >= 2 else None


def _with_stray(paragraph: Paragraph, items: tuple[int, ...]) -> tuple[int, ...]:
    """The items, with a line right after the last that lost its mark: one that begins as at least two of them do."""
    n = items[-1] + 1
    if n >= len(paragraph.parts) or paragraph.parts[n].kind is not PartKind.TEXT:
        return items
    words = paragraph.parts[n].text.split()
    others = [paragraph.parts[item].text.split() for item in items]
    alike = sum(other[:_OPENING] == words[:_OPENING] for other in others)
    return (*items, n) if alike >= _FEWEST and len(words) <= max(map(len, others)) else items


def lists_in(paragraph: Paragraph) -> list[ItemList]:
    """The lists of at least two items in a paragraph, nested ones too, in order."""
    found: dict[tuple[int | None, int], list[int]] = {}
    for n, part in enumerate(paragraph.parts):
        if part.kind is PartKind.BULLET:
            found.setdefault((part.lead, part.level), []).append(n)
    return [ItemList(paragraph, lead, tuple(items)) for (lead, _), items in found.items() if len(items) >= 2]


def shared_by_all(found: ItemList, unit: Unit, asked: Asked) -> bool:
    """Whether the items are short, each holds a figure, and the question singles out none: then all are the answer."""
    if any(len(text.split()) > 15 or not _FIGURE.search(text) for text in found.texts):
        return False
    rivals = [asked.coverage(text) for text in found.texts]
    return asked.coverage(unit.quote) - min(rivals) < _SAME


def asked_as_whole(found: ItemList, unit: Unit, asked: Asked) -> bool:
    """Whether the question speaks to what introduces a short list and to nothing of its items: it asks for them all."""
    if sum(len(text.split()) for text in found.texts) > TOGETHER:
        return False
    alone = asked.coverage(found.about)
    least = min(asked.together([found.about, text]) for text in found.texts)
    return alone >= _SPOKEN and asked.together([found.about, unit.quote]) - least < _SAME


def singles_out(found: ItemList, unit: Unit, asked: Asked) -> bool:
    """Whether the question speaks to one item far more than to any other and to what introduces them all.

    Then that item is what was asked for.
    """
    rivals = [asked.coverage(text) for text in found.texts if unit.quote not in text and text not in unit.quote]
    own = asked.coverage(unit.quote)
    return bool(rivals) and own - max(rivals) > _APART and own > asked.coverage(found.about)


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


def _near_the_end(part: Part, unit: Unit) -> bool:
    """Whether a unit of a lead-in is one of its last words before the list: "…five themes. These were:"."""
    return unit.end == part.end or (part.text.rstrip().endswith(":") and part.end - unit.end < _NEAR)


def announces(unit: Unit) -> bool:
    """Whether its words end in a colon or in what a list goes on with."""
    return unit.quote.rstrip().endswith(_GOES_ON)
