"""Blocks of a document → the same document as Word writes it."""

from __future__ import annotations

from collections.abc import Sequence

from counted import OUTLINE, Counted, Lists, Shape, note_lines, planned, with_typed_number
from make_docx import cell, control, definition, docx, instance, level, note, p, row, starting, table

from mandate_qa.types import Block, BlockKind

_BULLETS = ("\uf0b7", "o", "\uf0a7")
_CONTENTS = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'


def as_docx(blocks: Sequence[Block]) -> bytes:
    """The blocks as a Word document."""
    plan, lists = planned(blocks)
    return _Writer(lists, note_lines(blocks)).written(plan)


class _Writer:
    def __init__(self, lists: Lists, notes: dict[int, list[str]]) -> None:
        self._lists = {name: n for n, name in enumerate(lists.shapes, start=1)}
        self._bullets = len(self._lists) + 1
        self._texts = notes
        self._order: dict[int, int] = {}
        self._numbering = "".join(_definition(self._lists[name], name, levels) for name, levels in lists.shapes.items())
        self._numbering += definition(self._bullets, *(level(n, "bullet", mark) for n, mark in enumerate(_BULLETS)))
        self._instances = [instance(n, n) for n in range(1, self._bullets + 1)]

    def written(self, plan: Sequence[tuple[Block, Counted | None]]) -> bytes:
        body = [self._block(block, place) for block, place in plan]
        notes = ["".join(map(self._cell_line, self._texts[number])) for number in self._order]
        return docx(*body, numbering=self._numbering + "".join(self._instances), footnotes=notes)

    def _block(self, block: Block, place: Counted | None) -> str:
        if block.kind is BlockKind.TABLE:
            return self._table(block) + p()
        if block.kind is BlockKind.CONTENTS:
            return control(*(p(line, style="TOC1") for line in block.text.split("\n")), properties=_CONTENTS)
        marks = self._marks(block.notes)
        if block.kind is BlockKind.BULLET:
            return p(block.text, *marks, num=(self._bullets, block.level))
        style = f"Heading{block.level}" if block.kind is BlockKind.HEADING else ""
        if place is None:
            return p(with_typed_number(block), *marks, style=style)
        return p(block.text, *marks, style=style, num=(self._instance(place), place.level))

    def _instance(self, place: Counted) -> int:
        """The numbering id for a number; one of its own when the count is set anew."""
        if place.start is None:
            return self._lists[place.list]
        new = len(self._instances) + 1
        self._instances.append(instance(new, self._lists[place.list], starting(place.start, place.level)))
        return new

    def _marks(self, notes: Sequence[int]) -> list[str]:
        return [note(self._order.setdefault(n, len(self._order) + 1)) for n in notes if n in self._texts]

    def _table(self, block: Block) -> str:
        width = max(map(len, block.rows))
        noted = block.row_notes or ((),) * len(block.rows)
        return table(*(self._row(cells, notes, width) for cells, notes in zip(block.rows, noted, strict=True)))

    def _row(self, cells: Sequence[str], notes: Sequence[int], width: int) -> str:
        filled = [*cells, *[""] * (width - len(cells))]
        made = [cell(*map(self._cell_line, text.split("\n"))) for text in filled]
        if notes:
            made[0] = made[0].replace("</w:p></w:tc>", f"{''.join(self._marks(notes))}</w:p></w:tc>")
        return row(*made)

    def _cell_line(self, line: str) -> str:
        stripped = line.lstrip(" ")
        if not stripped.startswith("- "):
            return p(line)
        return p(stripped.removeprefix("- "), num=(self._bullets, (len(line) - len(stripped)) // 2))


def _definition(identifier: int, name: str, levels: dict[int, Shape]) -> str:
    """A list; the levels of the outline print those above them."""
    made = []
    for n, (opening, style, stop) in sorted(levels.items()):
        places = ".".join(f"%{m}" for m in range(1, n + 2)) if name == OUTLINE else "%1"
        made.append(level(n, style, f"{opening}{places}{stop}", left=720))
    if name == OUTLINE:
        made = [*(level(n, "decimal", "") for n in range(max(levels, default=0)) if n not in levels), *made]
    return definition(identifier, *made)
