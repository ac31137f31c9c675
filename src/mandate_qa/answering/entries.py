"""Lists whose items stand at places of their own: headings below a heading, numbered paragraphs, rows of a table.

Bullets of one paragraph are in `bullets`; which list a question asks for is settled in `listing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from mandate_qa.answering.bullets import item_text
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wording import LEFT_OUT
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.reading.tables import is_figure
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Draft, Evidence, Paragraph, ParagraphKind, PartKind, Row, Statement, Status, Table

_NUMBER = re.compile(r"(?P<stem>.*[^\W\d_]{2,}) (?P<last>\d+)")
_TOTAL = re.compile(r"(?:sub-?)?total\b|.*\btotals?$", re.IGNORECASE)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of such places."""

    kind: str
    """Words that hold what each item is called: "commitment", "Fund"; "" when nothing says."""
    about: str
    """What it is a list of."""
    items: tuple[Statement, ...]
    around: str
    """The headings above."""
    place: str
    """Where the rest stands, for the reader."""
    lead: Statement | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The items, in order."""
        return tuple(item.text for item in self.items)

    def draft(self, max_words: int) -> Draft:
        """The list with what introduces it; a note says how many items did not fit in `max_words`."""
        words = len(self.lead.text.split()) if self.lead else 0
        shown: list[Statement] = []
        for item in self.items:
            words += len(item.text.split())
            if shown and words > max_words:
                break
            shown.append(item)
        left = len(self.items) - len(shown)
        notes = (LEFT_OUT.format(count=left, label=self.place),) if left else ()
        return Draft(Status.ANSWERED, (*([self.lead] if self.lead else []), *shown), notes)


def headings_below(headings: Sequence[Paragraph]) -> Entries:
    """The list that a heading, which comes first, makes of the headings below it; each cites its own.

    Headings that all begin with one word stand beside one another, with none above them.
    """
    above, *below = headings
    if _common_word(heading.text for heading in headings):
        return _beside(headings)
    lead = Statement(f"{above.text.rstrip(':')}:", (Evidence(above.id, above.text, 0),))
    items = tuple(Statement(p.text, (Evidence(p.id, p.text, 0),), "bullet") for p in below)
    kind = _common_word(item.text for item in items)
    return Entries(kind, above.text, items, " ".join(above.section), above.label, lead)


def _beside(headings: Sequence[Paragraph]) -> Entries:
    items = tuple(Statement(p.text, (Evidence(p.id, p.text, 0),), "bullet") for p in headings)
    kind = _common_word(item.text for item in items)
    return Entries(kind, kind, items, " ".join(headings[0].section), headings[0].label)


def series_of(paragraph: Paragraph, source: Source) -> Entries | None:
    """The list of paragraphs that are numbered alike: "Annex A commitment 1", "… 2"; None when it is in no such series.

    Each item is the first sentence of its paragraph, and cites it.
    """
    found = _NUMBER.fullmatch(paragraph.number or "")
    if found is None:
        return None
    alike = list(_series(found["stem"], paragraph.document, source))
    if len(alike) < _FEWEST:
        return None
    around = " ".join(paragraph.section[:1])
    kind = " ".join([found["stem"].split()[-1], *paragraph.section[-1:]])
    return Entries(kind, found["stem"], tuple(map(_opening, alike)), around, alike[-1].label)


def _series(stem: str, document: str, source: Source) -> Iterator[Paragraph]:
    for n in count(1):
        number = f"{stem} {n}"
        found = source.numbered(number.casefold(), (document,))
        exact = [p for p in found if p.number == number and p.kind is not ParagraphKind.HEADING]
        if not exact:
            return
        yield exact[0]


def _opening(paragraph: Paragraph) -> Statement:
    """The first sentence of a paragraph as an item."""
    part = paragraph.parts[0]
    start, end = sentence_spans(part.text)[0] if "\t" not in part.text else (0, len(part.text))
    words = part.text[start:end]
    return Statement(_flat(words), (Evidence(paragraph.id, words, 0),), "bullet")


def labels_of(paragraph: Paragraph, asked: frozenset[str] = frozenset()) -> Entries | None:
    """The list that the first column of a table is; None when it names fewer than two things.

    With each goes what stands beside it in the columns of words whose headings hold one of the terms `asked`.
    """
    if paragraph.table is None:
        return None
    heading, rows = _named_rows(paragraph)
    if len(rows) < _FEWEST:
        return None
    first, last = paragraph.parts[rows[0].part], paragraph.parts[rows[-1].part]
    evidence = Evidence(paragraph.id, paragraph.text[first.start : last.end], rows[0].part, heading)
    columns = _columns_asked(paragraph.table, asked)
    items = tuple(Statement(_with_cells(row, columns), (evidence,), "bullet") for row in rows)
    about = " ".join(
        [heading, *(paragraph.table.columns[n] for n in columns), paragraph.table.caption, *paragraph.section[-1:]]
    )
    return Entries(heading, about, items, " ".join(paragraph.section[:-1]), paragraph.label)


def _columns_asked(table: Table, asked: frozenset[str]) -> list[int]:
    """The columns of words, not of figures, whose headings hold one of the terms."""
    return [
        n
        for n, column in enumerate(table.columns)
        if asked & set(terms(column)) and not any(is_figure(row.cells[n]) for row in table.rows if n < len(row.cells))
    ]


def _with_cells(row: Row, columns: Sequence[int]) -> str:
    return " — ".join([row.label, *(row.cells[n] for n in columns if n < len(row.cells) and row.cells[n])])


def _named_rows(paragraph: Paragraph) -> tuple[str, list[Row]]:
    """What the label column is called, and the rows that have a label, totals left out."""
    assert paragraph.table is not None
    rows = [row for row in paragraph.table.rows if row.label and any(row.cells) and not _TOTAL.match(row.label)]
    opening = paragraph.parts[0]
    if rows and not any(paragraph.table.columns) and not any(re.search(r"\d", cell) for cell in rows[0].cells[:1]):
        return rows[0].label, rows[1:]
    heading = opening.text.split("\t")[0].strip() if opening.kind is PartKind.TEXT and "\t" in opening.text else ""
    return heading, rows


def _common_word(texts: Iterator[str]) -> str:
    """The word that all items begin with: "Priority" of "Priority 1: …", "Priority 2: …"; "" when they differ."""
    firsts = {match[0] if (match := re.match(r"[^\W\d_]+", text)) else "" for text in texts}
    return firsts.pop() if len(firsts) == 1 else ""


def _flat(words: str) -> str:
    return item_text(re.sub(r"\s*\t\s*", " — ", words).replace("\n", " "))
