"""Which figures a statement gives, and whether a text bears a figure.

Figures are numbers, percentages, sums of money, years, financial years and the months of dates, written in digits.
The answering side checks figures too; this check shares no code with it on purpose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from mandate_qa.evaluation.matching import SUPERSCRIPTS, folded

LIST_MARK = re.compile(r"^\s*(?:[-*•○▪>]\s+)*(?:\d{1,2}[.)]\s+)?")
UNIT = r"%|per cent\b|percent\b|pc\b|bn\b|billion\b|mn?\b|million\b|k\b|thousand\b"
NUMBER = re.compile(rf"(?<![\w.])[£$€]?(\d+(?:\.\d+)*)(?:\s*-?({UNIT}))?")
BARE_NUMBER = re.compile(r"\d+(?:\.\d+)*")
LOOSE_UNIT = re.compile(rf"(?<![a-z])(?:{UNIT})")
YEARS = re.compile(r"(?<![\d.£])((?:19|20)\d\d|\d\d)\s*(?:-|/|to)\s*((?:19|20)?\d\d)(?!\.?\d|\s?%)")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?<![\w.])(?:{DAY}\s+(?:of\s+)?)?({MONTH})(?:\s+{DAY}(?=,?\s+\d{{4}}))?(?:,?\s+((?:19|20)\d\d)\b)?"
)
NEAR_YEAR = re.compile(rf"\b({MONTH})(?=[^.;]{{0,30}}?\b((?:19|20)\d\d)\b)")
"""A month and a year soon after it: "July – September 2021" gives July 2021 too."""

ONE_SPELLING = {"per cent": "%", "percent": "%", "pc": "%", "billion": "bn", "million": "m", "mn": "m", "thousand": "k"}
SCALES = {"k": Decimal(10) ** 3, "m": Decimal(10) ** 6, "bn": Decimal(10) ** 9}
SPELT = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as said: "70%" is ("70", "%"), "2021/22" is ("2021-22", ""), "£1.5 billion" is ("1.5", "bn")."""

    value: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.value}{self.unit}" if self.unit == "%" else f"{self.value} {self.unit}".strip()

    @property
    def amount(self) -> Decimal | None:
        """The value with its scale applied; None for what is no plain number."""
        try:
            return Decimal(self.value) * SCALES.get(self.unit, Decimal(1))
        except InvalidOperation:
            return None


@dataclass(frozen=True, slots=True)
class Bearing:
    """The figures that stand in a text, and the units that stand anywhere in it."""

    figures: frozenset[Figure]
    units: frozenset[str]

    def bears(self, figure: Figure) -> bool:
        """Whether the text gives `figure`: its number, with its unit there or, as in a table, elsewhere."""
        if figure in self.figures:
            return True
        same = {own.unit for own in self.figures if own.value == figure.value}
        if same and (not figure.unit or ("" in same and figure.unit in self.units)):
            return True
        return figure.unit in SCALES and figure.amount is not None and figure.amount in self.amounts()

    def amounts(self) -> set[Decimal | None]:
        """Every scaled amount the text gives, a bare number taken in each unit that stands in the text."""
        scaled = {own for own in self.figures if own.unit in SCALES}
        bare = {Figure(own.value, unit) for own in self.figures if not own.unit for unit in self.units & SCALES.keys()}
        return {own.amount for own in scaled | bare}


@lru_cache(maxsize=4_000)
def bearing(text: str) -> Bearing:
    """What `text` bears.

    Ends of ranges count by themselves, small numbers written as words count as digits, and a financial year counts
    by the years that are printed in full.
    """
    plain = folded(SUPERSCRIPTS.sub("", text.replace("*", "")))
    rest = YEARS.sub(lambda match: f" {printed_years(match)} " if financial_year(match) else match.group(), plain)
    spelt = {Figure(str(n)) for n, word in enumerate(SPELT) if re.search(rf"\b{word}\b", plain)}
    bare = {Figure(value) for value in BARE_NUMBER.findall(rest)}
    months = {Figure(f"{month[:3]} {year}") for month, year in NEAR_YEAR.findall(plain)}
    units = {ONE_SPELLING.get(unit, unit) for unit in LOOSE_UNIT.findall(plain)}
    return Bearing(frozenset({*figures(text), *spelt, *bare, *months}), frozenset(units))


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a statement without its list mark: financial years, dates, then numbers, each in order.

    A date is one figure for its day and month ("31 mar") and one for its month and year ("mar 2025").
    """
    plain = folded(SUPERSCRIPTS.sub("", LIST_MARK.sub("", text).replace("*", "")))
    years = [Figure(year) for match in YEARS.finditer(plain) if (year := financial_year(match))]
    dated = YEARS.sub(lambda match: " " if financial_year(match) else match.group(), plain)
    dates = [part for match in DATE.finditer(dated) for part in parts_of_date(match)]
    rest = DATE.sub(lambda match: " " if parts_of_date(match) else match.group(), dated)
    numbers = [Figure(value, ONE_SPELLING.get(unit, unit)) for value, unit in NUMBER.findall(rest)]
    return (*years, *dates, *numbers)


def parts_of_date(match: re.Match[str]) -> tuple[Figure, ...]:
    """Day with month, and month with year, as far as they are given; nothing for a "may" that is a verb."""
    before, month, after, year = match.groups()
    if month == "may" and not year:
        return ()
    parts = ([f"{before or after} {month[:3]}"] if before or after else []) + ([f"{month[:3]} {year}"] if year else [])
    return tuple(map(Figure, parts))


def financial_year(match: re.Match[str]) -> str:
    """2021/22, 21-22 or 2021 to 2022 as "2021-22"; empty when the numbers do not follow each other."""
    first, second = match.group(1)[-2:], match.group(2)[-2:]
    century = match.group(1)[:-2] or "20"
    return f"{century}{first}-{second}" if (int(first) + 1) % 100 == int(second) else ""


def printed_years(match: re.Match[str]) -> str:
    """The years of a financial year that are printed with all their digits."""
    return " ".join(year for year in match.groups() if len(year) == 4)
