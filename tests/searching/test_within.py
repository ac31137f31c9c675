"""A choice of documents is the same rows in every form, whichever segment holds them and however it is given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate_qa.backends.batching import unit
from mandate_qa.searching import library
from mandate_qa.searching.rows import RowMap, Span
from mandate_qa.searching.store import Index
from mandate_qa.searching.vectors import VectorFile, nearest
from mandate_qa.searching.within import Part

SPANS = [Span(0, 4, 3), Span(1, 0, 2), Span(0, 0, 4), Span(1, 2, 0), Span(1, 2, 5)]
ROWS = RowMap(SPANS, [9, 7])
VECTORS = unit(np.random.default_rng(8).standard_normal((400, 8), dtype=np.float32))


@given(st.sets(st.integers(0, 4)))
def test_the_rows_of_documents_are_those_of_each(places: set[int]) -> None:
    ends = np.cumsum([span.count for span in SPANS])
    rows = [row for place in sorted(places) for row in range(ends[place] - SPANS[place].count, ends[place])]
    made, given_ = ROWS.of_documents(sorted(places)), ROWS.within(np.array(rows, dtype=np.int64))
    assert made.rows.tolist() == given_.rows.tolist() == rows
    for found in (made, given_):
        told = sorted((n, row) for n, part in found.parts.items() for row in part.rows.tolist())
        assert told == sorted(ROWS.place(row) for row in rows)


def test_a_place_is_where_the_rows_are_split_to() -> None:
    for row in range(len(ROWS)):
        ((segment, _, inner),) = ROWS.split(np.array([row]))
        assert ROWS.place(row) == (segment, int(inner[0]))


@given(st.sets(st.integers(0, 20)))
def test_every_form_names_the_same_rows(rows: set[int]) -> None:
    part = Part(np.array(sorted(rows), dtype=np.int64), 21)
    assert set(np.flatnonzero(part.mask)) == rows
    assert set(np.flatnonzero(np.unpackbits(part.bits, bitorder="little")[:21])) == rows


@settings(deadline=None)
@given(st.sets(st.integers(0, 399), max_size=120), st.integers(1, 90))
def test_a_few_rows_one_by_one_give_what_passing_over_all_gives_to_the_last_bit(rows: set[int], k: int) -> None:
    part, file = Part(np.array(sorted(rows), dtype=np.int64), 400), VectorFile.build(VECTORS)
    query = 0.7 * VECTORS[:1] + 0.4 * VECTORS[1:2]  # as near to no two of them
    within = file.search(query[0], k, part)
    bits = file._compared(query, min(k, len(part)), faiss_selector(part)) if rows else within
    assert [each.tolist() for each in within] == [each.tolist() for each in bits]


@given(st.lists(st.sampled_from([0.1, 0.2, 0.3]), max_size=12), st.integers(1, 14))
def test_the_nearest_are_those_of_a_full_sort(scores: list[float], k: int) -> None:
    rows = np.arange(len(scores))
    expected = sorted(rows.tolist(), key=lambda row: (-scores[row], row))[:k]
    assert nearest(rows, np.array(scores, dtype=np.float32), k)[0].tolist() == expected


def test_a_choice_of_many_documents_is_made_once(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = tuple(index.library.documents)
    assert index.within(keys) is not index.within(keys)
    monkeypatch.setattr(library, "MANY", 0)
    assert index.within(keys) is index.within(keys)
    assert index.within(keys[:1]).rows.tolist() == index.library.rows(keys[:1]).tolist()


def faiss_selector(part: Part) -> object:
    import faiss

    return faiss.IDSelectorBitmap(part.bits)
