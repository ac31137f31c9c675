"""Totals laid out as tables of text, for the terminal and for the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandate_qa.evaluation.calibration import Calibration
from mandate_qa.evaluation.latency import SHARES, Latency
from mandate_qa.evaluation.measures import NAMES as MEASURES
from mandate_qa.evaluation.measures import Measures
from mandate_qa.evaluation.refusals import RefusalCurve
from mandate_qa.evaluation.scores import NAMES, NOTHING
from mandate_qa.evaluation.totals import Figures

Table = Sequence[Sequence[str]]
"""Rows of cells, the headings first."""

COLUMNS = {
    "hit@1": "hit@1",
    "hit@5": "hit@5",
    "hit@10": "hit@10",
    "recall@5": "recall@5",
    "strict": "strict",
    "facts": "facts",
    "citation_precision": "cite P",
    "citation_recall": "cite R",
    "numbers": "numbers",
    "figures": "figures",
}
"""The figures of the tables by kind and by document, with their short headings."""


def total_table(figures: Figures) -> Table:
    """Every figure with what it was counted over."""
    shares = [
        (NAMES[name], str(share), f"{share.right:.1f} of {share.of:g}".replace(".0 of", " of"))
        for name, share in figures.shares.items()
    ]
    rows = [("figure", "value", "counted"), *shares]
    if figures.words is not None:
        rows.append(("words an answer, median", f"{figures.words:g}", ""))
    if figures.seconds:
        rows.append(("milliseconds, median", f"{1000 * figures.seconds[0]:.1f}", ""))
        rows.append(("milliseconds, 95th percentile", f"{1000 * figures.seconds[1]:.1f}", ""))
    return [*rows, ("crashes", str(figures.crashes), f"of {figures.cases}")]


def group_table(name: str, groups: Mapping[str, Figures]) -> Table:
    """A line a group; only the columns that were measured."""
    measured = [column for column in COLUMNS if any(column in group.shares for group in groups.values())]
    heads = [name, "cases", *(COLUMNS[column] for column in measured), "words", "crashes"]
    rows = [
        [
            key,
            str(group.cases),
            *(str(group.shares.get(column, NOTHING)) for column in measured),
            "–" if group.words is None else f"{group.words:g}",
            str(group.crashes),
        ]
        for key, group in groups.items()
    ]
    return [heads, *rows]


def measure_table(measures: Measures) -> Table:
    """The figures of confidence; nothing when none could be measured."""
    rows = [(MEASURES[name], f"{value:.3f}") for name, value in measures.values().items()]
    return [("confidence", "value"), *rows] if rows else []


def bin_table(calibration: Calibration) -> Table:
    """A line a bin that holds answers."""
    rows = [
        (f"{one.low:.1f} to {one.high:.1f}", str(one.answers), f"{one.stated:.3f}", f"{one.right:.3f}")
        for one in calibration.bins
        if one.answers
    ]
    return [("confidence", "answers", "stated, mean", "strictly right"), *rows]


def refusal_table(curve: RefusalCurve) -> Table:
    """What the system refuses, and what refusing below some thresholds would come to."""
    shown = [(n / 10, curve.at(n / 10)) for n in range(1, 10)]
    rows = [(f"below {t:g}", f"{one.unanswerable:.3f}", f"{one.answerable:.3f}") for t, one in shown]
    own = ("the system itself", f"{curve.stands.unanswerable:.3f}", f"{curve.stands.answerable:.3f}")
    return [("refused", "unanswerable", "answerable"), own, *rows]


def latency_table(latency: Latency) -> Table:
    """Milliseconds by percentile."""
    rows = [(f"{100 * share:g}%", f"{1000 * latency.percentile(share):.1f}") for share in SHARES]
    return [("answers there", "milliseconds"), ("median", f"{1000 * latency.median:.1f}"), *rows[1:]]


def plain_table(table: Table) -> str:
    """Cells in columns, the first to the left, the others to the right; nothing for a table without rows."""
    if not table:
        return ""
    widths = [max(len(row[n]) for row in table) for n in range(len(table[0]))]
    sides = [str.ljust, *[str.rjust] * (len(widths) - 1)]
    lines = [
        "  ".join(side(cell, width) for side, cell, width in zip(sides, row, widths, strict=True)) for row in table
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
