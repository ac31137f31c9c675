"""The document's way: compare, read, number, cut, embed, save, and where an engine searches for it, publish.

Knows the order of the steps. How each works is left to `reading`, `building`, `backends` and `searching`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.backends.engines import engine_of
from mandate_qa.backends.query_encoders import Provided, provide_encoder
from mandate_qa.building.clock import Clock
from mandate_qa.building.contents import Contents, read_contents
from mandate_qa.building.embedding import Embedded, embed
from mandate_qa.building.manifests import next_manifest
from mandate_qa.building.planning import Plan, make_plan, require_something, staleness
from mandate_qa.building.publishing import forget, published
from mandate_qa.building.taking_over import Share, new_share
from mandate_qa.errors import DocumentError, SearchIndexError
from mandate_qa.reading.ocr import recognising
from mandate_qa.searching.manifest import IndexManifest, SegmentRecord, read_index_manifest
from mandate_qa.searching.saving import commit, in_one_sentence, new_folder, writing
from mandate_qa.searching.segments import write_segment
from mandate_qa.settings import Settings
from mandate_qa.types import Progress


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What building an index, or bringing it up to date, came to."""

    documents: int
    read: int
    """Documents that were read; the others were taken over from the index as they were."""
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
    all are. A document that cannot be read is left out and stands in the report. Raises DocumentError when none can be
    read, NumberingError when two paragraphs would get one id, BackendError when the embedder cannot be had and
    SearchIndexError when `out` cannot be written; the index that was there then stays in force.
    """
    settings, home, source, clock = settings or Settings.load(), Path(out), Path(seeds), Clock()
    engine = engine_of(settings)  # one that cannot be reached is told of before hours of embedding
    with writing(home, progress):
        with clock.step("comparing"):
            plan = make_plan(home, source, settings, fresh)
        with clock.step("reading"), recognising(settings.reading.ocr):
            read = read_contents(plan.to_read, source, settings.passages, progress)
            require_something(plan, read, source)
            share = new_share(home, plan, read)
        with clock.step("encoder"):
            provided = encoder_for(home, share, plan, settings, progress)
        with clock.step("embedding"):
            embedded = embed_share(share, provided, plan, progress)
        with clock.step("saving"):
            segment = saved(home, share.contents, embedded)
            failures = by_path((*plan.failures, *read.failures), source)
            manifest = next_manifest(plan, share.contents, segment, provided, settings, failures)
        if engine:
            with clock.step("publishing"):
                manifest = published(home, plan, manifest, engine, settings.milvus.collection, progress)
        with clock.step("saving"):
            put_in_force(home, plan, manifest)
    return report(plan, read, embedded, manifest, provided, clock)


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


def encoder_for(home: Path, share: Share, plan: Plan, settings: Settings, progress: Progress | None) -> Provided | None:
    """What embeds the passages of `share`, the light encoder in force where it can; None when it has no passages."""
    if not share.contents.volumes:
        return None
    if progress:
        progress("loading the model", 0, 0)
    in_force = home / plan.previous.encoder if plan.previous and plan.previous.encoder else None
    return provide_encoder(lambda: new_folder(home, "encoder"), settings.embedder, in_force)


def embed_share(share: Share, provided: Provided | None, plan: Plan, progress: Progress | None) -> Embedded | None:
    """The passages of `share` as vectors; None when it has none."""
    if provided is None:
        return None
    passages = share.contents.passages
    return embed(passages, provided.embedder, share.previous, plan.wants_tokens(len(passages)), progress)


def saved(home: Path, contents: Contents, embedded: Embedded | None) -> SegmentRecord | None:
    """Write the new segment; None when there is nothing to write."""
    if embedded is None:
        return None
    folder = new_folder(home, "segment")
    with in_one_sentence(home):
        return write_segment(
            folder, contents.documents, contents.paragraphs, contents.passages, embedded.vectors, embedded.tokens
        )


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


def report(
    plan: Plan,
    read: Contents,
    embedded: Embedded | None,
    manifest: IndexManifest,
    provided: Provided | None,
    clock: Clock,
) -> BuildReport:
    """What was done, in figures."""
    before = plan.previous.documents if plan.previous else {}
    return BuildReport(
        documents=len(manifest.documents),
        read=len(read.volumes),
        removed=tuple(key for key in before if key not in manifest.documents),
        paragraphs=sum(placed.paragraphs for placed in manifest.documents.values()),
        passages=manifest.passages,
        embedded=len(embedded.vectors) - embedded.reused if embedded else 0,
        seconds=clock.seconds(),
        failures=(*plan.failures, *read.failures),
        notes=(*((provided.note,) if provided and provided.note else ()), *read.warnings),
        fingerprint=manifest.fingerprint,
    )
