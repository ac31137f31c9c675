"""A report as Markdown and as one self-contained HTML page with bars by kind; nothing is fetched from outside."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from mandate_qa.evaluation.report import Report, one_line
from mandate_qa.evaluation.tables import Table, group_table, total_table
from mandate_qa.evaluation.totals import Figures

BARS = ("hit@5", "strict")
"""The figures drawn as bars, for each kind that has one of them."""

COLOURS = {"hit@5": "#1d70b8", "strict": "#00703c"}
HEADS = {"hit@5": "evidence in the first 5 hits", "strict": "strict answers"}
LABEL_WIDTH, BAR_WIDTH, ROW, THICK = 120, 420, 46, 16

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #0b0c0c; }
table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: .25rem .75rem; }
tr { border-bottom: 1px solid #b1b4b6; }
td + td, th + th { text-align: right; font-variant-numeric: tabular-nums; } th { text-align: left; }
dd { margin: 0 0 .75rem 1rem; } .wide { overflow-x: auto; } .ask { font-weight: 600; }
@media (prefers-color-scheme: dark) { body { background: #0b0c0c; color: #f3f2f1; } svg text { fill: #f3f2f1; } }
"""


def to_markdown(report: Report) -> str:
    """The report as Markdown: totals, groups, and each failure with its reasons."""
    about = [f"- {name}: {value}" for name, value in report.about.items()]
    groups = [f"## By {name}\n\n{markdown_table(group_table(name, of))}" for name, of in report.groups().items()]
    told = [f"- `{g.case.id}` {g.case.turns[-1]}\n  {one_line(g)}" for g in report.failures()]
    failures = ["## Not strictly right", "\n".join(told)] if told else []
    blocks = [f"# {report.title}", "\n".join(about), markdown_table(total_table(report.total())), *groups, *failures]
    return "\n\n".join(block for block in blocks if block) + "\n"


def markdown_table(table: Table) -> str:
    """Cells as a Markdown table, all but the first column to the right."""
    rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
    rule = "| --- |" + " ---: |" * (len(table[0]) - 1)
    return "\n".join([rows[0], rule, *rows[1:]])


def to_html(report: Report) -> str:
    """The report as one page."""
    about = "".join(f"<li>{escape(name)}: {escape(value)}</li>" for name, value in report.about.items())
    groups = "".join(f"<h2>By {name}</h2>{html_table(group_table(name, of))}" for name, of in report.groups().items())
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>'
        f"<h1>{escape(report.title)}</h1><ul>{about}</ul>{bars(report)}"
        f"<h2>All figures</h2>{html_table(total_table(report.total()))}{groups}{html_failures(report)}</body></html>\n"
    )


def html_table(table: Table) -> str:
    """Cells as an HTML table."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table[1:])
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def html_failures(report: Report) -> str:
    """Each failure with its question, the reasons and the answer."""
    told = "".join(
        f'<dt class="ask">{escape(g.case.id)}: {escape(" → ".join(g.case.turns))}</dt>'
        f"<dd>{escape(one_line(g))}<br><em>{escape(g.text)}</em></dd>"
        for g in report.failures()
    )
    return f"<h2>Not strictly right</h2><dl>{told}</dl>" if told else ""


def bars(report: Report) -> str:
    """A drawing with a row a kind and a bar for each figure of BARS that was measured."""
    kinds = report.by_kind()
    drawn = [name for name in BARS if any(name in of.shares for of in kinds.values())]
    rows = "".join(row(n, kind, of, drawn) for n, (kind, of) in enumerate(kinds.items()))
    key = "".join(
        f'<rect x="{LABEL_WIDTH + 220 * n}" y="4" width="12" height="12" fill="{COLOURS[name]}"/>'
        f'<text x="{LABEL_WIDTH + 18 + 220 * n}" y="15">{HEADS[name]}</text>'
        for n, name in enumerate(drawn)
    )
    height = 28 + ROW * len(kinds)
    return (
        f'<svg role="img" aria-label="Shares by kind of question" width="{LABEL_WIDTH + BAR_WIDTH + 60}" '
        f'height="{height}" font-size="14" fill="#0b0c0c">{key}{rows}</svg>'
    )


def row(n: int, kind: str, of: Figures, drawn: Sequence[str]) -> str:
    """The bars of one kind, with their values written at the end."""
    top = 28 + ROW * n
    marks = [f'<text x="0" y="{top + 20}">{escape(kind)}</text>']
    for place, name in enumerate(drawn):
        share = of.shares.get(name)
        if share is None or share.value is None:
            continue
        y, width = top + place * (THICK + 2), BAR_WIDTH * share.value
        marks.append(f'<rect x="{LABEL_WIDTH}" y="{y}" width="{width:.1f}" height="{THICK}" fill="{COLOURS[name]}"/>')
        marks.append(f'<text x="{LABEL_WIDTH + width + 6:.1f}" y="{y + 13}">{share.value:.2f}</text>')
    return "".join(marks)
