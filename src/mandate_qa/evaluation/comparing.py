"""The figures of one evaluation laid beside those of another: then, now, and which cases turned.

Knows the form of `report.json`. Which file to compare with is for `baselines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mandate_qa.evaluation.measures import NAMES as MEASURES
from mandate_qa.evaluation.scores import FEWER_IS_BETTER, NAMES

NAMED = {
    **NAMES,
    **MEASURES,
    "words": "words an answer, median",
    "median_ms": "milliseconds, median",
    "p95_ms": "milliseconds, 95th percentile",
    "crashes": "crashes",
}
"""Every figure that is compared, as it is called for people, in the order of reports."""

FEWER = FEWER_IS_BETTER | {"expected_calibration_error", "brier", "words", "median_ms", "p95_ms", "crashes"}

SAME = 0.0005
"""Shares that differ by less are printed alike."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What is compared of a report."""

    title: str
    graded: str
    """When, for people."""
    questions: str
    """SHA-256 of the question file; empty when not told."""
    figures: Mapping[str, float]
    """By the names of NAMED; what was not measured is left out."""
    cases: Mapping[str, bool]
    """Whether each case was strictly right, by id; empty where only the search was graded."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure then and now."""

    name: str
    """As in NAMED."""
    then: float
    now: float

    @property
    def counted(self) -> bool:
        """Whether it counts things, rather than being a share of 0 to 1 or a time."""
        return self.name in ("words", "crashes")

    @property
    def verdict(self) -> str:
        """ "better", "worse" or "same"."""
        if abs(self.now - self.then) < SAME:
            return "same"
        return "better" if (self.now > self.then) != (self.name in FEWER) else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report beside an earlier one, or beside another system's."""

    then: Saved
    now: Saved

    @property
    def same_questions(self) -> bool:
        """Whether both asked the same question file, byte for byte."""
        return bool(self.now.questions) and self.then.questions == self.now.questions

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every figure that both have."""
        then, now = self.then.figures, self.now.figures
        return tuple(Difference(name, then[name], now[name]) for name in NAMED if name in then and name in now)

    @property
    def newly_right(self) -> tuple[str, ...]:
        """Ids of the cases that were wrong then and are right now."""
        return self.turned(True)

    @property
    def newly_wrong(self) -> tuple[str, ...]:
        """Ids of the cases that were right then and are wrong now."""
        return self.turned(False)

    def turned(self, now: bool) -> tuple[str, ...]:
        """Ids of the cases in both that are `now` and were the opposite."""
        then = self.then.cases
        return tuple(id for id, right in self.now.cases.items() if right is now and then.get(id) is (not now))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        differences = [
            {"figure": one.name, "then": one.then, "now": one.now, "difference": one.now - one.then}
            for one in self.differences
        ]
        return {
            "with": self.then.title,
            "graded": self.then.graded,
            "same_questions": self.same_questions,
            "differences": differences,
            "newly_right": list(self.newly_right),
            "newly_wrong": list(self.newly_wrong),
        }


def to_saved(report: Mapping[str, Any]) -> Saved:
    """What is compared of a parsed `report.json`; raises KeyError, TypeError or AttributeError when it is none."""
    about = report.get("about") or {}
    return Saved(
        title=str(report["title"]),
        graded=str(about.get("graded", "at a time not told")),
        questions=str(report.get("questions_sha256") or ""),
        figures=to_figures(report),
        cases={str(id): bool(right) for id, right in (report.get("cases") or {}).items()},
    )


def to_figures(report: Mapping[str, Any]) -> dict[str, float]:
    """Every figure of NAMED that a parsed `report.json` has."""
    total = report["total"]
    seconds, confidence = total.get("seconds") or {}, report.get("confidence") or {}
    found = {name: total[name]["value"] for name in NAMES if name in total}
    found |= {name: confidence.get(name) for name in MEASURES}
    found |= {"words": total.get("words"), "crashes": total.get("crashes")}
    found |= {f"{name}_ms": 1000 * value for name, value in seconds.items()}
    return {name: float(found[name]) for name in NAMED if found.get(name) is not None}
