"""Which composer writes the draft.

A composer takes the query and its hits and gives a Draft; what it may say is checked afterwards, whoever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mandate_qa.answering.extractive import ExtractiveComposer
from mandate_qa.answering.verification import Source
from mandate_qa.errors import UnknownBackendError
from mandate_qa.searching.coverage import Rarity
from mandate_qa.settings import AnsweringSettings
from mandate_qa.types import Draft, Hit, Query

COMPOSERS = ("auto", "extractive")


class Composer(Protocol):
    """Writes drafts."""

    name: str

    def compose(self, query: Query, hits: Sequence[Hit], source: Source) -> Draft:
        """A draft that answers `query` from its kept hits, or one whose status says why there is none."""
        ...


def load_composer(name: str, rarity: Rarity, settings: AnsweringSettings) -> Composer:
    """The composer called `name`; "auto" is the extractive one. Raises UnknownBackendError, naming the nearest."""
    if name not in COMPOSERS:
        raise UnknownBackendError("language model", name, COMPOSERS)
    return ExtractiveComposer(rarity, settings)
