"""The document's way: compare, read, number, cut, embed, save, and where an engine searches for it, publish.

Knows the order of the steps. How each works is left to `reading`, `building`, `backends` and `searching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.backends.engines import engine_of
from mandate_qa.backends.query_encoders import provide_encoder
from mandate_qa.building.binding import bind
from mandate_qa.building.clock import Clock
from mandate_qa.building.contents import Contents, instalments
from mandate_qa.building.embedding import Embedded, embed, vectors_before
from mandate_qa.building.manifests import next_manifest
from mandate_qa.building.planning import Plan, make_plan, require_own_keys, require_something, staleness
from mandate_qa.building.publishing import forget, published
from mandate_qa.building.work import Work, resumed
from mandate_qa.errors import DocumentError, SearchIndexError
from mandate_qa.reading.ocr import recognising
from mandate_qa.searching.manifest import IndexManifest, read_index_manifest
from mandate_qa.searching.saving import commit, in_one_sentence, new_folder, writing
from mandate_qa.searching.segments import write_segment
from mandate_qa.searching.store import Index
from mandate_qa.searching.unfinished import forget_unfinished
from mandate_qa.settings import Settings
from mandate_qa.types import Progress


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What building an index, or bringing it up to date, came to."""

    documents: int
    read: int
    """Documents that were read; the others were taken over as they were."""
    resumed: int
    """Documents that were taken over from a build before this one, which was cut off."""
    removed: tuple[str, ...]
    """Keys of documents that the index held before and does not any more."""
    paragraphs: int
    passages: int
    embedded: int
    """Passages that were embedded; the vectors of the others were taken over."""
    seconds: dict[str, float]
    """By step, with "total"."""
    failures: tuple[DocumentError, ...]
    """Documents that were left out, each with its path and what to do."""
    notes: tuple[str, ...]
    """What the operator should know, such as a missing light encoder, or pages of a document that could not be read."""
    fingerprint: str
    """Of the index in force."""


def build_index(
    seeds: Path | str,
    out: Path | str,
    settings: Settings | None = None,
    progress: Progress | None = None,
    fresh: bool = False,
) -> BuildReport:
    """Bring the index in `out` into step with the documents in `seeds`, all of it put in force at one moment.

    Only documents that are new or changed are read and embedded; with `fresh`, or when there is no index to build on,
    all are. That goes by instalments, each read, embedded and written before the next, so memory does not grow with the
    library, and a build that is cut off loses one of them: the next goes on with the others. A document that cannot be
    read is left out and stands in the report. Raises DocumentError when none can be read, NumberingError when two
    paragraphs would get one id, BackendError when the embedder cannot be had and SearchIndexError when `out` cannot be
    written; the index that was there then stays in force.
    """
    settings, home, source, clock = settings or Settings.load(), Path(out), Path(seeds), Clock()
    engine = engine_of(settings)  # one that cannot be reached is told of before hours of embedding
    with writing(home, progress):
        with clock.step("comparing"):
            plan = make_plan(home, source, settings, fresh)
            work = resumed(home, plan, settings, fresh, progress)
        with recognising(settings.reading.ocr), vectors_before(home, plan, work.left) as before:
            for read in clock.each("reading", instalments(work.left, source, settings.passages, progress)):
                require_own_keys(plan, work.keys | read.keys, source)
                if read.volumes:
                    provide(home, plan, work, settings, clock, progress)
                with clock.step("embedding"):
                    embedded = embed_instalment(read, before, plan, work, progress)
                with clock.step("saving"):
                    save_instalment(home, read, embedded, work)
        require_something(plan, work.keys, work.failures, source)
        if work.parts:
            provide(home, plan, work, settings, clock, progress)
        with clock.step("saving"):
            bound = bind(home, plan, work, progress)
            manifest = next_manifest(plan, work, bound, settings, by_path((*plan.failures, *work.failures), source))
        if engine:
            with clock.step("publishing"):
                manifest = published(home, plan, manifest, engine, settings.milvus.collection, progress)
        with clock.step("saving"):
            put_in_force(home, plan, manifest)
    return report(plan, work, manifest, clock)


def is_stale(out: Path | str, seeds: Path | str, settings: Settings) -> str | None:
    """Why the index in `out` should be brought up to date, in words; None when it need not be.

    An index whose seeds are not on this machine is taken as it is. Raises ManifestError for a library.toml that
    cannot be right.
    """
    try:
        manifest = read_index_manifest(Path(out))
    except SearchIndexError as error:
        return str(error).split(";")[0]
    return staleness(manifest, Path(seeds), settings)


def provide(home: Path, plan: Plan, work: Work, settings: Settings, clock: Clock, progress: Progress | None) -> None:
    """Have what embeds passages: the light encoder that is there already, if it can be used."""
    if work.provided:
        return
    if progress:
        progress("loading the model", 0, 0)
    there = work.encoder or (plan.previous.encoder if plan.previous else "")
    with clock.step("encoder"):
        work.begin(
            provide_encoder(lambda: new_folder(home, "encoder"), settings.embedder, home / there if there else None)
        )


def embed_instalment(
    read: Contents, before: Index | None, plan: Plan, work: Work, progress: Progress | None
) -> Embedded | None:
    """The passages of an instalment as vectors; None when it has none."""
    if not read.volumes or work.provided is None:
        return None
    with_tokens = plan.wants_tokens(work.passages + len(read.passages))
    return embed(read.passages, work.provided.embedder, before, with_tokens, progress)


def save_instalment(home: Path, read: Contents, embedded: Embedded | None, work: Work) -> None:
    """Write an instalment as a segment of its own, not yet in force."""
    segment = None
    if embedded:
        folder = new_folder(home, "segment")
        with in_one_sentence(home):
            segment = write_segment(
                folder, read.documents, read.paragraphs, read.passages, embedded.vectors, embedded.tokens
            )
        work.embedded += len(embedded.vectors) - embedded.reused
    with in_one_sentence(home):
        work.add(read, segment)


def by_path(failures: Sequence[DocumentError], seeds: Path) -> dict[str, str]:
    """Why files were left out, by their path in `seeds`, which the sentences do not name."""
    prefix = f"{seeds}/"
    return {error.path.removeprefix(prefix): str(error).replace(prefix, "") for error in failures}


def put_in_force(home: Path, plan: Plan, manifest: IndexManifest) -> None:
    """Make `manifest` the index, unless it is already."""
    if manifest is not plan.previous:
        before = plan.previous.folders if plan.previous else frozenset()
        commit(home, manifest, manifest.folders - before)
    forget(home)
    forget_unfinished(home)


def report(plan: Plan, work: Work, manifest: IndexManifest, clock: Clock) -> BuildReport:
    """What was done, in figures."""
    before = plan.previous.documents if plan.previous else {}
    return BuildReport(
        documents=len(manifest.documents),
        read=work.read,
        resumed=work.resumed,
        removed=tuple(key for key in before if key not in manifest.documents),
        paragraphs=sum(placed.paragraphs for placed in manifest.documents.values()),
        passages=manifest.passages,
        embedded=work.embedded,
        seconds=clock.seconds(),
        failures=(*plan.failures, *work.failures),
        notes=(*((work.provided.note,) if work.provided and work.provided.note else ()), *work.warnings),
        fingerprint=manifest.fingerprint,
    )
