"""A small index whose passages are plain to see, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.reading.seeds import Seed
from mandate_qa.searching.late import TokenFile
from mandate_qa.searching.manifest import IndexManifest, Placed
from mandate_qa.searching.saving import commit, in_one_sentence, new_folder, writing
from mandate_qa.searching.segments import write_segment
from mandate_qa.searching.store import Index
from mandate_qa.settings import INDEX_FORMAT
from mandate_qa.types import Document, Paragraph, ParagraphKind, Part, PartKind, Passage, PassageKind

Texts = dict[str, Sequence[str]]
"""Document key → text of each of its paragraphs."""

TEXTS: Texts = {
    "plan-2021": ["The elective recovery target is 95%.", "The budget is £3.5 million.", "Staff will be trained."],
    "plan-2022": ["The elective recovery target is 98%.", "Paint must be safe."],
}

MakeIndex = Callable[..., Path]


@pytest.fixture
def make_index(tmp_path: Path) -> MakeIndex:
    """A function that builds an index of texts in a folder and puts it in force."""

    def make(texts: Texts = TEXTS, home: Path | None = None, tokens: TokenFile | None = None) -> Path:
        home = home or tmp_path / "index"
        documents, paragraphs = [document(key) for key in texts], paragraphs_of(texts)
        passages, encoder = [passage(p) for p in paragraphs], HashingEmbedder()
        vectors = encoder.embed_documents([p.search_text for p in passages])
        with writing(home):
            folder = new_folder(home, "segment")
            with in_one_sentence(home):
                segment = write_segment(folder, documents, paragraphs, passages, vectors, tokens)
            manifest = IndexManifest(
                format=INDEX_FORMAT,
                created="2026-01-01T00:00:00+00:00",
                embedder="hashing",
                dimension=encoder.dimension,
                embedder_fingerprint="",
                encoder="",
                settings="",
                program="",
                seeds=dict.fromkeys(texts, Seed("")),
                segments=(segment,),
                documents={key: Placed(0, len(found), len(found)) for key, found in texts.items()},
            )
            commit(home, manifest, [folder.name])
        return home

    return make


@pytest.fixture
def index(make_index: MakeIndex) -> Index:
    """The index of TEXTS, opened."""
    return Index.open(make_index())


def document(key: str) -> Document:
    """A document with nothing but a key that matters."""
    return Document(key, f"Title of {key}", key, "Publisher", "2021", None, None, aliases=("a plan",))


def paragraphs_of(texts: Texts) -> list[Paragraph]:
    """Paragraphs numbered 1.1, 1.2 … in each document."""
    return [
        Paragraph(
            id=f"{key} ¶1.{position + 1}",
            document=key,
            kind=ParagraphKind.TEXT,
            number=f"1.{position + 1}",
            label=f"{key}, para 1.{position + 1}",
            section=("1. Section",),
            text=text,
            parts=(Part(PartKind.TEXT, text, 0),),
            position=position,
            lines=(position + 1, position + 1),
        )
        for key, found in texts.items()
        for position, text in enumerate(found)
    ]


def passage(paragraph: Paragraph) -> Passage:
    """A paragraph as one passage."""
    return Passage(
        f"{paragraph.id}#0", paragraph.document, PassageKind.PARAGRAPH, paragraph.text, "Section", (paragraph.id,)
    )
