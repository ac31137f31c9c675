"""Draft → Answer: every sentence is held against the paragraphs it cites, and marks are given out.

A statement stays only when each quote stands word for word in its paragraph and the statement claims nothing that
the quotes, with what names them, do not bear. It works on any Draft, whoever composed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from mandate_qa.answering.claims import unsupported
from mandate_qa.answering.columns import misplaced
from mandate_qa.answering.rewording import altered
from mandate_qa.answering.wording import WITHHELD, refusal
from mandate_qa.reading.defined import Definitions
from mandate_qa.reading.labels import part_label
from mandate_qa.types import Answer, Citation, Document, Draft, Evidence, Hit, Paragraph, Query, Statement, Status


class Source(Protocol):
    """Where paragraphs and documents are looked up; the library of an index is one."""

    documents: dict[str, Document]

    @property
    def definitions(self) -> Definitions: ...  # noqa: D102

    def paragraph(self, paragraph_id: str) -> Paragraph: ...  # noqa: D102

    def numbered(self, number: str, documents: Iterable[str] = ()) -> Iterable[Paragraph]: ...  # noqa: D102


def verify(draft: Draft, source: Source, query: Query, hits: Sequence[Hit]) -> Answer:
    """The answer that is left of `draft` when what its evidence does not bear is withheld.

    Marks [1], [2] … are given in order of first appearance; statements on the same words share one. When nothing is
    left, the answer is a refusal that offers the nearest paragraphs.
    """
    kept = [statement for statement in draft.statements if not faults(statement, source)]
    withheld = len(draft.statements) - len(kept)
    notes = (*draft.notes, *query.notes, *([WITHHELD.format(count=withheld)] if withheld else []))
    if not any(statement.evidence for statement in kept):
        status = draft.status if not draft.status.answered else Status.NOT_IN_DOCUMENTS
        text, citations = refusal(status, query, hits, source.documents), ()
        return Answer(text, status, citations, notes, query, tuple(hits), draft, confidence=draft.confidence)
    status = Status.PARTLY_ANSWERED if withheld and draft.status.answered else draft.status
    marks = _Marks(source)
    text = _laid_out([(statement, marks.of(statement)) for statement in kept])
    return Answer(text, status, tuple(marks.citations), notes, query, tuple(hits), draft, confidence=draft.confidence)


def faults(statement: Statement, source: Source) -> tuple[str, ...]:
    """What is wrong with a statement, in words; empty when its evidence bears it.

    A statement of ours without evidence may make no claim; a figure we worked out is not looked for in the evidence.
    """
    if not statement.evidence:
        return unsupported(statement.text, "")
    found: list[str] = []
    for evidence in statement.evidence:
        if not evidence.quote.strip() or evidence.quote not in source.paragraph(evidence.paragraph_id).text:
            found.append(f"quote not in {evidence.paragraph_id}")
    if statement.derived:
        return tuple(found)
    around = [_around(evidence, source) for evidence in statement.evidence]
    quotes = [evidence.quote for evidence in statement.evidence]
    found += unsupported(statement.text, "\n".join([*around, *quotes]))
    for n, evidence in enumerate(statement.evidence):
        others = "\n".join([*around, *quotes[:n], *quotes[n + 1 :]])
        found += altered(statement.text, evidence.quote, others)
        found += _misplaced(statement.text, evidence, source)
    return tuple(dict.fromkeys(found))


def _around(evidence: Evidence, source: Source) -> str:
    """The words that may bear a claim besides the quote: what introduces it, and what names its document."""
    paragraph = source.paragraph(evidence.paragraph_id)
    document = source.documents[paragraph.document]
    words = [evidence.names, *paragraph.section, document.title, document.short_title]
    if evidence.part is not None:
        at = paragraph.parts[evidence.part].lead
        while at is not None:
            words.append(paragraph.parts[at].text)
            at = paragraph.parts[at].lead
    return "\n".join(words)


def _misplaced(text: str, evidence: Evidence, source: Source) -> tuple[str, ...]:
    """Figures told under another column's name; the year in the document's name is no column."""
    paragraph = source.paragraph(evidence.paragraph_id)
    name = source.documents[paragraph.document].short_title
    return misplaced(text.replace(name, " "), paragraph, evidence.part)


class _Marks:
    """Gives each piece of evidence its mark, in order of first appearance."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.citations: list[Citation] = []

    def of(self, statement: Statement) -> str:
        """The marks of a statement, such as " [1][2]"; "" without evidence."""
        numbers = dict.fromkeys(self._number(evidence) for evidence in statement.evidence)
        return "".join(f"[{number}]" for number in numbers)

    def _number(self, evidence: Evidence) -> int:
        for citation in self.citations:
            if citation.paragraph_id == evidence.paragraph_id and evidence.quote in citation.quote:
                return citation.marker
        self.citations.append(self._citation(evidence, len(self.citations) + 1))
        return len(self.citations)

    def _citation(self, evidence: Evidence, marker: int) -> Citation:
        paragraph = self._source.paragraph(evidence.paragraph_id)
        start = paragraph.text.index(evidence.quote)
        if evidence.part is not None:
            start = max(start, paragraph.text.find(evidence.quote, paragraph.parts[evidence.part].start))
        return Citation(
            marker=marker,
            document=paragraph.document,
            title=self._source.documents[paragraph.document].title,
            number=paragraph.number,
            label=part_label(paragraph, evidence.part),
            section=paragraph.section,
            paragraph_id=paragraph.id,
            quote=evidence.quote,
            text=paragraph.text,
            start=start,
            end=start + len(evidence.quote),
            page=paragraph.page,
            checked=True,
        )


def _laid_out(statements: Sequence[tuple[Statement, str]]) -> str:
    """Statements as text: bullets and table lines on lines of their own, sentences one after another."""
    lines: list[str] = []
    running = False
    for statement, marks in statements:
        words = f"{statement.text} {marks}".rstrip()
        if statement.layout == "bullet":
            lines.append(f"- {words}")
        elif statement.layout == "row":
            lines.append(f"| {words} |")
        elif running and lines:
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(words)
        running = statement.layout == "sentence"
    return "\n".join(lines)


def with_note(answer: Answer, *notes: str) -> Answer:
    """`answer` with more notes."""
    return replace(answer, notes=(*answer.notes, *notes))
