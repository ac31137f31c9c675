"""Questions that the library can answer, to show a newcomer what may be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from mandate_qa.periods import financial_years
from mandate_qa.reading.tables import is_figure
from mandate_qa.types import Document, Paragraph, ParagraphKind, PartKind


class Shelf(Protocol):
    """Documents with their paragraphs; the library of an index is one."""

    documents: dict[str, Document]

    def paragraphs(self, document: str | None = None) -> Sequence[Paragraph]: ...  # noqa: D102


def example_questions(library: Shelf, count: int = 4) -> tuple[str, ...]:
    """Up to `count` questions, one a document, the latest first, a figure of a table and a section in turns."""
    latest = sorted(library.documents.values(), key=lambda document: document.published, reverse=True)
    found = []
    for n, document in enumerate(latest[:count]):
        paragraphs = library.paragraphs(document.key)
        figures, sections = _figures(document, paragraphs), _sections(document, paragraphs)
        first, second = (figures, sections) if n % 2 == 0 else (sections, figures)
        question = next(first, None) or next(second, None)
        if question:
            found.append(question)
    return tuple(found)


def _figures(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """A question for each total of a table by year."""
    for paragraph in paragraphs:
        table = paragraph.table
        if table is None or not any(map(financial_years, table.columns)):
            continue
        for row in table.rows:
            cells = [
                (c, v) for c, v in zip(table.columns, row.cells, strict=True) if is_figure(v) and financial_years(c)
            ]
            if cells and "total" in row.label.casefold():
                name = re.sub(r"\s*\(.*?\)", "", table.caption or row.label)
                yield f"What does the {document.short_title} give for “{name}” in {financial_years(cells[-1][0])[0]}?"


def _sections(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """A question for each section that holds a list with an introduction."""
    for paragraph in paragraphs:
        bullets = sum(part.kind is PartKind.BULLET for part in paragraph.parts)
        if paragraph.kind is ParagraphKind.LIST and bullets >= 3 and paragraph.section:
            heading = re.sub(r"^\W*(?:\w+ )?\w+[.:]\s+", "", paragraph.section[-1]).rstrip(".")
            if len(heading.split()) <= 12:
                yield f"What does the {document.short_title} say about “{heading}”?"
