"""Questions that name a paragraph by its printed number and ask nothing else: the paragraph itself is the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mandate_qa.answering.bullets import item_text
from mandate_qa.answering.verification import Source
from mandate_qa.answering.wording import GOES_ON, SEVERAL_PLACES
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import terms
from mandate_qa.types import Draft, Evidence, Paragraph, PartKind, Query, Statement, Status

_PLACES = frozenset(
    terms(
        "para paragraph section point row number annex objective commitment offer priority recommendation action "
        "domain text words wording content full read quote cover contain include require"
    )
)
"""Words that only lead to a place."""
_MOST = 5
"""Paragraphs of one number that are told of at most."""

Piece = tuple[int, int, str]
"""Start and end in the paragraph's text, and the layout it is told in."""


def recited(query: Query, source: Source, max_words: int) -> Draft | None:
    """What stands in the paragraphs whose number is all that `query` asks for; None for any other question.

    Of one paragraph as much as fits in `max_words`, of several their first sentences.
    """
    if not query.references or not _asks_nothing_else(query):
        return None
    found = [paragraph for reference in query.references for paragraph in _named(reference, query, source)]
    if not found:
        return None
    return _whole(found[0], max_words) if len(found) == 1 else _beginnings(found[:_MOST])


def _asks_nothing_else(query: Query) -> bool:
    numbers = {term for reference in query.references for term in terms(reference)}
    words = {term for term in terms(query.focus or query.text) if not re.fullmatch(r"\w", term)}
    return not words - numbers - _PLACES - ASKING


def _named(reference: str, query: Query, source: Source) -> list[Paragraph]:
    """The paragraphs that a reference means: of 2.1 and Annex 2.1 the first, unless the question speaks of an annex.

    "Objective 3" may be a heading elsewhere, so that it means a paragraph only in documents that are named.
    """
    if not reference[0].isdigit() and not query.searched:
        return []
    annex_wanted = re.search(r"\bannex|\brow\b", query.text, re.IGNORECASE) is not None
    own: list[Paragraph] = []
    annexed: list[Paragraph] = []
    for paragraph in source.numbered(reference, query.searched):
        (own if (paragraph.number or "").casefold() == reference else annexed).append(paragraph)
        if len(annexed if annex_wanted else own) > _MOST:
            break
    return (annexed or own) if annex_wanted else (own or annexed)


def _whole(paragraph: Paragraph, max_words: int) -> Draft:
    pieces = list(_pieces(paragraph))
    shown, words = pieces[:1], len(paragraph.text[: pieces[0][1]].split())
    for piece in pieces[1:]:
        words += len(paragraph.text[piece[0] : piece[1]].split())
        if words > max_words:
            break
        shown.append(piece)
    evidence = Evidence(paragraph.id, paragraph.text[shown[0][0] : shown[-1][1]])
    statements = tuple(_statement(paragraph, piece, evidence) for piece in shown)
    notes = (GOES_ON.format(label=paragraph.label),) if len(shown) < len(pieces) else ()
    return Draft(Status.ANSWERED, statements, notes)


def _beginnings(found: Sequence[Paragraph]) -> Draft:
    """The first sentence of each of several paragraphs that are numbered alike."""
    statements = []
    for paragraph in found:
        start, end, _ = next(_pieces(paragraph))
        quote = paragraph.text[start:end]
        evidence = Evidence(paragraph.id, quote, names=paragraph.label)
        statements.append(Statement(f"{paragraph.label}: {_told(quote)}", (evidence,), "bullet"))
    return Draft(Status.ANSWERED, tuple(statements), (SEVERAL_PLACES,))


def _pieces(paragraph: Paragraph) -> Iterator[Piece]:
    """Sentences, bullets and rows of a paragraph, in order."""
    for part in paragraph.parts:
        if part.kind is PartKind.TEXT and "\t" not in part.text:
            for start, end in sentence_spans(part.text):
                yield part.start + start, part.start + end, "sentence"
        else:
            yield part.start, part.end, "bullet"


def _statement(paragraph: Paragraph, piece: Piece, evidence: Evidence) -> Statement:
    start, end, layout = piece
    return Statement(_told(paragraph.text[start:end]), (evidence,), layout)


def _told(words: str) -> str:
    return item_text(" — ".join(cell for cell in words.replace("\n", " ").split("\t") if cell.strip()))
