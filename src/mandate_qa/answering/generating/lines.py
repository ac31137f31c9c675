"""What of a paragraph may bear a sentence: its own sentences, bullets and rows, each with what names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mandate_qa.answering.generating.instructions import speaks_to_machine
from mandate_qa.answering.verification import Source
from mandate_qa.reading.passages import lead_in
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.types import Document, Evidence, Paragraph, ParagraphKind, PartKind, Row


@dataclass(frozen=True, slots=True)
class Line:
    """Contiguous words of one paragraph."""

    paragraph: Paragraph
    document: Document
    part: int
    text: str
    """Exactly as they stand in the paragraph."""
    start: int
    """Where they begin in it, in characters."""
    row: Row | None = None
    before: str = ""
    """From the beginning of the sentence before, of the same part, up to its own; "" when it is the first."""

    @property
    def names(self) -> str:
        """What names a row's figures, which stand in other rows: caption, group, label and column headings."""
        if self.row is None or self.paragraph.table is None:
            return ""
        table = self.paragraph.table
        return "\n".join(filter(None, [table.caption, table.unit, self.row.group, self.row.label, *table.columns]))

    @property
    def around(self) -> str:
        """What introduces and names it: lead-in, headings, and the names of its document."""
        leads = lead_in(self.paragraph, self.paragraph.parts[self.part])
        titles = (self.document.title, self.document.short_title)
        return "\n".join([*leads, *self.paragraph.section, *titles, self.names])

    @property
    def read(self) -> str:
        """It with what it goes on from: a bullet with its lead-in."""
        leads = lead_in(self.paragraph, self.paragraph.parts[self.part]) if self.row is None else []
        return " ".join([*leads, self.text])

    def reaching_back(self) -> Line:
        """It with the sentence before it, which tells what its "it" or "they" stands for."""
        return replace(self, text=f"{self.before}{self.text}", start=self.start - len(self.before), before="")

    def evidence(self) -> Evidence:
        """It as evidence."""
        return Evidence(self.paragraph.id, self.text, self.part, self.names)


def lines_of(paragraph: Paragraph, source: Source) -> tuple[Line, ...]:
    """The lines of a paragraph that may be evidence, in order; none of a table of contents.

    Where one speaks to a machine, it and what follows it in its part are left out: it may go on in harmless words.
    """
    if paragraph.kind is ParagraphKind.CONTENTS:
        return ()
    document = source.documents[paragraph.document]
    every = list(_every(paragraph, document))
    spoilt: dict[int, int] = {}
    for line in every:
        if speaks_to_machine(line.text):
            spoilt.setdefault(line.part, line.start)
    return tuple(line for line in every if line.start < spoilt.get(line.part, line.start + 1))


def _every(paragraph: Paragraph, document: Document) -> Iterator[Line]:
    rows = {row.part: row for row in paragraph.table.rows} if paragraph.table is not None else {}
    for n, part in enumerate(paragraph.parts):
        if part.kind is PartKind.ROW or "\t" in part.text:
            if n in rows and part.text.strip():
                yield Line(paragraph, document, n, part.text, part.start, rows[n])
            continue
        earlier: int | None = None
        for start, end in sentence_spans(part.text):
            before = part.text[earlier:start] if earlier is not None else ""
            yield Line(paragraph, document, n, part.text[start:end], part.start + start, before=before)
            earlier = start
