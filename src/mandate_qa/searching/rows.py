"""Where each row of an index lies: documents in library order, each in one segment.

Rows are numbered as if all documents had been written at once in the order of the library, so that what is found, and
the order of equals, does not depend on the order in which documents were added. What a segment holds of documents that
were since removed or replaced has no row here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mandate_qa.searching.vectors import Rows
from mandate_qa.searching.within import Allowed, Part, Within


@dataclass(frozen=True, slots=True)
class Span:
    """The passages of one document in the segment that holds them."""

    segment: int
    """Position of the segment in the index."""
    first: int
    """Row of its first passage within the segment."""
    count: int


class RowMap:
    """Rows of the index ↔ rows of its segments."""

    def __init__(self, spans: Sequence[Span], sizes: Sequence[int]) -> None:
        """`spans` of the documents in library order; `sizes` of the segments, dead rows counted."""
        self._spans = tuple(spans)
        self._sizes = tuple(sizes)
        self._firsts = np.cumsum([0, *(span.count for span in spans)], dtype=np.int64)
        self._segments = np.array([span.segment for span in spans], dtype=np.int64)
        self._inner = np.array([span.first for span in spans], dtype=np.int64)
        self._ends: list[int] = self._firsts[1:].tolist()

    def __len__(self) -> int:
        """Rows of the index."""
        return int(self._firsts[-1])

    def first(self, place: int) -> int:
        """First row of the document at this place in the library."""
        return int(self._firsts[place])

    def places(self, rows: Rows) -> tuple[Rows, Rows]:
        """For each of `rows` the place of its document in the library, and its own among the document's rows."""
        places = np.asarray(np.searchsorted(self._firsts, rows, side="right") - 1, dtype=np.int64)
        return places, rows - self._firsts[places]

    def place(self, row: int) -> tuple[int, int]:
        """The segment that holds a row, and its row there."""
        place = bisect_right(self._ends, row)
        span = self._spans[place]
        return span.segment, span.first + span.count - (self._ends[place] - row)

    def of_documents(self, places: Sequence[int]) -> Within:
        """The rows of the documents at these places in the library, ascending, each once."""
        chosen = np.asarray(places, dtype=np.int64)
        counts = self._firsts[chosen + 1] - self._firsts[chosen]
        along = np.arange(counts.sum(), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
        return self._within(
            along + np.repeat(self._firsts[chosen], counts),
            along + np.repeat(self._inner[chosen], counts),
            np.repeat(self._segments[chosen], counts),
        )

    def within(self, allowed: Allowed) -> Within:
        """Rows of the index, ascending, made ready to be searched."""
        if isinstance(allowed, Within):
            return allowed
        places, along = self.places(allowed)
        return self._within(allowed, along + self._inner[places], self._segments[places])

    def _within(self, rows: Rows, inner: Rows, segments: Rows) -> Within:
        """Rows with their rows in their segments."""
        parts = {}
        for segment, size in enumerate(self._sizes):
            own = inner[segments == segment]
            if len(own):
                parts[segment] = Part(np.sort(own), size)
        return Within(rows, parts)

    def split(self, rows: Rows) -> list[tuple[int, Rows, Rows]]:
        """For each segment that holds some of `rows`: its position, their places in `rows`, their rows within it."""
        places = np.searchsorted(self._firsts, rows, side="right") - 1
        segments = self._segments[places]
        inner = rows - self._firsts[places] + self._inner[places]
        found = [(int(segment), np.flatnonzero(segments == segment)) for segment in np.unique(segments)]
        return [(segment, chosen, inner[chosen]) for segment, chosen in found]

    def outer(self, segment: int, inner: Rows) -> Rows:
        """Rows of the index for live rows of a segment."""
        firsts, shifts = self._shifts[segment]
        return np.asarray(inner + shifts[np.searchsorted(firsts, inner, side="right") - 1], dtype=np.int64)

    def live(self, segment: int) -> Part | None:
        """The rows of a segment that the index has; None when it has all of them."""
        return self._live[segment]

    @cached_property
    def _shifts(self) -> list[tuple[Rows, Rows]]:
        """By segment: first inner rows of its live documents, ascending, and what to add to get the index's rows."""
        found = []
        for segment in range(len(self._sizes)):
            chosen = np.flatnonzero(self._segments == segment)
            chosen = chosen[np.argsort(self._inner[chosen], kind="stable")]
            found.append((self._inner[chosen], self._firsts[chosen] - self._inner[chosen]))
        return found

    @cached_property
    def _live(self) -> list[Part | None]:
        live: list[Part | None] = []
        for segment, size in enumerate(self._sizes):
            spans = sorted((span.first, span.count) for span in self._spans if span.segment == segment)
            rows = [np.arange(first, first + count, dtype=np.int64) for first, count in spans]
            whole = sum(count for _, count in spans) == size
            live.append(None if whole else Part(np.concatenate([np.empty(0, dtype=np.int64), *rows]), size))
        return live
