"""An index on disk, opened: its library and both searchers, checked to belong together.

Knows which files a build has and what must agree before it may serve. Writing a build is in `saving`; turning a
question into hits is in `retriever`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.errors import IndexDamagedError, IndexMismatchError, SearchIndexError
from mandate_qa.searching.keywords import KeywordIndex
from mandate_qa.searching.late import FILES, TokenIndex
from mandate_qa.searching.library import Library
from mandate_qa.searching.manifest import MEND, IndexManifest, check_files, read_index_manifest
from mandate_qa.searching.vectors import Rows, VectorIndex

LIBRARY = "library.sqlite"
VECTORS = "vectors.faiss"
KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Index:
    """Everything needed to search, read-only and safe to share between threads."""

    folder: Path
    """Folder of the build in force, which also holds `encoder/`."""
    manifest: IndexManifest
    library: Library
    vectors: VectorIndex
    keywords: KeywordIndex
    tokens: TokenIndex | None
    """None where the embedder gives no vectors of tokens, or the index is too large for them."""

    @classmethod
    def open(cls, folder: Path | str) -> Index:
        """The index in `folder`, whole and unchanged since it was built, its arrays mapped into memory.

        Raises IndexNotFoundError, IndexMismatchError (another format or dimension) or IndexDamagedError (a file is
        missing or changed, or counts disagree); each names the mend.
        """
        home = Path(folder)
        manifest = read_index_manifest(home)
        while True:
            try:
                return cls._open(home, manifest)
            except SearchIndexError:
                newer = read_index_manifest(home)
                if newer.build == manifest.build:
                    raise
                manifest = newer  # another process put a new build in force in the meantime

    @classmethod
    def _open(cls, home: Path, manifest: IndexManifest) -> Index:
        folder = home / manifest.build
        check_files(folder, manifest.files)
        index = cls(
            folder=folder,
            manifest=manifest,
            library=Library(folder / LIBRARY),
            vectors=VectorIndex.open(folder / VECTORS),
            keywords=KeywordIndex.open(folder / KEYWORDS),
            tokens=TokenIndex.open(folder) if any(name in manifest.files for name in FILES) else None,
        )
        index._check_counts()
        return index

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits, the same whenever the same program builds from the same seeds and settings."""
        return self.manifest.fingerprint

    def rows(self, documents: Iterable[str]) -> Rows:
        """Rows of the passages of these documents, ascending. Raises UnknownDocumentError."""
        return self.library.rows(documents)

    def _check_counts(self) -> None:
        wanted = self.manifest.counts.passages
        found = {
            "passages": self.library.counts["passages"],
            "vectors": len(self.vectors),
            "keyword rows": len(self.keywords),
        }
        if self.tokens is not None:
            found["token rows"] = len(self.tokens)
        if set(found.values()) != {wanted}:
            counts = ", ".join(f"{count} {name}" for name, count in found.items())
            raise IndexDamagedError(f"{self.folder} should hold {wanted} passages and has {counts}; {MEND}")
        for vectors in (self.vectors, self.tokens):
            if vectors is not None and vectors.dimension != self.manifest.dimension:
                dimensions = f"{vectors.dimension} numbers instead of {self.manifest.dimension}"
                raise IndexMismatchError(f"The vectors in {self.folder} have {dimensions}; {MEND}")
