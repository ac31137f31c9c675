"""A cited paragraph where it stands: its document, its headings, its neighbours, and the quoted words marked.

Knows how paragraphs look, in HTML on one line with every word escaped. The library is asked for paragraphs by id.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from mandate_qa.types import Answer, Citation, Document, Paragraph, ParagraphKind, Part, PartKind, Status
from mandate_qa.web import wording
from mandate_qa.web.html import anchor, lines_html, tag

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library

Span = tuple[int, int]
"""First character and the one after the last, in a paragraph's text."""

NOTHING: Span = (0, 0)
NEAREST = 3
"""Paragraphs offered when the documents do not say."""
EXCERPT = 160
"""Characters of a quote that are shown while its source is closed."""


def sources_html(answer: Answer, library: Library, turn: int) -> str:
    """A foldable source for each citation, or the nearest paragraphs when nothing is cited; empty when none is near."""
    if answer.citations:
        sources = [cited_html(citation, library, turn) for citation in answer.citations]
    else:
        sources = [near_html(library.paragraph(id), library) for id in nearest(answer)]
    heading = wording.SOURCES if answer.answered else wording.NEAREST
    return f'<div class="sources"><h3>{heading}</h3>{"".join(sources)}</div>' if sources else ""


def nearest(answer: Answer) -> list[str]:
    """Ids of the first few paragraphs among the hits that were kept, best first; none where none could help."""
    if answer.status in (Status.OUTSIDE_SCOPE, Status.UNCLEAR):
        return []
    kept = (hit.passage.paragraph_ids[0] for hit in answer.hits if hit.kept)
    return list(dict.fromkeys(kept))[:NEAREST]


def cited_html(citation: Citation, library: Library, turn: int) -> str:
    """A citation: mark, label, check and quote; opened, the paragraph in its surroundings."""
    checked = (wording.CHECKED, "green", wording.CHECKED_HELP)
    check = tag(*(checked if citation.checked else (wording.NOT_VERIFIED, "red", wording.NOT_VERIFIED_HELP)))
    summary = f"[{citation.marker}] {escape(citation.label)} {check} <q>{escape(excerpt(citation.quote))}</q>"
    place = surroundings_html(citation.paragraph_id, (citation.start, citation.end), library)
    return source_html(summary, place, anchor(turn, citation.marker))


def near_html(paragraph: Paragraph, library: Library) -> str:
    """A paragraph that may help, in its surroundings."""
    summary = f"{escape(paragraph.label)} <q>{escape(excerpt(paragraph.text))}</q>"
    return source_html(summary, surroundings_html(paragraph.id, NOTHING, library))


def source_html(summary: str, place: str, id: str = "") -> str:
    """`place` folded under `summary`; a link to `id` opens it at the first marked words, which bear the id."""
    if id:
        place = place.replace("<mark>", f'<mark id="{id}">', 1)
    return f'<details class="source"><summary>{summary}</summary><div class="place">{place}</div></details>'


def excerpt(text: str) -> str:
    """`text` on one line, cut at a word when it is long."""
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"


def surroundings_html(id: str, quoted: Span, library: Library) -> str:
    """Document, section trail, and the paragraph between its neighbours with the `quoted` words marked."""
    paragraph = library.paragraph(id)
    around = library.neighbours(id)
    shown = [paragraph_html(p, quoted if p.id == id else NOTHING, p.id == id) for p in around]
    notes = [paragraph_html(library.paragraph(note), NOTHING, cited=False) for note in paragraph.notes]
    trail = " › ".join(paragraph.section)
    return (
        f"{document_html(library.documents[paragraph.document])}"
        f'<p class="trail">{escape(trail)}</p>{"".join(shown)}{"".join(notes)}'
    )


def document_html(document: Document) -> str:
    """Title, then publisher, date and standing."""
    return (
        f'<p class="document"><strong>{escape(document.title)}</strong><br>'
        f"{escape(wording.document_words(document))}</p>"
    )


def paragraph_html(paragraph: Paragraph, quoted: Span, cited: bool) -> str:
    """A paragraph with its printed number beside its words; the label is shown when the number is pointed at."""
    style = f"paragraph {paragraph.kind}{' cited' if cited else ''}"
    number = f'<span class="number" title="{escape(paragraph.label)}">{escape(number_words(paragraph))}</span>'
    return f'<div class="{style}">{number}<div class="words">{parts_html(paragraph, quoted)}</div></div>'


def number_words(paragraph: Paragraph) -> str:
    """What stands beside a paragraph: its number as printed, "footnote 9", "–" for none, nothing for a heading."""
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        return paragraph.label.rsplit(", ", 1)[-1]
    return paragraph.number or ("" if paragraph.kind is ParagraphKind.HEADING else "–")


def parts_html(paragraph: Paragraph, quoted: Span) -> str:
    """The parts in order: text, list items and table rows, runs of one kind together."""
    parts = [line for part in paragraph.parts for line in lines_of(part)]
    runs = groupby(parts, key=lambda part: PartKind.ROW if "\t" in part.text else part.kind)
    return "".join(run_html(kind, list(run), paragraph.text, quoted) for kind, run in runs)


def lines_of(part: Part) -> list[Part]:
    """`part` itself, or its lines when it holds headings of a table, whose cells are parted by tabs."""
    if part.kind is not PartKind.TEXT or "\t" not in part.text:
        return [part]
    lines, start = [], part.start
    for line in part.text.split("\n"):
        lines.append(Part(PartKind.TEXT, line, start))
        start += len(line) + 1
    return lines


def run_html(kind: PartKind, parts: Sequence[Part], text: str, quoted: Span) -> str:
    """Parts of one kind as paragraphs, a list or a table; `text` is the paragraph's."""
    if kind is PartKind.ROW:
        return f"<table>{''.join(row_html(part, quoted) for part in parts)}</table>"
    if kind is PartKind.BULLET:
        return f"<ul>{''.join(bullet_html(part, text, quoted) for part in parts)}</ul>"
    return "".join(f"<p>{marked(part.text, part.start, quoted)}</p>" for part in parts)


def bullet_html(part: Part, text: str, quoted: Span) -> str:
    """A list item, with its letter or number where one is printed in place of a dash."""
    letter = text[text.rfind("\n", 0, part.start) + 1 : part.start].strip().removeprefix("-")
    style = f"level-{part.level}{' lettered' if letter else ''}"
    words = marked(part.text, part.start, quoted)
    return f'<li class="{style}">{escape(f"{letter} " if letter else "")}{words}</li>'


def row_html(part: Part, quoted: Span) -> str:
    """A row of a table as printed, its cells parted by tabs; what is no row of figures holds headings."""
    kind = "td" if part.kind is PartKind.ROW else "th"
    html, start = "", part.start
    for cell in part.text.split("\t"):
        html += f"<{kind}>{marked(cell, start, quoted)}</{kind}>"
        start += len(cell) + 1
    return f"<tr>{html}</tr>"


def marked(text: str, start: int, quoted: Span) -> str:
    """`text`, which begins at `start` of its paragraph, escaped, with what falls within `quoted` marked."""
    first = min(max(quoted[0] - start, 0), len(text))
    last = min(max(quoted[1] - start, first), len(text))
    before, inside, after = (lines_html(piece) for piece in (text[:first], text[first:last], text[last:]))
    return f"{before}<mark>{inside}</mark>{after}" if inside else f"{before}{after}"
