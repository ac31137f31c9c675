"""Documents, passages and paragraphs made into the records that the endpoints give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.reading.jsonl_names import record_id
from mandate_qa.types import Document, Hit, Paragraph
from mandate_qa.types.library_records import DocumentRecord, FoundRecord, ParagraphRecord
from mandate_qa.web.places import paragraph_path

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library


def document_records(library: Library) -> tuple[DocumentRecord, ...]:
    """Every document, in library order."""
    return tuple(document_record(document, library) for document in library.documents.values())


def document_record(document: Document, library: Library) -> DocumentRecord:
    """A document with the size it has."""
    return DocumentRecord(
        key=document.key,
        title=document.title,
        edition=document.short_title,
        publisher=document.publisher,
        published=document.published,
        period_start=document.period_start,
        period_end=document.period_end,
        standing=document.status,
        superseded_by=document.superseded_by,
        paragraphs=library.paragraph_count(document.key),
    )


def found_record(hit: Hit, library: Library) -> FoundRecord:
    """A hit with the words it stands for and the paragraph they are in."""
    paragraph = library.paragraph(hit.passage.paragraph_ids[0])
    document = library.documents[paragraph.document]
    return FoundRecord(
        rank=hit.rank,
        score=hit.score,
        paragraph_id=paragraph.id,
        document=document.key,
        edition=document.short_title,
        number=paragraph.number,
        label=paragraph.label,
        section=paragraph.section,
        text=hit.passage.text,
        record=record_id(document.path),
    )


def paragraph_record(paragraph_id: str, library: Library, root: str = "") -> ParagraphRecord:
    """The paragraph with this id; `root` is the path the pages are served under. Raises UsageError for another id."""
    paragraph = library.paragraph(paragraph_id)
    previous, following = beside(paragraph, library)
    return ParagraphRecord(
        id=paragraph.id,
        document=paragraph.document,
        edition=library.documents[paragraph.document].short_title,
        kind=paragraph.kind,
        number=paragraph.number,
        label=paragraph.label,
        section=paragraph.section,
        text=paragraph.text,
        parts=paragraph.parts,
        table=paragraph.table,
        page=paragraph.page,
        previous=previous,
        next=following,
        notes=paragraph.notes,
        link=f"{root}{paragraph_path(paragraph.id)}",
    )


def beside(paragraph: Paragraph, library: Library) -> tuple[str | None, str | None]:
    """Ids of the paragraphs before and after this one in its document; None where there is none."""
    ids = [near.id for near in library.neighbours(paragraph.id)]
    place = ids.index(paragraph.id)
    return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)
