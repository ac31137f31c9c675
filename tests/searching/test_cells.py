"""Cells only propose; what is told of a row is exact, and no row that is not allowed is ever found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mandate_qa.backends.batching import unit
from mandate_qa.errors import IndexDamagedError
from mandate_qa.searching import cells, vectors
from mandate_qa.searching.cells import Cells
from mandate_qa.searching.rows import RowMap, Span
from mandate_qa.searching.segments import open_segment, write_segment
from mandate_qa.searching.vectors import VectorFile, VectorIndex
from mandate_qa.types import Document, Passage, PassageKind

RANDOM = np.random.default_rng(11)
CENTRES = unit(RANDOM.standard_normal((40, 16), dtype=np.float32))
VECTORS = unit(np.repeat(CENTRES, 50, axis=0) + 0.1 * RANDOM.standard_normal((2000, 16), dtype=np.float32))
FLAT = VectorFile.build(VECTORS)


@pytest.fixture
def in_cells(monkeypatch: pytest.MonkeyPatch) -> VectorFile:
    """The vectors in forty cells, of which three are looked through, whatever a scope leaves."""
    monkeypatch.setattr(vectors, "FEW", 0)
    monkeypatch.setattr(cells, "PROBES", 3)
    return VectorFile(VectorFile.build(VECTORS)._index, Cells.of(VECTORS, 40))


def test_a_small_segment_has_none() -> None:
    assert Cells.build(VECTORS) is None
    assert FLAT.in_cells is None


def test_nearly_all_that_exact_search_finds_is_found_with_its_cosine(in_cells: VectorFile) -> None:
    same = []
    for vector in CENTRES:
        rows, scores = in_cells.search(vector, 10)
        assert np.allclose(scores, VECTORS[rows] @ vector, atol=1e-6)
        assert scores.tolist() == sorted(scores, reverse=True)
        same.append(len(set(rows) & set(FLAT.search(vector, 10)[0])) / 10)
    assert np.mean(same) > 0.95


@pytest.mark.parametrize("share", [2, 7, 100])
def test_a_scope_is_kept_and_looked_through_as_deeply(in_cells: VectorFile, share: int) -> None:
    allowed = np.arange(0, 2000, share, dtype=np.int64)
    same = []
    for vector in CENTRES:
        rows = in_cells.search(vector, 10, allowed)[0]
        assert set(rows) <= set(allowed)
        same.append(len(set(rows) & set(FLAT.search(vector, 10, allowed)[0])) / 10)
    assert np.mean(same) > 0.95


def test_a_small_scope_is_compared_whole(in_cells: VectorFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "FEW", 50)
    allowed = np.arange(0, 2000, 40, dtype=np.int64)
    for vector in VECTORS[:20]:
        found, exact = in_cells.search(vector, 60, allowed), FLAT.search(vector, 60, allowed)
        assert [part.tolist() for part in found] == [part.tolist() for part in exact]


def test_rows_that_are_no_longer_in_force_are_not_found(in_cells: VectorFile) -> None:
    index = VectorIndex([in_cells], RowMap([Span(0, 1000, 1000)], [2000]))
    assert index.search(VECTORS[1007], 1)[0].tolist() == [7]
    assert index.search(VECTORS[7], 1)[1] < 0.999
    assert index.exact().search(VECTORS[1007], 1)[0].tolist() == [7]


def test_the_same_vectors_give_the_same_file_and_it_gives_the_same_rows(tmp_path: Path, in_cells: VectorFile) -> None:
    for name in ("one", "two"):
        Cells.of(VECTORS, 40).save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    again = VectorFile(FLAT._index, Cells.open(tmp_path / "one"))
    assert again.search(VECTORS[5], 9)[0].tolist() == in_cells.search(VECTORS[5], 9)[0].tolist()


def test_a_file_that_holds_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cells.faiss"
    path.write_bytes(b"something else")
    with pytest.raises(IndexDamagedError, match=r"cells\.faiss holds no cells .* run: mandate-qa index"):
        Cells.open(path)


def test_a_large_segment_is_written_with_its_cells_and_opened_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MANY", 2000)
    monkeypatch.setattr(cells, "IN_A_CELL", 50)
    document = Document("plan", "Plan", "Plan", "", "2024", None, None)
    passages = [
        Passage(f"plan ¶{n}#0", "plan", PassageKind.PARAGRAPH, f"word {n}", "", (f"plan ¶{n}",)) for n in range(2000)
    ]
    (tmp_path / "segment").mkdir()
    record = write_segment(tmp_path / "segment", [document], [], passages, VECTORS)
    assert "cells.faiss" in record.files
    assert open_segment(tmp_path, record, 16).vectors.in_cells == 2000
