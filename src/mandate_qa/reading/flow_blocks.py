"""Paragraphs and tables as a word processor knows them → blocks, in reading order.

Headings are those that are styled so; only where nothing is, they are told by their looks, as in plain text. Notes
stand after the list that follows what they belong to. Numbers are kept as marks; what they number is `numbering`'s
business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mandate_qa.reading.flow import Flow, FlowNote, FlowParagraph, FlowTable
from mandate_qa.reading.flow_cells import notes_of
from mandate_qa.reading.flow_depth import ListDepth
from mandate_qa.reading.flow_marks import Marked, marked, split_lines, words
from mandate_qa.reading.flow_notes import note_blocks, typed_note, with_note_numbers, with_typed_notes
from mandate_qa.reading.flow_tables import filled_columns, table_block
from mandate_qa.reading.headings import rank_headings
from mandate_qa.reading.series import with_counted_marks
from mandate_qa.types import Block, BlockKind

_LONGEST_HEADING = 32
"""Words; what is longer is text, whatever its style."""
_LONGEST_SENTENCE = 14
"""Words a numbered heading may have when it ends as a sentence does: many templates number paragraphs by heading
styles."""
_LEAD_IN_ENDS = (":", ":-", " –")
_TYPED = ""
"""Stands for the list of numbers that were typed one after another."""
_SENTENCE_ENDS = (".", ";", ":", "; and", "; or")


def flow_blocks(flow: Iterable[Flow]) -> list[Block]:
    """The blocks of a document."""
    walk = _Walk()
    for piece in unboxed(flow):
        walk.take(piece)
    blocks = with_headings(*with_bold_captions(walk.finished(), walk.bold, walk.titles))
    return with_counted_marks(with_note_numbers(with_typed_notes(blocks)))


def unboxed(flow: Iterable[Flow]) -> Iterator[Flow]:
    """`flow` with tables of one column, which only draw a box around text, replaced by what is in them."""
    for piece in flow:
        if isinstance(piece, FlowTable) and filled_columns(piece) <= 1:
            for cell in piece.cells:
                yield from unboxed(cell.content)
        else:
            yield piece


def with_bold_captions(blocks: list[Block], bold: set[int], titles: set[int]) -> tuple[list[Block], set[int], set[int]]:
    """`blocks` with a bold line right above a table made its caption, and which of them are `bold` and titles then."""
    captions = {n for n in bold - titles if n + 1 < len(blocks) and blocks[n + 1].rows and not blocks[n + 1].caption}
    tables = {n + 1: blocks[n] for n in captions}
    kept = [n for n in range(len(blocks)) if n not in captions]
    place = {old: new for new, old in enumerate(kept)}
    result = [_captioned(blocks[n], tables[n]) if n in tables else blocks[n] for n in kept]
    return result, {place[n] for n in bold - captions}, {place[n] for n in titles}


def _captioned(table: Block, title: Block) -> Block:
    return replace(table, caption=title.text, notes=(*title.notes, *table.notes))


def with_headings(blocks: list[Block], bold: set[int], titles: set[int]) -> list[Block]:
    """`blocks` with headings ranked: a lone heading above all others is the title, beside which chapters rank.

    Without any heading but titles, short bold lines and what reads like a heading are taken for them.
    """
    styled = [n for n, block in enumerate(blocks) if block.kind is BlockKind.HEADING and n not in titles]
    if not styled:
        return _ranked_by_looks(blocks, bold | titles)
    highest = min(blocks[n].level for n in styled)
    top = [n for n in styled if blocks[n].level == highest]
    if top == styled[:1] and len(styled) > 1 and not titles and not blocks[top[0]].marker:
        titles = titles | set(top)
        highest = min(blocks[n].level for n in styled if n not in top)
    levels = {n: 1 if n in titles else blocks[n].level - highest + 1 for n in (*styled, *titles)}
    return [replace(block, level=levels[n]) if n in levels else block for n, block in enumerate(blocks)]


def _ranked_by_looks(blocks: list[Block], bold: set[int]) -> list[Block]:
    """`blocks` with headings told as in plain text; tables are whole here, so that no line can be a part of one."""
    masked = [replace(block, kind=BlockKind.CONTENTS) if block.rows else block for block in blocks]
    ranked = rank_headings(masked, bold)
    return [replace(block, kind=BlockKind.TABLE) if block.rows else block for block in ranked]


class _Walk:
    """One pass over the flow."""

    def __init__(self) -> None:
        self.bold: set[int] = set()
        """Indices of blocks that are short and bold as a whole."""
        self.titles: set[int] = set()
        self._blocks: list[Block] = []
        self._notes: list[Block] = []
        self._depth = ListDepth()
        self._caption: FlowParagraph | None = None
        self._item_lists: set[str] = set()
        """Lists whose whole numbers count items under a lead-in."""
        self._paragraph_lists: set[str] = set()
        """Lists whose whole numbers count the paragraphs of the document."""

    def finished(self) -> list[Block]:
        """The blocks."""
        self._release_caption()
        self._place_notes(None)
        return self._blocks

    def take(self, piece: Flow) -> None:
        """Take one piece."""
        if isinstance(piece, FlowNote):
            self._notes += note_blocks(piece)
        elif isinstance(piece, FlowTable):
            self._table(piece)
        elif piece.contents:
            self._contents(piece)
        elif piece.caption and words(piece.text):
            self._release_caption()
            self._caption = piece
        else:
            for paragraph in split_lines(piece):
                self._paragraph(paragraph)

    def _paragraph(self, paragraph: FlowParagraph) -> None:
        found = marked(paragraph)
        if not found.text:
            return
        self._release_caption()
        if (paragraph.outline or paragraph.title) and _is_heading(found):
            self._end_lists()
            self._add(Block(BlockKind.HEADING, found.text, level=paragraph.outline or 1, marker=found.mark), paragraph)
            if paragraph.title:
                self.titles.add(len(self._blocks) - 1)
        elif note := typed_note(found):
            self._add(note, paragraph)
        elif self._lists(paragraph, found):
            self._add(self._item(paragraph, found), paragraph)
        else:
            self._follow(paragraph, found)
            self._add(Block(BlockKind.TEXT, found.text, marker=found.mark), paragraph)
            if paragraph.bold and len(found.text.split()) <= _LONGEST_HEADING:
                self.bold.add(len(self._blocks) - 1)

    def _follow(self, paragraph: FlowParagraph, found: Marked) -> None:
        """Take note of a paragraph that is no item."""
        self._item_lists.discard(_TYPED)
        if found.mark:
            self._depth.numbered(paragraph, found)
        else:
            self._depth.text(paragraph)

    def _end_lists(self) -> None:
        self._depth.end()
        self._item_lists.discard(_TYPED)

    def _lists(self, paragraph: FlowParagraph, found: Marked) -> bool:
        """Whether a paragraph is a list item: by its mark, or by a whole number below another or under a lead-in."""
        if not found.is_whole or self._depth.is_below(paragraph, found):
            return found.is_item or found.is_whole
        name = paragraph.mark.list if paragraph.mark else _TYPED
        above = self._blocks[-1] if self._blocks else None
        opened = above is not None and above.kind is BlockKind.TEXT and above.text.endswith(_LEAD_IN_ENDS)
        if opened and found.mark.rstrip(".:)") == "1" and name not in self._paragraph_lists:
            self._item_lists.add(name)
        if name not in self._item_lists:
            self._paragraph_lists.add(name)
        return name in self._item_lists

    def _item(self, paragraph: FlowParagraph, found: Marked) -> Block:
        level = self._depth.item(paragraph, found)
        return Block(BlockKind.BULLET, found.text, level=level, marker=found.mark, bulleted=True)

    def _table(self, table: FlowTable) -> None:
        caption = self._caption
        block = table_block(table, words(caption.text) if caption else "")
        self._end_lists()
        if block.rows:
            self._caption = None
            self._place_notes(block)
            self._blocks.append(replace(block, notes=(*(caption.notes if caption else ()), *block.notes)))
        for cell in table.cells:
            for note in notes_of(cell.content):
                self.take(note)

    def _contents(self, paragraph: FlowParagraph) -> None:
        """Add an entry to the table of contents under way, or begin one."""
        mark = paragraph.mark.text if paragraph.mark and not paragraph.mark.is_bullet else ""
        entry = words(f"{mark} {paragraph.text}")
        if entry and self._blocks and self._blocks[-1].kind is BlockKind.CONTENTS:
            self._blocks[-1] = replace(self._blocks[-1], text=f"{self._blocks[-1].text}\n{entry}")
        elif entry:
            self._add(Block(BlockKind.CONTENTS, entry), paragraph)

    def _add(self, block: Block, paragraph: FlowParagraph) -> None:
        self._place_notes(block)
        self._blocks.append(replace(block, notes=paragraph.notes))

    def _release_caption(self) -> None:
        """Take a caption for text after all when no table came."""
        caption, self._caption = self._caption, None
        if caption is not None:
            self._add(Block(BlockKind.TEXT, words(caption.text)), caption)

    def _place_notes(self, after: Block | None) -> None:
        """Put the notes that wait before `after`, unless it is a list item or the table of a heading."""
        of_heading = bool(self._blocks) and self._blocks[-1].kind is BlockKind.HEADING
        if after is not None and (after.kind is BlockKind.BULLET or (after.kind is BlockKind.TABLE and of_heading)):
            return
        self._blocks += self._notes
        self._notes = []


def _is_heading(found: Marked) -> bool:
    """Whether a paragraph in the style of a heading is short enough to be one."""
    length = len(found.text.split())
    sentence = bool(found.mark) and found.text.endswith(_SENTENCE_ENDS) and length > _LONGEST_SENTENCE
    return not found.is_bullet and length <= _LONGEST_HEADING and not sentence
