"""What a report tells beside its shares: whether confidence can be trusted, and how long answers took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mandate_qa.evaluation.calibration import Calibration, calibration
from mandate_qa.evaluation.grading import Grade
from mandate_qa.evaluation.latency import Latency, latency
from mandate_qa.evaluation.refusals import RefusalCurve, refusal_curve

NAMES = {
    "expected_calibration_error": "expected calibration error of confidence",
    "brier": "Brier score of confidence",
    "area_under_the_refusal_curve": "area under the refusal curve",
}
"""What the figures of confidence are called for people; eval/README.md defines each."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Each is None when the answers do not tell enough for it."""

    calibration: Calibration | None
    refusals: RefusalCurve | None
    latency: Latency | None

    def values(self) -> Mapping[str, float]:
        """The figures of confidence that could be measured, by the names of NAMES."""
        found: dict[str, float] = {}
        if self.calibration:
            found |= {"expected_calibration_error": self.calibration.error, "brier": self.calibration.brier}
        if self.refusals:
            found["area_under_the_refusal_curve"] = self.refusals.area
        return found

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; null for what could not be measured."""
        return {
            "calibration": self.calibration and self.calibration.to_dict(),
            "refusals": self.refusals and self.refusals.to_dict(),
            "latency": self.latency and self.latency.to_dict(),
        }


def measures(grades: Iterable[Grade]) -> Measures:
    """The measures of `grades`."""
    every = tuple(grades)
    return Measures(calibration(every), refusal_curve(every), latency(every))
