"""An answer as it leaves the program: what the API gives, a browser keeps, a database stores and an export prints.

An AnswerRecord stands alone: it holds what a reader was told with its sources, and needs no index to be read again.
It is the documented JSON of an Answer (docs/answer.schema.json). `recording` makes it, `codec` turns it into JSON and
back.
"""

from __future__ import annotations

from dataclasses import dataclass

from mandate_qa.types.questions import Scope, Status

RECORD_VERSION = 1
"""Of the JSON; raised when a field changes its meaning or goes."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A cited document, as it stood when it was cited."""

    key: str
    title: str
    edition: str
    """Short title, such as "2021-22 mandate"."""
    publisher: str
    published: str
    """ISO date as far as it is known."""
    standing: str
    """"final", "revised", "summary by a third party" …"""
    superseded_by: str | None
    """Short title of the document that replaces it; None for the latest."""


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A paragraph, the exact words relied on, and the result of checking them."""

    marker: int
    """The n of its mark [n] in the text, from 1."""
    source: SourceRecord
    paragraph_id: str
    """Stable: it survives re-indexing."""
    number: str | None
    """As printed; None where none is printed."""
    label: str
    """For people, down to the bullet or row: "2021-22 mandate, para 1.15, bullet 1"."""
    section: tuple[str, ...]
    """Headings above it, outermost first."""
    page: int | None
    """1-based; None where the source has no pages."""
    quote: str
    """The exact words relied on."""
    text: str
    """The whole paragraph as it was."""
    start: int
    """`text[start:end] == quote`, in characters."""
    end: int
    checked: bool
    """Whether the quote stands in the paragraph and bears the statement's figures, names and modal verbs."""


@dataclass(frozen=True, slots=True)
class ScopeRecord:
    """What the question was taken to be about."""

    documents: tuple[str, ...]
    """Keys of the documents meant; empty when none was singled out."""
    periods: tuple[str, ...]
    """Financial years meant, such as "2021-22"."""
    chosen: tuple[str, ...]
    """Keys that the reader limited the search to; empty for all."""
    scope: Scope | None = None
    """What the reader chose instead of what the question names; None when nothing was chosen."""


@dataclass(frozen=True, slots=True)
class HitRecord:
    """A passage that was found."""

    rank: int
    """1 is best."""
    document: str
    """Key."""
    paragraph_id: str
    label: str
    score: float
    kept: bool
    reason: str
    """Why it was set aside; empty when kept."""


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer that stands alone."""

    question: str
    """As typed."""
    understood: str
    """The question made to stand alone."""
    asked_at: str
    """ISO date and time, UTC, to the second."""
    text: str
    """With marks [1] [2] in order of first appearance."""
    status: Status
    answered: bool
    """False when the documents do not say."""
    confidence: float
    """How likely the answer is right, 0–1; for a refusal, how likely an answer would have been."""
    notes: tuple[str, ...]
    """What the reader must know: a later edition differs, a figure is indicative, a year was assumed."""
    scope: ScopeRecord
    citations: tuple[CitationRecord, ...]
    """By marker."""
    hits: tuple[HitRecord, ...]
    """Best first; at most as many as `recording.RECORDED_HITS`, those kept before those set aside."""
    story: tuple[tuple[str, tuple[str, ...]], ...]
    """How it came about: headings, each with its lines."""
    timings: dict[str, float]
    """Seconds by step, with "total"."""
    composer: str
    """What composed it: "extractive", or the name of a language model."""
    fingerprint: str
    """Settings and index that gave this answer."""
    version: int = RECORD_VERSION
