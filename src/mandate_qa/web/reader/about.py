"""What a reader must know of a document before relying on it: edition, publisher, date, and what replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mandate_qa.types import Document
from mandate_qa.web import wording
from mandate_qa.web.places import document_path
from mandate_qa.web.standing import Standing
from mandate_qa.web.standing import standing as standing_of

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library


@dataclass(frozen=True, slots=True)
class About:
    """A document in words and addresses."""

    key: str
    title: str
    edition: str
    publisher: str
    published: str
    """In words."""
    standing: str
    period: str
    path: str
    today: Standing
    """Whether it is in force, or what replaced it."""


def about(document: Document, library: Library) -> About:
    """`document` as a page introduces it."""
    return About(
        key=document.key,
        title=document.title,
        edition=document.short_title,
        publisher=document.publisher,
        published=wording.day_words(document.published),
        standing=document.status,
        period=wording.period_words(document),
        path=document_path(document.key),
        today=standing_of(document, library.documents),
    )
