"""Where a search may look: the rows of chosen documents, made ready once for both searchers.

Knows rows of segments, and in which forms searching wants them: numbers, a mark a row, a bit a row. Which rows a choice
of documents comes to is in `rows`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]


class Part:
    """Rows of one segment. Read-only; the forms are made when they are first asked for, and kept."""

    def __init__(self, rows: Rows, size: int) -> None:
        """`rows` ascending, of so many that the segment has."""
        self.rows = rows
        self._size = size

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def mask(self) -> npt.NDArray[np.bool_]:
        """Whether each row of the segment is among them: shape (rows of the segment,)."""
        mask = np.zeros(self._size, dtype=bool)
        mask[self.rows] = True
        return mask

    @cached_property
    def bits(self) -> npt.NDArray[np.uint8]:
        """The same in a bit a row, the first row lowest."""
        return np.packbits(self.mask, bitorder="little")


class Within:
    """Rows of an index that alone may be found. Read-only."""

    def __init__(self, rows: Rows, parts: Mapping[int, Part]) -> None:
        """`rows` ascending; `parts` the same by the segment that holds them."""
        self.rows = rows
        self.parts = parts

    def __len__(self) -> int:
        return len(self.rows)


Allowed = Rows | Within
"""Rows that alone may be found, as numbers or made ready."""


def rows_of(allowed: Allowed) -> Rows:
    """The rows, ascending."""
    return allowed.rows if isinstance(allowed, Within) else allowed


def part_of(allowed: Rows | Part | None, size: int) -> Part | None:
    """Rows of a segment of so many, made ready; None for all of them."""
    return Part(allowed, size) if isinstance(allowed, np.ndarray) else allowed
