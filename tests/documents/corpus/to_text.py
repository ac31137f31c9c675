"""A source → plain text, Markdown, an HTML page, a spreadsheet, a record: formats that are typed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from itertools import groupby

from blocks_to_html import PAGE, html_marks
from blocks_to_markdown import escaped, markdown_cell
from corpus.source import Cell, Grid, Piece, Source
from corpus.to_word import span, with_number
from make_xlsx import xlsx
from openpyxl.worksheet.worksheet import Worksheet

_COUNTED = re.compile(r"(\d+)\.")
_FIGURE = re.compile(r"\(?(?P<whole>\d[\d,]*)(?P<decimals>\.\d+)?[)%]?")


# -- plain text --------------------------------------------------------------------------------------------------------


def as_text(source: Source) -> str:
    """Paragraphs parted by empty lines, cells by tabs."""
    parts = [source.title, *(_text_of(piece) for piece in source.pieces)]
    return "\n\n".join(parts) + "\n"


def as_record(source: Source) -> str:
    """The document as a line of a JSONL file."""
    text = "\n\n".join(map(_text_of, source.pieces))
    return json.dumps({"id": source.key, "title": source.title, "text": text}, ensure_ascii=False) + "\n"


def _text_of(piece: Piece) -> str:
    marks = "".join(f"[{n}]" for n in piece.notes)
    if piece.grid is not None:
        rows = ["\t".join(_flat(each) for each in row).rstrip("\t") for row in piece.grid.rows]
        return "\n".join([*filter(None, [piece.grid.caption, ""]), *rows])
    if piece.kind == "note":
        return f"[{piece.printed}] {piece.text}"
    if piece.kind == "bullet":
        return f"{'  ' * piece.level}{piece.printed or '-'} {piece.text}{marks}"
    return f"{piece.printed} {piece.text}{marks}".strip()


def _flat(each: Cell) -> str:
    return with_number(each).replace("\n- ", " • ").replace("\n", " ")


# -- Markdown ----------------------------------------------------------------------------------------------------------


def as_markdown(source: Source) -> str:
    """Markdown as people type it."""
    parts = [f"# {escaped(source.title)}"]
    for in_list, run in groupby(source.pieces, key=lambda piece: piece.kind == "bullet"):
        made = [_markdown_of(piece) for piece in run]
        parts += ["\n".join(made)] if in_list else made
    return "\n\n".join(parts) + "\n"


def _markdown_of(piece: Piece) -> str:
    marks = "".join(f"[^{n}]" for n in piece.notes)
    if piece.grid is not None:
        rows = [" | ".join(markdown_cell(with_number(each)) for each in row) for row in piece.grid.rows]
        rows.insert(1, " | ".join("---" for _ in piece.grid.rows[0]))
        caption = [f"**{escaped(piece.grid.caption)}**", ""] if piece.grid.caption else []
        return "\n".join([*caption, *(f"| {row} |" for row in rows)])
    if piece.kind == "note":
        return f"[^{piece.printed}]: {escaped(piece.text)}"
    if piece.kind == "heading":
        return f"{'#' * (piece.level + 1)} {escaped(f'{piece.printed} {piece.text}'.strip())}"
    if piece.kind == "bullet":
        return f"{'  ' * piece.level}- {escaped(f'{piece.printed} {piece.text}'.strip())}{marks}"
    if _COUNTED.fullmatch(piece.printed):
        return f"{piece.printed} {escaped(piece.text)}{marks}"
    return escaped(f"{piece.printed} {piece.text}".strip()) + marks


# -- HTML --------------------------------------------------------------------------------------------------------------


def as_html(source: Source) -> str:
    """A page as GOV.UK has them."""
    headings = [piece for piece in source.pieces if piece.kind == "heading"]
    contents = "".join(f'<li><a href="#h{n}">{_words(heading)}</a></li>' for n, heading in enumerate(headings))
    body = []
    for in_list, run in groupby(source.pieces, key=lambda piece: piece.kind == "bullet"):
        pieces = list(run)
        body += [_html_list(pieces)] if in_list else map(_html_of, pieces)
    notes = [piece for piece in source.pieces if piece.kind == "note"]
    foot = "".join(f'<li id="fn:{note.printed}"><p>{escape(note.text)}</p></li>' for note in notes)
    foot = f'<div class="footnotes" role="doc-endnotes"><ol>{foot}</ol></div>' if notes else ""
    return PAGE.format(title=escape(source.title), contents=contents, text="\n".join(body), notes=foot)


def _words(piece: Piece) -> str:
    return escape(f"{piece.printed} {piece.text}".strip()) + html_marks(piece.notes)


def _html_of(piece: Piece) -> str:
    if piece.grid is not None:
        return _html_table(piece.grid)
    if piece.kind == "note":
        return ""
    if piece.kind == "heading":
        return f"<h{piece.level + 1}>{_words(piece)}</h{piece.level + 1}>"
    counted = _COUNTED.fullmatch(piece.printed)
    if counted:
        return f'<ol start="{counted[1]}"><li>{escape(piece.text)}{html_marks(piece.notes)}</li></ol>'
    return f"<p>{_words(piece)}</p>"


def _html_list(items: Sequence[Piece]) -> str:
    lines, depth = [], -1
    for each in items:
        lines += (
            ["</li>"] * (depth >= each.level) + ["</ul></li>"] * (depth - each.level) + ["<ul>"] * (each.level - depth)
        )
        lines.append(f"<li>{_words(each)}")
        depth = each.level
    return "\n".join([*lines, *["</li></ul>"] * (depth + 1)])


def _html_table(grid: Grid) -> str:
    rows = [f"<tr>{''.join(_html_cells(grid, n))}</tr>" for n in range(len(grid.rows))]
    head = f"<thead>{''.join(rows[: grid.head])}</thead><tbody>{''.join(rows[grid.head :])}</tbody>"
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    return f"<table>{caption}{head}</table>"


def _html_cells(grid: Grid, n: int) -> Iterator[str]:
    for column, each in enumerate(grid.rows[n]):
        if each.merged:
            continue
        height = 1
        while n + height < len(grid.rows) and grid.rows[n + height][column].merged == "above":
            height += 1
        width = span(grid.rows[n], column)
        spans = (f' colspan="{width}"' if width > 1 else "") + (f' rowspan="{height}"' if height > 1 else "")
        tag = "th" if n < grid.head else "td"
        yield f"<{tag}{spans}>{_html_lines(with_number(each))}</{tag}>"


def _html_lines(text: str) -> str:
    if "\n- " not in text:
        return escape(text).replace("\n", "<br>")
    first, *items = text.split("\n- ")
    return f"<p>{escape(first)}</p><ul>{''.join(f'<li>{escape(each)}</li>' for each in items)}</ul>"


# -- spreadsheets ------------------------------------------------------------------------------------------------------


def as_csv(source: Source) -> str:
    """The tables of a document with their titles above and their notes below, cells parted by commas."""
    file = io.StringIO()
    csv.writer(file).writerows(sheet_rows(source))
    return file.getvalue()


def as_workbook(source: Source) -> bytes:
    """The same as a workbook of one sheet, its cells merged."""

    def laid_out(sheet: Worksheet) -> None:
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.value, cell.number_format = _typed(cell.value)
        for top, grid in _tables(source):
            for n, row in enumerate(grid.rows):
                for column, each in enumerate(row):
                    _merge(sheet, grid, top, n, column) if not each.merged else None

    return xlsx({"Sheet1": [[text or None for text in row] for row in sheet_rows(source)]}, edit=laid_out)


def _merge(sheet: Worksheet, grid: Grid, top: int, n: int, column: int) -> None:
    width, height = span(grid.rows[n], column), 1
    while n + height < len(grid.rows) and grid.rows[n + height][column].merged == "above":
        height += 1
    if width * height > 1:
        sheet.merge_cells(
            start_row=top + n, start_column=column + 1, end_row=top + n + height - 1, end_column=column + width
        )


def sheet_rows(source: Source) -> list[list[str]]:
    """The rows of the sheet."""
    rows: list[list[str]] = []
    for piece in source.pieces:
        if piece.grid is not None:
            rows += [[piece.grid.caption], []] + [[_flat(each) for each in row] for row in piece.grid.rows] + [[]]
        else:
            rows.append([piece.text])
    return rows


def _tables(source: Source) -> Iterator[tuple[int, Grid]]:
    """Each table with the row of the sheet that it begins in."""
    at = 1
    for piece in source.pieces:
        if piece.grid is not None:
            yield at + 2, piece.grid
            at += len(piece.grid.rows) + 3
        else:
            at += 1


def _typed(text: str) -> tuple[object, str]:
    """A figure as a number with the format that shows it as printed, a date as one, other words as they are."""
    figure = _FIGURE.fullmatch(text)
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return datetime.strptime(text, "%d/%m/%Y"), "dd/mm/yyyy"
    if figure is None or re.fullmatch(r"(?:19|20)\d\d", text):
        return text, "General"
    shape = f"{'#,##' if ',' in text else ''}0{re.sub(r'[0-9]', '0', figure['decimals'] or '')}"
    value = float(figure["whole"].replace(",", "") + (figure["decimals"] or ""))
    if text.endswith("%"):
        return value / 100, f"{shape}%"
    return (-value, f"{shape};({shape})") if text.startswith("(") else (value, f"{shape};({shape})")
