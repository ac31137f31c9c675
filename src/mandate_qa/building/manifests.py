"""The manifest of an index that was written anew in part.

Knows which segments stay and where each document then is. Putting it in force is for `searching.saving`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from mandate_qa.backends.embedders import embedder_fingerprint
from mandate_qa.backends.query_encoders import Provided
from mandate_qa.building.contents import Contents
from mandate_qa.building.planning import Plan, program_fingerprint
from mandate_qa.searching.manifest import IndexManifest, Placed, SegmentRecord
from mandate_qa.settings import INDEX_FORMAT, Settings


def next_manifest(
    plan: Plan,
    share: Contents,
    segment: SegmentRecord | None,
    provided: Provided | None,
    settings: Settings,
    failures: Mapping[str, str],
) -> IndexManifest:
    """What the index is once `segment`, which holds `share`, is added; the one in force itself when nothing changed.

    `failures` tell by path why files were left out.
    """
    placed, segments = placed_documents(plan, share, segment)
    keys = {d.path: d.key for d in share.documents} | {s.path: s.seed.key for s in plan.sources if s.path in plan.kept}
    seeds = {path: replace(seed, key=keys.get(path, "")) for path, seed in plan.seeds.items()}
    previous = plan.previous
    if provided is None:  # nothing was embedded, so the index goes on as it is
        assert previous is not None
        manifest = replace(previous, seeds=seeds, segments=segments, documents=placed, failures=dict(failures))
        return previous if manifest == previous else replace(manifest, created=now())
    return IndexManifest(
        format=INDEX_FORMAT,
        created=now(),
        embedder=settings.embedder,
        dimension=provided.embedder.dimension,
        embedder_fingerprint=embedder_fingerprint(settings.embedder),
        encoder=provided.folder.name if provided.folder else "",
        settings=settings.index_fingerprint(),
        program=program_fingerprint(),
        seeds=seeds,
        segments=segments,
        documents=placed,
        failures=dict(failures),
    )


def placed_documents(
    plan: Plan, share: Contents, segment: SegmentRecord | None
) -> tuple[dict[str, Placed], tuple[SegmentRecord, ...]]:
    """Where each document is, in library order, and the segments that hold any."""
    new = {v.document.path: v for v in share.volumes}
    segments: dict[str, SegmentRecord] = {}
    found: dict[str, tuple[str, Placed]] = {}
    for source in plan.sources:
        if segment and (volume := new.get(source.path)):
            segments[segment.folder] = segment
            counts = (len(volume.paragraphs), len(volume.passages))
            found[volume.document.key] = (segment.folder, Placed(0, *counts, volume.warnings))
        elif plan.previous and source.path in plan.kept:
            old = plan.previous.documents[source.seed.key]
            record = plan.previous.segments[old.segment]
            segments[record.folder] = record
            found[source.seed.key] = (record.folder, old)
    return numbered(found, segments), tuple(segments.values())


def numbered(found: Mapping[str, tuple[str, Placed]], segments: Mapping[str, SegmentRecord]) -> dict[str, Placed]:
    """Documents by key, each with the position of the segment whose folder is told."""
    positions = {folder: position for position, folder in enumerate(segments)}
    return {key: replace(placed, segment=positions[folder]) for key, (folder, placed) in found.items()}


def now() -> str:
    """UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
