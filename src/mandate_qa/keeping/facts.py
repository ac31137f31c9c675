"""The figures of an answer that readers found right, as the facts that a graded question wants.

Each fact is a group of spellings, of which a right answer holds one. What counts as a figure is for
`evaluation.figures` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandate_qa.evaluation.figures import (
    DATE,
    LIST_MARK,
    MONTH,
    NUMBER,
    ONE_SPELLING,
    YEARS,
    Figure,
    figures,
    financial_year,
    parts_of_date,
)
from mandate_qa.evaluation.marks import without_marks
from mandate_qa.evaluation.matching import SUPERSCRIPTS, folded, says

UNITS = {
    "%": ("{}%", "{} %", "{} per cent", "{} percent"),
    "bn": ("{}bn", "{} bn", "{} billion"),
    "m": ("{}m", "{} m", "{} million"),
    "k": ("{}k", "{} thousand"),
}
"""Spellings of a number with its unit."""

COUNTED = re.compile(r"\(\d{1,2}\)")
"""The number of a point within a sentence, which is no figure."""

Group = tuple[str, ...]


def facts_of(text: str, asked: str, named: str, quoted: str) -> tuple[Group, ...]:
    """The figures that an answer gives and its question does not, each once, in order; `says` finds every one.

    Those that stand in how the cited places are `named` ("Table 2") and not in the words `quoted` are no facts.
    """
    told = without_marks(text)
    known = set(figures(asked))
    groups = dict.fromkeys(group for line in told.splitlines() for group in groups_of(line, known))
    return tuple(
        group for group in groups if said_in(told, group) and (said_in(quoted, group) or not said_in(named, group))
    )


def said_in(text: str, group: Group) -> bool:
    """Whether a text says one of a group of spellings."""
    return any(says(text, spelling) for spelling in group)


def groups_of(line: str, known: set[Figure]) -> Iterator[Group]:
    """The figures of one line that are not among the `known`: financial years, dates, then numbers."""
    rest = folded(COUNTED.sub(" ", SUPERSCRIPTS.sub("", LIST_MARK.sub("", line).replace("*", ""))))
    for pattern, spelt in ((YEARS, year_spellings), (DATE, date_spellings), (NUMBER, number_spellings)):
        for match in pattern.finditer(rest):
            if (group := spelt(match)) and not set(figures(match.group())) <= known:
                yield group
        rest = pattern.sub(lambda match, spelt=spelt: " " if spelt(match) else match.group(), rest)  # type: ignore[misc]


def year_spellings(match: re.Match[str]) -> Group:
    """A financial year as printed, with a dash and with a slash; nothing for two numbers that are none."""
    year = financial_year(match)
    return tuple(dict.fromkeys((match.group(), year, year.replace("-", "/")))) if year else ()


def date_spellings(match: re.Match[str]) -> Group:
    """A date as printed, its month with a capital; nothing for a "may" that is a verb."""
    if not parts_of_date(match):
        return ()
    return (re.sub(MONTH, lambda month: month.group().capitalize(), match.group().strip()),)


def number_spellings(match: re.Match[str]) -> Group:
    """A number with its unit in every spelling; thousands parted by commas."""
    value, unit = match.groups()
    value = f"{int(value):,}" if value.isdecimal() and len(value) > 4 else value
    if not unit:
        return (value,)
    return tuple(form.format(value) for form in UNITS[ONE_SPELLING.get(unit, unit)])
