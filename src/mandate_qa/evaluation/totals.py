"""The totals of some grades: shares added up, lengths and times summed up, cases grouped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from mandate_qa.evaluation.grading import Grade
from mandate_qa.evaluation.latency import latency
from mandate_qa.evaluation.scores import Share, total


@dataclass(frozen=True, slots=True)
class Figures:
    """The totals of some cases."""

    cases: int
    crashes: int
    shares: Mapping[str, Share]
    words: float | None
    """Median length of an answer."""
    seconds: tuple[float, float] | None
    """Median and 95th percentile (nearest rank) of the time to answer."""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        shares = {name: {"value": s.value, "right": s.right, "of": s.of} for name, s in self.shares.items()}
        seconds = None if self.seconds is None else {"median": self.seconds[0], "p95": self.seconds[1]}
        return {"cases": self.cases, "crashes": self.crashes, **shares, "words": self.words, "seconds": seconds}


def figures(grades: Iterable[Grade]) -> Figures:
    """The totals of `grades`."""
    every = tuple(grades)
    times = latency(every)
    lengths = [grade.words for grade in every if grade.words is not None]
    return Figures(
        cases=len(every),
        crashes=sum(grade.crashed for grade in every),
        shares=total(grade.scores for grade in every),
        words=median(lengths) if lengths else None,
        seconds=(times.median, times.percentile(0.95)) if times else None,
    )


def grouped(named: Iterable[tuple[str, Grade]]) -> dict[str, Figures]:
    """The totals by name, names in alphabetical order."""
    groups: dict[str, list[Grade]] = {}
    for name, grade in named:
        groups.setdefault(name, []).append(grade)
    return {name: figures(groups[name]) for name in sorted(groups)}
