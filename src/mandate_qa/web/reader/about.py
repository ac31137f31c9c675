"""What a reader must know of a document before relying on it: edition, publisher, date, and what replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mandate_qa.types import Document
from mandate_qa.web import wording
from mandate_qa.web.reader.places import document_path

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
    later: str
    """Short title of the document that replaces it; "" for the latest."""
    later_path: str
    ended: str
    """Last day it applied to, in words, once that is past; "" before."""


def about(document: Document, library: Library) -> About:
    """`document` as a page introduces it."""
    later = library.documents.get(document.superseded_by or "")
    return About(
        key=document.key,
        title=document.title,
        edition=document.short_title,
        publisher=document.publisher,
        published=wording.day_words(document.published),
        standing=document.status,
        period=wording.period_words(document),
        path=document_path(document.key),
        later=later.short_title if later else "",
        later_path=document_path(later.key) if later else "",
        ended=wording.day_words(end) if (end := document.period_end or "") and end < date.today().isoformat() else "",
    )
