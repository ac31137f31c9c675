"""A segment: some documents' share of an index, written once into a folder of its own and never changed.

Knows which files a segment has and what must agree before it may serve. An index is made of a few of them, which
`store` puts together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.errors import IndexDamagedError, IndexMismatchError
from mandate_qa.searching.cells import Cells
from mandate_qa.searching.keywords import Postings
from mandate_qa.searching.late import FILES, TokenFile
from mandate_qa.searching.manifest import LARGE, MEND, SegmentRecord, check_files, describe_files
from mandate_qa.searching.shelf import Shelf
from mandate_qa.searching.shelving import write_shelf
from mandate_qa.searching.tokens import terms
from mandate_qa.searching.vectors import VectorFile, Vectors
from mandate_qa.types import Document, Paragraph, Passage

SHELF = "library.sqlite"
VECTORS = "vectors.faiss"
CELLS = "cells.faiss"
KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Segment:
    """An opened segment, read-only and safe to share between threads."""

    folder: Path
    shelf: Shelf
    vectors: VectorFile | None
    """None where an engine holds them."""
    postings: Postings
    tokens: TokenFile | None
    """None where the embedder gives no vectors of tokens, or the index is too large for them."""


def open_segment(
    home: Path, record: SegmentRecord, dimension: int, thorough: bool = False, with_vectors: bool = True
) -> Segment:
    """The segment of the index in `home`, its files as they were written, its arrays mapped into memory.

    Of large files only the size is looked at, unless it is `thorough`. Without its vectors, when an engine holds them,
    their files need not even be there. Raises IndexDamagedError when a file is missing or changed or counts disagree,
    IndexMismatchError when its vectors are not of `dimension` numbers.
    """
    folder = home / record.folder
    files = {name: file for name, file in record.files.items() if with_vectors or name not in (VECTORS, CELLS)}
    check_files(folder, files, None if thorough else LARGE)
    cells = Cells.open(folder / CELLS) if CELLS in files else None
    segment = Segment(
        folder=folder,
        shelf=Shelf(folder / SHELF),
        vectors=VectorFile.open(folder / VECTORS, cells) if with_vectors else None,
        postings=Postings.open(folder / KEYWORDS),
        tokens=TokenFile.open(folder) if any(name in record.files for name in FILES) else None,
    )
    require_counts(segment, record.passages)
    require_dimension(segment, dimension)
    return segment


def write_segment(
    folder: Path,
    documents: Sequence[Document],
    paragraphs: Sequence[Paragraph],
    passages: Sequence[Passage],
    vectors: Vectors,
    tokens: TokenFile | None = None,
) -> SegmentRecord:
    """Write all files of a segment into `folder` and say what they are; row n of each is `passages[n]`.

    Raises what disks and file formats raise.
    """
    write_shelf(folder / SHELF, documents, paragraphs, passages)
    VectorFile.build(vectors).save(folder / VECTORS)
    cells = Cells.build(vectors)
    if cells is not None:
        cells.save(folder / CELLS)
    if tokens is not None:
        tokens.save(folder)
    Postings.build([terms(passage.search_text) for passage in passages]).save(folder / KEYWORDS)
    return record_of(folder, len(passages))


def record_of(folder: Path, passages: int) -> SegmentRecord:
    """What the segment is whose files all lie in `folder`."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return SegmentRecord(folder.name, passages, describe_files(folder, names))


def require_counts(segment: Segment, wanted: int) -> None:
    """Stop at a segment whose parts do not hold the same number of passages."""
    found = {"passages": segment.shelf.rows}
    if segment.vectors is not None:
        found["vectors"] = len(segment.vectors)
        if (in_cells := segment.vectors.in_cells) is not None:
            found["rows in cells"] = in_cells
    found["keyword rows"] = len(segment.postings.lengths)
    if segment.tokens is not None:
        found["token rows"] = len(segment.tokens)
    if set(found.values()) != {wanted}:
        counts = ", ".join(f"{count} {name}" for name, count in found.items())
        raise IndexDamagedError(f"{segment.folder} should hold {wanted} passages and has {counts}; {MEND}")


def require_dimension(segment: Segment, dimension: int) -> None:
    """Stop at a segment whose vectors are those of another embedder."""
    for vectors in (segment.vectors, segment.tokens):
        if vectors is not None and vectors.dimension != dimension:
            found = f"{vectors.dimension} numbers instead of {dimension}"
            raise IndexMismatchError(f"The vectors in {segment.folder} have {found}; {MEND}")
