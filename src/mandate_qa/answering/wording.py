"""Every sentence the assistant says in its own words, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandate_qa.types import Document, Hit, Query, Status

WITHHELD = "{count} statement(s) could not be checked against the cited paragraphs and were left out."
GOES_ON = "{label} goes on; open it to read the rest."
OTHERWISE = "The documents say otherwise:"
NOT_TOLD = "The documents do not say: {part}?"
NOT_EXPLAINED = "The documents use the term and do not explain it; this says most about it."
SEVERAL_PLACES = "Several paragraphs have this number; name the document to read one whole."
SEVERAL_FIT = "The question fits more than one row; name the body or the table to get one."
DEFAULT_LATEST = (
    "Scope: {title}, the latest in force that speaks of this; no document or year was named. Also in: {also}."
)
DEFAULT_BEST = "Scope: {title}; no document or year was named. Also in: {also}."
ALSO = "Also in: {also}."
ACCOUNT = "{title} is a {status}."
CHOSEN = "Scope: {scope}, as you chose{instead}."
INSTEAD = ", instead of {left}"
ALL_DOCUMENTS = "all documents"
ANY_YEAR = "any year"
NO_DOCUMENT_OF = "No document in the library is of {period}; what the documents say of that year is looked for."
LEFT_OUT = "{count} more item(s) of the list stand in {label}."

_REFUSALS = {
    Status.NOT_IN_DOCUMENTS: "The documents do not say.",
    Status.OTHER_PERIOD_ONLY: "The documents do not say for that period.",
    Status.OUTSIDE_SCOPE: "I only answer questions about what the documents in this library say.",
    Status.UNCLEAR: "I could not tell what is being asked; please name the subject and the document or year.",
}


def the(title: str, *, first: bool = False) -> str:
    """A document's title in a sentence, or as its `first` words: "the 2023 mandate", "The Toy Office plan"."""
    if title.casefold().startswith("the "):
        return title
    return f"{'The' if first else 'the'} {title}"


def refusal(status: Status, query: Query, hits: Sequence[Hit], documents: Mapping[str, Document]) -> str:
    """The sentence for a question that is not answered, what was searched, and the nearest paragraphs."""
    text = _REFUSALS.get(status, _REFUSALS[Status.NOT_IN_DOCUMENTS])
    if status in (Status.OUTSIDE_SCOPE, Status.UNCLEAR):
        return text
    if query.unknown:
        text += f" None of them names {' or '.join(f'“{name}”' for name in query.unknown)}."
    text += f" Searched: {searched(query, documents)}."
    nearest = list(dict.fromkeys(hit.passage.heading for hit in hits if hit.kept))[:2]
    return f"{text} Nearest: {'; '.join(nearest)}." if nearest else text


def searched(query: Query, documents: Mapping[str, Document]) -> str:
    """Short titles of the documents that were searched."""
    if not query.searched:
        return f"all {len(documents)} documents"
    return ", ".join(documents[key].short_title for key in query.searched)
