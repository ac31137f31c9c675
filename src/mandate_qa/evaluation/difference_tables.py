"""Comparisons laid out as text: a line a figure that differs, and the cases that turned."""

from __future__ import annotations

from mandate_qa.evaluation.comparing import NAMED, Comparison, Difference
from mandate_qa.evaluation.tables import Table


def difference_table(comparison: Comparison) -> Table:
    """Each figure that differs, then and now; strict answers always, since they are what is looked for first."""
    shown = [one for one in comparison.differences if one.verdict != "same" or one.name == "strict"]
    rows = [(NAMED[one.name], number(one, one.then), number(one, one.now), change(one), one.verdict) for one in shown]
    return [("figure", "then", "now", "difference", ""), *rows]


def number(one: Difference, value: float) -> str:
    """A value as its figure is printed: shares with three decimals, times with one, counts whole."""
    return f"{value:.1f}" if one.name.endswith("_ms") else f"{value:g}" if one.counted else f"{value:.3f}"


def change(one: Difference) -> str:
    """The difference with its sign."""
    gone = one.now - one.then
    return f"{'+' if gone > 0 else '−' if gone < 0 else ''}{number(one, abs(gone))}"


def about_comparison(comparison: Comparison) -> str:
    """With what was compared, and whether the figures can be held against each other."""
    then, others = comparison.then, "" if comparison.same_questions else "; ANOTHER question set, so only cases compare"
    every = len(comparison.differences)
    same = sum(one.verdict == "same" for one in comparison.differences)
    return f"Compared with: {then.title} ({then.graded}); {same} of {every} figures are the same{others}"


def turned(comparison: Comparison) -> list[str]:
    """The cases that turned, by id; nothing when cases were not graded."""
    if not comparison.then.cases or not comparison.now.cases:
        return []
    both = (("newly right", comparison.newly_right), ("newly wrong", comparison.newly_wrong))
    return [f"{name}: {', '.join(ids) or 'none'}" for name, ids in both]
