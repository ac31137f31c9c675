"""Which segments of an index are written together anew, so that it stays made of a few.

Each segment left is larger than all smaller ones together, as in a counter of binary digits; so a document is written
again only a handful of times however many are added after it. A segment that is mostly documents no longer in force is
written anew too.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST_TOGETHER = 1_000_000
"""Passages of a segment that is put together of others, so that writing one takes no more memory in a larger library:
about a gigabyte."""


def to_merge(live: Sequence[int], sizes: Sequence[int], new: int) -> frozenset[int]:
    """Positions of the segments to write anew, along with `new` passages.

    `live` tells how many passages of each segment are in force, `sizes` how many it has.
    """
    chosen = {n for n, (held, size) in enumerate(zip(live, sizes, strict=True)) if held < size - held}
    together = new + sum(live[n] for n in chosen)
    for n in sorted(range(len(live)), key=lambda n: live[n]):
        if n not in chosen and live[n] <= together <= MOST_TOGETHER - live[n]:
            chosen.add(n)
            together += live[n]
    return frozenset(chosen)
