"""Toy libraries: short texts read, numbered and cut as real documents are, in memory or as an index with the hashing
embedder; and the one that most tests of answering use."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import dedent

import pytest

from mandate_qa import Assistant, Settings
from mandate_qa.answering.units import Unit
from mandate_qa.reading import cut_passages, number_paragraphs
from mandate_qa.reading.defined import Definitions
from mandate_qa.reading.definitions import terms_in
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.reading.text import text_blocks
from mandate_qa.searching.coverage import Asked
from mandate_qa.settings import PassageSettings
from mandate_qa.types import Document, Evidence, Hit, Paragraph, Passage, Query, Statement, Wanted

sys.path.insert(0, str(Path(__file__).parent))  # changed_sentences, for the tests beside and below it

SETTINGS = Settings(embedder="hashing")

Written = tuple[Document, str]
"""A document and its text."""


def document(key: str = "plan", published: str = "2024-03-28", **given: object) -> Document:
    """A document of the Toy Office for the financial year in which it was published, unless told otherwise."""
    year = int(published[:4])
    fields = {
        "title": f"The Toy Office's plan for {year}-{year % 100 + 1:02d}",
        "short_title": f"{year}-{year % 100 + 1:02d} toy plan",
        "publisher": "Toy Office",
        "period_start": f"{year}-04-01",
        "period_end": f"{year + 1}-03-31",
    }
    return Document(key=key, published=published, **{**fields, **given})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Shelf:
    """A toy library in memory; a `Source`."""

    written: tuple[Written, ...]

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {document.key: document for document, _ in self.written}

    @cached_property
    def paragraphs(self) -> dict[str, Paragraph]:
        found = [number_paragraphs(document, text_blocks(dedent(text))) for document, text in self.written]
        return {paragraph.id: paragraph for paragraphs in found for paragraph in paragraphs}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        of = {key: [p for p in self.paragraphs.values() if p.document == key] for key in self.documents}
        return tuple(p for d in self.documents.values() for p in cut_passages(d, of[d.key], PassageSettings()))

    @cached_property
    def definitions(self) -> Definitions:
        return Definitions(terms_in(self.paragraphs.values()))

    def paragraph(self, paragraph_id: str) -> Paragraph:
        return self.paragraphs[paragraph_id]

    def numbered(self, number: str, documents: Iterable[str] = ()) -> tuple[Paragraph, ...]:
        keys = tuple(documents) or tuple(self.documents)
        return tuple(
            paragraph
            for paragraph in self.paragraphs.values()
            if paragraph.document in keys and f" {paragraph.number}".casefold().endswith(f" {number}".casefold())
        )

    def having(self, words: str) -> tuple[Paragraph, int]:
        """The first paragraph and the part of it that holds `words`."""
        for paragraph in self.paragraphs.values():
            for n, part in enumerate(paragraph.parts):
                if words in part.text:
                    return paragraph, n
        raise LookupError(f"{words!r} stands nowhere in {[p.text for p in self.paragraphs.values()]}")

    def unit(self, words: str, score: float = 1.0) -> Unit:
        """The sentence, bullet or row that holds `words`, found with this score."""
        paragraph, n = self.having(words)
        part = paragraph.parts[n]
        start, end = 0, len(part.text)
        if "\t" not in part.text:
            start, end = next(span for span in sentence_spans(part.text) if words in part.text[slice(*span)])
        return Unit(paragraph, n, part.start + start, part.start + end, score, coverage=score, similarity=score)

    def evidence(self, quote: str) -> Evidence:
        """`quote` as evidence from the first part that holds it."""
        paragraph, n = self.having(quote)
        return Evidence(paragraph.id, quote, n)

    def statement(self, text: str, *quotes: str) -> Statement:
        """A statement that rests on `quotes`, or on its own words."""
        return Statement(text, tuple(map(self.evidence, quotes or (text,))))

    def hits(self, *words: str) -> tuple[Hit, ...]:
        """The passages that hold any of `words`, in that order, as hits; all passages when no words are given."""
        wanted = [p for some in words for p in self.passages if some in p.text] if words else self.passages
        found = dict.fromkeys(wanted)
        return tuple(Hit(p, rank, 1 / rank, vector_score=1 / rank) for rank, p in enumerate(found, start=1))


class Toys:
    """Makes documents, shelves and assistants; an assistant is made once a library."""

    document = staticmethod(document)

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._assistants: dict[Sequence[Written], Assistant] = {}

    def shelf(self, *written: Written | str) -> Shelf:
        """A library in memory; a text alone is that of `document()`."""
        return Shelf(tuple((document(), one) if isinstance(one, str) else one for one in written))

    def assistant(self, *written: Written | str) -> Assistant:
        """An assistant over an index of the library, built with the hashing embedder."""
        library = self.shelf(*written).written
        if library not in self._assistants:
            self._assistants[library] = indexed(library, self._folder())
        return self._assistants[library]

    @staticmethod
    def query(text: str, **given: object) -> Query:
        """A query that stands alone as it is."""
        return Query(text, text, **given)  # type: ignore[arg-type]

    @staticmethod
    def asked(text: str, wanted: Wanted = Wanted.STATEMENT) -> Asked:
        """What a question asks for, every word saying as much as any other."""
        return Asked(Query(text, text, wanted=wanted), lambda *_: 1.0)


def indexed(library: Sequence[Written], folder: Path) -> Assistant:
    """An assistant over the library, written to `folder` and indexed."""
    for entry, text in library:
        (folder / f"{entry.key}.txt").write_text(dedent(text), "utf-8")
    (folder / "library.toml").write_text("\n".join(entry_toml(entry) for entry, _ in library), "utf-8")
    return Assistant.open(folder.parent / f"{folder.name}-index", seeds=folder, settings=SETTINGS)


def entry_toml(entry: Document) -> str:
    """A document's entry in library.toml."""
    names = "key title short_title publisher published period_start period_end replaces status aliases".split()
    values = {name: getattr(entry, name) for name in names} | {"path": f"{entry.key}.txt"}
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items() if value]
    return "\n".join(["[[document]]", *lines])


@pytest.fixture(scope="session")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Toys:
    """The makers of toy libraries."""
    return Toys(lambda: tmp_path_factory.mktemp("toys"))


OLD = document("plan-2024", "2024-03-28", aliases=("first toy plan",))
NEW = document("plan-2025", "2025-03-27", replaces="plan-2024", aliases=("second toy plan",))
NOTE = document(
    "note",
    "2024-06",
    title="Member note: the Toy Office's plan explained",
    short_title="makers' note",
    publisher="Guild of Toy Makers",
    status="summary by a third party",
    aliases=("member note",),
)

OLD_TEXT = """\
    The Toy Office's plan for 2024-25

    1. Playing

    1.1 Every nursery must have at least 40 wooden blocks by March 2025, up from 25 in 2023-24. Blocks should not be \
painted with lead unless the Toy Office has tested the paint.

    1.2 The Toy Office will:

    - publish a list of safe paints by 30 June 2024;
    - inspect 12 workshops a month; and
    - train three hundred makers.

    1.3 The Safe Paint Register (SPR) is a public list of every paint that the Toy Office has tested and approved.

    2. Money

    2.1 The repairs grant in 2024-25 is £3.5 million. Makers may apply for it from October 2024.

    Office budget (£m)\t2023-24\t2024-25\t2025-26
    Revenue\t110\t120\t130
    Capital\t(5)\t8\t9
    Total\t105\t128\t139
    """

NEW_TEXT = """\
    The Toy Office's plan for 2025-26

    1. Playing

    1.1 Every nursery must have at least 55 wooden blocks by March 2026. Nurseries with fewer than ten children are \
exempt.

    2. Money

    2.1 The repairs grant in 2025-26 is £4.4 million.

    Office budget (£m)\t2024-25\t2025-26\t2026-27
    Revenue\t120\t135\t150
    Capital\t8\t11\tThe profile beyond 2025-26 is subject to review
    Total\t128\t146\t
    """

NOTE_TEXT = """\
    Member note: the Toy Office's plan explained

    What it means for makers

    Makers will hear from their local guild about kite safety.

    - Kite strings of 20 metres are allowed in parks
    - Kite strings of 30 metres are allowed on beaches
    """


@pytest.fixture(scope="session")
def plans() -> Shelf:
    """Two plans that follow one another, and a note by someone else, in memory."""
    return Shelf(((OLD, OLD_TEXT), (NOTE, NOTE_TEXT), (NEW, NEW_TEXT)))


@pytest.fixture(scope="session")
def assistant(toys: Toys, plans: Shelf) -> Assistant:
    """An assistant over the same three."""
    return toys.assistant(*plans.written)
