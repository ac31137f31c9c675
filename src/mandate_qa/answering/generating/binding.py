"""Whether the figures and dates of a sentence stand with the words they stand with in the line.

A line may hold several: "at least 40 blocks by March 2025, up from 25 in 2023-24". To say 25 blocks, or 40 in 2023-24,
takes figures, names and dates that all stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mandate_qa.periods import MONTHS, normalised
from mandate_qa.searching.tokens import terms

_MONTH = "|".join((*MONTHS, "spring", "summer", "autumn", "winter"))
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH})(?:,? (?:19|20)\d\d)?\b|\b(?:19|20)\d\d-\d\d\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NUMBER = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half third quarter"
)
_QUANTITY = re.compile(
    rf"(?<![\w.])£?\d[\d,]*(?:\.\d+)?(?: ?(?:%|per cent|percent|bn|billion|million|m|k|thousand)(?!\w))?|"
    rf"\b(?:{'|'.join(_NUMBER.split())})\b",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"[;:,()–—]|\b(?:and|but|while|whereas|up from|down from|compared (?:with|to)|from|rising to)\b", re.I
)
_BEFORE = re.compile(
    r"\b(at least|at most|up to|up from|down from|more than|less than|fewer than|over|under|above|below|from|nearly|"
    r"almost|about|around|approximately|no more than|not more than|a further|another|by|within|minimum of|maximum of|"
    r"to)\s+(?:a |an |the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*-?([^\W\d_]+(?:['’][^\W\d_]+)?)(?:[\s-]+([^\W\d_]+))?")
_REACH = 60
"""Characters after a figure in the line within which what it counts stands."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A figure or date, and where it stands."""

    value: str
    start: int
    end: int


def misbound(sentence: str, line: str) -> tuple[str, ...]:
    """What of the figures and dates of `sentence` that stand in `line` stands with other words there, in words."""
    said, there = normalised(sentence), normalised(line)
    dates, quantities = _dates(said), _quantities(said)
    faults = _order("dates", dates, _dates(there)) + _order("figures", quantities, _quantities(there))
    faults += _pairs(quantities, dates, there)
    for mention in quantities:
        faults += _counts(mention, said, there)
    return tuple(dict.fromkeys(faults))


def _dates(text: str) -> list[_Mention]:
    return [_Mention(_spelling(m.group()), *m.span()) for m in _DATE.finditer(text)]


def _quantities(text: str) -> list[_Mention]:
    """Figures that belong to no date."""
    taken = [m.span() for m in _DATE.finditer(text)]
    found = (_Mention(_spelling(m.group()), *m.span()) for m in _QUANTITY.finditer(text))
    return [one for one in found if not any(start <= one.start < end for start, end in taken)]


def _spelling(words: str) -> str:
    """One spelling: lower case, no blanks and commas, "bn" and "m" for large units."""
    folded = re.sub(r"[\s,£]|(?<=\d)(?:st|nd|rd|th)\b", "", words.casefold()).replace("percent", "%")
    folded = folded.replace("billion", "bn").replace("million", "m").replace("thousand", "k")
    spelt = _NUMBER.split()
    return str(spelt.index(folded) + 1) if folded in spelt[:20] else folded


def _order(what: str, said: Sequence[_Mention], there: Sequence[_Mention]) -> list[str]:
    """A fault when those of the line are said in another order."""
    known = [mention.value for mention in there]
    told = [mention.value for mention in said if mention.value in known]
    rest = iter(known)
    return [] if all(value in rest for value in told) else [f"{what} in another order"]


def _pairs(quantities: Sequence[_Mention], dates: Sequence[_Mention], line: str) -> list[str]:
    """A fault when a date is said without the figure that stands with it in the line, but with another, or reversed."""
    every_date, every_quantity = _dates(line), _quantities(line)
    told = {mention.value for mention in quantities}
    told_dates = {mention.value for mention in dates}
    faults = []
    if told & {one.value for one in every_quantity} and len(every_quantity) > 1:
        faults += [f"date {d.value} stands with another figure" for d in every_date if d.value in told_dates
                   and _nearest(d, every_quantity, line).value not in told]  # fmt: skip
    if told_dates & {one.value for one in every_date} and len(every_date) > 1:
        faults += [f"figure {q.value} stands with another date" for q in every_quantity if q.value in told
                   and _nearest(q, every_date, line).value not in told_dates]  # fmt: skip
    return faults


def _nearest(mention: _Mention, others: Sequence[_Mention], line: str) -> _Mention:
    """The one that stands with it: with fewest joints between, then nearest, one before it first."""

    def distance(other: _Mention) -> tuple[int, int, int]:
        between = line[min(mention.end, other.end) : max(mention.start, other.start)]
        return len(_PIECE.findall(between)), len(between), int(other.start > mention.start)

    return min(others, key=distance)


def _counts(mention: _Mention, said: str, there: str) -> list[str]:
    """A fault when no place of a figure in the line has the limit before it and what it counts after it."""
    places = [one for one in _quantities(there) if one.value == mention.value]
    if not places:
        return []
    limit = _limit(said, mention)
    if not any(_limit(there, place) == limit for place in places):
        return [f"figure {mention.value} without or with another limit before it"]
    counted = _counted(said, mention)
    if counted and not any(set(counted) <= set(terms(there[place.end : place.end + _REACH])) for place in places):
        return [f"figure {mention.value} counts something else"]
    return []


def _limit(text: str, mention: _Mention) -> str:
    found = _BEFORE.search(text[: mention.start])
    return " ".join(found[1].casefold().split()) if found else ""


def _counted(text: str, mention: _Mention) -> list[str]:
    """The stem of the word right after a figure, or the one after that where it says nothing."""
    found = _AFTER.match(text[mention.end :])
    return terms(found[1])[:1] if found else []
