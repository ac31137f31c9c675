"""The report of an evaluation: totals over all cases, by kind and by document, and every failure with its reason.

With them stand what confidence and time came to, and how all of it compares with other reports. A report is a value;
`pages` turns it into Markdown and HTML, and `running` writes it to disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mandate_qa.evaluation.comparing import Comparison, Saved, to_saved
from mandate_qa.evaluation.difference_tables import about_comparison, difference_table, turned
from mandate_qa.evaluation.grading import Grade
from mandate_qa.evaluation.measures import Measures, measures
from mandate_qa.evaluation.tables import (
    group_table,
    measure_table,
    plain_table,
    total_table,
)
from mandate_qa.evaluation.totals import Figures, figures, grouped


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation of one system found."""

    title: str
    grades: tuple[Grade, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    """What was measured, with what and where, for people."""
    questions: str = ""
    """SHA-256 of the question file; empty when not told."""
    comparisons: tuple[Comparison, ...] = ()
    """This report beside others."""

    def total(self) -> Figures:
        """Over all cases."""
        return figures(self.grades)

    def by_kind(self) -> dict[str, Figures]:
        """By kind of question, in alphabetical order."""
        return grouped((grade.case.kind.value, grade) for grade in self.grades)

    def by_document(self) -> dict[str, Figures]:
        """By document that holds the evidence; a case with evidence in two counts in both."""
        return grouped((key, grade) for grade in self.grades for key in grade.case.documents)

    def failures(self) -> tuple[Grade, ...]:
        """The cases that were not strictly right, in order; none where only the search was graded."""
        return tuple(grade for grade in self.grades if grade.faults)

    def measures(self) -> Measures:
        """What confidence and time came to, over all cases."""
        return measures(self.grades)

    def cases(self) -> dict[str, bool]:
        """Whether each case was strictly right, by id; empty where only the search was graded."""
        return {grade.case.id: not grade.faults for grade in self.grades if "strict" in grade.scores}

    def against(self, others: Iterable[Saved]) -> Report:
        """This report with its comparisons with `others`."""
        now = to_saved(self.to_dict())
        return replace(self, comparisons=tuple(Comparison(other, now) for other in others))

    def steps(self) -> dict[str, int]:
        """How many cases each step lost, most first."""
        return dict(Counter(grade.faults[0].step.value for grade in self.failures()).most_common())

    def to_dict(self) -> dict[str, Any]:
        """Everything but the answers themselves, ready for JSON."""
        return {
            "title": self.title,
            "about": dict(self.about),
            "questions_sha256": self.questions,
            "total": self.total().to_dict(),
            "confidence": dict(self.measures().values()),
            **self.measures().to_dict(),
            "by_kind": {name: group.to_dict() for name, group in self.by_kind().items()},
            "by_document": {name: group.to_dict() for name, group in self.by_document().items()},
            "lost_by_step": self.steps(),
            "compared": [comparison.to_dict() for comparison in self.comparisons],
            "cases": self.cases(),
            "failures": [failure(grade) for grade in self.failures()],
        }

    def to_text(self) -> str:
        """Plain tables for a terminal, then the failures in words."""
        groups = [plain_table(group_table(name, of)) for name, of in self.groups().items()]
        lost = plain_table([("lost by", "cases"), *((step, str(n)) for step, n in self.steps().items())])
        told = [f"{g.case.id} ({g.case.kind.value}) {one_line(g)}" for g in self.failures()]
        about = "\n".join(f"{name}: {value}" for name, value in self.about.items())
        tables = [plain_table(total_table(self.total())), plain_table(measure_table(self.measures()))]
        failed = [lost, "\n".join(told)] if told else []
        blocks = [self.title, about, *tables, *groups, *failed, *map(comparison_text, self.comparisons)]
        return "\n\n".join(block for block in blocks if block) + "\n"

    def groups(self) -> dict[str, dict[str, Figures]]:
        """The two ways the cases are grouped."""
        return {"kind": self.by_kind(), "document": self.by_document()}


def comparison_text(comparison: Comparison) -> str:
    """A comparison for a terminal: with what, the differences, and the cases that turned."""
    return "\n".join([about_comparison(comparison), plain_table(difference_table(comparison)), *turned(comparison)])


def failure(grade: Grade) -> dict[str, Any]:
    """One failure, ready for JSON."""
    return {
        "id": grade.case.id,
        "kind": grade.case.kind.value,
        "question": list(grade.case.turns),
        "step": grade.faults[0].step.value,
        "reasons": [fault.reason for fault in grade.faults],
        "answer": grade.text,
    }


def one_line(grade: Grade) -> str:
    """A failure in one line: the step that lost it and every reason."""
    return f"{grade.faults[0].step.value}: {'; '.join(fault.reason for fault in grade.faults)}"
