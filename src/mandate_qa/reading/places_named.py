"""The places of one document by what a reader calls them: "paragraph 1.3", "section 2", "Table 1", "objective 10"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from mandate_qa.reading.labels import TABLE_NUMBER
from mandate_qa.reading.marks import ITEMS
from mandate_qa.reading.outline import annex_of
from mandate_qa.types import Paragraph, ParagraphKind

_HEADED = re.compile(
    rf"(?P<noun>part|chapter|section|volume|article|clause|regulation|rule|figure|chart|box|table|{'|'.join(ITEMS)})\s+"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[A-Z]?|[A-Z]\.?\d{0,2}|[IVX]{1,5})\b(?=\s*(?:$|\W))",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*|[A-Z])[.:)]?\s+\D")
_SECTIONS = ("section", "chapter", "part")
"""What a heading with a mere number before it may be called."""
_BOUND = re.compile(r"\s*(?:–|-|\bto\b|\bthrough\b)\s*")
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\band\b|\bor\b|&)\s*")


class PlacesNamed:
    """Looks up the paragraphs of one document by name."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._headings: dict[str, list[int]] = defaultdict(list)
        for n, paragraph in enumerate(paragraphs):
            if paragraph.number is not None:
                self._numbers[paragraph.number.casefold()].append(n)
            for name in _names(paragraph):
                self._headings[name.casefold()].append(n)

    def ids(self, noun: str, several: str, at: Paragraph, within: str = "") -> Iterator[str]:
        """Ids of what "paragraphs 1.3 to 1.5 and 1.9" names, seen from the paragraph `at`; `noun` in the singular.

        `within` is the annex or part named along with it, lower case.
        """
        for piece in filter(None, _BETWEEN.split(several)):
            ends = [self._one(noun, end, at, within) for end in _BOUND.split(piece)]
            if len(ends) == 2 and all(ends):
                yield from self._between(ends[0][0], ends[1][-1])
            elif ends[0]:
                yield from (self._paragraphs[n].id for n in ends[0])

    def exactly(self, number: str) -> tuple[str, ...]:
        """Ids of the paragraphs with this very number."""
        return tuple(self._paragraphs[n].id for n in self._numbers.get(number.casefold(), ()))

    def lone(self, word: str) -> tuple[str, ...]:
        """Id of the one annex that has neither letter nor number: "the Annex"."""
        found = self._headings.get(word.casefold(), [])
        return (self._paragraphs[found[0]].id,) if found else ()

    def _one(self, noun: str, number: str, at: Paragraph, within: str) -> list[int]:
        """Indices of the paragraphs that one number names; a letter below a paragraph leads to the paragraph."""
        while True:
            for name in self._candidates(noun, number.strip(), at, within):
                found = self._numbers.get(name) or self._headings.get(name)
                if found:
                    return found[:1]
            shorter = re.sub(r"\([0-9a-zA-Z]{1,4}\)$", "", number)
            if shorter == number:
                return []
            number = shorter

    def _candidates(self, noun: str, number: str, at: Paragraph, within: str) -> Iterator[str]:
        """Names that a number may have here, the likeliest first: that of its own annex or part before the body's."""
        number = number.casefold()
        here = within or _division(at)
        if noun == "paragraph":
            if here:
                yield from (f"{here} paragraph {number}", f"{here} {number}")
            if not within:
                yield number
        elif noun == "footnote":
            yield f"footnote {number}"
        else:
            if here:
                yield f"{here} {noun} {number}"
            if not within:
                yield f"{noun} {number}"
                if noun == "section":
                    yield from (number, f"{number}(1)")
                if noun in ITEMS:
                    yield from self._in_annexes(f"{noun} {number}")

    def _in_annexes(self, name: str) -> Iterator[str]:
        """The item of this name in any annex: "annex 2 objective 11" for "objective 11"."""
        return (number for number in self._numbers if number.endswith(f" {name}"))

    def _between(self, first: int, last: int) -> Iterator[str]:
        """Ids of the numbered paragraphs from one to another, both included, where they are counted together."""
        alike = _prefix(self._paragraphs[first].number)
        for paragraph in self._paragraphs[first : last + 1] if first <= last else ():
            heading = self._paragraphs[first].kind is ParagraphKind.HEADING
            if (
                paragraph.kind is ParagraphKind.HEADING
                and heading
                and len(paragraph.section) == len(self._paragraphs[first].section)
            ):
                yield paragraph.id
            elif not heading and paragraph.number is not None and _prefix(paragraph.number) == alike:
                yield paragraph.id


def _names(paragraph: Paragraph) -> Iterator[str]:
    """What a heading, table or footnote is called."""
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        yield f"footnote {paragraph.id.rpartition('-')[2]}"
    if paragraph.kind is ParagraphKind.TABLE and paragraph.table is not None:
        printed = TABLE_NUMBER.match(paragraph.table.caption)
        if printed:
            yield f"{printed['word']} {printed['number']}"
    if paragraph.kind is not ParagraphKind.HEADING:
        return
    annex, headed, counted = (annex_of(paragraph.text), _HEADED.match(paragraph.text), _COUNTED.match(paragraph.text))
    if annex:
        yield annex
    elif headed and headed["noun"].lower() != "table":
        yield f"{headed['noun']} {headed['number']}"
    elif counted:
        yield from (f"{noun} {counted['number']}" for noun in _SECTIONS)


def _division(at: Paragraph) -> str:
    """The annex or part that a paragraph stands in, as numbers are told apart by it; "" in the body."""
    annex = next(filter(None, map(annex_of, at.section)), None)
    if annex:
        return annex.casefold()
    named = (at.number or "").casefold().partition(" paragraph ")
    return named[0] if named[1] else ""


def _prefix(number: str | None) -> str:
    """A number without its last word: "Annex B paragraph" of "Annex B paragraph 3"."""
    return (number or "").rpartition(" ")[0]
