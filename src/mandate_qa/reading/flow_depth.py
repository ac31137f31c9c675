"""How deep each list item stands, counted from the outermost item of its list.

Word processors count levels from the outermost level of a numbering scheme, which may number the paragraph above
("1.15" is level 2, its bullets level 3), or start a scheme anew for each list; readers want the items' own depth.
"""

from __future__ import annotations

from mandate_qa.reading.flow import FlowParagraph
from mandate_qa.reading.flow_marks import Marked

_STEP = 100
"""Twentieths of a point an item must stand further in to be below another."""

Place = tuple[FlowParagraph, Marked]


class ListDepth:
    """Follows a text paragraph by paragraph."""

    def __init__(self) -> None:
        self._above: list[Place] = []
        self._numbered: Place | None = None
        """The numbered paragraph that items may belong to; it does not count as an item itself."""

    def item(self, paragraph: FlowParagraph, found: Marked) -> int:
        """Depth of a list item, 0 outermost."""
        while self._above and not _below((paragraph, found), self._above[-1]):
            self._above.pop()
        self._above.append((paragraph, found))
        return len(self._above) - 1

    def is_below(self, paragraph: FlowParagraph, found: Marked) -> bool:
        """Whether a number would stand below the numbered paragraph or an item above it, rather than go on with the
        count of paragraphs.
        """
        places = [*self._above, *([self._numbered] if self._numbered else [])]
        return any(_below((paragraph, found), place) for place in places)

    def numbered(self, paragraph: FlowParagraph, found: Marked) -> None:
        """Take note of a numbered paragraph."""
        self._above, self._numbered = [], (paragraph, found)

    def text(self, paragraph: FlowParagraph) -> None:
        """Take note of text without a mark; when it is set in, it goes on with the item above."""
        if self._above and paragraph.indent < self._above[0][0].indent + _STEP:
            self._above = []

    def end(self) -> None:
        """Take note of a heading or a table, below which nothing goes on."""
        self._above, self._numbered = [], None


def _below(item: Place, above: Place) -> bool:
    """Whether an item stands below another rather than beside it."""
    (paragraph, found), (parent, marked) = item, above
    if paragraph.mark and parent.mark and paragraph.mark.list == parent.mark.list:
        return paragraph.mark.level > parent.mark.level
    if abs(paragraph.indent - parent.indent) >= _STEP:
        return paragraph.indent > parent.indent
    return found.mark != marked.mark and found.mark in "○◦–—" and marked.text.endswith(":")
