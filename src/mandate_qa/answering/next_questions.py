"""What could be asked after an answer: the same of another edition, the next year or row of a table, a term that was
used, what stands beside it in the document.

Works from the answer and the library alone; whether the questions are answered is `suggesting`'s to find out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Protocol

from mandate_qa.answering.naming import DocumentNames, document_kinds
from mandate_qa.answering.rescoping import YearsOf, rescoped
from mandate_qa.answering.wording import the
from mandate_qa.periods import financial_years
from mandate_qa.reading.definitions import Term, TermKind
from mandate_qa.reading.tables import is_figure
from mandate_qa.searching.editions import chain
from mandate_qa.types import Answer, Citation, Document, Paragraph, ParagraphKind, Query, Row, Scope, Wanted

_ASKS = re.compile(
    r"^(?:what|how|who|when|which|where|why|is|are|does|do|did|was|were|will|has|have|list|name)\b", re.I
)
_ODD = re.compile(
    r"[?:;—…]\s+\w|[()\"“”]| - |\b(?:pls|please|thx|whats|i|my|me|we|per|annex|appendix|foreword)\b", re.IGNORECASE
)
"""What makes a question one that is better not said again in other places."""
_FEWEST, _LONGEST = 4, 16
"""Words of a question that is asked of other documents."""
_HEADING = 10
"""Words up to which a heading can be named in a question."""
_AROUND = 40
"""Paragraphs before and after a cited one among which its neighbours are looked for."""
_LABEL = 9
"""Words up to which the heading of a row can be."""
_SHORT = 2
"""Words up to which it needs the heading of its section to be told from other rows."""
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z]\)|[A-Za-z][.)])\s+")
"""What a heading is numbered by."""

_NEARLY = 0.7
"""Score of a passage, as a share of the best one's, from which its section is related to what was asked."""
_BLAND = re.compile(
    r"^(?:foreword|preface|introduction|(?:executive )?summary|contents|background|conclusion|context|"
    r"annex|appendix|table \d+)\b",
    re.IGNORECASE,
)
"""Headings that say nothing of what stands under them."""


class Shelf(Protocol):
    """Documents, paragraphs and terms; the library of an index is one."""

    documents: dict[str, Document]

    @property
    def definitions(self) -> Iterable[Term]: ...  # noqa: D102

    def paragraph(self, paragraph_id: str) -> Paragraph: ...  # noqa: D102

    def neighbours(self, paragraph_id: str, before: int = 1, after: int = 1) -> tuple[Paragraph, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be asked, and where its answer must stand."""

    question: str
    kind: str
    """What it is made from: "edition", "year", "row", "term", "section"."""
    documents: tuple[str, ...] = ()
    """Keys of which everything cited must be; empty for any."""
    paragraphs: tuple[str, ...] = ()
    """Ids of which one must be cited; empty for any."""
    row: str = ""
    """The row of a table, as printed, that must be cited alone; "" where none is asked for."""


def next_questions(answer: Answer, shelf: Shelf, names: DocumentNames, years_of: YearsOf) -> Iterator[Candidate]:
    """What could be asked after `answer`, best first, of each kind in turns."""
    kinds: list[Iterator[Candidate]] = [editions(answer, shelf, names, years_of)]
    if answer.answered:
        kinds += [tables(answer, shelf), terms_used(answer, shelf)]
    kinds += [sections(answer, shelf)]
    allowed = answer.query.within if answer.query.scope is None else ()
    for turn in zip_longest(*kinds):
        for candidate in turn:
            if candidate is not None and (not allowed or set(candidate.documents) <= set(allowed)):
                yield candidate


def editions(answer: Answer, shelf: Shelf, names: DocumentNames, years_of: YearsOf) -> Iterator[Candidate]:
    """The same question of other documents of its kind, those first that are known to speak of it."""
    query = answer.query
    if query.sides or query.follows or query.parts or query.references or query.wanted is Wanted.DEFINITION:
        return
    for key in _other_documents(answer, shelf):
        title = shelf.documents[key].short_title
        text = rescoped(_bare(query), Scope(documents=(key,)), names, years_of).text.rstrip(" ?.!")
        if title not in text:
            text = f"{text} in {the(title)}"
        if _can_be_said(text.replace(title, "")):
            yield Candidate(_said(text), "edition", (key,))


def _bare(query: Query) -> Query:
    """A query without what the reader chose before, in the words of its own question."""
    return replace(query, scope=None, within=(), notes=())


def _can_be_said(text: str) -> bool:
    return bool(_ASKS.match(text)) and not _ODD.search(text) and _FEWEST <= len(text.split()) <= _LONGEST


def _said(text: str) -> str:
    """A question as it is written: a capital first, a question mark last."""
    return f"{text[0].upper()}{text[1:]}?"


def _other_documents(answer: Answer, shelf: Shelf) -> list[str]:
    """Keys of the documents that may say the same for another time, likeliest first."""
    documents = shelf.documents
    own = {citation.document for citation in answer.citations} or set(answer.query.documents)
    known = [paragraph_id.partition(" ")[0] for paragraph_id in answer.draft.elsewhere]
    chained = [document.key for key in own for document in reversed(chain(key, documents))]
    kinds = {kind for key in own for kind in document_kinds(documents[key].short_title)}
    latest = sorted(documents.values(), key=lambda document: document.published, reverse=True)
    alike = [d.key for d in latest if kinds & set(document_kinds(d.short_title))]
    if not own:  # a refusal that named none: any that was found nearest
        alike = [hit.passage.document for hit in answer.hits if hit.kept]
    return [key for key in dict.fromkeys([*known, *chained, *alike]) if key not in own]


def tables(answer: Answer, shelf: Shelf) -> Iterator[Candidate]:
    """The next year of a cited row, then the next rows of the year that was asked for."""
    for citation in answer.citations[:1]:
        paragraph = shelf.paragraph(citation.paragraph_id)
        row = _cited_row(paragraph, citation)
        if row is None or paragraph.table is None or len(answer.citations) > 1:
            return
        years = [
            (n, found[0]) for n, column in enumerate(paragraph.table.columns) if (found := financial_years(column))
        ]
        asked = answer.query.periods
        wanted = next((year for _, year in years if year in asked), years[0][1] if years else "")
        if asked:
            yield from _next_years(paragraph, row, years, asked, shelf)
        yield from _next_rows(paragraph, row, wanted, shelf)


def _cited_row(paragraph: Paragraph, citation: Citation) -> Row | None:
    rows = paragraph.table.rows if paragraph.table else ()
    return next((row for row in rows if paragraph.parts[row.part].text == citation.quote), None)


def _next_years(
    paragraph: Paragraph, row: Row, years: Sequence[tuple[int, str]], asked: Sequence[str], shelf: Shelf
) -> Iterator[Candidate]:
    """The row's figures of later years, then earlier."""
    told = [(year, row.cells[n]) for n, year in years if year not in asked and is_figure(row.cells[n])]
    for year, _ in sorted(told, key=lambda pair: (pair[0] < asked[-1], pair[0])):
        if question := of_row(paragraph, row, year, shelf):
            yield Candidate(question, "year", (paragraph.document,), (paragraph.id,), paragraph.parts[row.part].text)


def _next_rows(paragraph: Paragraph, row: Row, year: str, shelf: Shelf) -> Iterator[Candidate]:
    """The rows after the cited one, then those before."""
    assert paragraph.table is not None
    rows = [one for one in paragraph.table.rows if any(is_figure(cell) for cell in one.cells)]
    place = rows.index(row) if row in rows else 0
    for one in (*rows[place + 1 :], *rows[:place]):
        if question := of_row(paragraph, one, year, shelf):
            yield Candidate(question, "row", (paragraph.document,), (paragraph.id,), paragraph.parts[one.part].text)


def of_row(paragraph: Paragraph, row: Row, year: str, shelf: Shelf) -> str:
    """A question for a row of a table, "" for one whose heading names nothing that can be said."""
    label = " ".join(re.sub(r"\s*\([^)]*\)", "", row.label).split()).rstrip(" .:")
    if not 1 <= len(label.split()) <= _LABEL or not re.search(r"[A-Za-z]{3}", label):
        return ""
    if len(label.split()) <= _SHORT and paragraph.section and not _BLAND.match(paragraph.section[-1]):
        label = f"{' '.join(_NUMBER.sub('', paragraph.section[-1]).split()).rstrip(' .:')}: {label}"
    when = f" in {year}" if year else ""
    return f"What figure does {the(shelf.documents[paragraph.document].short_title)} give for “{label}”{when}?"


def terms_used(answer: Answer, shelf: Shelf) -> Iterator[Candidate]:
    """What a term means that the answer uses and does not explain."""
    asked = answer.query.text.casefold()
    seen: set[str] = set()
    for term in shelf.definitions:
        name = term.name.strip()
        if name not in answer.text or name in seen or term.kind is TermKind.NAME:  # most are not: no pattern for them
            continue
        if name.casefold() in asked or len(name) < 3:
            continue
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", answer.text):
            continue
        seen.add(name)
        if term.meaning.casefold() in answer.text.casefold():
            continue
        short = term.kind is TermKind.SHORT_FORM
        if short and re.search(r"[A-Z]s$", name):
            name = name[:-1]
        yield Candidate(f"What does {name} stand for?" if short else f"What does “{name}” mean?", "term")


def sections(answer: Answer, shelf: Shelf) -> Iterator[Candidate]:
    """What the sections say that were found near and not cited, then those beside the cited paragraph."""
    cited = [shelf.paragraph(citation.paragraph_id) for citation in answer.citations]
    own = {(paragraph.document, paragraph.section) for paragraph in cited}
    kept = [hit for hit in answer.hits if hit.kept]
    least = max((hit.score for hit in kept), default=0.0) * _NEARLY
    found = dict.fromkeys(hit.passage.paragraph_ids[0] for hit in kept if hit.score >= least or not cited)
    near = [shelf.paragraph(paragraph_id) for paragraph_id in found]
    if cited:
        around = shelf.neighbours(cited[0].id, _AROUND, _AROUND)
        after = [one for one in around if one.position > cited[0].position]
        near += [one for one in (*after, *reversed(around)) if one.section[:-1] == cited[0].section[:-1]]
    yield from of_sections([one for one in near if (one.document, one.section) not in own], shelf)


def of_sections(near: Sequence[Paragraph], shelf: Shelf) -> Iterator[Candidate]:
    """What the documents say about the headings of `near`, each once; what stands under one must be cited."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for paragraph in near:
        place = paragraph.document, paragraph.section
        if not paragraph.section or place in seen or paragraph.kind is ParagraphKind.FOOTNOTE:
            continue
        seen.add(place)
        heading = " ".join(_NUMBER.sub("", paragraph.section[-1]).split()).rstrip(" .:")
        if not 1 <= len(heading.split()) <= _HEADING or not re.search(r"[a-z]{3}", heading) or _BLAND.match(heading):
            continue
        around = shelf.neighbours(paragraph.id, _AROUND, _AROUND)
        under = tuple(one.id for one in around if one.section == paragraph.section)
        title = shelf.documents[paragraph.document].short_title
        yield Candidate(f"What does {the(title)} say about “{heading}”?", "section", (paragraph.document,), under)
