"""Paragraphs → passages: what is searched.

A passage holds what a reader needs to understand it alone: a bullet has its lead-in, a table row its column headings,
a heading the headings below it. What is too long is cut at sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mandate_qa.reading.sentences import sentence_spans, sentences
from mandate_qa.settings import PassageSettings
from mandate_qa.types import Document, Paragraph, ParagraphKind, Part, PartKind, Passage, PassageKind

_LEAD_WORDS = 40
_COUNTED = re.compile(
    r"(?!(?:annex|appendix|table|figure|box)\b)(?P<name>[^\W\d_]{3,}) (?:\d{1,2}|[a-z])\b(?!\.\d)", re.IGNORECASE
)
"""A heading that is one of several: "Priority 1: …"; annexes and tables are no list of things."""
Cut = tuple[PassageKind, str, tuple[int, ...]]


def cut_passages(document: Document, paragraphs: Sequence[Paragraph], settings: PassageSettings) -> list[Passage]:
    """The passages of `document`, in reading order; tables of contents are left out."""
    passages = []
    for paragraph in paragraphs:
        heading = f"{document.short_title}: {' › '.join(paragraph.section)}".rstrip(": ")
        for n, (kind, text, parts) in enumerate(_cuts(paragraph, settings.max_words)):
            passages.append(Passage(f"{paragraph.id}#{n}", document.key, kind, text, heading, (paragraph.id,), parts))
    return passages + _sections(document, paragraphs)


def lead_in(paragraph: Paragraph, part: Part) -> list[str]:
    """The words that introduce `part`, outermost first: a title, the last sentence of a lead-in, the bullet above."""
    words: list[str] = []
    at = part.lead
    while at is not None:
        above = paragraph.parts[at]
        words.insert(0, above.text if above.kind is PartKind.BULLET else _last_sentence(above.text))
        at = above.lead
    return words


def _cuts(paragraph: Paragraph, max_words: int) -> Iterator[Cut]:
    """What one paragraph is cut into."""
    if paragraph.kind in (ParagraphKind.CONTENTS, ParagraphKind.HEADING):
        return
    if paragraph.kind is ParagraphKind.TABLE:
        yield from _rows(paragraph)
    elif len(paragraph.text.split()) <= max_words:
        yield PassageKind.PARAGRAPH, paragraph.text, tuple(range(len(paragraph.parts)))
        yield from _items(paragraph)
    else:
        yield from _texts(paragraph, max_words)
        yield from _items(paragraph)


def _texts(paragraph: Paragraph, max_words: int) -> Iterator[Cut]:
    """The running text of a long paragraph, cut at sentence ends; a title goes with what it introduces."""
    leads = {part.lead for part in paragraph.parts}
    for n, part in enumerate(paragraph.parts):
        title = n in leads and len(part.text.split()) <= 6
        if part.kind is not PartKind.TEXT or title:
            continue
        above = lead_in(paragraph, part)
        for text in windows(part.text, max_words):
            yield PassageKind.PARAGRAPH, "\n".join([*above, text]), (n,)


def _items(paragraph: Paragraph) -> Iterator[Cut]:
    """Each bullet and unnumbered row with what introduces it."""
    for n, part in enumerate(paragraph.parts):
        if part.kind is PartKind.BULLET and (len(paragraph.parts) > 1):
            yield PassageKind.BULLET, "\n".join([*lead_in(paragraph, part), f"- {part.text}"]), (n,)
        elif part.kind is PartKind.ROW:
            yield PassageKind.ROW, "\n".join([*lead_in(paragraph, part), part.text]), (n,)


def _rows(paragraph: Paragraph) -> Iterator[Cut]:
    """Each row of a table that holds values, under the table's caption and its column headings as printed."""
    assert paragraph.table is not None
    header = paragraph.parts[0].text if paragraph.parts[0].kind is PartKind.TEXT else ""
    for row in paragraph.table.rows:
        if any(row.cells):
            printed = paragraph.parts[row.part].text
            inherited = row.label if printed.startswith("\t") and row.label not in header else ""
            lines = [row.group, header, f"{inherited}{printed}"]
            yield PassageKind.ROW, "\n".join(filter(None, lines)), (row.part,)


def _sections(document: Document, paragraphs: Sequence[Paragraph]) -> list[Passage]:
    """A passage for each heading that has at least two headings right below it: it lists them."""
    headings = [paragraph for paragraph in paragraphs if paragraph.kind is ParagraphKind.HEADING]
    passages = []
    for above in headings:
        trail = (*above.section, above.text)
        below = [heading for heading in headings if heading.section == trail]
        if len(below) >= 2:
            text = "\n".join([above.text, *(f"- {heading.text}" for heading in below)])
            ids = (above.id, *(heading.id for heading in below))
            passages.append(
                Passage(f"{above.id}#sections", document.key, PassageKind.SECTION, text, document.short_title, ids)
            )
    return passages + _counted_headings(document, headings)


def _counted_headings(document: Document, headings: Sequence[Paragraph]) -> list[Passage]:
    """A passage for the headings below none that are counted alike, "Priority 1: …", "Priority 2: …": it lists them."""
    alike: dict[str, list[Paragraph]] = {}
    for heading in headings:
        counted = _COUNTED.match(heading.text)
        if counted and not heading.section:
            alike.setdefault(counted["name"].casefold(), []).append(heading)
    return [
        Passage(
            f"{found[0].id}#series",
            document.key,
            PassageKind.SECTION,
            "\n".join(f"- {heading.text}" for heading in found),
            document.short_title,
            tuple(heading.id for heading in found),
        )
        for found in alike.values()
        if len(found) >= 2
    ]


def windows(text: str, max_words: int) -> list[str]:
    """`text` as printed, in pieces of whole sentences; only a single long sentence has more than `max_words` words."""
    pieces: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if pieces and len(text[pieces[-1][0] : end].split()) <= max_words:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return [text[start:end] for start, end in pieces]


def _last_sentence(text: str) -> str:
    """The sentence of a lead-in that announces the list, its end only when it is very long."""
    found = sentences(text)
    words = (found[-1] if found else text).split()
    return " ".join(words) if len(words) <= _LEAD_WORDS * 2 else "… " + " ".join(words[-_LEAD_WORDS:])
