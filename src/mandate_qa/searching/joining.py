"""Several segments written as one, file by file: nothing is read again, embedded again or held in memory as a whole.

Knows how the files of a segment are put end to end and documents left out of them. Which segments are joined is for
`building`. Row n of every new file is the same passage: segments one after the other, each in its own order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mandate_qa.searching.cells import Cells
from mandate_qa.searching.keywords import COUNTS, LENGTHS, ROWS, STARTS, Postings
from mandate_qa.searching.late import FILES, TokenFile
from mandate_qa.searching.manifest import SegmentRecord
from mandate_qa.searching.segments import CELLS, KEYWORDS, SHELF, VECTORS, record_of
from mandate_qa.searching.shelf import Shelf
from mandate_qa.searching.shelving import join_shelves
from mandate_qa.searching.vectors import Rows, VectorFile, Vectors, load_faiss
from mandate_qa.searching.words import Words

AT_ONCE = 50_000
"""Vectors in memory at a time: some 75 MB."""


@dataclass(frozen=True, slots=True)
class Share:
    """The documents of a segment that go into another."""

    folder: Path
    record: SegmentRecord
    keys: tuple[str, ...]
    passages: int
    """Of these documents."""

    @property
    def whole(self) -> bool:
        """Whether all of the segment is taken."""
        return self.passages == self.record.passages


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of a segment that go into another."""

    folder: Path
    rows: Rows
    """Ascending."""
    size: int
    """Rows that the segment has."""

    @property
    def alive(self) -> npt.NDArray[np.bool_]:
        """Whether each of its rows is taken."""
        mask = np.zeros(self.size, dtype=bool)
        mask[self.rows] = True
        return mask


def join_segments(folder: Path, shares: Sequence[Share], with_tokens: bool) -> SegmentRecord:
    """Write all files of a segment that holds `shares` into `folder` and say what they are.

    Vectors of tokens are taken along when they are wanted and every share has them. Memory does not grow with what is
    joined but for the words, 8 bytes a row, and where there are cells 0.4 kB a row. Raises what disks and file formats
    raise, IndexDamagedError for what cannot be read.
    """
    taken = [taken_rows(share) for share in shares]
    join_shelves(folder / SHELF, [(share.folder / SHELF, share.keys) for share in shares])
    join_vectors(folder, taken)
    join_postings(folder / KEYWORDS, taken)
    if with_tokens and all(name in share.record.files for share in shares for name in FILES):
        join_tokens(folder, taken)
    return record_of(folder, sum(len(part.rows) for part in taken))


def taken_rows(share: Share) -> Taken:
    """Where the documents of a share lie in their segment."""
    shelf = Shelf(share.folder / SHELF)
    try:
        spans = sorted((shelf.documents[key].first, shelf.documents[key].rows) for key in share.keys)
    finally:
        shelf.close()
    rows = [np.arange(first, first + count, dtype=np.int64) for first, count in spans]
    return Taken(share.folder, np.concatenate([np.empty(0, dtype=np.int64), *rows]), share.record.passages)


def join_vectors(folder: Path, taken: Sequence[Taken]) -> None:
    """Write the vectors of these rows, and their cells where there are enough."""
    total = sum(len(part.rows) for part in taken)
    dimension = VectorFile.open(taken[0].folder / VECTORS).dimension
    with (folder / VECTORS).open("wb") as file:
        file.write(flat_header(dimension, total))
        for vectors in stored(taken):
            file.write(vectors.tobytes())
    written = np.memmap(folder / VECTORS, np.float32, "r", len(flat_header(dimension, total)), (total, dimension))
    cells = Cells.build(written)
    if cells is not None:
        cells.save(folder / CELLS)


def stored(taken: Sequence[Taken]) -> Iterator[Vectors]:
    """The vectors of these rows, in their order, so many at a time."""
    for part in taken:
        file = VectorFile.open(part.folder / VECTORS)
        for start in range(0, len(part.rows), AT_ONCE):
            yield file.rows(part.rows[start : start + AT_ONCE])


def flat_header(dimension: int, total: int) -> bytes:
    """What FAISS writes before so many vectors: its own header for none, with their number filled in."""
    faiss = load_faiss()
    header = bytearray(faiss.serialize_index(faiss.IndexFlatIP(dimension)).tobytes())
    header[8:16] = total.to_bytes(8, "little")  # after its name and the dimension, four bytes each
    header[-8:] = (total * dimension).to_bytes(8, "little")  # numbers that follow
    return bytes(header)


def join_postings(folder: Path, taken: Sequence[Taken]) -> None:
    """Write where the words of these rows stand; a word that only rows left out have is none."""
    folder.mkdir()
    totals: dict[str, int] = {}
    for part in taken:
        postings = Postings.open(part.folder / KEYWORDS)
        for word, count in zip(postings.vocabulary, often(postings, part).tolist(), strict=True):
            if count:
                totals[word] = totals.get(word, 0) + count
    words = sorted(totals)
    starts = np.cumsum([0, *(totals[word] for word in words)], dtype=np.int64)
    Words.of(words).save(folder)
    np.save(folder / STARTS, starts)
    rows, counts = _new(folder / ROWS, np.int32, int(starts[-1])), _new(folder / COUNTS, np.uint16, int(starts[-1]))
    places, filled, before = {word: place for place, word in enumerate(words)}, starts[:-1].copy(), 0
    lengths = []
    for part in taken:
        postings = Postings.open(part.folder / KEYWORDS)
        fill(rows, counts, filled, postings, part, places, before)
        lengths.append(np.asarray(postings.lengths[part.rows]))
        before += len(part.rows)
    np.save(folder / LENGTHS, np.concatenate(lengths))


def often(postings: Postings, part: Taken) -> Rows:
    """In how many of the rows taken each word stands."""
    starts, rows, _ = postings.arrays
    passed = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(part.alive[rows], dtype=np.int64)])
    found: Rows = np.diff(passed[starts])
    return found


def fill(
    rows: npt.NDArray[np.int32],
    counts: npt.NDArray[np.uint16],
    filled: Rows,
    postings: Postings,
    part: Taken,
    places: dict[str, int],
    before: int,
) -> None:
    """Put what a segment knows of each word where it belongs: behind the `filled` of the word, which moves on."""
    each = often(postings, part)
    there = np.array([places.get(word, -1) for word in postings.vocabulary], dtype=np.int64)[each > 0]
    each = each[each > 0]
    _, old, times = postings.arrays
    chosen = np.flatnonzero(part.alive[old])
    within = np.arange(len(chosen), dtype=np.int64) - np.repeat(np.cumsum(each) - each, each)
    targets = np.repeat(filled[there], each) + within
    rows[targets] = (np.searchsorted(part.rows, old[chosen]) + before).astype(np.int32)
    counts[targets] = times[chosen]
    filled[there] += each


def join_tokens(folder: Path, taken: Sequence[Taken]) -> None:
    """Write the tokens of these rows."""
    files = [TokenFile.open(part.folder) for part in taken]
    lengths = [len(file.tokens(int(row)).pieces) for file, part in zip(files, taken, strict=True) for row in part.rows]
    offsets = np.cumsum([0, *lengths], dtype=np.int64)
    vectors = _new(folder / FILES[0], np.int8, int(offsets[-1]), files[0].dimension)
    pieces = _new(folder / FILES[1], np.int32, int(offsets[-1]))
    places = iter(offsets)
    for file, part in zip(files, taken, strict=True):
        for row in part.rows:
            tokens, place = file.tokens(int(row)), next(places)
            vectors[place : place + len(tokens.pieces)] = tokens.vectors
            pieces[place : place + len(tokens.pieces)] = tokens.pieces
    np.save(folder / FILES[2], offsets)
    live = [None if len(part.rows) == part.size else part.rows for part in taken]
    np.save(folder / FILES[3], np.sum([file.held(rows) for file, rows in zip(files, live, strict=True)], axis=0))


def _new(path: Path, kind: Any, *shape: int) -> npt.NDArray[Any]:
    """A new array in a file, to be filled."""
    if not all(shape):  # what has no bytes cannot be mapped
        np.save(path, np.empty(shape, dtype=kind))
        return np.empty(shape, dtype=kind)
    return np.asarray(np.lib.format.open_memmap(path, "w+", kind, shape))
