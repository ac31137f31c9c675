"""A reading of a document against what a right one must tell: how much of it is right, and what is not.

Words are told by their letters alone, so that neither line ends nor blanks count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.truth import NamedCell, Unit

from mandate_qa.types import Paragraph, ParagraphKind, Row, Table

_NOT_LETTERS = re.compile(r"[\W_]+")
_FILLER = re.compile(r"\b(?:para|paragraph)\s+")


@dataclass
class Score:
    """How many there are of each thing, how many are right, and a line for each that is not."""

    numbers: Counter[str] = field(default_factory=Counter)
    order: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, right: bool, line: str) -> None:
        """Count one thing of a sort."""
        getattr(self, what).update(all=1, right=int(right))
        if not right:
            self.wrong.append(f"{what}: {line}")

    def add(self, other: Score) -> None:
        """Take in the counts of another reading."""
        for what in ("numbers", "order", "cells", "pages", "sections", "notes"):
            getattr(self, what).update(getattr(other, what))
        self.wrong += other.wrong

    def share(self, what: str) -> float:
        """The share that is right, 1.0 where there is none."""
        counts: Counter[str] = getattr(self, what)
        return counts["right"] / counts["all"] if counts["all"] else 1.0

    def errors(self, what: str) -> int:
        """How many are not right."""
        counts: Counter[str] = getattr(self, what)
        return counts["all"] - counts["right"]


@dataclass(frozen=True)
class Found:
    """Where the words of a unit were read."""

    paragraph: Paragraph
    at: int
    """Letters before them in their paragraph."""
    before: str
    """What stands right before them on their line."""


def checked(
    units: Sequence[Unit], cells: Sequence[NamedCell], paragraphs: Sequence[Paragraph], pages: Sequence[int]
) -> Score:
    """What is right of the paragraphs that were read. `pages` are those of the units; empty for no pages."""
    score = Score()
    found = list(_located(units, paragraphs))
    _check_numbers(units, found, paragraphs, score)
    _check_order(units, found, score)
    _check_sections(units, found, score)
    tables = [paragraph.table for paragraph in paragraphs if paragraph.table is not None]
    for cell in cells:
        score.count("cells", any(_has(table, cell) for table in tables), f"{cell}")
    _check_pages(units, found, pages, score)
    return score


def _located(units: Sequence[Unit], paragraphs: Sequence[Paragraph]) -> Iterator[Found | None]:
    """Where each unit was read: the first place that no other has taken, notes among footnotes."""
    texts = [_letters(paragraph.text) for paragraph in paragraphs]
    taken: set[tuple[int, int]] = set()
    for unit in units:
        words = _letters(unit.text)
        places = [
            (n, at)
            for n, text in enumerate(texts)
            if paragraphs[n].kind is not ParagraphKind.CONTENTS and _fits(unit, paragraphs[n])
            for at in _places(words, text)
            if (n, at) not in taken
        ]
        if unit.kind == "heading":  # the one that says nothing else, before one that holds the words among others
            places.sort(key=lambda each: texts[each[0]].removesuffix(words) not in ("", _letters(unit.mark)))
        place = next(iter(places), None)
        if place is None:
            yield None
            continue
        taken.add(place)
        yield Found(paragraphs[place[0]], place[1], _before(unit.text, paragraphs[place[0]].text))


def _fits(unit: Unit, paragraph: Paragraph) -> bool:
    """Whether a paragraph is of a kind that may hold a unit."""
    if unit.kind == "heading":
        return paragraph.kind is ParagraphKind.HEADING or unit.number is not None
    return (unit.kind == "note") == (paragraph.kind is ParagraphKind.FOOTNOTE)


def _check_numbers(
    units: Sequence[Unit], found: Sequence[Found | None], paragraphs: Sequence[Paragraph], score: Score
) -> None:
    for unit, place in zip(units, found, strict=True):
        read = place.paragraph.number if place else "not read"
        right = place is not None and _is_cited(unit, place)
        score.count("numbers", right, f"{unit.number} read as {read}: {unit.mark} {unit.text[:60]}")
    wanted = Counter(_plain(unit.number) for unit in units if unit.number)
    given = Counter(_plain(paragraph.number) for paragraph in paragraphs if paragraph.number)
    for number, times in given.items():
        if not wanted[number]:
            score.count("numbers", False, f"{number} is no number of this document")
        elif times > 1:
            score.count("numbers", False, f"{number} was read {times} times")


def _is_cited(unit: Unit, place: Found) -> bool:
    """Whether a unit is cited as it should be; a list item by its paragraph and its mark, or both in one."""
    read = _plain(place.paragraph.number)
    if not unit.mark or unit.kind == "heading":
        return read == _plain(unit.number)
    mark = unit.mark.strip("().")
    if read != _plain(unit.number):
        return f"({mark})" in read and read.startswith(_plain(unit.number))
    return mark in place.before


def _check_order(units: Sequence[Unit], found: Sequence[Found | None], score: Score) -> None:
    """Each unit must stand behind the one before it; notes stand where their format has them."""
    last = (-1, -1)
    for unit, place in zip(units, found, strict=True):
        if unit.kind == "note" or place is None:
            continue
        here = (place.paragraph.position, place.at)
        score.count("order", here > last, f"{unit.text[:60]} stands before what comes before it")
        last = here


def _check_sections(units: Sequence[Unit], found: Sequence[Found | None], score: Score) -> None:
    for unit, place in zip(units, found, strict=True):
        if unit.section and unit.kind not in ("note", "row") and place is not None:
            read = place.paragraph.section[-1] if place.paragraph.section else ""
            score.count("sections", _letters(read) == _letters(unit.section), f"{unit.text[:50]} under {read!r}")
        for note in unit.notes if place is not None else ():
            tied = any(each.endswith(f"footnote-{note}") for each in place.paragraph.notes) if place else False
            score.count("notes", tied, f"footnote {note} of {unit.text[:50]}")


def _check_pages(units: Sequence[Unit], found: Sequence[Found | None], pages: Sequence[int], score: Score) -> None:
    """Each paragraph that was read must have the page of the first unit in it."""
    seen: set[str] = set()
    for unit, place, page in zip(units, found, pages, strict=False):
        if place is None or place.paragraph.id in seen:
            continue
        seen.add(place.paragraph.id)
        read = place.paragraph.page
        score.count("pages", read == page, f"page {page} read as {read}: {unit.text[:60]}")


def _has(table: Table, cell: NamedCell) -> bool:
    """Whether a table has a cell with the names it should have."""
    names = [heading or table.unit for heading in table.columns]  # a heading that is but a unit may be known as that
    columns = [n for n, heading in enumerate(names) if _letters(heading) == _letters(cell.column)]
    return any(
        _value(row.cells[n]) == _value(cell.value) and _names(table, row, n, cell)
        for row in table.rows
        if _letters(row.label) == _letters(cell.label) and _letters(row.group) == _letters(cell.group)
        for n in columns
    )


def _names(table: Table, row: Row, column: int, cell: NamedCell) -> bool:
    """Whether the unit of a cell can be told, and no other is."""
    if not cell.unit:
        return True
    if table.unit:
        return table.unit == cell.unit
    return any(cell.unit in words.casefold() for words in (table.caption, table.columns[column], row.label))


def _value(cell: str) -> str:
    """A cell without blanks and bullets."""
    return re.sub(r"\s+", "", re.sub(r"(?m)^\s*[-•]\s+", "", cell))


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _before(words: str, text: str) -> str:
    """The mark that stands right before words in the text of a paragraph."""
    opening = r"\s+".join(map(re.escape, words.split()[:4]))
    found = re.search(rf"(\S*)\s+{opening}", text)
    return found[1] if found else ""


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _plain(number: str | None) -> str:
    """A number without what may or may not be written: "para", capitals."""
    return _FILLER.sub("", (number or "").casefold())
