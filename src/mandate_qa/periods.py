"""Financial years in the words people use: 2021-22, 2021/22, 21/22, FY21, "2023 to 2024"; months' names, days in words.

A financial year is written "2021-22" inside the program, whatever the source prints.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from mandate_qa.types import Document

MONTHS = tuple("January February March April May June July August September October November December".split())

_FULL = re.compile(r"\b(20\d\d)\s?(?:[-–/]|to)\s?(?:20)?(\d\d)\b(?![\d%]|,\d)")
_SHORT = re.compile(
    r"(?<![\d£.,/])(?:(?<=financial years )|(?<!\byears ))\b(?:FY\s?)?([12]\d)\s?[-–/]\s?([12]\d)\b"
    r"(?![\d%/]|[.,]\d|\s?(?:year|per|weeks?|days?|months?|hours?))"
)
"""Two digits each; "years 10-11" are those of a school."""
_FISCAL = re.compile(r"\bFY\s?(?:20)?(\d\d)\b(?!\s?[-–/]\s?\d)", re.IGNORECASE)
_YEAR = re.compile(r"\b(20[0-3]\d)\b(?!\s?[-–/]\s?\d\d|,\d|\s?(?:people|patients|staff|places|trusts))")
_LATER = re.compile(r"\b(?:the )?(?:(?:next|following|subsequent) year|year after(?:wards| that)?|year later)\b", re.I)
_EARLIER = re.compile(r"\b(?:the )?(?:(?:previous|preceding|prior) year|year before(?: that)?|year earlier)\b", re.I)

_CUT = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?", re.IGNORECASE)
_MONTHS_JOINED = re.compile(rf"\b({'|'.join(MONTHS)})\s?[-–/]\s?(?=(?:{'|'.join(MONTHS)})\b)", re.IGNORECASE)


_TO_THE_MONTH = 7
"""Length of an ISO date that stops at the month."""


def day_words(iso: str) -> str:
    """An ISO date as far as it is known, in words: "31 March 2022", "March 2017", "2021"; anything else as it is."""
    try:
        if len(iso) == _TO_THE_MONTH:
            return f"{date.fromisoformat(f'{iso}-01'):%B %Y}"
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def months_in_full(text: str) -> str:
    """`text` with "Apr-Sept" written "April to September"."""
    whole = _CUT.sub(lambda match: MONTHS[month_number(match.group().rstrip(".")) - 1], text)
    return _MONTHS_JOINED.sub(r"\1 to ", whole)


def month_number(name: str) -> int:
    """1 for January to 12, in any case, also of "Jan" and "Sept". Raises ValueError for another word."""
    found = [n for n, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.lower().startswith(name.lower())]
    if not found:
        raise ValueError(f"{name!r} is no month")
    return found[0]


@lru_cache(maxsize=50_000)
def financial_years(text: str) -> tuple[str, ...]:
    """The financial years named in `text`, as "2021-22", each once, in order of appearance.

    A pair counts only when the second year follows the first ("13-16" is none, nor is "35-50").
    """
    found: list[tuple[int, str]] = []
    for pattern in (_FULL, _SHORT):
        for match in pattern.finditer(text):
            start = int(match[1]) % 100
            if int(match[2]) == (start + 1) % 100:
                found.append((match.start(), year_name(2000 + start)))
    found += [(match.start(), year_name(1999 + int(match[1]))) for match in _FISCAL.finditer(text)]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def calendar_years(text: str) -> tuple[int, ...]:
    """The single years named in `text` (2013, not 2013-14), each once, in order of appearance."""
    return tuple(dict.fromkeys(int(match[1]) for match in _YEAR.finditer(text)))


def year_name(start: int) -> str:
    """The financial year that begins in April of `start`: "2021-22" for 2021."""
    return f"{start}-{(start + 1) % 100:02d}"


def shift(period: str, years: int) -> str:
    """The financial year that many years later, or earlier when negative."""
    return year_name(int(period[:4]) + years)


def asked_shift(text: str) -> int:
    """How many years later (1) or earlier (−1) than the last answer a question asks about; 0 when it does not say."""
    if _LATER.search(text):
        return 1
    return -1 if _EARLIER.search(text) else 0


def without_shift(text: str) -> str:
    """`text` without the words that ask for a year later or earlier."""
    return _EARLIER.sub(" ", _LATER.sub(" ", text))


@lru_cache(maxsize=50_000)
def normalised(text: str) -> str:
    """`text` with every financial year written "2021-22", so that wordings can be compared."""

    def full(match: re.Match[str]) -> str:
        start = int(match[1])
        return year_name(start) if int(match[2]) == (start + 1) % 100 else match.group()

    def short(match: re.Match[str]) -> str:
        start = int(match[1])
        return year_name(2000 + start) if int(match[2]) == (start + 1) % 100 else match.group()

    return _SHORT.sub(short, _FULL.sub(full, text))


def covers(document: Document, period: str) -> bool:
    """Whether a document applies in a financial year; one with an open end applies in the year it began."""
    if document.period_start is None:
        return False
    first = _starting_year(document.period_start)
    last = _starting_year(document.period_end) if document.period_end else first
    return first <= int(period[:4]) <= last


def covers_year(document: Document, year: int) -> bool:
    """Whether a document was published in, or applies from, a calendar year."""
    return any(day is not None and day.startswith(str(year)) for day in (document.published, document.period_start))


def _starting_year(day: str) -> int:
    """The year in whose April the financial year of an ISO day began."""
    year, month = int(day[:4]), int(day[5:7] or 4)
    return year if month >= 4 else year - 1
