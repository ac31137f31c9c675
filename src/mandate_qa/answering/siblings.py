"""What stands together in a document and may be told together: the lists, sentences and rows that units belong to.

Gathers candidates from how the documents are built; which of them, if any, answers a question is settled in `choosing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mandate_qa.answering.bullets import ItemList, as_draft, list_of, lists_in
from mandate_qa.answering.entries import Entries
from mandate_qa.answering.enumerating import marked
from mandate_qa.answering.listing import best_list
from mandate_qa.answering.telling import told
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import Source
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.coverage import Asked, Need
from mandate_qa.searching.tokens import term_set
from mandate_qa.types import Draft, Evidence, Hit, Paragraph, PartKind, Query, Statement, Status

TOLD_TOGETHER = 220
"""Words of what is told together at most."""
_NEAREST = 5
"""Units whose place is looked at."""
_FEWEST = 2
_ROWS = 12
"""Rows that are told together at most."""
_RARE = 4.0
"""What a term says at least that several places are told together for."""
_TERMS = 2
"""Such terms at most."""
_PLACES = 4
"""Places that are told for one term at most."""


@dataclass(frozen=True, slots=True)
class Together:
    """Things that stand together, as they would be told."""

    form: str
    """What holds them together: "list", "titles", "entries", "marks", "sentences", "next", "onward", "table", "group",
    "alike" or "term"."""
    texts: tuple[str, ...]
    """Each of them."""
    draft: Draft
    about: str = ""
    """What introduces them."""
    around: str = ""
    """The headings above."""

    @property
    def words(self) -> int:
        """Length of what is told."""
        return sum(len(statement.text.split()) for statement in self.draft.statements)


def gathered(
    query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked, max_words: int
) -> list[Together]:
    """What the best units stand together with, in at most `max_words` words, each once."""
    every: dict[tuple[str, ...], Together] = {}
    for one in _every(query, found, hits, source, asked, max_words):
        every.setdefault(one.texts, one)
    return [one for one in every.values() if one.words <= max_words]


def _every(
    query: Query, found: Sequence[Unit], hits: Sequence[Hit], source: Source, asked: Asked, max_words: int
) -> Iterator[Together]:
    for unit in found[:_NEAREST]:
        yield from _lists(unit, max_words)
        yield from _marked(unit)
        yield from _sentences(unit)
        yield from _rows(unit)
    yield from _of_terms(query, found, asked)
    form = best_list(query, found, hits, source, asked).form
    if isinstance(form, Entries):
        yield Together("entries", form.texts, form.draft(max_words), form.about, form.around)


def _lists(unit: Unit, max_words: int) -> Iterator[Together]:
    """The list that a unit belongs to or announces, the others of its paragraph, and the titles above them."""
    own, titles = list_of(unit, anywhere=True), titled(unit.paragraph)
    for items in ([own] if own else []) + lists_in(unit.paragraph):
        yield Together("list", items.texts, as_draft(items, max_words), items.about, items.around)
    if titles is not None:
        yield Together("titles", titles.texts, as_draft(titles, max_words), titles.about, titles.around)


def titled(paragraph: Paragraph) -> ItemList | None:
    """The titles that stand above lists of their own within a paragraph, as a list that the line before announces.

    None when no line ends in a colon right before the first of at least two titles.
    """
    leads = {part.lead for part in paragraph.parts}
    texts = [part.text.rstrip() for part in paragraph.parts]
    first = next((n for n, text in enumerate(texts) if text.endswith(":") and n not in leads), len(texts))
    titles = tuple(
        n
        for n, part in enumerate(paragraph.parts)
        if n > first and part.kind is PartKind.TEXT and n in leads and not texts[n].endswith((".", ";"))
    )
    return ItemList(paragraph, first, titles) if len(titles) >= _FEWEST and titles[0] == first + 1 else None


def _marked(unit: Unit) -> Iterator[Together]:
    """The words of a unit's part from the sentence on that announces items marked (a), (b), (c)."""
    part = unit.paragraph.parts[unit.part]
    if part.kind is PartKind.ROW or not marked(part.text):
        return
    spans = sentence_spans(part.text)
    announcing = (start for start, end in spans if _announces(part.text[start:end]) and marked(part.text[start:]))
    yield _run("marks", unit, part.start + next(announcing, 0), part.end)


def _announces(sentence: str) -> bool:
    return any(mark in sentence for mark in ("a)", "i)", "1)")) or sentence.rstrip().endswith(":")


def _sentences(unit: Unit) -> Iterator[Together]:
    """All sentences of a unit's part, the unit with the next, and all from it on."""
    part = unit.paragraph.parts[unit.part]
    if part.kind is PartKind.ROW or unit.paragraph.table is not None:
        return
    spans = [(part.start + start, part.start + end) for start, end in sentence_spans(part.text)]
    if len(spans) < _FEWEST:
        return
    yield _run("sentences", unit, part.start, part.end)
    at = next((n for n, (start, _) in enumerate(spans) if start == unit.start), 0)
    if at + 1 < len(spans):
        yield _run("next", unit, spans[at][0], spans[at + 1][1])
    if 0 < at < len(spans) - 1:
        yield _run("onward", unit, spans[at][0], part.end)


def _run(form: str, unit: Unit, start: int, end: int) -> Together:
    """The words of a unit's paragraph from `start` to `end`."""
    quote = unit.paragraph.text[start:end].strip()
    statement = Statement(" ".join(quote.split()), (Evidence(unit.paragraph.id, quote, unit.part),))
    texts = tuple(quote[first:last] for first, last in sentence_spans(quote))
    return Together(form, texts, Draft(Status.ANSWERED, (statement,)), around=" ".join(unit.paragraph.section[-2:]))


def _rows(unit: Unit) -> Iterator[Together]:
    """The rows of a unit's table: all of a short one, those under its heading, those with the same word in a column."""
    row, table = unit.row, unit.paragraph.table
    if row is None or table is None:
        return
    yield from _told_rows("table", unit, [other.part for other in table.rows if any(other.cells) or other.label])
    if row.group:
        yield from _told_rows("group", unit, [other.part for other in table.rows if other.group == row.group])
    for n, cell in enumerate(row.cells):
        if cell and not any(letter.isdigit() for letter in cell):
            alike = [other.part for other in table.rows if other.cells[n : n + 1] == (cell,)]
            yield from _told_rows("alike", unit, alike)


def _told_rows(form: str, unit: Unit, parts: Sequence[int]) -> Iterator[Together]:
    """Some rows of a unit's table as a list, when they are neither too few nor too many."""
    table, section = unit.paragraph.table, unit.paragraph.section
    if table is None or not _FEWEST <= len(parts) <= _ROWS:
        return
    statements = tuple(_told_row(unit, n) for n in parts)
    group = unit.row.group if unit.row and form == "group" else ""
    about = " ".join([table.caption, *table.columns, group, *section[-1:]])
    texts = tuple(statement.text for statement in statements)
    yield Together(form, texts, Draft(Status.ANSWERED, statements), about, " ".join(section))


def _told_row(unit: Unit, n: int) -> Statement:
    """Another row of a unit's table, its cells parted by dashes."""
    part = unit.paragraph.parts[n]
    row = replace(unit, part=n, start=part.start, end=part.end)
    cells = (cell.strip() for cell in row.quote.replace("\n", " ").split("\t"))
    return Statement(" — ".join(filter(None, cells)), (row.evidence(),), "bullet")


def _of_terms(query: Query, found: Sequence[Unit], asked: Asked) -> Iterator[Together]:
    """For the rarest terms of the question, what places of one document that hold it say."""
    rare = [need for need in asked.needs if need.weight >= _RARE and sum(_holds(need, u) for u in found) >= _FEWEST]
    for need in sorted(rare, key=lambda need: -need.weight)[:_TERMS]:
        yield from _of_term([unit for unit in found if _holds(need, unit)], query, asked)


def _of_term(holding: Sequence[Unit], query: Query, asked: Asked) -> Iterator[Together]:
    first: dict[str, Unit] = {}
    for unit in holding:
        if unit.paragraph.document == holding[0].paragraph.document:
            first.setdefault(unit.paragraph.id, unit)
    if not _FEWEST <= len(first) <= _ROWS:
        return
    chosen = sorted(list(first.values())[:_PLACES], key=lambda unit: unit.paragraph.position)
    statements = tuple(replace(told(unit, query, asked), layout="bullet") for unit in chosen)
    texts = tuple(statement.text for statement in statements)
    yield Together("term", texts, Draft(Status.ANSWERED, statements), around=" ".join(chosen[0].paragraph.section[:1]))


def _holds(need: Need, unit: Unit) -> bool:
    return need.spellings[0] <= term_set(unit.quote)
