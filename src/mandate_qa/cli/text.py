"""Values as text for a terminal, and as plain dicts for JSON.

Knows how an answer, hits, documents and paragraphs are laid out. Printing is left to `cli`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from mandate_qa.describing import document_dict, period
from mandate_qa.explaining import explained
from mandate_qa.reading.jsonl_names import record_id
from mandate_qa.types import Answer, Citation, Document, Hit, Paragraph

if TYPE_CHECKING:
    from mandate_qa.curating.proposing import Proposal
    from mandate_qa.indexing import BuildReport
    from mandate_qa.reading.references import Reference
    from mandate_qa.searching.library import Library

CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
"""Characters that could steer a terminal; a document may hold them, a terminal never gets them."""


def printable(text: str) -> str:
    """`text` without control characters other than line ends and tabs."""
    return text.translate(CONTROLS)


def answer_text(answer: Answer) -> str:
    """The answer, its citations as quotes, and its notes, parted by empty lines."""
    citations = [citation_text(citation) for citation in answer.citations]
    notes = [f"Note: {note}" for note in answer.notes]
    return "\n\n".join([answer.text, *citations, *notes])


def citation_text(citation: Citation) -> str:
    """Mark and label on one line, the quote below with its list items and table rows on lines of their own."""
    check = "checked" if citation.checked else "not verified"
    quote = indented(f"“{citation.quote.strip()}”")
    return f"[{citation.marker}] {citation.label} ({check})\n{quote}"


def explanation_text(answer: Answer) -> str:
    """How the answer came about, a heading and its lines at a time."""
    return "\n".join(f"{heading}:\n{indented(chr(10).join(lines))}" for heading, lines in explained(answer))


def hits_text(hits: Iterable[Hit], library: Library) -> str:
    """Rank, label and words of each hit, best first."""
    return "\n\n".join(hit_text(hit, library) for hit in hits)


def hit_text(hit: Hit, library: Library) -> str:
    """One hit: where it stands, then its words."""
    label = library.paragraph(hit.passage.paragraph_ids[0]).label
    aside = f" (set aside: {hit.reason})" if not hit.kept else ""
    return f"{hit.rank}. {label}{aside}\n{indented(hit.passage.text)}"


def hit_dict(hit: Hit, library: Library) -> dict[str, Any]:
    """A hit as `search --json` gives it; `record` is the id of its line in a JSONL file, None for any other file."""
    return {**asdict(hit), "record": record_id(library.documents[hit.passage.document].path)}


def document_text(document: Document, paragraphs: int) -> str:
    """Key and title, then the rest of what `show` says."""
    told = document_dict(document, paragraphs)
    return (
        f"{told['key']}\n    {told['title']}\n"
        f"    published {told['published'] or 'at an unknown date'}; period {told['period'] or 'not stated'}; "
        f"{paragraphs} paragraph{'s' * (paragraphs != 1)}; {edition(document)}"
    )


def documents_table(counted: Sequence[tuple[Document, int]]) -> str:
    """The documents in columns: key, title, when published, period, paragraphs, edition."""
    heads = ("key", "title", "published", "period", "paragraphs", "edition")
    lines = [
        (d.key, shorten(d.title, 60, placeholder=" …"), d.published or "–", period(d) or "–", f"{n:,}", edition(d))
        for d, n in counted
    ]
    return in_columns(heads, lines)


def in_columns(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells below their heads, each column as wide as its widest cell."""
    widths = [max(len(line[column]) for line in (heads, *lines)) for column in range(len(heads))]
    laid = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in (heads, *lines)]
    return "\n".join("  ".join(line).rstrip() for line in laid)


def edition(document: Document) -> str:
    """Whether a document is in force, as far as the library tells."""
    told = f"replaces {document.replaces}" if document.replaces else ""
    if document.superseded_by:
        return "; ".join(filter(None, (f"superseded by {document.superseded_by}", told)))
    return f"latest, {told}" if told else "latest"


def proposal_text(proposal: Proposal) -> str:
    """What a file would be added as, and where each fact is from."""
    numbered = sum(paragraph.number is not None for paragraph in proposal.paragraphs)
    held = f"{len(proposal.paragraphs)} paragraphs, {numbered} of them with a printed number"
    if not proposal.key:
        held = "each line a document of its own"
    facts = [(name, fact.value, f"({fact.words})") for name, fact in proposal.shown]
    widths = [max((len(fact[column]) for fact in facts), default=0) for column in range(2)]
    lines = [f"    {name:{widths[0]}}  {value:{min(widths[1], 60)}}  {words}".rstrip() for name, value, words in facts]
    missing = [f"    {name:{widths[0]}}  not told; give --{name}" for name in proposal.missing]
    return "\n".join([f"{proposal.file} ({proposal.format}; {held})", *lines, *missing])


def table_dict(paragraph: Paragraph) -> dict[str, Any]:
    """A table as `show --table --json` gives it."""
    return {"id": paragraph.id, "label": paragraph.label, **asdict(paragraph)["table"]}


def paragraph_dict(paragraph: Paragraph, references: Iterable[Reference] = ()) -> dict[str, Any]:
    """A paragraph as `show --json` gives it; `lines` are 1-based, `references` those that lead to a paragraph."""
    return {
        "id": paragraph.id,
        "number": paragraph.number,
        "label": paragraph.label,
        "section": list(paragraph.section),
        "kind": paragraph.kind.value,
        "text": paragraph.text,
        "lines": list(paragraph.lines),
        "page": paragraph.page,
        "references": [
            {"words": reference.words, "paragraph_ids": list(reference.paragraph_ids)}
            for reference in references
            if reference.paragraph_ids
        ],
    }


def paragraph_text(paragraph: Paragraph) -> str:
    """Id, printed number, label and section trail, then the words."""
    trail = " › ".join(paragraph.section)
    head = f"{paragraph.id}\n    number {paragraph.number or '(none printed)'}; {paragraph.label}"
    return "\n".join([head, *([f"    under {trail}"] if trail else []), indented(paragraph.text)])


def report_text(report: BuildReport) -> str:
    """What building an index came to."""
    counts = f"{report.documents} documents, {report.paragraphs} paragraphs, {report.passages} passages"
    taken = report.documents - report.read - report.resumed
    resumed = f" {report.resumed} from a build that was cut off," if report.resumed else ""
    work = f"{report.read} read,{resumed} {taken} unchanged, {report.embedded} passages embedded"
    done = f"The index holds {counts} ({work}) after {report.seconds['total']:.1f} s."
    removed = [f"Removed: {', '.join(report.removed)}."] if report.removed else []
    return "\n".join([done, *removed, *(f"Note: {note}" for note in report.notes)])


def indented(text: str) -> str:
    """`text` with each line set in by four spaces."""
    return "\n".join(f"    {line}" for line in text.splitlines())
