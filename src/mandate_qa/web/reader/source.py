"""A cited paragraph where it stands: its document, headings, neighbours, footnotes, and the places it refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandate_qa.types import Paragraph
from mandate_qa.web.places import document_path, page_path, paragraph_path, source_path
from mandate_qa.web.reader.about import About, about
from mandate_qa.web.reader.marks import Mark
from mandate_qa.web.reader.pictures import BusyError, Pictures
from mandate_qa.web.reader.shown import Shown, shown

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library

REFERENCES = 12
"""Places that a paragraph refers to, at most, that are offered as links."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """The picture of a page."""

    number: int
    path: str
    found: bool | None
    """Whether the words relied on are marked on it; None where there are none to mark, or it cannot be told now."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the page of one paragraph shows."""

    about: About
    section: tuple[str, ...]
    cited: Shown
    before: tuple[Shown, ...]
    after: tuple[Shown, ...]
    notes: tuple[Shown, ...]
    references: tuple[Link, ...]
    printed: PrintedLink | None
    previous: Link | None
    next: Link | None
    whole: str
    """Address of the whole document, opened here."""
    permanent: str
    """Address that leads here for as long as the document has the paragraph."""


def source(paragraph: Paragraph, marks: Sequence[Mark], library: Library, pictures: Pictures) -> Source:
    """`paragraph` with `marks`, in its surroundings."""
    around = library.neighbours(paragraph.id)
    before = [near for near in around if near.position < paragraph.position]
    after = [near for near in around if near.position > paragraph.position]
    return Source(
        about=about(library.documents[paragraph.document], library),
        section=paragraph.section,
        cited=shown(paragraph, marks),
        before=tuple(map(shown, before)),
        after=tuple(map(shown, after)),
        notes=tuple(shown(library.paragraph(note)) for note in paragraph.notes),
        references=references(paragraph, library),
        printed=printed(paragraph, marks, library, pictures),
        previous=link_to(before[-1]) if before else None,
        next=link_to(after[0]) if after else None,
        whole=document_path(paragraph.document, paragraph.id, marks),
        permanent=paragraph_path(paragraph.id, marks),
    )


def link_to(paragraph: Paragraph) -> Link:
    """A paragraph's own page."""
    return Link(paragraph.label, source_path(paragraph.id))


def printed(paragraph: Paragraph, marks: Sequence[Mark], library: Library, pictures: Pictures) -> PrintedLink | None:
    """The picture of the page that the paragraph is on; None where its document has no such pages."""
    document = library.documents[paragraph.document]
    try:
        page = pictures.printed(document, paragraph, marks)
    except BusyError:
        number = paragraph.page or 1
        return PrintedLink(number, page_path(document.key, number, paragraph.id, marks), None)
    if page is None:
        return None
    path = page_path(document.key, page.number, paragraph.id, marks)
    return PrintedLink(page.number, path, page.found if marks else None)


def references(paragraph: Paragraph, library: Library) -> tuple[Link, ...]:
    """The places that a paragraph names, each once, by their labels."""
    named = [id for reference in library.references(paragraph.id) for id in reference.paragraph_ids]
    ids = [id for id in dict.fromkeys(named) if id != paragraph.id]
    return tuple(link_to(library.paragraph(id)) for id in ids[:REFERENCES])
