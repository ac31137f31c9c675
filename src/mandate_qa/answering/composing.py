"""Which composer writes the draft.

A composer takes the query and its hits and gives a Draft; what it may say is checked afterwards, whoever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from mandate_qa.answering.extractive import ExtractiveComposer
from mandate_qa.answering.verification import Source
from mandate_qa.searching.coverage import Rarity
from mandate_qa.settings import AnsweringSettings, LanguageModelSettings, Settings
from mandate_qa.types import Document, Draft, Hit, Query

if TYPE_CHECKING:
    from mandate_qa.answering.generating.rewriting import Rewriter

COMPOSERS = ("auto", "extractive")
"""Names that need no language model."""


class Composer(Protocol):
    """Writes drafts."""

    name: str

    def compose(self, query: Query, hits: Sequence[Hit], source: Source) -> Draft:
        """A draft that answers `query` from its kept hits, or one whose status says why there is none."""
        ...


def load_composer(
    llm: str | Any, rarity: Rarity, settings: AnsweringSettings, language_model: LanguageModelSettings | None = None
) -> Composer:
    """The composer that writes with `llm`; "auto" and "extractive" are the one without a language model.

    `llm` is a name, a LanguageModel, or a `llama_index.core.llms.LLM`. Raises what `as_language_model` raises.
    """
    extractive = ExtractiveComposer(rarity, settings)
    if isinstance(llm, str) and llm in COMPOSERS:
        return extractive
    from mandate_qa.answering.generating.generative import GenerativeComposer
    from mandate_qa.backends.llms.names import as_language_model

    language_model = language_model or LanguageModelSettings()
    return GenerativeComposer(as_language_model(llm, language_model), extractive, language_model, settings)


def rewriter_of(composer: Composer, settings: Settings, documents: Sequence[Document]) -> Rewriter | None:
    """What puts questions in other words with the model of `composer`; None for the one without."""
    if isinstance(composer, ExtractiveComposer):
        return None
    from mandate_qa.answering.generating.generative import GenerativeComposer
    from mandate_qa.answering.generating.rewriting import Rewriter

    assert isinstance(composer, GenerativeComposer)
    return Rewriter(composer.model, settings.language_model.seconds, documents)
