"""What stands in the cells of a table → lines of text, and the notes whose marks stand there.

Lists in a cell stand on lines after "- ", two blanks more a level; a table in a cell takes a line a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mandate_qa.reading.flow import Flow, FlowNote, FlowParagraph, FlowTable
from mandate_qa.reading.flow_depth import ListDepth
from mandate_qa.reading.flow_marks import marked, split_lines, words


def cell_lines(content: Sequence[Flow]) -> list[str]:
    """The lines of a cell. A number that the program printed stands before its words; where several are numbered,
    they are a list.
    """
    depth = ListDepth()
    listed = sum(isinstance(piece, FlowParagraph) and piece.mark is not None for piece in content) > 1
    lines: list[str] = []
    for piece in content:
        if isinstance(piece, FlowTable):
            lines += _nested_lines(piece)
        elif isinstance(piece, FlowParagraph):
            lines += [_line(paragraph, depth, listed=listed) for paragraph in split_lines(piece)]
    return [line for line in lines if line.strip(" -")]


def holds_words(content: Sequence[Flow]) -> bool:
    """Whether a cell holds any words, or a number that the program printed."""
    return any(
        (isinstance(piece, FlowParagraph) and (piece.mark is not None or bool(piece.text.strip())))
        or (isinstance(piece, FlowTable) and any(holds_words(cell.content) for cell in piece.cells))
        for piece in content
    )


def notes_in(content: Sequence[Flow]) -> Iterator[int]:
    """Numbers of the notes whose marks stand in a cell, those of tables in it among them."""
    for piece in content:
        if isinstance(piece, FlowParagraph):
            yield from piece.notes
        elif isinstance(piece, FlowTable):
            for cell in piece.cells:
                yield from notes_in(cell.content)


def notes_of(content: Sequence[Flow]) -> Iterator[FlowNote]:
    """The notes themselves, those of tables in the cell among them."""
    for piece in content:
        if isinstance(piece, FlowNote):
            yield piece
        elif isinstance(piece, FlowTable):
            for cell in piece.cells:
                yield from notes_of(cell.content)


def _line(paragraph: FlowParagraph, depth: ListDepth, *, listed: bool) -> str:
    """One paragraph of a cell as a line."""
    found = marked(paragraph)
    if found.is_bullet and found.text:
        return f"{'  ' * depth.item(paragraph, found)}- {found.text}"
    if found.typed or not found.mark:
        depth.text(paragraph)
        return words(paragraph.text) if found.typed else found.text
    numbered = f"{found.mark} {found.text}".strip()
    return f"{'  ' * depth.item(paragraph, found)}- {numbered}" if listed and found.text else numbered


def _nested_lines(table: FlowTable) -> list[str]:
    """A table inside a cell, a line a row, its cells parted by bars."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(" ".join(line.lstrip(" -") for line in cell_lines(cell.content)))
    return [" | ".join(filter(None, row)) for row in rows.values()]
