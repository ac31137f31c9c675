"""Answers in order as one paper: what each kind of file tells, before it looks like anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.exporting.footnotes import Footnote, Register, one_line
from mandate_qa.exporting.layout import Block, Layout, Mark, laid_out
from mandate_qa.exporting.words import SEVERAL, asked_words, notes_of
from mandate_qa.types.records import AnswerRecord


@dataclass(frozen=True, slots=True)
class Section:
    """A question and its answer."""

    question: str
    """On one line."""
    asked: str
    """When, and from what it was answered."""
    layout: Layout
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Sections with one list of footnotes."""

    title: str
    heading: str
    """The title where it is to be printed; "" where the one question says it."""
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    last_asked: str
    """ISO date and time of the last question."""


def paper_of(records: Sequence[AnswerRecord], title: str = "", base: str = "") -> Paper:
    """`records` in their order; footnotes are numbered by the first mark that leads to each."""
    register = Register(base)
    sections = tuple(section_of(record, register) for record in records)
    alone = sections[0].question if len(sections) == 1 else ""
    heading = one_line(title) or ("" if alone else SEVERAL)
    last = max((record.asked_at for record in records), default="")
    return Paper(heading or alone, heading if heading != alone else "", sections, tuple(register.footnotes), last)


def section_of(record: AnswerRecord, register: Register) -> Section:
    """One answer, its citations entered in `register`; those that no mark leads to are marked at its end."""
    marks: dict[int, list[Mark]] = {}
    citations = {citation.marker: citation for citation in reversed(record.citations)}

    def resolve(marker: int) -> Mark | None:
        if marker not in citations:
            return None
        mark = register.mark(citations[marker], record)
        marks.setdefault(marker, []).append(mark)
        return mark

    layout = laid_out(record.text, resolve)
    rest = [mark for marker in sorted(citations) if marker not in marks for mark in [resolve(marker)] if mark]
    failed = [marks[n][0].number for n in sorted(citations) if not citations[n].checked]
    notes = tuple(map(one_line, notes_of(record, sorted(set(failed)))))
    return Section(one_line(record.question), asked_words(record), with_marks(layout, rest), notes)


def with_marks(layout: Layout, marks: Sequence[Mark]) -> Layout:
    """`layout` with more marks after its last words."""
    if not marks:
        return layout
    if layout and isinstance(layout[-1], Block):
        return (*layout[:-1], replace(layout[-1], pieces=(*layout[-1].pieces, *marks)))
    return (*layout, Block(tuple(marks)))
