"""The report of an evaluation: totals over all cases, by kind and by document, and every failure with its reason.

A report is a value; `pages` turns it into Markdown and HTML, and `running` writes it to disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mandate_qa.evaluation.grading import Grade
from mandate_qa.evaluation.tables import group_table, plain_table, total_table
from mandate_qa.evaluation.totals import Figures, figures, grouped


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation of one system found."""

    title: str
    grades: tuple[Grade, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    """What was measured, with what and where, for people."""

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

    def steps(self) -> dict[str, int]:
        """How many cases each step lost, most first."""
        return dict(Counter(grade.faults[0].step.value for grade in self.failures()).most_common())

    def to_dict(self) -> dict[str, Any]:
        """Everything but the answers themselves, ready for JSON."""
        return {
            "title": self.title,
            "about": dict(self.about),
            "total": self.total().to_dict(),
            "by_kind": {name: group.to_dict() for name, group in self.by_kind().items()},
            "by_document": {name: group.to_dict() for name, group in self.by_document().items()},
            "lost_by_step": self.steps(),
            "failures": [failure(grade) for grade in self.failures()],
        }

    def to_text(self) -> str:
        """Plain tables for a terminal, then the failures in words."""
        groups = [plain_table(group_table(name, of)) for name, of in self.groups().items()]
        lost = plain_table([("lost by", "cases"), *((step, str(n)) for step, n in self.steps().items())])
        told = [f"{g.case.id} ({g.case.kind.value}) {one_line(g)}" for g in self.failures()]
        about = "\n".join(f"{name}: {value}" for name, value in self.about.items())
        blocks = [self.title, *[about] * bool(about), plain_table(total_table(self.total())), *groups]
        blocks += [lost, "\n".join(told)] if told else []
        return "\n\n".join(blocks) + "\n"

    def groups(self) -> dict[str, dict[str, Figures]]:
        """The two ways the cases are grouped."""
        return {"kind": self.by_kind(), "document": self.by_document()}


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
