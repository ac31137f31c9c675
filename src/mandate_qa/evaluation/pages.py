"""A report as Markdown and as one self-contained HTML page; nothing is fetched from outside.

Knows the order of a page and its style. What is drawn on it is left to `bars` and `plots`.
"""

from __future__ import annotations

from html import escape

from mandate_qa.evaluation.bars import bars
from mandate_qa.evaluation.comparing import Comparison
from mandate_qa.evaluation.difference_tables import about_comparison, difference_table, turned
from mandate_qa.evaluation.measures import Measures
from mandate_qa.evaluation.plots import refusing, reliability, waiting
from mandate_qa.evaluation.report import Report, one_line
from mandate_qa.evaluation.tables import (
    Table,
    bin_table,
    group_table,
    latency_table,
    measure_table,
    refusal_table,
    total_table,
)

STYLE = """
:root { color-scheme: light dark; --one: #1d70b8; --two: #00703c; --text: #0b0c0c; --faint: #6f777b; --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --one: #5694ca; --two: #56b57f; --text: #f3f2f1; --faint: #a9b0b4; --page: #0b0c0c; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: var(--text);
  background: var(--page); }
table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: .25rem .75rem; }
tr { border-bottom: 1px solid var(--faint); }
td + td, th + th { text-align: right; font-variant-numeric: tabular-nums; } th { text-align: left; }
dd { margin: 0 0 .75rem 1rem; } .wide { overflow-x: auto; } .ask { font-weight: 600; }
.beside { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: start; }
svg { max-width: 100%; height: auto; } svg text { fill: var(--text); }
rect.one, circle.one { fill: var(--one); } rect.two, circle.two { fill: var(--two); }
polyline { stroke-width: 2; } polyline.one { stroke: var(--one); }
polyline.two { stroke: var(--two); stroke-dasharray: 6 3; }
polyline.axis { stroke: var(--text); stroke-width: 1; }
polyline.faint { stroke: var(--faint); stroke-width: 1; stroke-dasharray: 2 3; }
"""


def to_markdown(report: Report) -> str:
    """The report as Markdown: totals, comparisons, confidence, times, groups, and each failure with its reasons."""
    about = "\n".join(f"- {name}: {value}" for name, value in report.about.items())
    groups = [f"## By {name}\n\n{markdown_table(group_table(name, of))}" for name, of in report.groups().items()]
    told = [f"- `{g.case.id}` {g.case.turns[-1]}\n  {one_line(g)}" for g in report.failures()]
    failures = ["## Not strictly right", "\n".join(told)] if told else []
    compared = [part for comparison in report.comparisons for part in markdown_comparison(comparison)]
    measured = markdown_measures(report.measures())
    blocks = [f"# {report.title}", about, markdown_table(total_table(report.total())), *compared, *measured, *groups]
    return "\n\n".join(block for block in [*blocks, *failures] if block) + "\n"


def markdown_measures(measures: Measures) -> list[str]:
    """Confidence and times, as far as they were measured."""
    blocks = []
    if measures.values():
        blocks += ["## Confidence", markdown_table(measure_table(measures))]
    if measures.calibration:
        blocks.append(markdown_table(bin_table(measures.calibration)))
    if measures.latency:
        blocks += ["## Time to answer", markdown_table(latency_table(measures.latency))]
    return blocks


def markdown_comparison(comparison: Comparison) -> list[str]:
    """What changed since another report."""
    lines = [f"- {line}" for line in turned(comparison)]
    return [f"## {about_comparison(comparison)}", markdown_table(difference_table(comparison)), "\n".join(lines)]


def markdown_table(table: Table) -> str:
    """Cells as a Markdown table, all but the first column to the right."""
    rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
    rule = "| --- |" + " ---: |" * (len(table[0]) - 1)
    return "\n".join([rows[0], rule, *rows[1:]])


def to_html(report: Report) -> str:
    """The report as one page."""
    about = "".join(f"<li>{escape(name)}: {escape(value)}</li>" for name, value in report.about.items())
    groups = "".join(f"<h2>By {name}</h2>{html_table(group_table(name, of))}" for name, of in report.groups().items())
    compared = "".join(map(html_comparison, report.comparisons))
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>'
        f"<h1>{escape(report.title)}</h1><ul>{about}</ul>{bars(report.by_kind())}"
        f"<h2>All figures</h2>{html_table(total_table(report.total()))}{compared}{html_measures(report.measures())}"
        f"{groups}{html_failures(report)}</body></html>\n"
    )


def html_measures(measures: Measures) -> str:
    """Confidence and times drawn, with the same in a table beside each drawing."""
    blocks = []
    if measures.calibration or measures.refusals:
        blocks.append(f"<h2>Confidence</h2>{html_table(measure_table(measures))}")
    if measures.calibration:
        table = bin_table(measures.calibration)
        blocks.append(beside("Is it as sure as it is right?", reliability(measures.calibration), table))
    if measures.refusals:
        table = refusal_table(measures.refusals)
        blocks.append(beside("What would refusing by confidence alone cost?", refusing(measures.refusals), table))
    if measures.latency:
        table = latency_table(measures.latency)
        blocks.append(beside("Time to answer", waiting(measures.latency), table))
    return "".join(blocks)


def beside(heading: str, drawing: str, table: Table) -> str:
    """A drawing and its figures side by side, or one below the other where the window is narrow."""
    return f'<h3>{heading}</h3><div class="beside">{drawing}{html_table(table)}</div>'


def html_comparison(comparison: Comparison) -> str:
    """What changed since another report."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in turned(comparison))
    table = html_table(difference_table(comparison))
    return f"<h2>{escape(about_comparison(comparison))}</h2>{table}" + (f"<ul>{lines}</ul>" if lines else "")


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
