"""The manifest of an index that was written anew in part.

Knows which segments stay and where each document then is. Putting it in force is for `searching.saving`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from mandate_qa.backends.embedders import embedder_fingerprint
from mandate_qa.building.binding import Bound
from mandate_qa.building.planning import Plan, program_fingerprint
from mandate_qa.building.work import Work
from mandate_qa.reading.seeds import Seed
from mandate_qa.searching.manifest import IndexManifest, Placed, SegmentRecord
from mandate_qa.searching.unfinished import Done
from mandate_qa.settings import INDEX_FORMAT, Settings


def next_manifest(
    plan: Plan, work: Work, bound: Bound, settings: Settings, failures: Mapping[str, str]
) -> IndexManifest:
    """What the index is once the documents of `work` are in the segments `bound`, and the rest where it was.

    The one in force itself when nothing changed. `failures` tell by path why files were left out.
    """
    placed, segments = placed_documents(plan, work.done, bound)
    keys = work.keys | {source.path: source.seed.key for source in plan.sources if source.path in plan.kept}
    seeds = {path: with_key(seed, keys.get(path, "")) for path, seed in plan.seeds.items()}
    previous = plan.previous
    if work.provided is None:  # nothing was embedded, so the index goes on as it is
        assert previous is not None
        manifest = replace(previous, seeds=seeds, segments=segments, documents=placed, failures=dict(failures))
        return previous if manifest == previous else replace(manifest, created=now())
    return IndexManifest(
        format=INDEX_FORMAT,
        created=now(),
        embedder=settings.embedder,
        dimension=work.provided.embedder.dimension,
        embedder_fingerprint=embedder_fingerprint(settings.embedder),
        encoder=work.encoder,
        settings=settings.index_fingerprint(),
        program=program_fingerprint(),
        seeds=seeds,
        segments=segments,
        documents=placed,
        failures=dict(failures),
    )


def placed_documents(
    plan: Plan, done: Mapping[str, Done], bound: Bound
) -> tuple[dict[str, Placed], tuple[SegmentRecord, ...]]:
    """Where each document is, in library order, and the segments that hold any."""
    segments: dict[str, SegmentRecord] = {}
    found: dict[str, tuple[str, Placed]] = {}
    for source in plan.sources:
        if new := done.get(source.path):
            key, counts = new.key, Placed(0, new.paragraphs, new.passages, new.warnings)
        elif plan.previous and source.path in plan.kept:
            key, counts = source.seed.key, plan.previous.documents[source.seed.key]
        else:
            continue
        record = bound[key] if key in bound or not plan.previous else plan.previous.segments[counts.segment]
        segments[record.folder] = record
        found[key] = (record.folder, counts)
    return numbered(found, segments), tuple(segments.values())


def numbered(found: Mapping[str, tuple[str, Placed]], segments: Mapping[str, SegmentRecord]) -> dict[str, Placed]:
    """Documents by key, each with the position of the segment whose folder is told."""
    positions = {folder: position for position, folder in enumerate(segments)}
    return {key: in_segment(placed, positions[folder]) for key, (folder, placed) in found.items()}


def in_segment(placed: Placed, segment: int) -> Placed:
    """The same in the segment at this position; nothing is made anew for the thousands that stay where they are."""
    return placed if placed.segment == segment else replace(placed, segment=segment)


def with_key(seed: Seed, key: str) -> Seed:
    """What was seen of a document that has this key."""
    return seed if seed.key == key else replace(seed, key=key)


def now() -> str:
    """UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
