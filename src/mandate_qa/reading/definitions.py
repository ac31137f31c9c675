"""What a document itself says its words mean, each with the paragraph that says so: "what is the BCF?".

Short forms ("Better Care Fund (BCF)", "MMR: measles, mumps and rubella"), words in quotation marks that mean something
("‘Elective care’ means …"), names given in brackets (“the Board”), glossaries in lists and tables. Which short forms
fit which names is `terms`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.reading.tables import is_figure
from mandate_qa.reading.terms import short_forms
from mandate_qa.types import Paragraph, ParagraphKind, PartKind


class TermKind(StrEnum):
    """How a term is given its meaning."""

    SHORT_FORM = "short form"
    """It stands for its long form."""
    DEFINITION = "definition"
    """A sentence, or a line of a glossary, says what it means."""
    NAME = "name"
    """It is what something is called from here on: “the Board”."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term with what the document says it means, and where."""

    name: str
    """As printed, without quotation marks: "BCF", "Elective care", "the Board"."""
    meaning: str
    """Its long form, or the words that say what it means, exactly as they stand in the paragraph."""
    paragraph_id: str
    start: int
    """Where the words that define it begin in `Paragraph.text`, name included; in characters, 0-based."""
    end: int
    """Where they end, exclusive."""
    kind: TermKind


_OPEN, _CLOSE = "[‘“\"']", "[’”\"']"
_QUOTED = rf"{_OPEN}(?P<name>[^‘’“”\"'\n]{{2,60}}(?:’s [^‘’“”\"'\n]{{2,40}})?){_CLOSE}"
_VERB = (
    r"(?:means|shall mean|has the (?:same )?meaning|is (?:defined|understood|taken) (?:as|to mean)|is used to mean|"
    r"are defined as|refers? to|stands for|includes|is the term (?:used )?for)"
)
_SAYS = re.compile(rf"{_QUOTED}(?:,? (?:in relation to|for)[^,;.]{{2,60}},?)?,? {_VERB}:?\s+(?P<meaning>\S)")
_DEFINES = re.compile(
    r"(?:^|(?<=[.;:] )|(?<=\n))(?:For the purposes? of [^,]{3,60}, |In this \w+, )?(?:An? |The )?"
    r"(?P<name>[A-Za-z][\w’' &/-]{1,60}?) (?:is|are) (?:defined as|the term (?:used )?for)\s+(?P<meaning>\S)"
)
_BY_WE_MEAN = re.compile(
    rf"\b[Bb]y (?:{_OPEN})?(?P<name>[^‘’“”\"',.;\n]{{2,60}}?)(?:{_CLOSE})?,? we mean:?\s+(?P<meaning>\S)"
)
_CALLED = re.compile(
    rf"\((?:hereafter|hereinafter|here|together|collectively|referred to (?:here )?as|known as|,|\s|the)*{_QUOTED}\)"
)
_NAME_BEFORE = re.compile(
    r"(?P<name>[A-Z][\w’'&-]*(?:,? (?:of|for|and|the|in|to|on|de|[A-Z][\w’'&-]*|\d{4}(?:-\d\d)?)\b)*)\s*$"
)
_GLOSSARY = re.compile(
    r"^(?:\W|\d|annex \w+|appendix \w+)*(?:glossary|(?:list of )?(?:abbreviations|acronyms)|(?:key )?definitions|"
    r"interpretation|(?:key|defined) terms|terms used)\b|\bglossary\W*$",
    re.IGNORECASE,
)
"""A heading below which each line says what a term means."""
_ENTRY = re.compile(r"(?P<name>[A-Za-z][\w’'&/ ()-]{1,59}?)\s*(?::|–|—| - |\t)\s*(?P<meaning>\S.*)", re.DOTALL)
_LONGEST_NAME = 6
"""Words a term may have in a glossary."""


def terms_in(paragraphs: Iterable[Paragraph]) -> tuple[Term, ...]:
    """The terms that paragraphs define, in their order; a term has an entry for each place that defines it."""
    found: list[Term] = []
    for paragraph in paragraphs:
        if paragraph.kind not in (ParagraphKind.HEADING, ParagraphKind.CONTENTS):
            here = sorted(
                {*_short_forms(paragraph), *_said(paragraph), *_called(paragraph), *_listed(paragraph)}, key=_place
            )
            found += [term for n, term in enumerate(here) if not _said_before(term, here[:n])]
    return tuple(found)


def term_named(terms: Sequence[Term], name: str) -> Term | None:
    """The term that `name` means, capitals, "the" and a plural s aside; a definition before a short form, the first one
    otherwise; None when none is called so.
    """
    wanted = plain_name(name)
    fitting = [term for term in terms if wanted and wanted in (plain_name(term.name), plain_name(term.meaning))]
    fitting.sort(key=lambda term: (term.kind is not TermKind.DEFINITION, plain_name(term.name) != wanted))
    return fitting[0] if fitting else None


def plain_name(name: str) -> str:
    """What a term is called, without what does not tell it from others: capitals, an article, a plural s."""
    words = re.sub(r"^(?:the|an?)\s+", "", name.strip().casefold())
    return words.removesuffix("s") if len(words) > 3 else words


def _place(term: Term) -> tuple[int, int, str]:
    return term.start, -term.end, term.name


def _said_before(term: Term, others: Sequence[Term]) -> bool:
    """Whether another definition of the same term covers the same words."""
    return any(other.name == term.name and other.start <= term.start and term.end <= other.end for other in others)


def _short_forms(paragraph: Paragraph) -> Iterator[Term]:
    """Short forms with their long forms."""
    for short, long, start, end in short_forms(paragraph.text):
        yield Term(short, long, paragraph.id, start, end, TermKind.SHORT_FORM)


def _said(paragraph: Paragraph) -> Iterator[Term]:
    """Terms that a sentence says the meaning of."""
    for pattern in (_SAYS, _DEFINES, _BY_WE_MEAN):
        for match in pattern.finditer(paragraph.text):
            at = match.start("meaning")
            end = _end(paragraph, match.start("name"), at)
            meaning = paragraph.text[at:end]
            name = match["name"].strip()
            if len(name.split()) <= _LONGEST_NAME * 2 and meaning:
                yield Term(name, meaning, paragraph.id, match.start(), end, TermKind.DEFINITION)


def _end(paragraph: Paragraph, said: int, at: int) -> int:
    """Where the meaning that begins at `at` ends: with its sentence, before a semicolon, or with the list it opens.

    `said` is where the words begin that say it.
    """
    part = next(n for n, part in enumerate(paragraph.parts) if part.start <= said < part.end)
    here = paragraph.parts[part]
    below = max((other.end for other in paragraph.parts[part + 1 :] if other.lead == part), default=here.end)
    if at >= here.end:
        return max(below, at)
    stop = next((end for start, end in sentence_spans(paragraph.text[: here.end]) if at < end), here.end)
    semicolon = paragraph.text.find(";", at, stop)
    if semicolon >= 0:
        return semicolon
    if stop == here.end and here.text.rstrip().endswith((":", "—")):
        return below
    return stop - 1 if paragraph.text[stop - 1] == "." else stop


def _called(paragraph: Paragraph) -> Iterator[Term]:
    """Names given in brackets: "the National Health Service Commissioning Board (“the Board”)"."""
    for match in _CALLED.finditer(paragraph.text):
        before = _NAME_BEFORE.search(paragraph.text[: match.start()])
        if before:
            long = _whole_name(before["name"].strip(" ,"), match["name"])
            start = before.start("name") + before["name"].rindex(long)
            yield Term(match["name"], long, paragraph.id, start, match.end(), TermKind.NAME)


def _whole_name(words: str, short: str) -> str:
    """The name in `words` that `short` ("the Department") is for: from its main word, with the capitals before it."""
    head = short.split()[-1]
    found = re.search(rf"(?:(?!The\b)[A-Z][\w’'&-]* )*\b{re.escape(head)}\b.*$", words)
    return found.group() if found else words.removeprefix("The ")


def _listed(paragraph: Paragraph) -> Iterator[Term]:
    """Entries of a glossary: rows of a table, list items or lines under a heading that says it is one."""
    if not any(
        _GLOSSARY.search(heading)
        for heading in (*paragraph.section, paragraph.table.caption if paragraph.table else "")
    ):
        return
    if paragraph.table is not None:
        yield from _rows(paragraph)
        return
    for part in paragraph.parts:
        entry = _ENTRY.fullmatch(part.text)
        if entry and part.kind is not PartKind.ROW and len(entry["name"].split()) <= _LONGEST_NAME:
            meaning = entry["meaning"]
            yield Term(entry["name"].strip(), meaning, paragraph.id, part.start, part.end, TermKind.DEFINITION)


def _rows(paragraph: Paragraph) -> Iterator[Term]:
    """Rows of a glossary: the term, and its meaning in the next column."""
    assert paragraph.table is not None
    for row in paragraph.table.rows:
        part = paragraph.parts[row.part]
        meaning = next(filter(None, row.cells), "")
        if row.label and meaning and not is_figure(meaning):
            yield Term(row.label, meaning, paragraph.id, part.start, part.end, TermKind.DEFINITION)
