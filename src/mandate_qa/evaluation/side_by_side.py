"""The reports of the same questions asked with several language models, side by side, with what each cost.

A value that turns itself into text, Markdown and JSON; the tables are laid out in `side_tables`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mandate_qa.evaluation.costs import Cost
from mandate_qa.evaluation.pages import markdown_table
from mandate_qa.evaluation.report import Report
from mandate_qa.evaluation.side_tables import cost_table, figure_table, kind_table, turned
from mandate_qa.evaluation.tables import Table, plain_table


@dataclass(frozen=True, slots=True)
class Column:
    """One language model."""

    name: str
    """As it was asked for; "extractive" for none."""
    report: Report
    cost: Cost
    cost_by_kind: Mapping[str, Cost]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What the same evaluation found with each."""

    title: str
    about: Mapping[str, str]
    columns: tuple[Column, ...]
    """The first is the one the others are held against."""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON: the whole report of each, and its cost."""
        each = {one.name: {**one.report.to_dict(), "cost": one.cost.to_dict()} for one in self.columns}
        return {"title": self.title, "about": dict(self.about), "models": each}

    def tables(self) -> dict[str, Table]:
        """The tables by heading."""
        return {
            "Figures": figure_table(self.columns),
            "Strictly right by kind": kind_table(self.columns),
            "Cost": cost_table(self.columns),
        }

    def to_text(self) -> str:
        """Plain tables for a terminal."""
        about = "\n".join(f"{name}: {value}" for name, value in self.about.items())
        tables = [f"{heading}\n{plain_table(table)}" for heading, table in self.tables().items()]
        return "\n\n".join([self.title, about, *tables, "\n".join(turned(self.columns))]).rstrip() + "\n"

    def to_markdown(self) -> str:
        """The same as Markdown."""
        about = "\n".join(f"- {name}: {value}" for name, value in self.about.items())
        tables = [f"## {heading}\n\n{markdown_table(table)}" for heading, table in self.tables().items()]
        lines = "\n".join(f"- {line}" for line in turned(self.columns))
        changed = ["## Answers that turned", lines] if lines else []
        return "\n\n".join([f"# {self.title}", about, *tables, *changed]) + "\n"
