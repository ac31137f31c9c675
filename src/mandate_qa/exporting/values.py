"""The figures of a text as it prints them, in order, each with the kind that its own words tell.

Knows sums of money, percentages, dates, financial years, lengths of time and plain numbers. Numbers that only name a
place ("section 13A", "Objective 2", "para 1.15") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mandate_qa.periods import MONTHS, financial_years

_MONTH = f"(?:{'|'.join(MONTHS)})"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"bn|billion|m|million|k|thousand"
_TIME = r"minute|hour|day|week|month|year"
_FIGURE = re.compile(
    rf"(?P<date>\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?|{_MONTH},?\s\d{{4}})\b)"
    r"|(?P<year>(?<![\w.,£/-])(?:FY\s?)?(?:20)?\d\d\s?[-–/]\s?(?:20)?\d\d(?![\w/]|[.,]\d|\s?%))"
    r"|(?P<bracketed>(?<=\t)\((?:£\s?)?[\d,.]+\)(?=\t|\n|$))"
    rf"|(?P<sign>(?<![\w)])[-−])?(?P<money>£\s?)?(?<![\w.])(?<![A-Za-z][-–])(?P<number>{_NUMBER})"
    rf"(?:(?P<percent>\s?%|\sper\s?cent\b)|\s?(?P<scale>{_SCALE})\b|[\s-](?P<time>{_TIME})s?\b)?(?![\w]|\.\d)",
    re.IGNORECASE,
)
_NAMING = frozenset(
    "section sections paragraph paragraphs para paras objective objectives priority priorities commitment commitments "
    "annex annexes appendix chapter chapters table tables figure figures part parts condition conditions row rows "
    "column columns page pages box article articles schedule schedules regulation regulations domain domains step "
    "steps no.".split()
)
"""Words before a number that make it the name of something."""
_AMONG = re.compile(r"[\d.,–-]+|and|to")
"""What stands between such a word and the later of several numbers."""
_NEAR = 60
"""Characters before a number that are looked at."""
_LISTED = re.compile(r"^\s*(?:-\s+)?(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+)\s", re.MULTILINE)
"""The number of a paragraph or an item."""
_SCALES = {"bn": "billion", "m": "million", "k": "thousand"}
_HEADED = re.compile(r"\(£\s?(bn|billion|m|million|k|thousand)\b")
"""The unit of a table row's figures, as the row's own heading names it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure."""

    printed: str
    kind: str
    """"£ million", "%", "date", "financial year", "weeks", "number" …"""

    @property
    def core(self) -> str:
        """Its digits and points, by which a statement's figure is known again in the words that it rests on."""
        return re.sub(r"[^\d.]", "", self.printed).strip(".") if self.kind != "date" else self.printed.casefold()


def values_of(text: str) -> tuple[Value, ...]:
    """The figures of `text` in the order of reading."""
    return tuple(value for line in text.split("\n") for value in _values(line))


def _values(line: str) -> Iterator[Value]:
    listed = _LISTED.match(line)
    row = _HEADED.search(line.partition("\t")[0])
    unit = f"£ {_scale(row[1])}" if row and "\t" in line else ""
    for found in _FIGURE.finditer(line, listed.end() if listed else 0):
        if found["year"] and not financial_years(found["year"]):
            yield from (Value(part, "number") for part in re.findall(r"\d+", found["year"]))
        elif found["number"] and not found["money"] and _names(line[max(0, found.start() - _NEAR) : found.start()]):
            continue
        else:
            kind = _kind(found)
            yield Value(found.group().strip(), unit if unit and kind == "number" else kind)


def _names(before: str) -> bool:
    """Whether the words before a number make it the name of something."""
    words = before.casefold().split() if before[-1:].isspace() else []
    while words and _AMONG.fullmatch(words[-1]):
        words.pop()
    return bool(words) and words[-1].lstrip("(“'") in _NAMING


def _kind(found: re.Match[str]) -> str:
    if found["date"] or found["year"]:
        return "date" if found["date"] else "financial year"
    if found["bracketed"]:
        return "£" if "£" in found["bracketed"] else "number"
    if found["percent"]:
        return "%"
    if found["time"]:
        return f"{found['time'].lower()}s"
    scale = _scale(found["scale"]) if found["scale"] else ""
    if found["money"]:
        return f"£ {scale}".strip()
    return scale or "number"


def _scale(word: str) -> str:
    return _SCALES.get(word.lower(), word.lower())
