"""A thousand replies of a model that lies in the ways models do, over the real documents: nothing untrue is shown.

The replies are made by rule of true sentences, in reading order, so every run has the same. What is shown of a reply
must stand word for word in the quote it is cited by, or be the extractive answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from changed_sentences import Said, replaced, said_in, swapped_years

from mandate_qa import Answer
from mandate_qa.answering.generating.generative import GenerativeComposer
from mandate_qa.answering.verification import verify
from mandate_qa.backends.llms.scripted import ScriptedLLM
from mandate_qa.building.contents import instalments
from mandate_qa.reading.seeds import find_sources
from mandate_qa.settings import AnsweringSettings, LanguageModelSettings, PassageSettings
from mandate_qa.types import Draft, Evidence, Hit, Query, Statement, Status

EACH = 60
"""At most so many replies of a kind."""
ALL = 1000


@dataclass(frozen=True)
class Invented:
    """A reply and the sentence it is made of."""

    kind: str
    said: Said
    reply: str
    lie: str
    """What of it may not be shown; "" when it is true."""


class Fixed:
    """An extractive composer that knows its answer."""

    name = "extractive"

    def __init__(self, said: Said) -> None:
        self._said = said

    def compose(self, query: Query, hits: Any, source: Any) -> Draft:
        said = self._said
        return Draft(Status.ANSWERED, (Statement(said.plain, (Evidence(said.paragraph.id, said.text, said.part),)),))


@pytest.fixture(scope="module")
def library(seeds: Path) -> Any:
    """The real documents, read but not embedded, as a source; with hits for each paragraph: it and its neighbours."""
    (contents,) = instalments(find_sources(seeds, {}), seeds, PassageSettings())
    paragraphs = {paragraph.id: paragraph for paragraph in contents.paragraphs}
    documents = {document.key: document for document in contents.documents}
    near: dict[str, list[Any]] = {}
    passages = [passage for passage in contents.passages if not passage.id.endswith(("#sections", "#series"))]
    for n, passage in enumerate(passages):
        around = passages[max(0, n - 3) : n + 4]
        near.setdefault(passage.paragraph_ids[0], [p for p in around if p.document == passage.document])
    words = " ".join(" ".join(paragraph.text.split()) for paragraph in paragraphs.values()).casefold()
    return SimpleNamespace(
        documents=documents, paragraphs=paragraphs, paragraph=paragraphs.__getitem__, near=near, words=words
    )


@pytest.fixture(scope="module")
def said(library: Any) -> list[Said]:
    """Sentences of eight words and more that an answer may quote."""
    quotable = (paragraph for paragraph in library.paragraphs.values() if paragraph.id in library.near)
    return said_in(quotable, 8)


def swapped_figures(text: str) -> Iterator[str]:
    """Two different figures of the sentence in each other's place."""
    for one, other in pairwise(re.finditer(r"(?<![\d.,-])\d[\d,.]*\d?(?=%|bn| million| per cent| [a-z])", text)):
        if one.group() != other.group():
            between = text[one.end() : other.start()]
            yield text[: one.start()] + other.group() + between + one.group() + text[other.end() :]


WEAKER = {"must": "should", "should": "may", "will": "may", "may": "must", "can": "must", "shall": "should"}
MONTHS = "January February March April May June July August September October November December".split()
CHANGES: dict[str, Callable[[str], Iterator[str]]] = {
    "changed figure": replaced(r"(?<![\d,.])\d{1,3}(?![\d])", lambda found: str(int(found.group()) + 3)),
    "changed decimal": replaced(r"\d\.\d+(?=%|bn|m\b| billion| million)", lambda found: found.group() + "5"),
    "changed year": replaced(r"\b(?:19|20)\d\d\b", lambda found: str(int(found.group()) + 1)),
    "swapped years": swapped_years,
    "swapped figures": swapped_figures,
    "changed month": replaced(rf"\b(?:{'|'.join(MONTHS)})\b(?= \d)", lambda found: MONTHS[MONTHS.index(found[0]) - 5]),
    "changed unit": replaced(r"(?<=\d)(?: ?%| per cent|bn| billion)", lambda found: " million"),
    "dropped not": replaced(r"\b(?:not|no|never|without) ", lambda found: ""),
    "added not": replaced(r"\b(?:must|should|will|may|can|shall) ", lambda found: f"{found.group()}not "),
    "must to should": replaced(rf"\b(?:{'|'.join(WEAKER)})\b", lambda found: WEAKER[found.group()]),
    "dropped limit": replaced(r"\b(?:at least|up to|unless|no more than) ", lambda found: ""),
    "another body": replaced(r"\bNHS England\b", lambda found: "The Treasury"),
    "claimed for all": replaced(r"\b(?:some|most|many|several) ", lambda found: "all "),
    "opposite": replaced(r"\b(?:improve|increase|reduc|support)\w*", lambda found: "abolish"),
}


def stitched(one: Said, other: Said) -> str:
    """The first half of one sentence and the second half of another, as one."""
    first, second = one.plain.split(), other.plain.split()
    return " ".join([*first[: len(first) // 2], *second[len(second) // 2 :]])


def bodies(said: list[Said], library: Any) -> Iterator[tuple[str, Said, str]]:
    """Kind, sentence it is made of, and lie."""
    for kind, change in CHANGES.items():
        yield from ((kind, one, text) for one in said for text in change(one.plain))
    far = said[len(said) // 2 :] + said[: len(said) // 2]
    for one, other, away in zip(said, said[1:], far, strict=False):
        yield "stitched quotes", one, stitched(one, other)
        yield "stitched with dots", one, f"{one.plain.rstrip('.')} … {away.plain}"
        yield "another paragraph", one, away.plain
        yield "invented sum", one, f"{one.plain.rstrip('.')}, which comes to 4,731 in total."
        yield "general knowledge", one, "The NHS was founded in July 1948 by Aneurin Bevan."


@pytest.fixture(scope="module")
def invented(said: list[Said], library: Any) -> list[Invented]:
    """The replies: marks that were issued, that were not, and none; lies alone and beside the truth."""
    by_kind: dict[str, list[tuple[Said, str]]] = {}
    for kind, one, lie in bodies(said, library):
        elsewhere = kind == "another paragraph" and one.paragraph.document == ""
        if elsewhere or kind == "another paragraph" or lie.casefold().rstrip(".") not in library.words:
            by_kind.setdefault(kind, []).append((one, lie))
    marks = ("[1]", "[2]", "[97]", "", "[1][3]", "(NHS England, 2021)", "[Smith 2020]")
    made = []
    for kind, every in by_kind.items():
        for n, (one, lie) in enumerate(every[:: max(1, len(every) // EACH)][:EACH]):
            true = f"{one.plain} [1] " if n % 3 == 0 else ""
            made.append(Invented(kind, one, f"{true}{lie} {marks[n % len(marks)]}".strip(), lie))
    for n, one in enumerate(said[:: len(said) // EACH][:EACH]):
        made.append(Invented("invented marks", one, f"{one.plain} {marks[n % len(marks)]}".strip(), ""))
    return made


def answered(one: Invented, library: Any) -> Answer:
    """The answer that the reply leads to; the second round gives the same."""
    model = ScriptedLLM([one.reply], context=16_000)
    settings = LanguageModelSettings(retries=0)
    composer = GenerativeComposer(model, Fixed(one.said), settings, AnsweringSettings())  # type: ignore[arg-type]
    query = Query("What do they say?", "What do they say?")
    hits = tuple(Hit(p, n, 1 / n) for n, p in enumerate(library.near[one.said.paragraph.id], 1))
    return verify(composer.compose(query, hits, library), library, query, hits)


def unsupported(given: Answer, library: Any) -> list[str]:
    """What of an answer is shown under a citation and does not stand word for word in the words it cites."""
    wrong = []
    for statement in given.draft.statements:
        quotes = [" ".join(evidence.quote.split()).casefold() for evidence in statement.evidence]
        words = statement.text.casefold().rstrip(".;,: ")
        if statement.text in given.text and not any(words in quote for quote in quotes):
            wrong.append(statement.text)
    return wrong


def test_there_are_a_thousand_of_many_kinds(invented: list[Invented]) -> None:
    kinds = Counter(one.kind for one in invented)
    assert len(invented) >= ALL
    assert set(kinds) >= {*CHANGES, "stitched quotes", "another paragraph", "invented marks"}, kinds
    assert min(kinds.values()) >= 5, kinds


def test_no_unsupported_sentence_is_shown_as_checked(invented: list[Invented], library: Any) -> None:
    shown, true = [], 0
    for one in invented:
        given = answered(one, library)
        assert given.citations
        for citation in given.citations:
            paragraph = library.paragraph(citation.paragraph_id)
            assert paragraph.text[citation.start : citation.end] == citation.quote
        shown += [(one.kind, text) for text in unsupported(given, library)]
        true += not one.lie and given.draft.composer == "scripted"
    assert shown == []
    assert true >= 0.9 * EACH  # what is true is let through, whatever its marks
