"""The bars of a report: for each kind of question, how much was found and how much was answered strictly right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from mandate_qa.evaluation.scores import NAMES
from mandate_qa.evaluation.totals import Figures

BARS = ("hit@5", "strict")
"""The figures drawn as bars, for each kind that has one of them."""

KINDS_OF_BARS = {"hit@5": "one", "strict": "two"}
LABEL_WIDTH, BAR_WIDTH, ROW, THICK = 120, 420, 46, 16


def bars(kinds: Mapping[str, Figures]) -> str:
    """A drawing with a row a kind and a bar for each figure of BARS that was measured."""
    drawn = [name for name in BARS if any(name in of.shares for of in kinds.values())]
    rows = "".join(row(n, kind, of, drawn) for n, (kind, of) in enumerate(kinds.items()))
    key = "".join(
        f'<rect class="{KINDS_OF_BARS[name]}" x="{LABEL_WIDTH + 220 * n}" y="4" width="12" height="12"/>'
        f'<text x="{LABEL_WIDTH + 18 + 220 * n}" y="15">{NAMES[name]}</text>'
        for n, name in enumerate(drawn)
    )
    size = f'width="{LABEL_WIDTH + BAR_WIDTH + 60}" height="{28 + ROW * len(kinds)}"'
    return f'<svg role="img" aria-label="Shares by kind of question" {size} font-size="14">{key}{rows}</svg>'


def row(n: int, kind: str, of: Figures, drawn: Sequence[str]) -> str:
    """The bars of one kind, with their values written at the end."""
    top = 28 + ROW * n
    marks = [f'<text x="0" y="{top + 20}">{escape(kind)}</text>']
    for place, name in enumerate(drawn):
        share = of.shares.get(name)
        if share is None or share.value is None:
            continue
        y, width = top + place * (THICK + 2), BAR_WIDTH * share.value
        size = f'x="{LABEL_WIDTH}" y="{y}" width="{width:.1f}" height="{THICK}"'
        marks.append(f'<rect class="{KINDS_OF_BARS[name]}" {size}/>')
        marks.append(f'<text x="{LABEL_WIDTH + width + 6:.1f}" y="{y + 13}">{share.value:.2f}</text>')
    return "".join(marks)
