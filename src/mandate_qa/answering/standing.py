"""Which of several documents on one thing goes first: one in force before one that was replaced, an original before
what a third party says of it, the later before the earlier; and how that is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mandate_qa.answering.wording import the
from mandate_qa.periods import day_words
from mandate_qa.types import Document


def by_standing(keys: Iterable[str], documents: Mapping[str, Document]) -> list[str]:
    """`keys` of documents, those that count most first."""
    latest = sorted(keys, key=lambda key: documents[key].published, reverse=True)
    return sorted(latest, key=lambda key: (documents[key].superseded_by is not None, third_party(documents[key])))


def third_party(document: Document) -> bool:
    """Whether a document is someone's account of another's."""
    return "third party" in document.status


def which_holds(keys: Sequence[str], documents: Mapping[str, Document]) -> str:
    """How the documents that differ stand to each other: which is the latest, which was replaced, which is an account.

    `keys` are those of `by_standing`. Of one document that gives two figures it is said that it does.
    """
    first, *others = [documents[key] for key in keys]
    if not others:
        return f"{the(first.short_title, first=True)} gives both; compare the paragraphs."
    told = f"The documents differ; the latest is {the(first.short_title)} (published {day_words(first.published)})"
    if first.replaces:
        known = documents.get(first.replaces)
        told += f", which replaces {the(known.short_title) if known else first.replaces}"
    accounts = [f"{the(other.short_title)} is a summary by a third party" for other in others if third_party(other)]
    return f"{'; '.join([told, *accounts])}."


def replaced_note(keys: Iterable[str], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """For each document that was replaced by another of the library, that it was."""
    return tuple(
        f"{the(documents[key].short_title, first=True)} has been replaced by {the(documents[newer].short_title)}."
        for key in dict.fromkeys(keys)
        if (newer := documents[key].superseded_by) is not None and newer in documents
    )
