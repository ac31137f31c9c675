"""Editions: which document takes the place of which, and which are in force.

Knows keys, dates, and what each document says it replaces. A chain may be of any length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mandate_qa.types import Document


def with_editions(documents: Iterable[Document]) -> list[Document]:
    """`documents` in their order, each with the key of the one that supersedes it, where one of them does.

    Of several that replace the same document the one published last supersedes it. Documents that replace each other
    in a circle cannot all be right; there the one published last stays in force.
    """
    given = list(documents)
    known = {document.key for document in given}
    successors: dict[str, str] = {}
    for document in sorted(given, key=lambda found: found.published, reverse=True):
        older = document.replaces
        if older in known and older not in successors and older not in _followed(document.key, successors):
            successors[older] = document.key
    return [_followed_by(document, successors.get(document.key)) for document in given]


def chain(key: str, documents: Mapping[str, Document]) -> list[Document]:
    """The editions that a document of `with_editions` is one of, the oldest first, the one in force last."""
    older, newer = [documents[key]], [documents[key]]
    while (before := documents.get(older[-1].replaces or "")) and before.superseded_by == older[-1].key:
        older.append(before)
    while newer[-1].superseded_by:
        newer.append(documents[newer[-1].superseded_by])
    return [*reversed(older[1:]), *newer]


def _followed_by(document: Document, key: str | None) -> Document:
    """`document`, superseded by the one with this key: itself where it says so, as most of thousands do."""
    return document if document.superseded_by == key else replace(document, superseded_by=key)


def _followed(key: str, links: Mapping[str, str]) -> list[str]:
    """`key`, what it links to, what that links to, and so on."""
    found = [key]
    while found[-1] in links:
        found.append(links[found[-1]])
    return found
