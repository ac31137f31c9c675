"""Whether words speak of the month or year that a question names: by naming it, or because their document still ran.

Knows words and a document's dates alone; what a question demands is put together in `demands`.
"""

from __future__ import annotations

import re

from mandate_qa.periods import MONTHS, calendar_years, financial_years, month_number, normalised
from mandate_qa.types import Document

_MONTH = "|".join(name if name == "May" else f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\.?,? ?(20\d\d|[’']?\d\d(?!\d))\b", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"\b({_MONTH})\b", re.IGNORECASE)
_MONTH_SPAN = re.compile(rf"\b({_MONTH})\s?(?:–|-|to|until|and)\s?({_MONTH})\b", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:in|by|before|until|during|end of) (20[0-3]\d)\b(?!\s?[-–/]\s?\d\d)", re.IGNORECASE)


def dated(text: str) -> list[tuple[int, int]]:
    """Month (1–12) and year of each month that `text` names with its year, in order."""
    return [(month_number(month), 2000 + int(year[-2:])) for month, year in _MONTH_YEAR.findall(text)]


def years_in(text: str) -> tuple[int, ...]:
    """The single years by or in which `text` says that something is so, each once; "the 2023 plan" names none."""
    return tuple(dict.fromkeys(map(int, _IN_YEAR.findall(normalised(text)))))


def names_month(month: int, year: int, text: str) -> bool:
    """Whether `text` names this month of this year, or a span of months that holds it."""
    named = dated(text)
    if (month, year) in named:
        return True
    spans = [(month_number(first), month_number(last)) for first, last in _MONTH_SPAN.findall(text)]
    meant = month in map(month_number, _BARE_MONTH.findall(text)) or any(
        first <= month <= last for first, last in spans
    )
    return meant and year in {of for _, of in named}


def run_out(document: Document, month: int, year: int, around: str) -> bool:
    """Whether a document applied no longer when a month began, and `around`, words of it, names no year as late.

    False for a document without an end.
    """
    if document.period_end is None or document.period_end[:7] >= f"{year}-{month:02d}":
        return False
    words = normalised(around)
    named = [*calendar_years(words), *(int(period[:4]) + 1 for period in financial_years(words))]
    return max(named, default=0) < year
