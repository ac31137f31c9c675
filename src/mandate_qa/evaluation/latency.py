"""How long answers took: the whole distribution, from which percentiles are read by nearest rank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Any

from mandate_qa.evaluation.grading import Grade

SHARES = (0.5, 0.75, 0.9, 0.95, 0.99, 1.0)
"""Percentiles that a report lists."""


@dataclass(frozen=True, slots=True)
class Latency:
    """The seconds that answers took."""

    seconds: tuple[float, ...]
    """Shortest first, at least one."""

    @property
    def median(self) -> float:
        """The middle, or the mean of the two in the middle."""
        return median(self.seconds)

    def percentile(self, share: float) -> float:
        """Seconds within which `share` (above 0, up to 1) of the answers came: nearest rank."""
        return self.seconds[ceil(share * len(self.seconds)) - 1]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON: seconds by percentile."""
        percentiles = {f"p{100 * share:g}": self.percentile(share) for share in SHARES}
        return {"answers": len(self.seconds), "median": self.median, **percentiles}


def latency(grades: Iterable[Grade]) -> Latency | None:
    """How long the answers took; None when none was timed."""
    seconds = sorted(grade.seconds for grade in grades if grade.seconds is not None)
    return Latency(tuple(seconds)) if seconds else None
