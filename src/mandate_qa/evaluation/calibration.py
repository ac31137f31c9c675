"""Whether answers are right as often as their stated confidence says.

Knows bins of equal width, the expected calibration error (M. P. Naeini, G. F. Cooper, M. Hauskrecht, "Obtaining well
calibrated probabilities using Bayesian binning", AAAI 2015) and the Brier score (G. W. Brier, 1950). Only answers that
were given and state a confidence are looked at: what a refusal's confidence is worth is for `refusals`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from mandate_qa.evaluation.grading import Grade

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence is at least `low` and below `high`; the last bin holds 1 too."""

    low: float
    high: float
    answers: int
    stated: float
    """Mean confidence; the bin's middle when it is empty."""
    right: float
    """Share strictly right; 0 when it is empty."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How stated confidence and being right go together."""

    answers: int
    bins: tuple[Bin, ...]
    """All of them, lowest first, empty ones too."""
    error: float
    """Expected calibration error: mean distance of stated and right over the bins, by their answers. 0 is best."""
    brier: float
    """Mean squared distance of confidence and right (1) or wrong (0). 0 is best."""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; empty bins are left out."""
        bins = [
            {"from": one.low, "to": one.high, "answers": one.answers, "stated": one.stated, "right": one.right}
            for one in self.bins
            if one.answers
        ]
        scores = {"expected_calibration_error": self.error, "brier": self.brier}
        return {"answers": self.answers, **scores, "bins": bins}


Judged = tuple[float, bool]
"""A stated confidence, and whether the answer is strictly right."""


def calibration(grades: Iterable[Grade]) -> Calibration | None:
    """How well confidence tells what is right; None when no answer that was given states any."""
    judged = [(grade.confidence, not grade.faults) for grade in grades if grade.answered]
    told: list[Judged] = [(confidence, right) for confidence, right in judged if confidence is not None]
    if not told:
        return None
    bins = tuple(to_bin(n, told) for n in range(BINS))
    error = sum(one.answers * abs(one.stated - one.right) for one in bins) / len(told)
    brier = fmean((confidence - right) ** 2 for confidence, right in told)
    return Calibration(len(told), bins, error, brier)


def to_bin(n: int, told: Sequence[Judged]) -> Bin:
    """The nth bin, from 0."""
    low, high = n / BINS, (n + 1) / BINS
    inside = [judged for judged in told if min(int(judged[0] * BINS), BINS - 1) == n]
    if not inside:
        return Bin(low, high, 0, (low + high) / 2, 0.0)
    return Bin(low, high, len(inside), fmean(c for c, _ in inside), fmean(right for _, right in inside))
