"""Blocks of a document → a flat OpenDocument text that LibreOffice sets as a publication and prints as PDF.

Each block has a bookmark `b<n>` at its beginning, which LibreOffice hands on to the PDF: by it the page of the block is
known without reading the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from fodt_styles import automatic_styles, styles

from mandate_qa.types import Block, BlockKind

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>{styles}</office:styles>
<office:automatic-styles>{automatic}</office:automatic-styles>
<office:master-styles>{masters}</office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


@dataclass(frozen=True)
class Printing:
    """How a publication is set."""

    font: str = "Liberation Sans"
    size: float = 11.0
    headings: tuple[float, float, float] = (20.0, 14.0, 11.0)
    """Type sizes of the three ranks of headings."""
    columns: int = 1
    wide: frozenset[BlockKind] = frozenset({BlockKind.TABLE})
    """Kinds of blocks that run across the columns; headings among them are those of the first rank."""
    justified: bool = False
    hyphenated: bool = False
    spacing: str = "0.2cm"
    """White after a paragraph."""
    first_indent: str = "0cm"
    heads: tuple[str, str] = ("The toy plan", "The toy plan")
    """Running heads of right and left pages."""
    foot: str = "Page {page} of {pages}"
    sideways: frozenset[int] = frozenset()
    """Numbers of the blocks that stand on a landscape page."""
    bordered: bool = True
    """Whether the cells of tables have borders; else rules stand between the rows."""
    breaks: bool = False
    """Whether chapters begin on a new page."""

    @property
    def width(self) -> float:
        """Width of the text in centimetres."""
        return 16.0


def flat_document(blocks: Sequence[Block], printing: Printing) -> str:
    """The document as XML."""
    return _PAGE.format(
        names=_NAMES,
        styles=styles(printing),
        automatic=automatic_styles(printing, _tables(blocks, printing)),
        masters=_masters(printing),
        body="\n".join(_Body(blocks, printing).parts()),
    )


def _masters(printing: Printing) -> str:
    """The two kinds of pages, upright and sideways, with their running heads and feet."""
    foot = escape(printing.foot).format(page="<text:page-number/>", pages="<text:page-count/>")
    right, left = (f'<text:p text:style-name="Head">{escape(head)}</text:p>' for head in printing.heads)
    inside = f"<style:header>{right}</style:header><style:header-left>{left}</style:header-left>" + (
        f'<style:footer><text:p text:style-name="Foot">{foot}</text:p></style:footer>'
    )
    return "".join(
        f'<style:master-page style:name="{name}" style:page-layout-name="{layout}">{inside}</style:master-page>'
        for name, layout in (("Standard", "Upright"), ("Sideways", "Landscape"))
    )


def column_widths(block: Block, width: float) -> list[float]:
    """Widths of a table's columns in centimetres: enough for their longest word, the rest by how much they hold."""
    columns = list(zip(*block.rows, strict=True))
    least = [0.5 + 0.23 * max(len(word) for cell in column for word in (cell or "-").split() or ["-"])
             for column in columns]  # fmt: skip
    held = [sum(len(cell) for cell in column) ** 0.7 + 1 for column in columns]
    spare = max(width - sum(least), 0)
    return [min(a, width / 2) + spare * b / sum(held) for a, b in zip(least, held, strict=True)]


def _tables(blocks: Sequence[Block], printing: Printing) -> dict[int, list[float]]:
    """The column widths of each table by the number of its block."""
    return {
        n: column_widths(block, 24.0 if n in printing.sideways else printing.width)
        for n, block in enumerate(blocks)
        if block.rows
    }


class _Body:
    """Writes one block after the other; footnotes stand where their mark is."""

    def __init__(self, blocks: Sequence[Block], printing: Printing) -> None:
        self._blocks = blocks
        self._printing = printing
        self._notes = {int(b.marker): (n, b.text) for n, b in enumerate(blocks) if b.kind is BlockKind.FOOTNOTE}
        self._cited: set[int] = set()

    def parts(self) -> Iterator[str]:
        """The text, runs that stand in columns as sections."""
        run: list[str] = []
        count = 0
        for n, block in enumerate(self._blocks):
            if block.kind is BlockKind.FOOTNOTE:
                continue
            if self._printing.columns > 1 and not self._is_wide(block):
                run.append(self._block(n, block))
                continue
            if run:
                yield _section(count, run)
            run, count = [], count + 1
            yield self._block(n, block)
        if run:
            yield _section(count, run)

    def _is_wide(self, block: Block) -> bool:
        """Whether a block runs across the columns."""
        return block.kind in self._printing.wide and (block.kind is not BlockKind.HEADING or block.level == 1)

    def _block(self, n: int, block: Block) -> str:
        """One block."""
        start = f'<text:bookmark text:name="b{n}"/>'
        words, notes = f"{start}{_words(block.text)}", self._marks(block.notes if not block.rows else ())
        match block.kind:
            case BlockKind.HEADING:
                rank, marker = min(block.level, 3), f"{block.marker} ".lstrip()
                return f'<text:h text:style-name="H{rank}" text:outline-level="{rank}">{marker}{words}{notes}</text:h>'
            case BlockKind.BULLET:
                return _item(f"{words}{notes}", block.level, "Item")
            case BlockKind.TABLE:
                return self._table(n, block, start)
            case BlockKind.CONTENTS:
                entries = block.text.split("\n")
                return "".join(_entry(entry, start if k == 0 else "") for k, entry in enumerate(entries))
            case _ if block.marker:
                sign = "•<text:tab/>" if block.bulleted else ""
                style = "Inner" if block.indent else "Numbered"
                return f'<text:p text:style-name="{style}">{sign}{block.marker}<text:tab/>{words}{notes}</text:p>'
            case _:
                return f'<text:p text:style-name="{self._style(n)}">{words}{notes}</text:p>'

    def _style(self, n: int) -> str:
        """The style of plain text: the first after a landscape page begins an upright one."""
        return "After" if n - 1 in self._printing.sideways else "Body"

    def _marks(self, numbers: Sequence[int]) -> str:
        """Footnote marks; the first of a number brings its footnote along."""
        found = [self._mark(number) for number in dict.fromkeys(numbers) if number in self._notes]
        return '<text:span text:style-name="Raised">,</text:span>'.join(found)

    def _mark(self, number: int) -> str:
        """The mark of one footnote."""
        if number in self._cited:
            return f'<text:span text:style-name="Raised">{number}</text:span>'
        self._cited.add(number)
        n, words = self._notes[number]
        inside = f'<text:p text:style-name="Note"><text:bookmark text:name="b{n}"/>{_words(words)}</text:p>'
        return (
            f'<text:note text:note-class="footnote"><text:note-citation text:label="{number}">{number}'
            f"</text:note-citation><text:note-body>{inside}</text:note-body></text:note>"
        )

    def _table(self, n: int, block: Block, start: str) -> str:
        """A table; the first row of one of several is printed again on the next page."""
        notes = block.row_notes or ((),) * len(block.rows)
        rows = []
        for k, (row, marks) in enumerate(zip(block.rows, notes, strict=True)):
            last = max((column for column, cell in enumerate(row) if cell), default=0)
            cells = [
                _cell(
                    cell, start if k == column == 0 else "", self._marks(marks) if column == last else "", header=k == 0
                )
                for column, cell in enumerate(row)
            ]
            rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        if len(rows) > 2:
            rows[0] = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
        columns = "".join(f'<table:table-column table:style-name="T{n}.{k}"/>' for k in range(len(block.rows[0])))
        return f'<table:table table:style-name="T{n}">{columns}{"".join(rows)}</table:table>'


def _section(count: int, run: Sequence[str]) -> str:
    """Blocks in columns of equal height."""
    return f'<text:section text:style-name="Columns" text:name="S{count}">{"".join(run)}</text:section>'


def _words(text: str) -> str:
    """Words as XML, their lines parted where the source parts them."""
    return escape(text).replace("\n", "<text:line-break/>")


def _item(words: str, level: int, style: str) -> str:
    """A list item."""
    depth = level + 1
    opened = "<text:list><text:list-item>" * level
    closed = "</text:list-item></text:list>" * depth
    first = '<text:list text:style-name="List"><text:list-item>'
    return f'{first}{opened}<text:p text:style-name="{style}">{words}</text:p>{closed}'


def _entry(entry: str, start: str) -> str:
    """An entry of a table of contents: words, dots, page."""
    found = re.match(r"(.*?)[\s.]*(\d+)$", entry)
    words = f"{escape(found[1])}<text:tab/>{found[2]}" if found else escape(entry)
    return f'<text:p text:style-name="Entry">{start}{words}</text:p>'


def _cell(cell: str, start: str, notes: str, *, header: bool) -> str:
    """A table cell; lines after "- " are list items."""
    lines = cell.split("\n")
    inside = ""
    for n, line in enumerate(lines):
        words = (start if n == 0 else "") + escape(line.lstrip(" -") if _is_item(line) else line)
        words += notes if n == len(lines) - 1 else ""
        level = (len(line) - len(line.lstrip(" "))) // 2
        style = "CellHead" if header else "Cell"
        paragraph = f'<text:p text:style-name="{style}">{words}</text:p>'
        inside += _item(words, level, "Cell") if _is_item(line) else paragraph
    return f'<table:table-cell table:style-name="Border" office:value-type="string">{inside}</table:table-cell>'


def _is_item(line: str) -> bool:
    """Whether a line of a cell is a list item."""
    return line.lstrip(" ").startswith("- ")
