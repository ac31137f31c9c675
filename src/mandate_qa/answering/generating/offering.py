"""Hits → what a language model is shown: paragraphs with marks that we issued, within its budget of tokens.

Best evidence first: the paragraphs of the extractive draft, then the hits in their order. Only documents that the draft
speaks for are offered, so that no figure of another year is passed off as the asked one's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mandate_qa.answering.generating.lines import Line, lines_of
from mandate_qa.answering.verification import Source
from mandate_qa.types import Draft, Hit, Paragraph, ParagraphKind, PartKind, Query, Table

MOST = 8
"""Paragraphs offered at most: more dilute, and small models answer from the wrong one."""
_FORGED = re.compile(r"\[(\d+)\]")
"""What in a document looks like one of our marks."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A paragraph under a mark."""

    mark: int
    paragraph: Paragraph
    lines: tuple[Line, ...]
    shown: str
    """As the model reads it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a model is shown for one question."""

    paragraphs: tuple[Offered, ...]
    own: frozenset[str] = frozenset()
    """Ids of those that the extractive draft rests on."""

    @property
    def marks(self) -> tuple[int, ...]:
        """The marks that were issued, in order."""
        return tuple(offered.mark for offered in self.paragraphs)

    @property
    def text(self) -> str:
        """The paragraphs as laid out in the prompt."""
        return "\n\n".join(offered.shown for offered in self.paragraphs)


def offered(
    draft: Draft, query: Query, hits: Sequence[Hit], source: Source, budget: int, count: Callable[[str], int]
) -> Offer:
    """The paragraphs that fit in `budget` tokens, as `count` counts them, marked from 1; those after the first that
    does not fit whole are offered in as many of their lines as fit, or not at all."""
    own = frozenset(evidence.paragraph_id for statement in draft.statements for evidence in statement.evidence)
    found: list[Offered] = []
    for paragraph in _in_order(draft, query, hits, source):
        one = _shown(len(found) + 1, paragraph, source, budget, count)
        if one is None:
            continue
        found.append(one)
        budget -= count(one.shown) + 1
        if len(found) == MOST:
            break
    return Offer(tuple(found), own)


def _in_order(draft: Draft, query: Query, hits: Sequence[Hit], source: Source) -> Iterator[Paragraph]:
    """Those of the draft, then those of the kept hits, each once."""
    ids = [evidence.paragraph_id for statement in draft.statements for evidence in statement.evidence]
    spoken_for = {source.paragraph(one).document for one in ids} | set(query.documents)
    ids += [paragraph_id for hit in hits if hit.kept for paragraph_id in hit.passage.paragraph_ids]
    for paragraph_id in dict.fromkeys(ids):
        paragraph = source.paragraph(paragraph_id)
        if paragraph.kind is not ParagraphKind.HEADING and (not spoken_for or paragraph.document in spoken_for):
            yield paragraph


def _shown(mark: int, paragraph: Paragraph, source: Source, budget: int, count: Callable[[str], int]) -> Offered | None:
    """A paragraph as it is offered, cut at the end of a line where the budget ends; None when no line fits."""
    lines = lines_of(paragraph, source)
    head = f"[{mark}] {_plain(' › '.join([paragraph.label, *paragraph.section]))}"
    told = [head]
    for line in lines:
        if count("\n".join([*told, _told(line)])) > budget:
            break
        told.append(_told(line))
    if len(told) == 1:
        return None
    return Offered(mark, paragraph, lines[: len(told) - 1], "\n".join(told))


def _told(line: Line) -> str:
    """A line as a model reads it: a bullet after a dash, each figure of a row with its row and column heading."""
    part = line.paragraph.parts[line.part]
    if line.row is not None and line.paragraph.table is not None:
        return _plain(_row(line, line.paragraph.table))
    return _plain(f"- {line.text}" if part.kind is PartKind.BULLET else line.text)


def _row(line: Line, table: Table) -> str:
    assert line.row is not None
    named = ", ".join(filter(None, [table.caption, line.row.group, line.row.label]))
    cells = [
        f"{column}: {cell}" if column else cell
        for column, cell in zip(table.columns, line.row.cells, strict=False)
        if cell
    ]
    unit = f" ({table.unit})" if table.unit and table.unit not in named else ""
    return f"{named}{unit} — {'; '.join(cells)}"


def _plain(text: str) -> str:
    """`text` on one line, with nothing in it that looks like a mark of ours."""
    return _FORGED.sub(r"(\1)", " ".join(text.split()))
