"""The figures of answers as a table: a row for each, with the statement and the words that it stands in."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from mandate_qa.errors import UsageError
from mandate_qa.exporting.layout import Grid, Mark, Pieces, laid_out
from mandate_qa.exporting.values import Value, values_of
from mandate_qa.periods import calendar_years, financial_years
from mandate_qa.types.records import AnswerRecord, CitationRecord

COLUMNS = (
    "Question", "Statement", "Figure", "Kind", "Year or column", "Stands in", "Document", "Edition", "Superseded by",
    "Paragraph number", "Label", "Page", "Quote", "Checked", "Asked at",
)  # fmt: skip
BOTH, ANSWER, QUOTE = "answer and quote", "answer only", "quote only"
"""Where a figure stands."""

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet may take for a formula."""
_NEGATIVE = re.compile(r"-£?[\d,]+(?:\.\d+)?(?:%|m|bn|k)?")
"""A figure with a minus sign, which no spreadsheet takes for anything else."""

_CELL = re.compile(r"(?P<figure>[^()]+)\s\((?P<name>.+)\)")
"""How the cell of a row is told: "£123,377m (2019-20)"."""
_HEAD = re.compile(r"(?P<name>[^:|]{1,40})(?::| \|)\s")
"""How a line is told that a year heads: "2019-20: £124bn"."""

LARGEST = 50_000_000
"""Characters of a table."""

Statement = tuple[str, tuple[CitationRecord, ...]]
"""Words of an answer, and what they rest on."""


def figures_csv(records: Sequence[AnswerRecord]) -> str:
    """A line of headings, then a line for each figure of a cited statement or of the words it rests on.

    Figures of an answer come first, in its order; those of its quotes that no statement repeats follow, beside the
    first statement that rests on them. What a statement tells twice of one column has one line. Raises
    UsageError for more than `LARGEST` characters, since each row repeats its words.
    """
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in (row for record in records for row in rows_of(record)):
        writer.writerow(map(guarded, row))
        if file.tell() > LARGEST:
            raise UsageError("The table of these figures would be too large; export fewer answers at a time.")
    return file.getvalue()


def rows_of(record: AnswerRecord) -> Iterator[tuple[str, ...]]:
    """The rows of one answer."""
    statements = statements_of(record)
    said: dict[int, set[str]] = {}
    for words, cited in statements:
        for citation in cited:
            said.setdefault(citation.marker, set()).update(value.core for value in values_of(words))
    quoted = {c.marker: values_of(c.quote) for c in reversed(record.citations) if c.marker in said}
    borne = {marker: {value.core for value in values} for marker, values in quoted.items()}
    for words, cited in statements:
        for value, column in placed(words):
            bearing = [one for one in cited if value.core in borne[one.marker]]
            yield _row(record, words, value, column, BOTH if bearing else ANSWER, (*bearing, *cited)[0])
    told: set[int] = set()
    for words, cited in statements:
        for citation in [one for one in cited if one.marker not in told]:
            told.add(citation.marker)
            rest = [value for value in quoted[citation.marker] if value.core not in said[citation.marker]]
            once = {(value.core, value.kind): value for value in rest}
            yield from (_row(record, words, value, "", QUOTE, citation) for value in once.values())


def placed(words: str) -> list[tuple[Value, str]]:
    """The figures of a statement, each once, with the year or column that the statement says it belongs to, or "".

    What names the column of a figure is no figure beside it.
    """
    columns: dict[str, list[str]] = {}
    for cell in words.rpartition(": ")[2].rstrip(".").split("; "):
        if found := _CELL.fullmatch(cell):
            columns.setdefault(found["figure"], []).append(found["name"])
    headings = {name for names in columns.values() for name in names}
    head = _HEAD.match(words)
    named = head["name"] if head and (financial_years(head["name"]) or calendar_years(head["name"])) else ""
    found_once: dict[tuple[str, str, str], Value] = {}
    for value in (value for value in values_of(words) if value.printed not in headings):
        names = columns.get(value.printed, [])
        column = names.pop(0) if names else "" if value.printed in named else named
        found_once.setdefault((value.core, value.kind, column), value)
    return [(value, column) for (_, _, column), value in found_once.items()]


def statements_of(record: AnswerRecord) -> list[Statement]:
    """The cited statements of an answer: the words before each run of marks."""
    citations = {citation.marker: citation for citation in reversed(record.citations)}
    layout = laid_out(record.text, lambda marker: Mark(marker) if marker in citations else None)
    return [
        (words, tuple(citations[marker] for marker in markers))
        for block in layout
        for line in (_lines(block) if isinstance(block, Grid) else [block.pieces])
        for words, markers in _parted(line)
    ]


def _lines(grid: Grid) -> list[Pieces]:
    """The rows of a table, its cells parted by bars."""
    return [
        tuple(piece for n, cell in enumerate(row) for piece in ((" | ", *cell) if n else cell)) for row in grid.rows
    ]


def _parted(pieces: Pieces) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words with the marks after them; words that no mark follows are left out."""
    words: list[str] = []
    markers: dict[int, None] = {}
    for piece in (*pieces, "end"):
        if isinstance(piece, Mark):
            markers[piece.number] = None
        elif piece.strip(" |.") or not markers:
            if markers:
                yield "".join(words).strip(" |"), tuple(markers)
                words, markers = [], {}
            words.append(piece)


def _row(
    record: AnswerRecord, words: str, value: Value, column: str, stands_in: str, citation: CitationRecord
) -> tuple[str, ...]:
    source = citation.source
    return (
        record.question, words, value.printed, value.kind, column, stands_in, source.title, source.edition,
        source.superseded_by or "", citation.number or "(unnumbered)", citation.label,
        "" if citation.page is None else str(citation.page), citation.quote,
        "yes" if citation.checked else "no", record.asked_at,
    )  # fmt: skip


def guarded(cell: str) -> str:
    """`cell` with an apostrophe before it when a spreadsheet could take it for a formula; negative figures stay."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NEGATIVE.fullmatch(cell) else cell
