"""Dates that words tell, as spans of days: "June 2013", "in 2013-14", "by 2015"; and whether two may both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mandate_qa.periods import MONTHS, financial_years, month_number, normalised

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""First and last month; winter, which two years share, tells too little."""
_BY = r"(?P<by>\b(?:by|before|until|(?:no|not) later than)\b(?: the end of| end of| early| late| mid)?\s+)?"
_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "Sept"])
_MOMENT = re.compile(
    rf"{_BY}(?:(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?\b(?P<month>{_MONTH})\.?,? (?P<of>20\d\d)\b|"
    rf"\b(?P<season>{'|'.join(_SEASONS)}) (?P<in>20\d\d)\b|"
    r"(?<![\w/-])(?P<financial>20\d\d-\d\d)\b|(?<![\w/£,.-])(?P<year>20\d\d)\b(?![-/,.]\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A span of days, as if every month had 31."""

    first: int
    last: int
    until: bool
    """Whether it is said that something happens by then."""

    def agrees(self, other: Moment) -> bool:
        """Whether both may be said of one event: they overlap, or the finer lies before the end of a year named so."""
        if self.first <= other.last and other.first <= self.last:
            return True
        finer, coarser = sorted((self, other), key=lambda moment: moment.last - moment.first)
        wider = coarser.last - coarser.first > finer.last - finer.first
        return wider and coarser.until and finer.last <= coarser.last


def moments(text: str) -> frozenset[Moment]:
    """The moments that `text` names with their year."""
    return frozenset(_moments(normalised(text)))


def _moments(text: str) -> Iterator[Moment]:
    for match in _MOMENT.finditer(text):
        until = match["by"] is not None
        if match["month"]:
            first = _day(match["of"], month_number(match["month"]), int(match["day"] or 1))
            yield Moment(first, first if match["day"] else first + 30, until)
        elif match["season"]:
            first, last = _SEASONS[match["season"].casefold()]
            yield Moment(_day(match["in"], first), _day(match["in"], last, 31), until)
        elif match["year"]:
            yield Moment(_day(match["year"], 1), _day(match["year"], 12, 31), until)
        elif financial_years(match["financial"]):
            april = _day(match["financial"][:4], 4)
            yield Moment(april, april + 12 * 31 - 1, until)


def _day(year: str, month: int, day: int = 1) -> int:
    return (12 * int(year) + month - 1) * 31 + day
