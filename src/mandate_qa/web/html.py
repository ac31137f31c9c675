"""An answer as HTML for the chat, every word of it escaped.

Knows the little layout an answer's text may hold (paragraphs, "- " bullets, table rows between bars, marks [n]).
Each function gives back HTML on one line, because the chat's Markdown reader takes a block that begins with a tag
and holds no line end as it is. A cited paragraph in its surroundings is left to `sources`.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from mandate_qa.explaining import MARK, STATUS_WORDS, explained
from mandate_qa.types import Answer, Status
from mandate_qa.web import wording

RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
"""The line under a table's headings."""

STATUS_COLOURS = {Status.ANSWERED: "green", Status.PARTLY_ANSWERED: "yellow", Status.CONFLICTING: "yellow"}
"""Colour of a status; the rest are grey."""


def question_html(question: str) -> str:
    """A question as typed."""
    return f'<div class="question">{lines_html(question)}</div>'


def answer_html(answer: Answer, sources: str, turn: int) -> str:
    """The whole answer: status, text, notes, `sources` as HTML, and how it came about; `turn` keeps anchors apart."""
    cited = {citation.marker for citation in answer.citations}
    status = tag(STATUS_WORDS[answer.status], STATUS_COLOURS.get(answer.status, "grey"))
    return (
        f'<div class="answer"><p class="status">{status}</p>{text_html(answer.text, turn, cited)}'
        f"{notes_html(answer.notes)}{sources}{how_html(answer)}</div>"
    )


def draft_html(text: str) -> str:
    """Words that are still coming, marked as unfinished."""
    return f'<div class="answer"><p class="status">{tag(wording.WRITING, "grey")}</p>{text_html(text)}</div>'


def failure_html(message: str) -> str:
    """A sentence about what went wrong, in place of an answer."""
    return f'<div class="answer failure"><p>{lines_html(message)}</p></div>'


def text_html(text: str, turn: int = 0, cited: frozenset[int] | set[int] = frozenset()) -> str:
    """Paragraphs, lists and tables; a mark whose number is in `cited` becomes a link to its source."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks = [block_html(kind, list(group)) for kind, group in groupby(lines, key=line_kind)]
    return linked("".join(blocks), turn, cited)


def line_kind(line: str) -> str:
    """What a line of text belongs to: "list", "table" or "text"."""
    if line.startswith(("- ", "• ", "* ")):
        return "list"
    return "table" if line.startswith("|") else "text"


def block_html(kind: str, lines: list[str]) -> str:
    """Lines of one kind as one list, one table, or a paragraph each."""
    if kind == "list":
        return f"<ul>{''.join(f'<li>{escape(line[2:].strip())}</li>' for line in lines)}</ul>"
    if kind == "table":
        return table_html([cells(line) for line in lines if not RULE.fullmatch(line)], heading=has_rule(lines))
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def has_rule(lines: list[str]) -> bool:
    """Whether the second line parts headings from rows."""
    return len(lines) > 1 and RULE.fullmatch(lines[1]) is not None


def cells(line: str) -> list[str]:
    """The cells of a line between bars."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def table_html(rows: list[list[str]], heading: bool) -> str:
    """Rows of cells as a table; the first row is its headings if `heading`."""
    html = [
        "<tr>" + "".join(f"<{kind}>{escape(cell)}</{kind}>" for cell in row) + "</tr>"
        for n, row in enumerate(rows)
        for kind in ["th" if heading and n == 0 else "td"]
    ]
    return f"<table>{''.join(html)}</table>"


def linked(html: str, turn: int, cited: frozenset[int] | set[int]) -> str:
    """`html` with each mark in `cited` as a link that opens its source."""

    def link(mark: re.Match[str]) -> str:
        number = int(mark[1])
        return f'<a class="mark" href="#{anchor(turn, number)}">{mark[0]}</a>' if number in cited else mark[0]

    return MARK.sub(link, html)


def anchor(turn: int, marker: int) -> str:
    """Id of a source on the page."""
    return f"source-{turn}-{marker}"


def notes_html(notes: tuple[str, ...]) -> str:
    """What the reader must know, a line each."""
    return "".join(f'<p class="note">{lines_html(note)}</p>' for note in notes)


def how_html(answer: Answer) -> str:
    """How the answer came about, folded."""
    story = "".join(
        f"<dt>{escape(heading)}</dt>{''.join(f'<dd>{lines_html(line)}</dd>' for line in lines)}"
        for heading, lines in explained(answer)
    )
    return f'<details class="how"><summary>{wording.HOW}</summary><dl>{story}</dl></details>'


def tag(words: str, colour: str, title: str = "") -> str:
    """A few words on a coloured ground."""
    return f'<strong class="tag {colour}" title="{escape(title)}">{escape(words)}</strong>'


def lines_html(text: str) -> str:
    """`text` escaped, with its line ends as breaks."""
    return "<br>".join(escape(line) for line in text.splitlines())
