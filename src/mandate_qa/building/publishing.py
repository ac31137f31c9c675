"""The index put into an engine that searches for it: what is new goes in, what nobody reads any more comes out.

A document whose passages and vectors are the same is the same volume, and stays as it is. The engine is filled before
the manifest names what it holds, and what the manifest before named stays until the next change: those who have that
one open go on finding it. A kill leaves volumes that no manifest names, which a note in the index folder remembers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from mandate_qa.building.planning import Plan
from mandate_qa.files import replace_text
from mandate_qa.searching.engine import Engine, Entity, entity_id, weighed
from mandate_qa.searching.manifest import IndexManifest, Published, Volume
from mandate_qa.searching.store import Index
from mandate_qa.searching.tokens import terms
from mandate_qa.searching.vectors import Vectors
from mandate_qa.settings import digest
from mandate_qa.types import Passage, Progress

NOTE = "publishing.json"
"""Says, in the index folder, which volumes are under way to which collection."""
DRIFT = 0.1
"""By this share the mean length of passages may differ from the one that words are weighed by; beyond it all are
weighed anew, in another collection."""
_AT_ONCE = 500
"""Entities written at a time: some 2 MB."""
_FORMAT = 1
"""Version of how words are weighed and entities named."""


def published(
    home: Path, plan: Plan, manifest: IndexManifest, engine: Engine, prefix: str, progress: Progress | None = None
) -> IndexManifest:
    """`manifest` once `engine` holds all that it names; the same object when it says so already.

    `prefix` begins the names of collections. Raises BackendError, and what opening a segment does; the index in force
    is not touched.
    """
    old = held_before(plan.previous, engine)
    kept = {key: old.volumes[key] for key in plan.kept_keys if key in old.volumes} if old else {}
    new = fresh_volumes(home, manifest, [key for key in manifest.documents if key not in kept])
    volumes = {key: kept[key] if key in kept else new[key] for key in manifest.documents}
    mean = sum(volume.words for volume in volumes.values()) / max(manifest.passages, 1) or 1.0
    if old and abs(mean / old.mean - 1) <= DRIFT:
        mean = old.mean
    collection = f"{prefix}_{collection_digest(manifest, mean)}"
    if old and (old.collection, old.volumes) == (collection, volumes):
        found = old
    else:
        sweep(home, old, engine)
        put(
            home,
            manifest,
            volumes if old is None or old.collection != collection else new,
            To(engine, collection, mean),
            progress,
        )
        found = Published(engine.name, collection, mean, volumes, *retired(old, collection, volumes))
    return manifest if found == manifest.published else replace(manifest, published=found)


def forget(home: Path) -> None:
    """Forget what was under way, once the manifest that names it is in force."""
    (home / NOTE).unlink(missing_ok=True)


def held_before(previous: IndexManifest | None, engine: Engine) -> Published | None:
    """What the engine holds of the index in force; None when that is not all of it."""
    old = previous.published if previous else None
    if previous is None or old is None or old.store != engine.name:
        return None
    size = engine.size(old.collection)
    return old if size is not None and size >= previous.passages else None


def collection_digest(manifest: IndexManifest, mean: float) -> str:
    """Twelve hexadecimal digits, others where vectors or weights of words cannot be compared."""
    embedder = (manifest.embedder, manifest.embedder_fingerprint, manifest.dimension)
    return digest({"format": _FORMAT, "embedder": embedder, "mean": mean})


def fresh_volumes(home: Path, manifest: IndexManifest, keys: Sequence[str]) -> dict[str, Volume]:
    """What these documents come to, by key."""
    return {
        key: Volume(numbered(passages, vectors), sum(len(terms(passage.search_text)) for passage in passages))
        for key, passages, vectors in read(home, manifest, keys)
    }


def read(
    home: Path, manifest: IndexManifest, keys: Sequence[str]
) -> Iterator[tuple[str, tuple[Passage, ...], Vectors]]:
    """Each of these documents with its passages and their vectors, from the segments."""
    if keys:
        part = Index.of(home, manifest.part(keys))
        try:
            for key in keys:
                yield key, part.library.passages(key), part.vectors.rows(part.rows([key]))
        finally:
            part.library.close()


def numbered(passages: Sequence[Passage], vectors: Vectors) -> str:
    """The number of a volume: the first 63 bits of what its contents come to, in hexadecimal digits."""
    told = sha256(vectors.tobytes())
    for passage in passages:
        told.update(f"{passage.id}\0{passage.search_text}\0".encode())
    return f"{int(told.hexdigest()[:16], 16) >> 1:016x}"


@dataclass(frozen=True, slots=True)
class To:
    """Where passages go, and the mean that their words are weighed by."""

    engine: Engine
    collection: str
    mean: float


def put(home: Path, manifest: IndexManifest, new: Mapping[str, Volume], to: To, progress: Progress | None) -> None:
    """Write the volumes that are not there already; one that was cut off is written again."""
    note(home, to.collection, new)
    to.engine.create(to.collection, manifest.dimension)
    counts = {key: manifest.documents[key].passages for key in new}
    missing = [key for key in new if to.engine.held(to.collection, int(new[key].number, 16)) != counts[key]]
    written = 0
    for key, passages, vectors in read(home, manifest, missing):
        entities = entities_of(int(new[key].number, 16), passages, vectors, to.mean)
        for start in range(0, len(entities), _AT_ONCE):
            if progress:
                progress(f"putting passages into {to.engine.name}", written, sum(counts[key] for key in missing))
            to.engine.put(to.collection, entities[start : start + _AT_ONCE])
            written += len(entities[start : start + _AT_ONCE])
    to.engine.settle(to.collection)


def entities_of(number: int, passages: Sequence[Passage], vectors: Vectors, mean: float) -> list[Entity]:
    """The passages of a volume as an engine holds them."""
    return [
        Entity(entity_id(number, place), number, vector, weighed(terms(passage.search_text), mean))
        for place, (passage, vector) in enumerate(zip(passages, vectors, strict=True))
    ]


def retired(old: Published | None, collection: str, volumes: Mapping[str, Volume]) -> tuple[tuple[str, ...], str]:
    """What can be removed with the next change: numbers of volumes, and a collection."""
    if old is None or old.collection != collection:
        return (), old.collection if old else ""
    return tuple(sorted(numbers(old.volumes) - numbers(volumes))), ""


def sweep(home: Path, old: Published | None, engine: Engine) -> None:
    """Remove what the index in force has no more, and what a killed process left."""
    if old is None:
        return
    try:
        left = json.loads((home / NOTE).read_text("utf-8"))
        leftovers = set(left["volumes"]) if left["collection"] == old.collection else set()
    except (OSError, ValueError, KeyError, TypeError):
        leftovers = set()
    gone = {*old.retired, *leftovers} - numbers(old.volumes)
    engine.remove(old.collection, [int(number, 16) for number in gone])
    if old.before:
        engine.drop(old.before)


def note(home: Path, collection: str, new: Mapping[str, Volume]) -> None:
    """Write down what is under way."""
    replace_text(home / NOTE, json.dumps({"collection": collection, "volumes": sorted(numbers(new))}))


def numbers(volumes: Mapping[str, Volume]) -> set[str]:
    """The numbers of volumes."""
    return {volume.number for volume in volumes.values()}
