"""Elements of a page → blocks: paragraphs, headings, lists, tables and footnotes in reading order.

One pass without recursion, so that no page is nested too deeply. A number typed before a paragraph and one that the
browser counts become marks alike; what they number is `numbering`'s business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from mandate_qa.reading.html_headings import BOLD, opens_annex, ranked, reads_as_heading, with_captions
from mandate_qa.reading.html_lists import ListMarks, integer, is_contents
from mandate_qa.reading.html_main import LINE, Page
from mandate_qa.reading.html_paragraphs import cell_line, headed, joined, marked, opens_list, with_typed_notes
from mandate_qa.reading.html_tables import CellText, data_table, definitions, is_layout
from mandate_qa.reading.html_words import Gathering, Words, typed
from mandate_qa.reading.series import with_counted_marks
from mandate_qa.types import Block, BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "header hgroup hr legend li main menu ol optgroup option p pre search section summary table tbody td tfoot th "
    "thead tr ul caption".split()
) | frozenset(_HEADINGS)
_BOLD_TAGS = ("b", "strong")
_DEEPEST = 9
"""Level of list items beyond which nobody tells them apart."""
_NESTED_CELLS = 3
"""Tables within cells of tables that are read as such; further in, cells are read one after the other."""


def page_blocks(page: Page) -> list[Block]:
    """The blocks of a page, in reading order, headings ranked."""
    walk = Walk(page)
    for piece in page.pieces():
        walk.read(piece)
    return ranked(with_counted_marks(with_captions(with_typed_notes(walk.blocks))))


@dataclass(slots=True)
class _Item:
    """A list item that is open."""

    mark: str
    """What the browser shows before it, or "" when its own words bring it."""
    ordered: bool
    level: int
    """0 outermost."""
    block: int | None = None
    """Index of its block once it has one."""
    listed: bool = True
    """Whether its block is a list item rather than a numbered paragraph."""


@dataclass(slots=True)
class _List:
    """A list that is open."""

    marks: ListMarks
    level: int
    """Of its items."""
    item: _Item | None = None
    """Its last item, open or not."""

    @property
    def below(self) -> int:
        """Level of the items of a list below its last item; numbered paragraphs are no level."""
        return min(self.level + (self.item is None or self.item.listed), _DEEPEST)


class Walk:
    """One pass over elements."""

    def __init__(self, page: Page, cells: int = 0) -> None:
        self.blocks: list[Block] = []
        self.notes: list[int] = []
        """Numbers of the notes whose marks were met."""
        self._page = page
        self._cells = cells
        """How many cells it is in, one within the other."""
        self._words = Gathering()
        self._heading = self._bold = self._raised = self._quoted = 0
        self._lists: list[_List] = []
        self._items: list[_Item] = []
        self._note: int | None = None
        self._note_depth = 0
        """List items that the footnote stands in."""
        self._in_annex = False

    def read(self, root: LexborNode) -> None:
        """Read an element and what is in it."""
        for node, leaving in self._events(root):
            if node.is_text_node:
                self._words.add(node.text_content or "", bold=self._bold > 0, raised=self._raised > 0)
            elif leaving:
                self._leave(node)
            else:
                self._enter(node)
        self._flush()

    def _events(self, root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
        """Elements as they are entered and left, and text, in the order of the page, without what is not read."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if not leaving and not node.is_text_node and self._taken_whole(node):
                continue
            yield node, leaving
            if leaving or node.is_text_node:
                continue
            stack.append((node, True))
            children = [child for child in node.iter(include_text=True) if self._is_read(child)]
            stack += [(child, False) for child in reversed(children)]

    def _is_read(self, node: LexborNode) -> bool:
        """Whether a node is text, or an element that is read; comments and the like are neither."""
        return node.is_text_node or (node.is_element_node and node.mem_id not in self._page.skipped)

    # -- elements ----------------------------------------------------------------------------------------------------

    def _taken_whole(self, node: LexborNode) -> bool:
        """Read an element that is no sequence of paragraphs, if it is one: a table, a list of links, a note's mark."""
        tag, notes = node.tag, self._page.notes
        if node.mem_id in notes.marks:
            self._take_mark(node)
        elif tag == "br":
            self._words.line_break()
        elif tag == "table" and self._cells < _NESTED_CELLS and not is_layout(node):
            return self._take_table(data_table(node, self._cell))
        elif tag == "dl" and self._cells < _NESTED_CELLS and node.css_first("h1, h2, h3, h4, h5, h6") is None:
            return self._take_table(definitions(node, self._cell))
        elif tag in ("ul", "ol") and not self._cells and is_contents(node):
            self._take_contents(node)
        else:
            return node.mem_id in notes.back
        return True

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._flush()
        if node.mem_id in self._page.notes.holders:
            self._note = self._page.notes.holders[node.mem_id]
            self._note_depth = len(self._items) + (tag == "li")
        self._words.line = integer(node, LINE) or self._words.line
        self._heading = _HEADINGS.get(tag, self._heading)
        self._bold += tag in _BOLD_TAGS
        self._raised += tag == "sup"
        self._quoted += tag == "blockquote"
        if tag in ("ul", "ol", "menu"):
            above = self._lists[-1] if self._lists else None
            self._lists.append(_List(ListMarks(node, above.marks if above else None), above.below if above else 0))
        elif tag == "li":
            self._open_item(node)
            self._items[-1].listed = node.mem_id not in self._page.notes.holders

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._flush()
        if node.mem_id in self._page.notes.holders:
            self._note = None
        if tag in _HEADINGS:
            self._heading = 0
        self._bold -= tag in _BOLD_TAGS
        self._raised -= tag == "sup"
        self._quoted -= tag == "blockquote"
        if tag in ("ul", "ol", "menu"):
            self._lists.pop()
        elif tag == "li" and self._items:
            self._items.pop()

    def _open_item(self, node: LexborNode) -> None:
        if not self._lists:
            self._items.append(_Item("-", ordered=False, level=0))
            return
        above = self._lists[-1]
        above.item = _Item(above.marks.mark(node), above.marks.ordered, above.level)
        self._items.append(above.item)

    def _take_mark(self, node: LexborNode) -> None:
        """Note the mark of a footnote, or the several in one raised element."""
        marks = self._page.notes.marks
        inner = [marks[link.mem_id] for link in node.css("a") if link.mem_id in marks and node.tag != "a"]
        for number in inner or [marks[node.mem_id]]:
            self._words.note(number)
            self.notes.append(number)

    def _take_contents(self, node: LexborNode) -> None:
        self._flush()
        entries = [" ".join(link.text().split()) for link in node.css("a[href^='#']")]
        self.blocks.append(Block(BlockKind.CONTENTS, "\n".join(filter(None, entries)), lines=(self._words.line,) * 2))

    def _take_table(self, block: Block | None) -> bool:
        """Take the block of a table; False when it is none after all, and its cells are to be read one by one."""
        if block is None:
            return False
        self._flush()
        self.blocks.append(block)
        self.notes += block.notes
        return True

    def _cell(self, node: LexborNode) -> CellText:
        """What a cell says, by a walk of its own."""
        walk = Walk(self._page, self._cells + 1)
        walk.read(node)
        first = integer(node, LINE) or 0
        last = max((block.lines[1] for block in walk.blocks), default=first)
        return CellText("\n".join(map(cell_line, walk.blocks)), tuple(dict.fromkeys(walk.notes)), (first, last))

    # -- paragraphs --------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Make blocks of the words gathered so far."""
        for words in self._words.take():
            block = self._block(words)
            if block is not None:
                self.blocks.append(block)
                if block.kind is BlockKind.HEADING and block.level != BOLD:
                    self._in_annex = opens_annex(block) or (self._in_annex and block.level > 2)

    def _block(self, words: Words) -> Block | None:
        """The block of some words; None when they go on with the one above."""
        block = Block(BlockKind.TEXT, words.text, notes=words.notes, lines=words.lines)
        if self._note is not None and not self._lists_in_note():
            return self._footnote(words, self._note)
        if self._heading and self._note is None:
            return headed(block, self._heading)
        if self._items:
            return self._item(block)
        if self._quoted or self._cells:
            return block
        if words.bold and reads_as_heading(words.text) and "." not in typed(words.text).marker[:-1]:
            return headed(block, BOLD)
        return marked(block, typed(words.text))

    def _lists_in_note(self) -> bool:
        """Whether words are an item of a list that the words of a footnote open."""
        if self._note is None or len(self._items) <= self._note_depth or not self.blocks:
            return False
        return self.blocks[-1].kind is BlockKind.BULLET or opens_list(self.blocks[-1])

    def _footnote(self, words: Words, number: int) -> Block | None:
        """A footnote, or None when the words go on with it."""
        above = self.blocks[-1] if self.blocks else None
        if above is not None and above.kind is BlockKind.FOOTNOTE and above.marker == str(number):
            self.blocks[-1] = joined(above, words)
            return None
        text = words.text
        for form in (f"{number}.", f"[{number}]", f"({number})", f"{number})", f"{number}"):
            text = text.removeprefix(f"{form} ") if text == words.text else text
        return Block(BlockKind.FOOTNOTE, text, marker=str(number), lines=words.lines)

    def _item(self, block: Block) -> Block | None:
        """A list item, a numbered paragraph, or None when the words go on with the item."""
        item = self._items[-1]
        if item.block is not None:
            if item.listed and item.block == len(self.blocks) - 1:
                self.blocks[-1] = joined(self.blocks[-1], Words(block.text, block.notes, False, block.lines))
                return None
            return replace(block, kind=BlockKind.BULLET, level=item.level, bulleted=True) if item.listed else block
        item.block = len(self.blocks)
        block = self._first_of_item(block, item)
        item.listed = block.kind is BlockKind.BULLET
        return block

    def _first_of_item(self, block: Block, item: _Item) -> Block:
        """The block that an item begins with."""
        found = typed(block.text)
        indent = 2 * item.level
        if "." in found.number and not self._cells:
            return replace(marked(block, found), bulleted=not item.ordered and item.mark != "", indent=indent)
        mark = item.mark
        if found.number and found.marker != found.number if mark == "-" else found.marker and not mark:
            mark, block = found.marker, replace(block, text=found.text)
        counted = mark[:-1].isdecimal() and (item.ordered or not item.mark)
        if counted and len(self._items) == 1 and not self._cells and not self._announced():
            return replace(block, marker=mark)
        return replace(block, kind=BlockKind.BULLET, marker=mark or "-", level=item.level, bulleted=True, indent=indent)

    def _announced(self) -> bool:
        """Whether the words above open a list, so that its numbers count items; in an annex they count its own."""
        above = next((b for b in reversed(self.blocks) if b.kind is not BlockKind.FOOTNOTE), None)
        if above is None or self._in_annex:
            return False
        if above.kind is BlockKind.BULLET:
            return len(self._items) > 1 or above.marker[:-1].isdecimal()
        return above.kind is BlockKind.TEXT and opens_list(above)
