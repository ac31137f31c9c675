"""Questions that the library can answer, to show a newcomer what may be asked; each was asked first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Protocol

from mandate_qa.answering.next_questions import Candidate, of_row, of_sections
from mandate_qa.answering.next_questions import Shelf as Library
from mandate_qa.answering.suggesting import Ask, promises
from mandate_qa.periods import financial_years
from mandate_qa.reading.tables import is_figure
from mandate_qa.types import Paragraph, ParagraphKind, PartKind

TRIED = 6
"""Questions that are asked of a document to find one."""
_ITEMS = 3
"""Bullets of a list that is worth asking for."""


class Shelf(Library, Protocol):
    """Documents with their paragraphs; the library of an index is one."""

    def paragraphs(self, document: str | None = None) -> Sequence[Paragraph]: ...  # noqa: D102


def example_questions(library: Shelf, ask: Ask, count: int = 4) -> tuple[str, ...]:
    """Up to `count` questions, one a document, the latest first, a figure of a table and a section in turns.

    `ask` gives the answer to one; only what is surely answered from its own place is offered.
    """
    latest = sorted(library.documents.values(), key=lambda document: document.published, reverse=True)
    found: list[str] = []
    for document in latest:
        if len(found) == count:
            break
        paragraphs = library.paragraphs(document.key)
        kinds = [_figures(paragraphs, library), _sections(paragraphs, library)]
        turns = chain.from_iterable(zip_longest(*(kinds if len(found) % 2 == 0 else reversed(kinds))))
        tried = islice(filter(None, turns), TRIED)
        found += islice((one.question for one in tried if _answered(one, ask)), 1)
    return tuple(found)


def _answered(candidate: Candidate, ask: Ask) -> bool:
    answer = ask(candidate.question)
    return answer is not None and promises(candidate, answer)


def _figures(paragraphs: Sequence[Paragraph], library: Shelf) -> Iterator[Candidate]:
    """A question for each total of a table by year, the last year of it."""
    for paragraph in paragraphs:
        columns = paragraph.table.columns if paragraph.table else ()
        for row in paragraph.table.rows if paragraph.table else ():
            told = [c for c, v in zip(columns, row.cells, strict=True) if is_figure(v) and financial_years(c)]
            if told and "total" in row.label.casefold():
                question = of_row(paragraph, row, financial_years(told[-1])[0], library)
                if question:
                    yield Candidate(question, "row", row=paragraph.parts[row.part].text)


def _sections(paragraphs: Sequence[Paragraph], library: Shelf) -> Iterator[Candidate]:
    """A question for each section that holds a list with an introduction."""
    listed = [
        paragraph
        for paragraph in paragraphs
        if paragraph.kind is ParagraphKind.LIST
        and sum(part.kind is PartKind.BULLET for part in paragraph.parts) >= _ITEMS
    ]
    yield from of_sections(listed, library)
