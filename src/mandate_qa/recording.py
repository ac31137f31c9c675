"""An Answer made into the AnswerRecord that leaves the program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from mandate_qa.explaining import explained
from mandate_qa.searching.library import Library
from mandate_qa.types import Answer, Citation, Document, Hit, Query
from mandate_qa.types.records import AnswerRecord, CitationRecord, HitRecord, ScopeRecord, SourceRecord

RECORDED_HITS = 20
"""Hits that a record holds; the rest say nothing that a reader would look for."""


def record(answer: Answer, library: Library, asked_at: datetime | None = None) -> AnswerRecord:
    """`answer` as it leaves the program; `asked_at` is now unless it is given."""
    told = (asked_at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    return AnswerRecord(
        question=answer.query.question,
        understood=answer.query.text,
        asked_at=told,
        text=answer.text,
        status=answer.status,
        answered=answer.answered,
        confidence=answer.confidence,
        notes=answer.notes,
        scope=scope_record(answer.query),
        citations=tuple(citation_record(citation, library.documents) for citation in answer.citations),
        hits=hit_records(answer.hits, library),
        story=explained(answer),
        timings=dict(answer.timings),
        composer=answer.draft.composer,
        fingerprint=answer.fingerprint,
    )


def scope_record(query: Query) -> ScopeRecord:
    """What a question was taken to be about."""
    return ScopeRecord(documents=query.documents, periods=query.periods, chosen=query.within, scope=query.scope)


def citation_record(citation: Citation, documents: Mapping[str, Document]) -> CitationRecord:
    """A citation with what a reader needs to know of its document."""
    return CitationRecord(
        marker=citation.marker,
        source=source_record(documents[citation.document], documents),
        paragraph_id=citation.paragraph_id,
        number=citation.number,
        label=citation.label,
        section=citation.section,
        page=citation.page,
        quote=citation.quote,
        text=citation.text,
        start=citation.start,
        end=citation.end,
        checked=citation.checked,
    )


def source_record(document: Document, documents: Mapping[str, Document]) -> SourceRecord:
    """A document as it stands now."""
    later = documents.get(document.superseded_by or "")
    return SourceRecord(
        key=document.key,
        title=document.title,
        edition=document.short_title,
        publisher=document.publisher,
        published=document.published,
        standing=document.status,
        superseded_by=later.short_title if later else None,
    )


def hit_records(hits: tuple[Hit, ...], library: Library) -> tuple[HitRecord, ...]:
    """The first hits, those kept before those set aside, each in its order."""
    first = sorted(hits, key=lambda hit: not hit.kept)[:RECORDED_HITS]
    return tuple(
        HitRecord(
            rank=hit.rank,
            document=hit.passage.document,
            paragraph_id=hit.passage.paragraph_ids[0],
            label=library.paragraph(hit.passage.paragraph_ids[0]).label,
            score=hit.score,
            kept=hit.kept,
            reason=hit.reason,
        )
        for hit in first
    )
