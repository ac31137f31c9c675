"""The citations of a kept answer beside what the documents say now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from mandate_qa.errors import UsageError
from mandate_qa.types.records import CitationRecord

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
    """A citation with what became of its paragraph."""
    since = since_then(cited, library)
    path = f"/paragraph?{urlencode({'id': cited.paragraph_id})}"
    return ShownSource(cited, since, "" if since is Since.GONE else path)


def since_then(cited: CitationRecord, library: Library) -> Since:
    """Whether the cited paragraph is still there, with the same words."""
    try:
        text = library.paragraph(cited.paragraph_id).text
    except UsageError:
        return Since.GONE
    if text == cited.text:
        return Since.SAME
    return Since.MOVED if cited.quote in text else Since.CHANGED
