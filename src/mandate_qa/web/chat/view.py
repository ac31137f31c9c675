"""An AnswerRecord as its template wants it: blocks of text with their marks, trust in words, what disagrees.

How the text of an answer is laid out is told by `exporting.layout`; escaping is the template's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from mandate_qa.explaining import HITS_KEPT, HITS_SET_ASIDE
from mandate_qa.exporting.layout import Block, Grid, Mark, Pieces, laid_out
from mandate_qa.types import Document, Status
from mandate_qa.types.records import AnswerRecord, CitationRecord, HitRecord

EXCERPT = 160
"""Characters of a quote that are shown before its source is opened."""
NEAREST = 3
"""Paragraphs offered when the documents do not say."""
OFFERED = 5
"""Other documents that a question can be asked of with one click."""

Piece = tuple[str, CitationRecord | None]
"""Words, and the citation when they are its mark."""
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of one kind."""

    kind: str
    """"text", "list" or "table"."""
    lines: tuple[Line, ...] = ()
    """Of a text or a list."""
    heads: tuple[Line, ...] = ()
    """Of a table: its headings, none where it prints none."""
    rows: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Trust:
    """How far an answer was checked, in words and by a shape."""

    words: str
    shape: str
    """Name of the shape: "full", "half" or "empty"."""
    style: str
    """Class of the tag."""
    help: str


CHECKED = Trust(
    "Checked",
    "full",
    "good",
    "Checked against the documents: each statement's figures, names and words stand in its source. Whether they are "
    "what you need is for you to judge.",
)
STATUS_STYLES = {Status.ANSWERED: "good", Status.PARTLY_ANSWERED: "careful", Status.CONFLICTING: "careful"}
"""Class of the tag of a status; the rest are plain."""
PARTLY = Trust("Partly checked", "half", "careful", "Read the sources marked “Not verified” before you rely on them.")
NOTHING = Trust("Nothing to check", "empty", "", "No statement was made, so there is nothing to rely on.")


def trust(answer: AnswerRecord) -> Trust:
    """How far `answer` was checked."""
    if not answer.citations:
        return NOTHING
    return CHECKED if all(citation.checked for citation in answer.citations) else PARTLY


def text_blocks(text: str, citations: Iterable[CitationRecord] = ()) -> tuple[TextBlock, ...]:
    """`text` as paragraphs, lists and tables, in order; a mark without a citation stays words."""
    cited = {citation.marker: citation for citation in citations}
    laid = laid_out(text, lambda number: Mark(number) if number in cited else None)
    return tuple(block for kind, group in groupby(laid, key=kind_of) for block in blocks_of(kind, list(group), cited))


def kind_of(block: Block | Grid) -> str:
    """What runs of blocks are shown as: "list", "table" or "text"."""
    return "table" if isinstance(block, Grid) else "list" if block.bullet else "text"


def blocks_of(kind: str, group: Sequence[Block | Grid], cited: Mapping[int, CitationRecord]) -> Iterator[TextBlock]:
    """A run of blocks of one kind: one list, one text, or each table."""
    lines = tuple(line(block.pieces, cited) for block in group if isinstance(block, Block))
    if lines:
        yield TextBlock(kind, lines)
    for grid in group:
        if isinstance(grid, Grid):
            rows = tuple(tuple(line(cell, cited) for cell in row) for row in grid.rows)
            yield TextBlock(kind, heads=rows[0] if grid.headed else (), rows=rows[1:] if grid.headed else rows)


def line(pieces: Pieces, cited: Mapping[int, CitationRecord]) -> Line:
    """Words and marks, each mark with its citation."""
    return tuple((f"[{p.number}]", cited[p.number]) if isinstance(p, Mark) else (p, None) for p in pieces)


def source_path(citation: CitationRecord) -> str:
    """Path and query of a citation's paragraph with its words marked, relative to the root of the service."""
    return f"/source?{urlencode({'id': citation.paragraph_id, 'start': citation.start, 'end': citation.end})}"


def excerpt(text: str, length: int = EXCERPT) -> str:
    """`text` on one line, cells of a table parted by bars, cut at a word when it is long."""
    words = " ".join(text.replace("\t", " | ").split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def nearest(answer: AnswerRecord) -> tuple[HitRecord, ...]:
    """The first few paragraphs among the hits that were kept, best first; none where none could help."""
    if answer.status in (Status.OUTSIDE_SCOPE, Status.UNCLEAR):
        return ()
    return tuple({hit.paragraph_id: hit for hit in reversed(answer.hits) if hit.kept}.values())[::-1][:NEAREST]


def story(answer: AnswerRecord) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """How `answer` came about, without the hits, which are shown as a table."""
    return tuple((heading, lines) for heading, lines in answer.story if heading not in (HITS_KEPT, HITS_SET_ASIDE))


def others(answer: AnswerRecord, documents: Mapping[str, Document]) -> tuple[Document, ...]:
    """Documents that the question could be asked of instead, those with the best hits first, then the latest."""
    cited = {citation.source.key for citation in answer.citations}
    meant = {*answer.scope.documents, *answer.scope.chosen, *(cited if len(cited) == 1 else ())}
    found = [hit.document for hit in answer.hits]
    latest = sorted(documents.values(), key=lambda document: document.published, reverse=True)
    keys = dict.fromkeys([*found, *(document.key for document in latest[:OFFERED])])
    return tuple(documents[key] for key in keys if key in documents and key not in meant)[:OFFERED]
