"""What a reader gets for a paragraph that is no longer there: the document it stood in, and what is nearest to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mandate_qa.errors import MandateQAError
from mandate_qa.web.places import key_of
from mandate_qa.web.reader.source import Link, link_to

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant

OFFERED = 5
LOOKED_AT = 20
"""Hits among which the offered paragraphs are found."""
LONGEST = 500
"""Characters of the words that are searched."""


def nearest(assistant: Assistant, paragraph_id: str, words: str) -> tuple[Link, ...]:
    """Paragraphs nearest to `words`, else to the words of the id; of its document alone where that still exists."""
    library = assistant.library
    key = key_of(paragraph_id)
    wanted = " ".join((words or words_of(paragraph_id))[:LONGEST].split())
    if not wanted or (not words and key not in library.documents):
        return ()
    try:
        hits = assistant.search(wanted, k=LOOKED_AT, documents=[key] if key in library.documents else None)
    except MandateQAError:
        return ()
    ids = dict.fromkeys(hit.passage.paragraph_ids[0] for hit in hits)
    return tuple(link_to(library.paragraph(id)) for id in list(ids)[:OFFERED])


def words_of(paragraph_id: str) -> str:
    """The words that an id holds: "nhs england table" of "mandate-2021-22 §nhs-england table-1"."""
    return " ".join(re.findall(r"[^\W\d_]{2,}", paragraph_id.partition(" ")[2]))
