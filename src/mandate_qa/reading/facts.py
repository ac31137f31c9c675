"""What a document tells of itself: its title, publisher, date and period, read from its first blocks.

Each fact comes with the words that tell it, so that people can judge. A fact that is not told is left out, never
guessed from what such documents usually say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from mandate_qa.periods import MONTHS, calendar_years, financial_years, month_number
from mandate_qa.types import Block, BlockKind

LOOKED_AT = 40
"""Blocks from the beginning that may tell."""
SHORT = 14
"""Words of a line that tells a date; a longer one is a sentence about something else."""
LONGEST_TITLE = 200
"""Characters."""

_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH}),? (\d{{4}})\b", re.IGNORECASE)
_AMERICAN = re.compile(rf"\b({_MONTH}) (\d{{1,2}}),? (\d{{4}})\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b({_MONTH}),? (\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_PUBLISHING = re.compile(
    r"\b(?:first |last )?(?:published|publication date|issued|dated?|date of issue|updated)\b", re.I
)

_BODY = (
    r"(?:Department (?:of|for)|Ministry of|Office (?:of|for)|HM |His Majesty's |Her Majesty's |NHS |Cabinet Office|"
    r"Home Office|Foreign Office|Public Health |UK |National |Scottish |Welsh |Northern Ireland |Committee |"
    r"(?:\w+ ){1,4}(?:Government|Council|Agency|Authority|Commission|Committee|Institute|Executive|Inspectorate|"
    r"Association|Board|Office|Trust|Service|Regulator)$)"
)
_PUBLISHER = re.compile(rf"(?:the )?{_BODY}", re.IGNORECASE)
_NAMED = re.compile(r"(title|subject|from|publisher|published by|author)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
_KIND = re.compile(
    r"\b(?:mandate|(?:business |delivery |long term |workforce |action )?plan|strategy|"
    r"(?:planning |statutory )?guidance|framework|white paper|green paper|annual report|report|review|directions|"
    r"charter|code of practice|circular)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;:]$|^(?:this|these|it|we|please)\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(20\d\d)\s?(?:to|-|–)\s?(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a document tells of itself."""

    value: str
    words: str
    """Where it says so."""


def facts_of(blocks: Sequence[Block], title: str = "") -> dict[str, Fact]:
    """What the first of `blocks` tell: "title", "publisher", "published", "period_start", "period_end", where told.

    `title` is the one that the file itself names, "" when it names none. Dates are ISO, as far as they are known.
    """
    lines = [line for block in blocks[:LOOKED_AT] for line in lines_of(block) if line]
    found = {"title": title_fact(lines, title), "publisher": publisher_fact(lines), "published": published_fact(lines)}
    found |= period_facts(found["title"].value if found["title"] else "")
    return {name: fact for name, fact in found.items() if fact}


def lines_of(block: Block) -> list[str]:
    """The words of a block, line by line; nothing for a table or an entry of the contents."""
    if block.kind in (BlockKind.TABLE, BlockKind.CONTENTS, BlockKind.FOOTNOTE):
        return []
    return [" ".join(block.text.split()).lstrip("# ")]


def title_fact(lines: Sequence[str], told: str) -> Fact | None:
    """The title: as the file names it, as a line "Title: …" says it, or the first line that reads like one."""
    if told:
        return Fact(told, "the file's own title")
    for line in lines:
        named = _NAMED.match(line)
        if named and named[1].lower() in ("title", "subject"):
            return Fact(shorten(named[2], LONGEST_TITLE, placeholder=" …"), line)
    line = next((line for line in lines if is_title(line)), lines[0] if lines else "")
    return Fact(shorten(line, LONGEST_TITLE, placeholder=" …"), line) if line else None


def is_title(line: str) -> bool:
    """Whether a line reads like a title: some words, and neither a name, a date, a code nor a sentence."""
    words = line.split()
    if len(words) < 2 or len(line) > LONGEST_TITLE or _SENTENCE.search(line) or _PUBLISHING.match(line):
        return False
    bare = len(words) <= 6 and _PUBLISHER.match(line) and not re.search(r"\d", line)
    return not bare and not date_in(line.strip("()"), whole=True) and any(word[:1].isalpha() for word in words)


def publisher_fact(lines: Sequence[str]) -> Fact | None:
    """Who published it: as a line "From: …" says it, or the first line that is a body's name and nothing else."""
    for line in lines:
        named = _NAMED.match(line)
        if named and named[1].lower() in ("from", "publisher", "published by", "author") and len(named[2]) < 100:
            return Fact(named[2].strip(" ."), line)
    for line in lines[:12]:
        if len(line.split()) <= 8 and _PUBLISHER.match(line) and not re.search(r"[\d:]|[.;]$", line):
            return Fact(line, line)
    return None


def published_fact(lines: Sequence[str]) -> Fact | None:
    """When it was published: the date beside such a word, else one that stands alone on a line."""
    for line in lines:
        match = _PUBLISHING.search(line)
        if match and len(line.split()) <= SHORT and (day := date_in(line[match.end() :])):
            return Fact(day, line)
    for line in lines[:15]:
        if day := date_in(line.strip("()"), whole=True):
            return Fact(day, line)
    return None


def date_in(text: str, whole: bool = False) -> str:
    """The first date in `text` as ISO, a day if it names one, else a month; "" without. `whole`: it is nothing else."""
    for pattern, order in ((_DAY, "dmy"), (_AMERICAN, "mdy"), (_ISO, "ymd"), (_SLASHED, "dmy"), (_MONTH_YEAR, "my")):
        match = pattern.fullmatch(text) if whole else pattern.search(text)
        if match and (day := iso(dict(zip(order, match.groups(), strict=True)))):
            return day
    return ""


def iso(parts: dict[str, str]) -> str:
    """Year, month and day as ISO; "" when there is no such day."""
    month = parts["m"] if parts["m"].isdigit() else month_number(parts["m"])
    day = int(parts.get("d", 1))
    try:
        found = date(int(parts["y"]), int(month), day)
    except ValueError:
        return ""
    return found.isoformat()[: None if "d" in parts else 7] if 1900 <= found.year <= 2100 else ""


def period_facts(title: str) -> dict[str, Fact | None]:
    """The days that the years of a title span: 2021-22 begins on 1 April 2021 and ends on 31 March 2022."""
    years = sorted(int(year[:4]) for year in financial_years(title))
    span = _RANGE.search(title)
    if years:
        start, end, words = f"{years[0]}-04-01", f"{years[-1] + 1}-03-31", "the financial years of the title"
    elif span and int(span[1]) < int(span[2]):
        start, end, words = f"{span[1]}-01-01", f"{span[2]}-12-31", f"“{span.group()}” in the title"
    else:
        return {}
    return {"period_start": Fact(start, words), "period_end": Fact(end, words)}


def kind_and_year(title: str) -> str:
    """What people call a document: its year and kind, "2021-22 mandate"; "" when its title does not tell both."""
    years = financial_years(title) or tuple(map(str, calendar_years(title)))
    kind = _KIND.search(title)
    return f"{years[0]} {kind.group().lower()}" if len(years) == 1 and kind else ""
