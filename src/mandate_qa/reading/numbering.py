"""Blocks → numbered paragraphs: every printed number once, its bullets and rows under it, headings as its trail.

Knows what belongs to a number. How numbers are printed is `marks`' business, whether one goes on with the count
`counts`', and how the text came out of its file the readers'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.captions import with_captions
from mandate_qa.reading.divisions import told_apart
from mandate_qa.reading.labels import TABLE_NUMBER, Namer
from mandate_qa.reading.marks import STATEMENTS, Mark, Style
from mandate_qa.reading.markup import finished
from mandate_qa.reading.numbered_rows import numbered_rows
from mandate_qa.reading.numbered_text import NumberedText
from mandate_qa.reading.open_paragraph import OpenParagraph
from mandate_qa.reading.outline import annex_of, unit_of
from mandate_qa.reading.signatures import is_signature
from mandate_qa.reading.tables import has_header, laid_out
from mandate_qa.types import Block, BlockKind, Document, Paragraph, ParagraphKind, PartKind

_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|([a-z])\1)[.)]")
_TABLE_TITLE = re.compile(r"(?:table|figure|chart)\s+\w+", re.IGNORECASE)
_RECITALS = re.compile(r"\bwhereas\s*[:,]$", re.IGNORECASE)
"""Opens the recitals of a treaty or directive."""
_SENTENCE = 14
"""Words from which a numbered bold line that ends as a sentence is no heading."""


def number_paragraphs(document: Document, blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs of `document`, in reading order, each with its printed number or None."""
    blocks = with_captions(blocks)
    walk = _Walk(document, blocks)
    for at in range(len(blocks)):
        walk.take(at)
    found = told_apart(walk.finished())
    times = Counter(item.number for item in found if item.number is not None)
    namer = Namer(document, repeated=frozenset(number for number, count in times.items() if count > 1))
    return [item.paragraph(document.key, namer, position) for position, item in enumerate(found)]


class _Walk(NumberedText):
    """One pass over the blocks: what is open, what came last, where in the outline."""

    def finished(self) -> list[OpenParagraph]:
        """What was gathered, empty ones left out."""
        return [item for item in self._done if item.parts]

    def take(self, at: int) -> None:
        """Take block `at`."""
        self._at = at
        block = self._blocks[at]
        match block.kind:
            case BlockKind.HEADING:
                self._heading(block, self._marks[at])
            case BlockKind.TEXT:
                self._text(block, self._marks[at])
            case BlockKind.BULLET:
                self._bullet(block)
            case BlockKind.TABLE:
                self._table(block)
            case BlockKind.FOOTNOTE:
                self._footnote(block)
            case BlockKind.CONTENTS:
                self._begin(ParagraphKind.CONTENTS, block).add(PartKind.TEXT, block.text)
                self._open = None

    # -- headings --------------------------------------------------------------------------------------------------

    def _heading(self, block: Block, mark: Mark | None) -> None:
        if mark is not None and self._is_paragraph(block, mark):
            self._text(block, mark)
        elif mark is not None and mark.style is Style.NAMED and self._is_statement(mark):
            self._statement(block, mark)
        elif self._is_annex_item(mark):
            assert mark is not None
            self._annex_item(block, mark.count[0])
        elif self._open is not None and self._introduces_bullets(self._open, block):
            self._open.titled_lists += 1
            self._open.extend(block, PartKind.TEXT)
        elif block.text.casefold() == self._title:
            self._begin(ParagraphKind.HEADING, block).add(PartKind.TEXT, block.text)
            self._open = None
        else:
            self._enter(block, mark)

    def _enter(self, block: Block, mark: Mark | None) -> None:
        """Go below a heading."""
        fresh = self._open is None and self._unit is not None and not self._sub
        if self._heads_table(block):
            self._outline.enter_below(block.text)
        else:
            self._outline.enter(block.level, f"{block.marker} {block.text}".strip())
        if annex_of(block.text):
            self._counts.enter_annex()
        item = self._begin(ParagraphKind.HEADING, block)
        item.section = self._outline.trail[:-1]
        item.add(PartKind.TEXT, self._outline.trail[-1])
        self._open = None
        plain = mark is not None and mark.style in (Style.WHOLE, Style.DEEP)
        self._counts.heading = mark.printed if mark is not None and plain else ""
        if unit_of(block.text):
            self._unit, self._sub = unit_of(block.text), 0
        elif mark is not None and mark.style is Style.WHOLE:
            self._unit, self._sub = self._outline.numbered(mark.printed), 0
        elif not fresh or annex_of(block.text):
            self._unit = None

    def _heads_table(self, block: Block) -> bool:
        """Whether a heading is the title of the table that follows, and so heads nothing else."""
        after = self._after
        return TABLE_NUMBER.match(block.text) is not None and after is not None and after.kind is BlockKind.TABLE

    def _is_paragraph(self, block: Block, mark: Mark) -> bool:
        """Whether a numbered heading is a paragraph that is set in bold: it goes on with the count, as a sentence."""
        if len(block.text.split()) < _SENTENCE or not block.text.rstrip().endswith((".", ":")):
            return False
        if mark.style is Style.WHOLE and not mark.typed and self._counts.whole and not self._counts.deep:
            return mark.count == (self._counts.whole + 1,)
        return mark.style is Style.DEEP and bool(self._counts.deep) and self._counts.deep_goes_on(self._at, mark)

    def _is_statement(self, mark: Mark) -> bool:
        """Whether "Recommendation 7" as a heading stands for the text below it, and heads no numbered paragraphs."""
        after = self._next_mark()
        return mark.noun in STATEMENTS and (after is None or after.style in (Style.NAMED, Style.LETTER))

    def _is_annex_item(self, mark: Mark | None) -> bool:
        """Whether a heading with a whole number is an item of the annex rather than the head of numbered text."""
        if self._outline.annex is None or mark is None or mark.style is not Style.WHOLE or len(mark.count) > 1:
            return False
        after = self._next_mark()
        below = after is not None and (after.style is Style.BRACKET or after.count[:-1] == mark.count)
        return not mark.typed and not below and not self._legislation

    def _introduces_bullets(self, item: OpenParagraph, block: Block) -> bool:
        """Whether a title stands between a numbered paragraph's colon, or its titled lists so far, and bullets."""
        after = self._after
        if item.number is None or block.marker or after is None or after.kind is not BlockKind.BULLET:
            return False
        return item.announces or item.titled_lists > 0

    # -- text ------------------------------------------------------------------------------------------------------

    def _text(self, block: Block, mark: Mark | None) -> None:
        if mark is not None and self._numbered(block, mark):
            return
        if block.marker and self._open is not None and _LETTER.fullmatch(block.marker):
            self._open.extend_list(block)
        elif self._open is not None and self._belongs(self._open, block):
            self._open.extend(block, PartKind.TEXT)
        elif self._open is None and self._unit and not self._sub and not block.marker and self._is_whole_unit():
            self._number(block, self._unit, block.text)
        else:
            printed = any(map(str.isalnum, block.marker)) or not block.bulleted
            words = f"{block.marker} {block.text}".strip() if printed else block.text
            self._begin(ParagraphKind.TEXT, block).add(PartKind.TEXT, words)
            if _RECITALS.search(words):
                self._unit, self._sub, self._open = "Recital ", 0, None

    # -- lists, tables, footnotes ----------------------------------------------------------------------------------

    def _bullet(self, block: Block) -> None:
        item = self._open
        mark = self._marks[self._at]
        if mark is not None and not (item is not None and item.announces) and self._numbered(block, mark):
            return
        if item is None:
            item = self._begin(ParagraphKind.LIST, block)
            item.add(PartKind.BULLET, block.text, block.level, prefix=_list_mark(block))
        elif item.number is not None and item.is_sibling(block):
            self._begin(ParagraphKind.TEXT, block).add(PartKind.TEXT, block.text)
        elif item.number is not None or item.holds_list or item.announces or _breaks_off(item):
            item.extend(block, PartKind.BULLET, prefix=_list_mark(block))
        else:
            item = self._begin(ParagraphKind.LIST, block)
            item.add(PartKind.BULLET, block.text, block.level, prefix=_list_mark(block))

    def _table(self, block: Block) -> None:
        if block.caption:
            self._table_title(block)
        if not self._numbered_rows(block):
            self._plain_table(block)
        if block.caption:
            self._outline.leave(block.caption)

    def _plain_table(self, block: Block) -> None:
        above = self._done[-1] if self._done else None
        if self._open is not None and self._open.container:
            for row in block.rows:
                self._open.add_row(row)
            self._open.spread(block)
        elif above is not None and (above.heads(block) or (above.takes_rows(block) and not _headed(block))):
            rows = block.rows[above.header_rows :] if above.heads(block) else block.rows
            above.add_table(laid_out((*above.rows, *rows), above.headers, above.caption), block, rows)
        else:
            self._whole_table(block)

    def _whole_table(self, block: Block) -> None:
        above = self._done[-1] if self._done else None
        title = above.parts[0].text if above is not None and above.kind is ParagraphKind.HEADING else ""
        item = self._begin(ParagraphKind.TABLE, block)
        if title:
            item.caption = title if _TABLE_TITLE.match(title) or not laid_out(block.rows).heading else ""
        item.caption = block.caption or item.caption
        item.headers = block.headers
        item.add_table(laid_out(block.rows, block.headers, item.caption or title), block, block.rows)
        self._open = None
        if TABLE_NUMBER.match(title):
            self._outline.leave(title)

    def _table_title(self, table: Block) -> None:
        """Begin a heading for the title of a table, which stands above the table and nothing that follows."""
        self._outline.enter_below(table.caption)
        item = self._begin(ParagraphKind.HEADING, replace(table, notes=()))
        item.section = self._outline.trail[:-1]
        item.add(PartKind.TEXT, table.caption)
        self._open = None

    def _footnote(self, block: Block) -> None:
        """A footnote stands at its place and leaves the paragraph it interrupts open, unless it opens a list."""
        interrupted = self._open
        item = self._begin(ParagraphKind.FOOTNOTE, block)
        item.caption = block.marker
        item.add(PartKind.TEXT, block.text)
        if not item.announces:
            self._open = interrupted

    # -- beginnings and belongings -----------------------------------------------------------------------------------

    def _numbered_rows(self, block: Block) -> bool:
        """Take a table whose rows are paragraphs: a lone number heads a chapter of it."""
        rows = numbered_rows(block, self._outline)
        for row in rows:
            if row.heads:
                self._enter(replace(row.block, kind=BlockKind.HEADING, text=row.title, marker="", level=2), None)
            elif row.number is not None:
                self._begin(ParagraphKind.TEXT, row.block, row.number).container = True
                self._row_cells(row.cells)
            elif self._open is not None:
                self._open.add_cell("\n".join(filter(None, row.cells)))
                self._open.spread(row.block)
        return bool(rows)

    def _row_cells(self, cells: Sequence[str]) -> None:
        assert self._open is not None
        self._open.add(PartKind.TEXT, cells[0])
        for cell in cells[1:]:
            self._open.add_cell(cell)

    def _belongs(self, item: OpenParagraph, block: Block) -> bool:
        """Whether unmarked text goes on with the open paragraph rather than being one of its own."""
        if item.kind is ParagraphKind.FOOTNOTE or block.marker or (item.complete and not item.announces):
            return False
        if item.number is not None:
            return item.announces or not is_signature(block.text)
        after = self._after
        return after is not None and after.kind is BlockKind.BULLET and item.interrupted_by(block.text, after.text)


def _headed(table: Block) -> bool:
    """Whether a table's first row names its columns."""
    return bool(table.headers) if table.headers is not None else has_header(table.rows)


def _breaks_off(item: OpenParagraph) -> bool:
    """Whether the words of a text stop amid a sentence, so that a list goes on with it: "Of these"."""
    last = item.parts[-1] if item.parts else None
    return item.kind is ParagraphKind.TEXT and last is not None and not finished(last.text)


def _list_mark(item: Block) -> str:
    """What stands before a list item in a paragraph's text: its number or letter as printed, or a dash."""
    return item.marker if any(character.isalnum() for character in item.marker) else "-"
