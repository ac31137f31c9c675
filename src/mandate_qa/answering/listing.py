"""Which list a question asks for: bullets, places of their own, or a sentence that enumerates.

Each list that the best units and hits lead to is held against the question: how well it was found, how much of the
question it speaks to, whether it has the asked number of items, and whether its items are called what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mandate_qa.answering.bullets import ItemList, as_draft, list_of, lists_in, singles_out
from mandate_qa.answering.entries import Entries, headings_below, labels_of, series_of
from mandate_qa.answering.enumerating import called, members
from mandate_qa.answering.telling import told
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wanted import asked_count, count_word, whole_wanted
from mandate_qa.searching.coverage import ASKING, Asked
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Draft, Hit, Paragraph, PassageKind, Query, Status

_NEAREST = 8
"""Units that lists are looked for beside."""
_LONG = 60
"""Words an item may have on average; longer ones are paragraphs that happen to stand in a list."""
_RIGHT_COUNT = 0.3
"""What having the asked number of items counts for, beside a share of the score and of the question."""
_RIGHT_KIND = 0.3
"""The same for items that are called what was asked for."""
_NEARLY = 0.9
"""What led to a list that was not asked for must have this share of the best score."""
_NO_LIST = 0.5
"""What a sentence that lists nothing loses."""
_IN_A_SENTENCE = 0.15
"""What a sentence loses that lists something by the way."""
_LEAD = 0.3
"""What a share of the question counts for that what introduces the list speaks to."""
_IN_PLACE = 0.3
"""What standing in the part of a document that the question names counts for."""
_PLACE = re.compile(r"\b(?:annex|appendix|chapter|section|schedule)(?: [a-z0-9])?\b|\b(?:intro|foreword|preface)", re.I)
"""Words that name a part of a document."""
_PLURAL = re.compile(r"\b[^\W\d_]{2,}(?<![su])s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A list that may answer."""

    form: ItemList | Entries | Unit
    near: float
    """Score of what led to it, as a share of the best."""

    def coverage(self, asked: Asked) -> float:
        """Share of the question that it speaks to, with what introduces it more than with its items; 0–1.

        A list of seven speaks to "seven" although it does not say so.
        """
        if isinstance(self.form, Unit):
            return self.form.coverage
        about = f"{self.form.about} {self.length} {count_word(self.length)}"
        whole = asked.together([about, *self.form.texts], self.form.around)
        return (whole + _LEAD * asked.coverage(about, self.form.around)) / (1 + _LEAD)

    @property
    def kind(self) -> str:
        """What says what its items are called."""
        if isinstance(self.form, Entries):
            return self.form.kind
        return called(self.form.quote) if isinstance(self.form, Unit) else ""

    @property
    def place(self) -> str:
        """What says where it stands: its printed number, and the headings above."""
        if isinstance(self.form, Entries):
            return f"{self.form.place} {self.form.around}"
        return " ".join([self.form.paragraph.number or "", *self.form.paragraph.section])

    @property
    def length(self) -> int:
        """How many items it has."""
        return members(self.form.quote) if isinstance(self.form, Unit) else len(self.form.texts)


def listed(
    query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked, max_words: int
) -> Draft | None:
    """The list that `query` asks for; None when a sentence that lists nothing speaks more to it than any list."""
    best = best_list(query, found, hits, source, asked)
    if not best.length:
        return None
    if isinstance(best.form, Unit):
        return Draft(Status.ANSWERED, (told(best.form, query, asked),))
    return as_draft(best.form, max_words) if isinstance(best.form, ItemList) else best.form.draft(max_words)


def doings(
    query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked, max_words: int
) -> Draft | None:
    """The bulleted list that speaks most to a question which one sentence might answer as well; None when none does."""
    best = best_list(query, found, hits, source, asked)
    if not isinstance(best.form, ItemList) or best.near < _NEARLY or found[0].row is not None:
        return None
    return as_draft(best.form, max_words)


def best_list(query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked) -> Found:
    """The list that speaks most to the question; the best unit when that alone speaks more to it than any list."""
    count, kinds = asked_count(query.question), kinds_asked(query.question)
    beside: Iterator[Found] = _beside(found, source, query.question)
    if not whole_wanted(query.question):
        beside = (one for one in beside if not _one_fits(one, found, asked))
    named = _in_places_named(query, source)
    if named:
        return max(named, key=lambda one: one.length)
    lists = [Found(found[0], 1.0), *beside, *_below(hits, source)]
    places = [match.group() for match in _PLACE.finditer(query.question)]
    return max(lists, key=lambda one: _score(one, asked, count, kinds) + _IN_PLACE * _stands_in(one, places))


def _stands_in(one: Found, places: Sequence[str]) -> bool:
    """Whether a list stands in one of the parts of a document that are named: "annex A"."""
    return any(re.search(rf"\b{place}(?:\b|duction)", one.place, re.IGNORECASE) for place in places)


def _one_fits(one: Found, found: Sequence[Unit], asked: Asked) -> bool:
    """Whether the question speaks to one item of a bulleted list, which is the best of it that was found."""
    if not isinstance(one.form, ItemList):
        return False
    own = (unit for unit in found if unit.paragraph.id == one.form.paragraph.id and unit.part in one.form.items)
    best = next(own, None)
    return best is not None and singles_out(one.form, best, asked)


def _beside(found: Sequence[Unit], source: Source, question: str) -> Iterator[Found]:
    """The lists that the best units belong to, announce or are."""
    count, kinds = asked_count(question), kinds_asked(question)
    named = frozenset(terms(question)) - ASKING
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for unit in found[:_NEAREST]:
        near = unit.score / found[0].score
        items = list_of(unit, anywhere=True)
        if items is not None and _short(items) and (items.paragraph.id, items.items) not in seen:
            seen.add((items.paragraph.id, items.items))
            yield Found(items, near)
        if members(unit.quote):
            yield Found(unit, near)
        series = series_of(unit.paragraph, source)
        if series is not None and kinds & set(terms(series.kind)):
            yield Found(series, near)
        labels = labels_of(unit.paragraph, named)
        if labels is not None and (kinds & set(terms(labels.kind)) or len(labels.items) == count):
            yield Found(labels, near)


def _in_places_named(query: Query, source: Source) -> list[Found]:
    """The bulleted lists of a paragraph that the question names by its number, when there is one such paragraph."""
    found: dict[str, Paragraph] = {}
    for reference in query.references:
        found |= {paragraph.id: paragraph for paragraph in islice(source.numbered(reference, query.searched), 2)}
    if len(found) != 1:
        return []
    return [Found(items, 1.0) for paragraph in found.values() for items in lists_in(paragraph)]


def _below(hits: Sequence[Hit], source: Source) -> Iterator[Found]:
    """The lists that headings make of the headings below them."""
    for hit in hits:
        if hit.kept and hit.passage.kind is PassageKind.SECTION:
            headings = [source.paragraph(paragraph_id) for paragraph_id in hit.passage.paragraph_ids]
            yield Found(headings_below(headings), hit.score / hits[0].score)


def _score(one: Found, asked: Asked, count: int | None, kinds: frozenset[str]) -> float:
    score = one.near + one.coverage(asked)
    score += _RIGHT_COUNT * (one.length == count) - _NO_LIST * (not one.length)
    score -= _IN_A_SENTENCE * (isinstance(one.form, Unit) and one.length > 0)
    return score + _RIGHT_KIND * bool(kinds & set(terms(one.kind)))


def _short(items: ItemList) -> bool:
    return sum(len(text.split()) for text in items.texts) <= _LONG * len(items.texts)


def kinds_asked(question: str) -> frozenset[str]:
    """The terms of what a question asks several of: "commitment" of "all the commitments in annex A"."""
    return frozenset(term for word in _PLURAL.findall(question) for term in terms(word)) - ASKING
