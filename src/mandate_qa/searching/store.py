"""An index on disk, opened: its segments put together, so that a question sees one library and two searchers.

Knows which segments are in force. What a segment is made of is in `segments`; writing them is in `saving`; turning a
question into hits is in `retriever`. Where an engine searches for the index, the vectors of the segments are not
opened, and `engine` stands in for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mandate_qa.errors import SearchIndexError
from mandate_qa.files import signature
from mandate_qa.searching.engine import Engine, engine_searchers
from mandate_qa.searching.keywords import KeywordIndex
from mandate_qa.searching.late import TokenIndex
from mandate_qa.searching.library import Library
from mandate_qa.searching.manifest import MANIFEST, IndexManifest, read_index_manifest
from mandate_qa.searching.searchers import MeaningSearcher, WordSearcher
from mandate_qa.searching.segments import Segment, open_segment
from mandate_qa.searching.vectors import Rows, VectorIndex
from mandate_qa.searching.within import Within


@dataclass(frozen=True, slots=True)
class Index:
    """Everything needed to search, read-only and safe to share between threads."""

    home: Path
    """The index folder."""
    manifest: IndexManifest
    library: Library
    vectors: MeaningSearcher
    keywords: WordSearcher
    tokens: TokenIndex | None
    """None where the embedder gives no vectors of tokens, or the index is too large for them."""
    seen: tuple[int, int, int] | None = None
    """The manifest's `signature` before it was read, by which one that came later is told; None where none was read."""

    @classmethod
    def open(cls, folder: Path | str, engine: Engine | None = None) -> Index:
        """The index in `folder`, its files as they were written, its arrays mapped into memory.

        With an `engine`, that one searches for it, in what `build_index` put there; BackendError tells of its failures.

        Of large files only the size is looked at; `check` reads all. Raises IndexNotFoundError, IndexMismatchError
        (another format or dimension) or IndexDamagedError (a file is missing or changed, or counts disagree); each
        names the mend.
        """
        home = Path(folder)
        seen, manifest = signature(home / MANIFEST), read_index_manifest(home)
        while True:
            try:
                return replace(cls.of(home, manifest, engine), seen=seen)
            except SearchIndexError:
                seen, newer = signature(home / MANIFEST), read_index_manifest(home)
                if newer == manifest:
                    raise
                manifest = newer  # another process put other segments in force in the meantime

    @classmethod
    def of(cls, home: Path, manifest: IndexManifest, engine: Engine | None = None, thorough: bool = False) -> Index:
        """The index, or part of one, that `manifest` describes; to be `thorough` reads every file.

        Raises what `open` raises.
        """
        segments = [
            open_segment(home, record, manifest.dimension, thorough, with_vectors=engine is None)
            for record in manifest.segments
        ]
        order = {key: placed.segment for key, placed in manifest.documents.items()}
        library = Library([segment.shelf for segment in segments], order)
        keywords = KeywordIndex([segment.postings for segment in segments], library.map)
        files = VectorIndex([segment.vectors for segment in segments if segment.vectors is not None], library.map)
        near, sharing = engine_searchers(engine, manifest, library, keywords) if engine else (files, keywords)
        return cls(home, manifest, library, near, sharing, tokens_of(segments, library))

    @classmethod
    def check(cls, folder: Path | str) -> Index:
        """The index in `folder`, every byte of it read and found as it was written. Raises what `open` raises."""
        home = Path(folder)
        return cls.of(home, read_index_manifest(home), thorough=True)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits, the same whenever the same program builds from the same seeds and settings."""
        return self.manifest.fingerprint

    @property
    def encoder(self) -> Path:
        """Folder of the light encoder for questions, which need not be there."""
        return self.home / (self.manifest.encoder or "encoder")

    def rows(self, documents: Iterable[str]) -> Rows:
        """Rows of the passages of these documents, ascending. Raises UnknownDocumentError."""
        return self.library.rows(documents)

    def within(self, documents: tuple[str, ...]) -> Within:
        """The same, made ready to be searched. Raises UnknownDocumentError."""
        return self.library.within(documents)


def tokens_of(segments: Iterable[Segment], library: Library) -> TokenIndex | None:
    """The token vectors of all segments; None when one of them has none."""
    found = [segment.tokens for segment in segments]
    present = [tokens for tokens in found if tokens is not None]
    return TokenIndex(present, library.map) if len(present) == len(found) else None
