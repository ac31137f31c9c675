"""The document's way: read, number, cut, embed, save.

Knows the order of the steps, what happens when a document fails, and whether an index is out of date. How each step
works is left to `reading`, `backends` and `searching`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from mandate_qa.backends.embedders import Embedder, Vectors, embedder_fingerprint
from mandate_qa.backends.query_encoders import provide_encoder
from mandate_qa.backends.token_vectors import TokenEncoder, Tokens
from mandate_qa.errors import DocumentError, NumberingError, SearchIndexError, UnreadableDocumentError
from mandate_qa.files import sha256
from mandate_qa.reading import cut_passages, number_paragraphs, read_blocks, read_manifest
from mandate_qa.reading.terms import with_signatories
from mandate_qa.searching.late import MOST_PASSAGES, TokenIndex
from mandate_qa.searching.manifest import Counts, IndexManifest, read_index_manifest
from mandate_qa.searching.saving import commit, new_build, write_build
from mandate_qa.searching.store import Index
from mandate_qa.settings import INDEX_FORMAT, PassageSettings, Settings, digest
from mandate_qa.types import Document, Paragraph, Passage, Progress

LIBRARY_MANIFEST = "library.toml"
READING_CODE = ("types.py", "reading/**/*.py", "searching/tokens.py", "searching/keywords.py", "searching/library.py")
"""What turns files into paragraphs, passages and terms; an index written by other code than this is out of date."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What building an index came to."""

    documents: int
    paragraphs: int
    passages: int
    reused: int
    """Passages whose vectors were taken over from the index that was replaced."""
    seconds: dict[str, float]
    """By step, with "total"."""
    failures: tuple[DocumentError, ...]
    """Documents that were left out, each with its path and what to do."""
    notes: tuple[str, ...]
    """What the operator should know, such as a missing light encoder."""
    fingerprint: str
    """Of the index that was written."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read from the seeds."""

    documents: tuple[Document, ...]
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]
    failures: tuple[DocumentError, ...]
    seeds: dict[str, str]
    """Path in the seeds folder → SHA-256."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Passages as vectors, in row order."""

    vectors: Vectors
    """Shape (passages, dimension)."""
    tokens: TokenIndex | None
    """None where the encoder gives no vectors of tokens, or there are too many passages to keep them."""
    reused: int
    """Passages that were taken over from the index that is replaced."""


def build_index(
    seeds: Path | str, out: Path | str, settings: Settings | None = None, progress: Progress | None = None
) -> BuildReport:
    """Read every document in `seeds` and write a searchable index to `out`, replacing what was there in one step.

    A document that cannot be read is left out and stands in the report. Raises DocumentError when none can be read,
    NumberingError when two paragraphs would get one id, BackendError when the embedder cannot be had and
    SearchIndexError when `out` cannot be written; the index that was there then stays in force.
    """
    settings, home, clock = settings or Settings.load(), Path(out), Clock()
    with clock.step("reading"):
        contents = read_contents(Path(seeds), settings.passages, progress)
    with new_build(home) as folder:
        previous = open_previous(home)
        with clock.step("encoder"):
            if progress:
                progress("loading the model", 0, 0)
            encoder, note = provide_encoder(folder, settings.embedder, previous.folder if previous else None)
        with clock.step("embedding"):
            embedded = embed(contents.passages, encoder, previous, settings.embedder, progress)
        with clock.step("saving"):
            files = write_build(
                folder,
                contents.documents,
                contents.paragraphs,
                contents.passages,
                embedded.vectors,
                embedded.tokens,
            )
            manifest = IndexManifest(
                format=INDEX_FORMAT,
                build=folder.name,
                created=datetime.now(UTC).isoformat(timespec="seconds"),
                embedder=settings.embedder,
                dimension=encoder.dimension,
                embedder_fingerprint=embedder_fingerprint(settings.embedder),
                settings=settings.index_fingerprint(),
                program=program_fingerprint(),
                seeds=contents.seeds,
                counts=Counts(len(contents.documents), len(contents.paragraphs), len(contents.passages)),
                files=files,
            )
            commit(home, manifest)
    return report(contents, manifest, embedded.reused, clock, note)


def is_stale(out: Path | str, seeds: Path | str, settings: Settings) -> str | None:
    """Why the index in `out` should be built anew, in words; None when it is up to date.

    An index whose seeds are not on this machine is taken as it is. Raises ManifestError for a library.toml that
    cannot be right.
    """
    try:
        manifest = read_index_manifest(Path(out))
    except SearchIndexError as error:
        return str(error).split(";")[0]
    if manifest.settings != settings.index_fingerprint():
        return "The settings for the embedder or for passages have changed since the index was built"
    if manifest.program != program_fingerprint():
        return "The program reads documents in another way than when the index was built"
    if not Path(seeds).is_dir():
        return None
    failures: list[DocumentError] = []
    documents = read_manifest(Path(seeds), failures.append)
    return difference(manifest.seeds, seed_hashes(Path(seeds), documents, failures))


def read_contents(seeds: Path, settings: PassageSettings, progress: Progress | None = None) -> Contents:
    """Documents, numbered paragraphs and passages of all seeds, in order; see `build_index` for what is raised."""
    failures: list[DocumentError] = []
    documents: list[Document] = []
    paragraphs: list[Paragraph] = []
    passages: list[Passage] = []
    listed = read_manifest(seeds, failures.append)
    hashes = seed_hashes(seeds, listed, failures)
    for done, document in enumerate(listed, start=1):
        try:
            numbered = number_paragraphs(document, read_blocks(seeds / document.path))
            if not numbered:
                raise UnreadableDocumentError(f"{document.path} holds no text; replace it or remove it.", document.path)
        except NumberingError:
            raise
        except DocumentError as error:
            failures.append(error)
            continue
        documents.append(with_signatories(document, numbered))
        paragraphs += numbered
        passages += cut_passages(document, numbered, settings)
        if progress:
            progress("reading", done, len(listed))
    if not passages:
        raise UnreadableDocumentError(nothing_read(seeds, failures), str(seeds))
    require_distinct_ids(paragraphs, passages)
    return Contents(tuple(documents), tuple(paragraphs), tuple(passages), tuple(failures), hashes)


def embed(
    passages: Sequence[Passage], encoder: Embedder, previous: Index | None, name: str, progress: Progress | None = None
) -> Embedded:
    """`passages` as vectors.

    Only passages whose words the previous index does not hold are embedded, when it was built with the same embedder.
    """
    speller = encoder if isinstance(encoder, TokenEncoder) and len(passages) <= MOST_PASSAGES else None
    rows = known_rows(previous, name, with_tokens=speller is not None)
    taken = {place: rows[p.search_text] for place, p in enumerate(passages) if p.search_text in rows}
    new = [place for place in range(len(passages)) if place not in taken]
    vectors = np.zeros((len(passages), encoder.dimension), dtype=np.float32)
    tokens: dict[int, Tokens] = {}
    if speller:
        vectors[new], spelt = encoded([passages[place] for place in new], speller, progress)
        tokens |= zip(new, spelt, strict=True)
    else:
        vectors[new] = encoder.embed_documents([passages[place].search_text for place in new], progress)
    if previous and taken:
        vectors[list(taken)] = previous.vectors.rows(np.array(list(taken.values())))
        tokens |= {place: previous.tokens.tokens(row) for place, row in taken.items() if previous.tokens}
    index = TokenIndex.build([tokens[n] for n in range(len(passages))], speller.vocabulary) if speller else None
    return Embedded(vectors, index, len(taken))


def encoded(
    passages: Sequence[Passage], encoder: TokenEncoder, progress: Progress | None
) -> tuple[Vectors, list[Tokens]]:
    """Vectors of `passages`, and the tokens of their own words: what is common to a heading tells none apart."""
    texts = [passage.search_text for passage in passages]
    headings = [len(text) - len(passage.text) for text, passage in zip(texts, passages, strict=True)]
    return encoder.encode_documents(texts, headings, progress)


def known_rows(previous: Index | None, name: str, with_tokens: bool) -> dict[str, int]:
    """Words searched → row of the previous index, where what it holds is what embedding them again would give."""
    fingerprint = embedder_fingerprint(name)
    if previous is None or previous.manifest.embedder_fingerprint != fingerprint or not fingerprint:
        return {}
    if with_tokens and previous.tokens is None:
        return {}
    return {passage.search_text: row for row, passage in enumerate(previous.library.passages())}


def open_previous(home: Path) -> Index | None:
    """The index in force, or None when there is none that can be used."""
    try:
        return Index.open(home)
    except SearchIndexError:
        return None


def seed_hashes(seeds: Path, documents: Sequence[Document], failures: Sequence[DocumentError]) -> dict[str, str]:
    """Path in `seeds` → SHA-256, library.toml among them, "" for a file that could not be read; sorted by path."""
    hashes = {document.path: document.content_hash for document in documents}
    hashes |= {Path(error.path).relative_to(seeds).as_posix(): "" for error in failures}
    if (manifest := seeds / LIBRARY_MANIFEST).is_file():
        hashes[LIBRARY_MANIFEST] = sha256(manifest)
    return dict(sorted(hashes.items()))


def program_fingerprint() -> str:
    """Twelve hexadecimal digits that change when the code that turns files into passages and terms does."""
    home = Path(__file__).parent
    sources = [path for pattern in READING_CODE for path in sorted(home.glob(pattern))]
    return digest({path.relative_to(home).as_posix(): sha256(path) for path in sources})


def difference(built: dict[str, str], found: dict[str, str]) -> str | None:
    """The first difference between the seeds an index was built from and those found, in words; None when alike."""
    for path in sorted(built.keys() | found.keys()):
        if path not in built:
            return f"{path} is new since the index was built"
        if path not in found:
            return f"{path} has been removed since the index was built"
        if built[path] != found[path]:
            return f"{path} has changed since the index was built"
    return None


def require_distinct_ids(paragraphs: Sequence[Paragraph], passages: Sequence[Passage]) -> None:
    """Stop when two paragraphs, or two passages, have one id."""
    counts = Counter([*(paragraph.id for paragraph in paragraphs), *(passage.id for passage in passages)])
    for repeated in (item for item, count in counts.items() if count > 1):
        places = ", ".join(f"line {p.lines[0]}" for p in paragraphs if p.id == repeated)
        raise NumberingError(f"Two parts of the library would both be {repeated!r} ({places}); number them apart.")


def nothing_read(seeds: Path, failures: Sequence[DocumentError]) -> str:
    """One sentence for seeds without a document that can be read."""
    first = f"; the first problem: {failures[0]}" if failures else "."
    return f"No document in {seeds} could be read{first}"


def report(contents: Contents, manifest: IndexManifest, reused: int, clock: Clock, note: str | None) -> BuildReport:
    """The report of a finished build."""
    counts = manifest.counts
    return BuildReport(
        documents=counts.documents,
        paragraphs=counts.paragraphs,
        passages=counts.passages,
        reused=reused,
        seconds=clock.seconds(),
        failures=contents.failures,
        notes=(note,) if note else (),
        fingerprint=manifest.fingerprint,
    )


@dataclass(slots=True)
class Clock:
    """Seconds by step."""

    started: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block as step `name`."""
        start = time.perf_counter()
        yield
        self.steps[name] = time.perf_counter() - start

    def seconds(self) -> dict[str, float]:
        """Steps in the order they ran, then "total"."""
        return {**self.steps, "total": time.perf_counter() - self.started}
