"""Rows and columns that a question names side by side: "more on running costs or on programme?".

What tells two of them apart is what the table says of each and not of the other; the question need only hold those
words, and part them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from mandate_qa.answering.units import Unit
from mandate_qa.searching.coverage import ASKING, Asked
from mandate_qa.searching.tokens import term_set, terms
from mandate_qa.types import Row

_JOINS = frozenset("and or versus vs v against than to with from compared rather".split())
_TABLES = 3
"""Tables, those of the best units first, whose rows are looked through."""
_NEARLY = 0.6
"""Score that the best row of such a table must have, as a share of the best unit's."""


def parted(text: str, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether `text` holds terms of `one` and of `other`, each on its own side of a joining word."""
    words = text.casefold().replace("/", " or ").replace("&", " and ").split()
    places = [_places(words, set(some)) for some in (one, other)]
    if not all(places):
        return False
    first, second = sorted(places)
    return first[-1] < second[0] and any(word.strip(",:;") in _JOINS for word in words[first[-1] : second[0]])


def _places(words: Sequence[str], some: set[str]) -> list[int]:
    return [n for n, word in enumerate(words) if some & set(terms(word))]


def rows_named(units: Sequence[Unit], text: str, asked: Asked) -> tuple[Unit, Unit] | None:
    """Two rows of one table whose labels stand whole in a question and are parted there; None for none or several."""
    known = {term for need in asked.needs for spelling in need.spellings for term in spelling}
    tables: dict[str, Unit] = {}
    for unit in units:
        if unit.row is not None and unit.score >= units[0].score * _NEARLY:
            tables.setdefault(unit.paragraph.id, unit)
    for best in list(tables.values())[:_TABLES]:
        pair = _pair(best, text, known)
        if pair is not None:
            return pair
    return None


def _pair(best: Unit, text: str, known: set[str]) -> tuple[Unit, Unit] | None:
    """The two rows of the table of `best` that the question names most fully: not "total" beside the name of a row."""
    assert best.paragraph.table is not None
    labels = {row.part: _label(row) for row in best.paragraph.table.rows if any(row.cells)}
    named = {part: label for part, label in labels.items() if label and label <= known}
    named = {part: label for part, label in named.items() if not any(label < other for other in named.values())}
    found = {
        (one, other): len(named[one] | named[other])
        for one, other in combinations(named, 2)
        if parted(text, named[one] - named[other], named[other] - named[one])
    }
    fullest = [pair for pair, said in found.items() if said == max(found.values())]
    return (_row(best, fullest[0][0]), _row(best, fullest[0][1])) if len(fullest) == 1 else None


def _label(row: Row) -> frozenset[str]:
    return frozenset(term_set(row.label) - ASKING)


def _row(unit: Unit, part: int) -> Unit:
    """Another row of the table of `unit`."""
    where = unit.paragraph.parts[part]
    return replace(unit, part=part, start=where.start, end=where.end)
