from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate_qa.backends.batching import unit
from mandate_qa.errors import IndexDamagedError
from mandate_qa.searching.rows import RowMap, Span
from mandate_qa.searching.vectors import VectorFile, VectorIndex

VECTORS = unit(np.random.default_rng(3).standard_normal((50, 8), dtype=np.float32))
FILE = VectorFile.build(VECTORS)
INDEX = VectorIndex([FILE], RowMap([Span(0, 0, 50)], [50]))
PARTS = [Span(0, 0, 20), Span(1, 0, 10), Span(0, 20, 15), Span(1, 20, 5)]
SPLIT = VectorIndex(
    [
        VectorFile.build(VECTORS[[*range(20), *range(30, 45)]]),
        VectorFile.build(np.concatenate([VECTORS[20:30], VECTORS[:10], VECTORS[45:50]])),
    ],
    RowMap(PARTS, [35, 25]),
)
"""The same rows as INDEX in two segments, one of which holds ten rows of a document that is no longer in force."""


def test_the_nearest_come_first_with_their_cosines() -> None:
    rows, scores = INDEX.search(VECTORS[7], 5)
    cosines = VECTORS @ VECTORS[7]
    assert rows.tolist() == np.argsort(-cosines)[:5].tolist()
    assert np.allclose(scores, cosines[rows], atol=1e-6)
    assert rows[0] == 7


@settings(deadline=None)
@given(st.sets(st.integers(0, 49)), st.integers(0, 60))
def test_a_limited_search_is_what_an_index_of_those_rows_gives(chosen: set[int], k: int) -> None:
    allowed = np.array(sorted(chosen), dtype=np.int64)
    rows, scores = INDEX.search(VECTORS[0], k, allowed)
    assert [found.tolist() for found in SPLIT.search(VECTORS[0], k, allowed)] == [rows.tolist(), scores.tolist()]
    best = allowed[np.argsort(-(VECTORS[allowed] @ VECTORS[0]), kind="stable")][:k]
    assert rows.tolist() == best.tolist()
    assert len(scores) == min(k, len(chosen))


def test_segments_are_searched_as_one_and_dead_rows_never_found() -> None:
    for vector in VECTORS:
        assert SPLIT.search(vector, 50)[0].tolist() == INDEX.search(vector, 50)[0].tolist()
    assert np.array_equal(SPLIT.rows(np.arange(50)), VECTORS)


def test_a_saved_index_gives_the_same_and_is_mapped_not_read(tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    many = VectorFile.build(np.tile(VECTORS, (2000, 1)))
    many.save(path)
    before = resident()
    opened = VectorFile.open(path)
    grown = resident() - before
    assert grown < path.stat().st_size / 4
    assert (len(opened), opened.dimension) == (100_000, 8)
    assert np.array_equal(opened.search(VECTORS[3], 9)[1], many.search(VECTORS[3], 9)[1])


def test_rows_are_given_back_as_they_were_put_in() -> None:
    assert np.array_equal(INDEX.rows(np.array([4, 2, 2])), VECTORS[[4, 2, 2]])


def test_a_file_that_is_no_index_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    path.write_bytes(b"something else")
    with pytest.raises(IndexDamagedError, match=r"vectors\.faiss is no vector file .* run: mandate-qa index"):
        VectorFile.open(path)


def resident() -> int:
    """Bytes of memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096
