"""What is taken over from the index in force when it is written anew in part: documents as they are, and vectors.

Knows which documents are written again although they have not changed, because their segment is merged with others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.building.contents import Contents, Volume
from mandate_qa.building.merging import to_merge
from mandate_qa.building.planning import Plan
from mandate_qa.errors import SearchIndexError
from mandate_qa.searching.manifest import IndexManifest
from mandate_qa.searching.store import Index


@dataclass(frozen=True, slots=True)
class Share:
    """What the new segment holds: documents that were read, and those written again as they are."""

    contents: Contents
    previous: Index | None
    """The part of the index in force whose vectors may be taken over."""


def new_share(home: Path, plan: Plan, read: Contents) -> Share:
    """The documents of the new segment, in library order; none when nothing is to be written."""
    previous = plan.previous
    if previous is None:
        return Share(read, None)
    merged = merged_keys(plan, previous, len(read.passages))
    changed = [s.seed.key for s in plan.to_read if s.seed.key in previous.documents]
    if not read.volumes and not merged:
        return Share(read, None)
    try:
        keys = dict.fromkeys([*merged, *(changed if plan.kept else previous.documents)])
        part = Index.of(home, previous.part(keys), thorough=not plan.kept)  # built anew so as to mend what is damaged
    except SearchIndexError:  # damaged where it is read; what else it holds is opened, and complained of, by readers
        return Share(read, None)
    again = [volume_of(part, key) for key in merged]
    return Share(in_order([*read.volumes, *again], plan), part)


def merged_keys(plan: Plan, previous: IndexManifest, new: int) -> tuple[str, ...]:
    """Keys of the kept documents that are written again, along with `new` passages."""
    live: Counter[int] = Counter()
    for key in plan.kept_keys:
        live[previous.documents[key].segment] += previous.documents[key].passages
    held = [live[n] for n in range(len(previous.segments))]
    merged = to_merge(held, [segment.passages for segment in previous.segments], new)
    return tuple(key for key in plan.kept_keys if previous.documents[key].segment in merged)


def volume_of(index: Index, key: str) -> Volume:
    """A document as an index holds it."""
    library = index.library
    warnings = index.manifest.documents[key].warnings
    return Volume(library.stored(key), library.paragraphs(key), library.passages(key), warnings)


def in_order(volumes: list[Volume], plan: Plan) -> Contents:
    """`volumes` in library order."""
    places = {source.path: place for place, source in enumerate(plan.sources)}
    return Contents(tuple(sorted(volumes, key=lambda volume: places[volume.document.path])))
