"""Segments that are written as one are the segment that would have been written of the same documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from mandate_qa.backends.token_vectors import Tokens
from mandate_qa.searching import cells
from mandate_qa.searching.joining import Share, flat_header, join_segments
from mandate_qa.searching.late import FILES, TokenFile
from mandate_qa.searching.manifest import SegmentRecord
from mandate_qa.searching.segments import Segment, open_segment, write_segment
from mandate_qa.searching.vectors import VectorFile, Vectors
from mandate_qa.types import Document, Paragraph, ParagraphKind, Part, PartKind, Passage, PassageKind

DIMENSION = 8
WORDS = "paint must be safe NHS (National Health Service) swings number 40 by 2024-25 teddy bears".split()
Documents = dict[str, int]
"""Key → number of paragraphs, of one passage each."""


def words_of(key: str, n: int) -> str:
    """The text of a paragraph, the same for the same place."""
    return " ".join(WORDS[(len(key) + n + step) % len(WORDS)] for step in range(4 + n % 3)) + f" {key}{n % 2}."


def written(folder: Path, documents: Documents, tokens: bool = False) -> SegmentRecord:
    """A segment of these documents."""
    folder.mkdir()
    paragraphs = [paragraph(key, n) for key, count in documents.items() for n in range(count)]
    passages = [Passage(f"{p.id}#0", p.document, PassageKind.PARAGRAPH, p.text, "Head", (p.id,)) for p in paragraphs]
    vectors = np.stack([vector(passage.text) for passage in passages])
    spelt = TokenFile.build([spelling(passage.text) for passage in passages], 100) if tokens else None
    return write_segment(folder, [document(key) for key in documents], paragraphs, passages, vectors, spelt)


def document(key: str) -> Document:
    return Document(key, f"Title of {key}", key, "Publisher", "2021", None, None)


def paragraph(key: str, n: int) -> Paragraph:
    text = words_of(key, n)
    parts = (Part(PartKind.TEXT, text, 0),)
    number = f"Annex 2.{n}"
    return Paragraph(f"{key} ¶{n}", key, ParagraphKind.TEXT, number, number, ("1. A",), text, parts, n, (n + 1, n + 1))


def vector(text: str) -> Vectors:
    found = np.random.default_rng(sum(text.encode())).standard_normal(DIMENSION).astype(np.float32)
    return found / np.linalg.norm(found)


def spelling(text: str) -> Tokens:
    pieces = np.array([len(word) for word in text.split()], dtype=np.int32)
    return Tokens(pieces, np.arange(len(pieces) * DIMENSION, dtype=np.int8).reshape(-1, DIMENSION))


def joined(home: Path, shares: Sequence[Documents], taken: Documents, tokens: bool = False) -> SegmentRecord:
    """Segments of `shares`, of which the documents in `taken` are written as one."""
    found = []
    for n, documents in enumerate(shares):
        record = written(home / f"share-{n}", documents, tokens)
        keys = tuple(key for key in documents if key in taken)
        found.append(Share(home / f"share-{n}", record, keys, sum(documents[key] for key in keys)))
    (home / "joined").mkdir()
    return join_segments(home / "joined", [share for share in found if share.keys], with_tokens=True)


SHARES: Sequence[Documents] = ({"a": 3, "bb": 1, "ccc": 4}, {"dddd": 2}, {"e": 5, "ff": 2})


@pytest.mark.parametrize("gone", ["", "a", "bb", "ccc", "dddd", "a ccc e", "a bb ccc"])
@pytest.mark.parametrize("tokens", [False, True])
def test_every_file_is_the_one_that_writing_at_once_gives(tmp_path: Path, gone: str, tokens: bool) -> None:
    left = {key: count for share in SHARES for key, count in share.items() if key not in gone.split()}
    record, at_once = joined(tmp_path, SHARES, left, tokens), written(tmp_path / "at once", left, tokens)
    assert record.passages == at_once.passages
    assert {n: f for n, f in record.files.items() if n != "library.sqlite"} == {
        n: f for n, f in at_once.files.items() if n != "library.sqlite"
    }
    one, two = open_segment(tmp_path, record, DIMENSION), open_segment(tmp_path, at_once, DIMENSION)
    assert everything(one, left) == everything(two, left)


def everything(segment: Segment, documents: Documents) -> list[object]:
    """All that a shelf holds."""
    shelf = segment.shelf
    ids = {key: shelf.ids(key) for key in documents}
    return [
        shelf.documents,
        ids,
        [shelf.paragraph(found) for own in ids.values() for found in own],
        [shelf.passage(row) for row in range(shelf.rows + 1)],
        [shelf.numbered(number) for number in ("2.1", "annex 2.1", "2.4", "2")],
        [shelf.around(own[0], 1, 2) for own in ids.values()],
        (shelf.terms(), shelf.short_forms(), shelf.implied()),
    ]


def test_tokens_are_left_out_where_one_has_none(tmp_path: Path) -> None:
    one = written(tmp_path / "one", {"a": 2}, tokens=True)
    two = written(tmp_path / "two", {"b": 2})
    shares = [Share(tmp_path / "one", one, ("a",), 2), Share(tmp_path / "two", two, ("b",), 2)]
    (tmp_path / "joined").mkdir()
    assert not set(FILES) & set(join_segments(tmp_path / "joined", shares, with_tokens=True).files)


def test_many_rows_get_the_cells_that_writing_at_once_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MANY", 100)
    monkeypatch.setattr(cells, "IN_A_CELL", 50)
    shares = ({"a": 60}, {"b": 60})
    record = joined(tmp_path, shares, {"a": 60, "b": 60})
    at_once = written(tmp_path / "at once", {"a": 60, "b": 60})
    assert record.files["cells.faiss"] == at_once.files["cells.faiss"]


@pytest.mark.parametrize("count", [0, 1, 70])
def test_vectors_are_written_as_faiss_writes_them(tmp_path: Path, count: int) -> None:
    vectors = np.random.default_rng(0).standard_normal((count, DIMENSION)).astype(np.float32)
    VectorFile.build(vectors).save(tmp_path / "vectors")
    assert (tmp_path / "vectors").read_bytes() == flat_header(DIMENSION, count) + vectors.tobytes()
