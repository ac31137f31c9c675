"""What an index is made of once its parts are written: parts and segments in force put together, so that it stays few.

Knows which are written as one, and which documents of each. How that is done is for `searching.joining`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mandate_qa.building.merging import MOST_TOGETHER, to_merge
from mandate_qa.building.planning import Plan
from mandate_qa.building.work import Work
from mandate_qa.searching.joining import Share, join_segments
from mandate_qa.searching.manifest import IndexManifest, SegmentRecord
from mandate_qa.searching.saving import in_one_sentence, new_folder
from mandate_qa.types import Progress

Bound = dict[str, SegmentRecord]
"""By document key: the segment that holds it now, where that is another than before."""


def bind(home: Path, plan: Plan, work: Work, progress: Progress | None = None) -> Bound:
    """Put the parts of `work`, and the segments in force that are no larger, together.

    Raises SearchIndexError when `home` cannot be written or a segment in force cannot be read.
    """
    shares = [*merged(home, plan, work.passages), *parts(home, work)]
    bound: Bound = {}
    for number, group in enumerate(groups := list(grouped(shares)), start=1):
        if progress and sum(len(group) for group in groups) > 1:
            progress("putting segments together", number, len(groups))
        with in_one_sentence(home):
            bound |= dict.fromkeys((key for share in group for key in share.keys), joined(home, plan, work, group))
    return bound


def joined(home: Path, plan: Plan, work: Work, group: Sequence[Share]) -> SegmentRecord:
    """One segment that holds these shares; a part that is taken whole is one already."""
    if len(group) == 1 and group[0].whole:
        return group[0].record
    return join_segments(new_folder(home, "segment"), group, plan.wants_tokens(work.passages))


def merged(home: Path, plan: Plan, new: int) -> Iterator[Share]:
    """What is taken of segments in force that are written again along with `new` passages."""
    if plan.previous:
        chosen = merged_segments(plan, plan.previous, new)
        for n, record in enumerate(plan.previous.segments):
            keys = tuple(key for key in plan.kept_keys if plan.previous.documents[key].segment == n)
            if n in chosen and keys:
                count = sum(plan.previous.documents[key].passages for key in keys)
                yield Share(home / record.folder, record, keys, count)


def merged_segments(plan: Plan, previous: IndexManifest, new: int) -> frozenset[int]:
    """Positions of the segments in force that are written again."""
    live: Counter[int] = Counter()
    for key in plan.kept_keys:
        live[previous.documents[key].segment] += previous.documents[key].passages
    held = [live[n] for n in range(len(previous.segments))]
    return to_merge(held, [segment.passages for segment in previous.segments], new)


def parts(home: Path, work: Work) -> Iterator[Share]:
    """What is taken of the parts: documents that are still as they were when they were read."""
    for part in work.parts:
        wanted = [done for path, done in part.documents.items() if work.done.get(path) is done]
        if wanted:
            count = sum(done.passages for done in wanted)
            folder = home / part.segment.folder
            yield Share(folder, part.segment, tuple(done.key for done in wanted), count)


def grouped(shares: Iterable[Share]) -> Iterator[list[Share]]:
    """`shares` by the segment that they go into, in order."""
    group: list[Share] = []
    for share in shares:
        if group and sum(other.passages for other in group) + share.passages > MOST_TOGETHER:
            yield group
            group = []
        group.append(share)
    if group:
        yield group
