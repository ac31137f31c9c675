"""How a document stands today, in the words that every page has for it: in force, its period over, superseded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mandate_qa.types import Document
from mandate_qa.web import wording
from mandate_qa.web.places import document_path


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said of a document."""

    words: str
    """Before the name of what replaced it, where something did."""
    good: bool = False
    """Whether it is in force."""
    later: str = ""
    """Short title of the document that replaced it; "" for the latest."""
    later_path: str = ""
    """"" where the library does not have it."""


def standing(document: Document, documents: Mapping[str, Document], today: str = "") -> Standing:
    """How `document` stands among `documents`; `today` is an ISO date, the present one unless it is given."""
    day = today or date.today().isoformat()
    start, end = document.period_start or "", document.period_end or ""
    if key := document.superseded_by:
        later = documents.get(key)
        named, path = (later.short_title, document_path(key)) if later else (key, "")
        return Standing(wording.SUPERSEDED_BY, later=named, later_path=path)
    if end and end < day[: len(end)]:
        return Standing(wording.ENDED.format(wording.day_words(end)))
    if start and start > day:
        return Standing(wording.BEGINS.format(wording.day_words(start)))
    return Standing(wording.IN_FORCE, good=True) if start or end else Standing(wording.LATEST)
