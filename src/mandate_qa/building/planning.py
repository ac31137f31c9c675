"""What an index needs so as to be in step with its seeds: which documents are read, and which are taken over.

Knows what makes an index out of date. Reading and writing are for `indexing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from mandate_qa.backends.embedders import embedder_fingerprint
from mandate_qa.collecting import paused
from mandate_qa.errors import DocumentError, SearchIndexError, UnreadableDocumentError
from mandate_qa.files import sha256
from mandate_qa.reading.manifest import MANIFEST_NAME
from mandate_qa.reading.seeds import Seed, Seen, Source, find_sources, require_distinct_keys, stamp
from mandate_qa.searching.late import MOST_PASSAGES
from mandate_qa.searching.manifest import IndexManifest, read_index_manifest
from mandate_qa.settings import Settings, digest

PROGRAM = Path(__file__).parent.parent
READING_CODE = (
    "types/documents.py",
    "periods.py",
    "reading/**/*.py",
    *(f"searching/{name}.py" for name in ("tokens", "keywords", "shelf", "shelving")),
)
"""What turns files into paragraphs, passages and terms; an index written by other code than this is out of date."""


@dataclass(frozen=True)
class Plan:
    """What is to be done."""

    sources: tuple[Source, ...]
    """The documents of the seeds folder, in library order."""
    kept: frozenset[str]
    """Paths of those that are taken over from the index as they are."""
    seeds: dict[str, Seed]
    """What was found in the seeds folder, by path, library.toml and files that cannot be read among it."""
    failures: tuple[DocumentError, ...]
    """Why files were left out already."""
    previous: IndexManifest | None
    """The index that documents are taken over from, or vectors; None when there is none that can be used."""

    @property
    def to_read(self) -> tuple[Source, ...]:
        """The documents that are new or changed, or could not be read before."""
        return tuple(source for source in self.sources if source.path not in self.kept)

    @cached_property
    def kept_keys(self) -> tuple[str, ...]:
        """Keys of the documents taken over, in library order."""
        return tuple(source.seed.key for source in self.sources if source.path in self.kept)

    def wants_tokens(self, passages: int) -> bool:
        """Whether a new segment of so many passages gets token vectors: not when the whole index is too large."""
        held = self.previous.documents if self.previous else {}
        return passages + sum(held[key].passages for key in self.kept_keys) <= MOST_PASSAGES


def make_plan(home: Path, seeds: Path, settings: Settings, fresh: bool) -> Plan:
    """Compare the index in `home` with the documents in `seeds`; with `fresh`, every document is read anew.

    Raises UnreadableDocumentError when there is no such folder or nothing in it, ManifestError for a library.toml that
    cannot be right.
    """
    previous = usable(home)
    trusted = None if fresh or previous is None or out_of_date(previous, settings) else previous
    if trusted and not trusted.embedder_fingerprint == embedder_fingerprint(settings.embedder) != "":
        trusted = None
    failures: list[DocumentError] = []
    with paused():
        sources = find_sources(seeds, trusted.seeds if trusted else {}, failures.append)
    return Plan(
        sources=tuple(sources),
        kept=frozenset(source.path for source in sources if trusted and is_kept(source, trusted)),
        seeds=seeds_found(seeds, sources, failures),
        failures=tuple(failures),
        previous=previous,
    )


def staleness(manifest: IndexManifest, seeds: Path, settings: Settings) -> str | None:
    """Why an index should be brought up to date, in words; None when it need not be."""
    if reason := out_of_date(manifest, settings) or unpublished(manifest, settings):
        return reason
    if not seeds.is_dir():
        return None
    failures: list[DocumentError] = []
    sources = find_sources(seeds, manifest.seeds, failures.append)
    return difference(manifest.seeds, seeds_found(seeds, sources, failures))


def out_of_date(manifest: IndexManifest, settings: Settings) -> str | None:
    """Why every document must be read anew, in words; None when an index can be built on."""
    if manifest.settings != settings.index_fingerprint():
        return "The settings for the embedder or for passages have changed since the index was built"
    if manifest.program != program_fingerprint():
        return "The program reads documents in another way than when the index was built"
    return None


def unpublished(manifest: IndexManifest, settings: Settings) -> str | None:
    """Why the engine that is to search for the index cannot, in words; None when it can, or none is to."""
    if settings.store == "files":
        return None
    there = manifest.published
    if there is None or there.store != settings.store or there.volumes.keys() != manifest.documents.keys():
        return f"The index has not been put into {settings.store}"
    return None


def usable(home: Path) -> IndexManifest | None:
    """The index in force, or None when there is none or a file of it is missing or cut short."""
    try:
        manifest = read_index_manifest(home)
        files = {home / s.folder / name: record.size for s in manifest.segments for name, record in s.files.items()}
        return manifest if all(path.stat().st_size == size for path, size in files.items()) else None
    except (SearchIndexError, OSError):
        return None


def require_something(plan: Plan, done: Mapping[str, str], failures: Sequence[DocumentError], seeds: Path) -> None:
    """Stop when no document is left, `done` being read: path → key."""
    if not plan.kept and not done:
        told = (*plan.failures, *failures)
        first = f"; the first problem: {told[0]}" if told else "."
        raise UnreadableDocumentError(f"No document in {seeds} could be read{first}", str(seeds))


def require_own_keys(plan: Plan, done: Mapping[str, str], seeds: Path) -> None:
    """Stop when two documents have one key, `done` being read: path → key."""
    kept = [(source.seed.key, source.path) for source in plan.sources if source.path in plan.kept]
    require_distinct_keys([*kept, *((key, path) for path, key in done.items())], seeds)


def is_kept(source: Source, previous: IndexManifest) -> bool:
    """Whether the index holds the document as the source now is."""
    before = previous.seeds.get(source.path)
    return before is not None and before.same_document(source.seed) and before.key in previous.documents


def seeds_found(seeds: Path, sources: Sequence[Source], failures: Sequence[DocumentError]) -> dict[str, Seed]:
    """Path in `seeds` → what was seen there, sorted by path."""
    found = {source.path: source.seed for source in sources}
    found |= {Path(error.path).relative_to(seeds).as_posix(): stamp(Path(error.path)) for error in failures}
    if (manifest := seeds / MANIFEST_NAME).is_file():
        found[MANIFEST_NAME] = replace(stamp(manifest), sha256=sha256(manifest))
    return dict(sorted(found.items()))


@cache
def program_fingerprint() -> str:
    """Twelve hexadecimal digits that change when the code that turns files into paragraphs and terms does."""
    sources = [path for pattern in READING_CODE for path in sorted(PROGRAM.glob(pattern))]
    return digest({path.relative_to(PROGRAM).as_posix(): sha256(path) for path in sources})


def difference(built: Seen, now: Seen) -> str | None:
    """The first difference between the seeds an index was built from and those found, in words; None when alike."""
    for path in sorted(built.keys() | now.keys()):
        if path not in built:
            return f"{path} is new since the index was built"
        if path not in now:
            return f"{path} has been removed since the index was built"
        if built[path].sha256 != now[path].sha256:
            return f"{path} has changed since the index was built"
    return None
