"""Blocks of a document → the same document as a program for OpenDocument writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from counted import OUTLINE, Counted, Shape, note_lines, planned, with_typed_number
from make_odt import bullet_level, cell, h, item, list_style, note, number_level, odt, ol, p, row, style, table

from mandate_qa.types import Block, BlockKind

_STYLES = {"decimal": "1", "lowerLetter": "a"}


def as_odt(blocks: Sequence[Block]) -> bytes:
    """The blocks as an OpenDocument text."""
    plan, lists = planned(blocks)
    styles = "".join(_list_style(name, levels) for name, levels in lists.shapes.items())
    styles += "".join(map(_paragraph_styles, lists.shapes))
    styles += list_style("bullets", *(bullet_level(n) for n in (1, 2, 3)))
    writer = _Writer(note_lines(blocks))
    return odt(*writer.body(plan), automatic=styles)


class _Writer:
    def __init__(self, notes: dict[int, list[str]]) -> None:
        self._texts = notes
        self._begun: set[str] = set()

    def body(self, plan: Sequence[tuple[Block, Counted | None]]) -> Iterator[str]:
        for bulleted, run in groupby(plan, key=lambda entry: entry[0].kind is BlockKind.BULLET):
            if bulleted:
                yield _list([(block.level, p(block.text, *self._marks(block.notes))) for block, _ in run])
            else:
                yield from (self._block(block, place) for block, place in run)

    def _block(self, block: Block, place: Counted | None) -> str:
        if block.kind is BlockKind.TABLE:
            return self._table(block)
        if block.kind is BlockKind.CONTENTS:
            lines = "".join(p(line, style="Contents_20_1") for line in block.text.split("\n"))
            return f"<text:table-of-content><text:index-body>{lines}</text:index-body></text:table-of-content>"
        marks = self._marks(block.notes)
        words = block.text if place else with_typed_number(block)
        named = _style(place.list) if place else ""
        if block.kind is BlockKind.HEADING:
            made = h(block.level, words, *marks, style=f"{named}-h{block.level}" if named else "")
        else:
            made = p(words, *marks, style=named or "Standard")
        return self._counted(made, place) if place else made

    def _counted(self, paragraph: str, place: Counted) -> str:
        """A paragraph in its list, which goes on with the one of the same name."""
        begun = place.list in self._begun
        self._begun.add(place.list)
        more = f'text:continue-list="{_style(place.list)}"' if begun else f'xml:id="{_style(place.list)}"'
        start = f'text:start-value="{place.start}"' if place.start is not None else ""
        return _nested(paragraph, place.level, place.list, more, start)

    def _marks(self, notes: Sequence[int]) -> list[str]:
        return [note(str(n), *_lines(self._texts[n])) for n in notes if n in self._texts]

    def _table(self, block: Block) -> str:
        width = max(map(len, block.rows))
        noted = block.row_notes or ((),) * len(block.rows)
        rows = (self._row(cells, notes, width) for cells, notes in zip(block.rows, noted, strict=True))
        return table(*rows, columns=width)

    def _row(self, cells: Sequence[str], notes: Sequence[int], width: int) -> str:
        filled = [*cells, *[""] * (width - len(cells))]
        made = [cell(*_lines(text.split("\n"))) for text in filled]
        if notes:
            before, end, after = made[0].rpartition("</text:p>")
            made[0] = f"{before}{''.join(self._marks(notes))}{end}{after}"
        return row(*made)


def _nested(paragraph: str, level: int, style: str, more: str = "", start: str = "") -> str:
    """A paragraph as the only item of a list at a level."""
    made = item(paragraph, more=start)
    for _ in range(level):
        made = item(ol(made))
    return ol(made, style=style, more=more)


def _lines(lines: Sequence[str]) -> Iterator[str]:
    """Lines as paragraphs, and those after "- " as lists."""
    for listed, run in groupby(lines, key=lambda line: line.lstrip().startswith("- ")):
        if listed:
            items = [((len(line) - len(line.lstrip())) // 2, line.lstrip().removeprefix("- ")) for line in run]
            yield _list([(level, p(text)) for level, text in items])
        else:
            yield from map(p, run)


def _list(items: Sequence[tuple[int, str]]) -> str:
    """Paragraphs at their levels as one list with bullets."""
    made: list[str] = []
    for deeper, run in groupby(items, key=lambda entry: entry[0] > 0):
        if deeper:
            below = _list([(level - 1, paragraph) for level, paragraph in run])
            made.append(item(*([made.pop()] if made else []), below))
        else:
            made += [paragraph for _, paragraph in run]
    return ol(*(entry if entry.startswith("<text:list-item") else item(entry) for entry in made), style="bullets")


def _style(name: str) -> str:
    """A name for a list that may stand in XML as it is."""
    return "list-" + "".join(c if c.isalnum() else f"-{ord(c)}-" for c in name)


def _paragraph_styles(name: str) -> str:
    """Styles for paragraphs and headings that a list counts; programs want them to name the list as well."""
    named = f'style:list-style-name="{name}"'
    headings = (style(f"{_style(name)}-h{n}", parent=f"Heading_20_{n}", more=named) for n in range(1, 5))
    return style(_style(name), parent="Standard", more=named) + "".join(headings)


def _list_style(name: str, levels: dict[int, Shape]) -> str:
    return list_style(
        name,
        *(
            number_level(n + 1, _STYLES[style], prefix=opening, suffix=stop, shown=n + 1 if name == OUTLINE else 1)
            for n, (opening, style, stop) in sorted(levels.items())
        ),
        *(number_level(n + 1, "1") for n in range(max(levels, default=0)) if n not in levels),
    )
