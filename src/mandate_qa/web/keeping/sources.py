"""The citations of a kept answer beside what the documents say now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError
from mandate_qa.types.records import CitationRecord
from mandate_qa.web.places import paragraph_path
from mandate_qa.web.reader.marks import Mark

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library


class Since(StrEnum):
    """What became of a cited paragraph since."""

    SAME = "same"
    CHANGED = "changed"
    """It is there, and says something else."""
    MOVED = "moved"
    """It is there with other words, the quoted ones among them."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A citation as the page shows it."""

    cited: CitationRecord
    since: Since
    path: str
    """Of the paragraph, below the path the service lies under; "" when it is gone."""


def shown_source(cited: CitationRecord, library: Library) -> ShownSource:
    """A citation with what became of its paragraph; its link marks the quoted words where they stand now."""
    try:
        text = library.paragraph(cited.paragraph_id).text
    except UsageError:
        return ShownSource(cited, Since.GONE, "")
    since = since_then(cited, text)
    start = cited.start if since is Since.SAME else text.find(cited.quote)
    marks = [Mark(start, start + len(cited.quote))] if cited.quote and start >= 0 else []
    return ShownSource(cited, since, paragraph_path(cited.paragraph_id, marks))


def since_then(cited: CitationRecord, text: str) -> Since:
    """What became of a cited paragraph that says `text` now."""
    if text == cited.text:
        return Since.SAME
    return Since.MOVED if cited.quote in text else Since.CHANGED
