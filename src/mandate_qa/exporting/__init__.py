"""Answers taken away: as plain text, Markdown or a Word document with footnotes, and as a table of their figures.

Knows AnswerRecords and nothing of the web. `exported` makes a file of them: `cleaning` takes out what no file may hold,
`paper` puts answers in order with one list of `footnotes`, and `plain`, `markdown`, `word` and `figures_csv` each write
one kind of file. `chart_svg` draws an answer's figures where they are of one kind.
"""

from mandate_qa.exporting.chart import chart_svg
from mandate_qa.exporting.formats import ENDINGS, Format, exported, format_of
from mandate_qa.exporting.names import file_name

__all__ = ["ENDINGS", "Format", "chart_svg", "exported", "file_name", "format_of"]
