"""Tables with a column for each language model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mandate_qa.evaluation.costs import Cost
from mandate_qa.evaluation.scores import NAMES, NOTHING
from mandate_qa.evaluation.tables import Table
from mandate_qa.evaluation.totals import Figures

if TYPE_CHECKING:
    from mandate_qa.evaluation.side_by_side import Column

SHARES = (
    "strict",
    "strict_answerable",
    "facts",
    "citation_precision",
    "citation_recall",
    "figures",
    "quotes",
    "refused",
    "wrongly_refused",
)
"""The shares that a model's writing may change; the search is the same for all."""

SPENT: dict[str, Callable[[Cost], str]] = {
    "prompts sent": lambda cost: f"{cost.usage.prompts:,}",
    "prompt tokens": lambda cost: f"{cost.usage.prompt_tokens:,}",
    "reply tokens": lambda cost: f"{cost.usage.reply_tokens:,}",
    "seconds of the model": lambda cost: f"{cost.usage.seconds:,.1f}",
    "tokens an answer": lambda cost: _each(cost.usage.prompt_tokens + cost.usage.reply_tokens, cost.answers, ",.0f"),
    "seconds of the model an answer": lambda cost: _each(cost.usage.seconds, cost.answers, ",.1f"),
    "answers": lambda cost: str(cost.answers),
    "every fact in the model's first reply": lambda cost: str(cost.stated),
}


def figure_table(columns: Sequence[Column]) -> Table:
    """A line a figure: shares, lengths, times, crashes."""
    totals = [column.report.total() for column in columns]
    measured = [name for name in SHARES if any(name in total.shares for total in totals)]
    shares = [(NAMES[name], *(str(total.shares.get(name, NOTHING)) for total in totals)) for name in measured]
    return [
        ("figure", *(column.name for column in columns)),
        *shares,
        ("words an answer, median", *("–" if total.words is None else f"{total.words:g}" for total in totals)),
        ("seconds to answer, median", *(_seconds(total, 0) for total in totals)),
        ("seconds to answer, 95th percentile", *(_seconds(total, 1) for total in totals)),
        ("crashes", *(str(total.crashes) for total in totals)),
    ]


def kind_table(columns: Sequence[Column]) -> Table:
    """A line a kind of question: strictly right of all, then how often a model was asked, said it, and stood."""
    kinds = {column.name: column.report.by_kind() for column in columns}
    writing = [column for column in columns if column.cost.asked]
    heads = ("kind", "cases", *kinds, *(f"{column.name}: asked, said it, stood" for column in writing))
    rows = [
        (
            kind,
            str(figures.cases),
            *(f"{groups[kind].shares.get('strict', NOTHING).right:g}" for groups in kinds.values()),
            *(_stood(column.cost_by_kind[kind]) for column in writing),
        )
        for kind, figures in columns[0].report.by_kind().items()
    ]
    return [heads, *rows]


def cost_table(columns: Sequence[Column]) -> Table:
    """What was spent, then what became of the models' texts; dashes for who has no model."""
    spent = [(name, *(told(column.cost) for column in columns)) for name, told in SPENT.items()]
    fates = sorted({fate for column in columns if column.cost.usage.prompts for fate in column.cost.fates})
    became = [(fate, *(_became(column.cost, fate) for column in columns)) for fate in fates]
    return [("cost", *(column.name for column in columns)), *spent, *became]


def turned(columns: Sequence[Column]) -> list[str]:
    """For each column but the first, the cases that are right with it and wrong with the first, and the other way."""
    first, *others = columns
    then = first.report.cases()
    lines = []
    for other in others:
        now = other.report.cases()
        for right, words in ((True, "right"), (False, "wrong")):
            ids = [id for id in now if now[id] is right and then.get(id) is (not right)]
            if ids:
                lines.append(f"{words} with {other.name} alone: {', '.join(ids)}")
    return lines


def _seconds(figures: Figures, which: int) -> str:
    return "–" if figures.seconds is None else f"{figures.seconds[which]:.2f}"


def _became(cost: Cost, fate: str) -> str:
    return str(cost.fates.get(fate, 0)) if cost.usage.prompts else "–"


def _stood(cost: Cost) -> str:
    return f"{cost.asked}, {cost.stated}, {cost.stood}"


def _each(amount: float, answers: int, form: str) -> str:
    return format(amount / answers, form) if answers else "–"
