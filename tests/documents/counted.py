"""Which list of a word processor counts which number of a document: what writers of test documents share.

Numbers are not typed but counted, restarted where the count does not go on by itself; what no list can count is typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mandate_qa.types import Block, BlockKind

OUTLINE = "outline"
"""The list of several levels that counts chapters and the paragraphs in them."""
_MARKER = re.compile(r"(?P<open>\(?)(?P<number>\d+(?:\.\d+)*|[a-z])(?P<stop>[.:)]*)")

Shape = tuple[str, str, str]
"""What stands before a number, how it is written (by Word's name), what stands after it."""


@dataclass(frozen=True)
class Counted:
    """A number as a list counts it."""

    list: str
    level: int
    start: int | None = None
    """What the count is set to here, where it does not go on by itself."""


@dataclass
class Lists:
    """The lists of a document."""

    shapes: dict[str, dict[int, Shape]] = field(default_factory=lambda: {OUTLINE: {}})
    """List → level → shape of its numbers."""
    _outline: list[int] = field(default_factory=list)
    _last: dict[str, int] = field(default_factory=dict)

    def place(self, block: Block) -> Counted | None:
        """The list and level that count a block's number; None when it has none or none can."""
        found = _MARKER.fullmatch(block.marker)
        if found is None or block.kind not in (BlockKind.TEXT, BlockKind.HEADING):
            return None
        chapter = block.kind is BlockKind.HEADING and block.level == 1 and found["number"].isdigit()
        if chapter or "." in found["number"]:
            return self._in_outline([int(part) for part in found["number"].split(".")], found["stop"])
        return self._alone(found)

    def _in_outline(self, number: list[int], stop: str) -> Counted | None:
        level = len(number) - 1
        shape = ("", "decimal", stop)
        above = [*self._outline, *[1] * level][:level]
        if number[:-1] != above or self.shapes[OUTLINE].setdefault(level, shape) != shape:
            return None
        expected = self._outline[level] + 1 if len(self._outline) > level else 1
        self._outline = number
        return Counted(OUTLINE, level, None if number[-1] == expected else number[-1])

    def _alone(self, found: re.Match[str]) -> Counted:
        style = "decimal" if found["number"].isdigit() else "lowerLetter"
        value = int(found["number"]) if style == "decimal" else ord(found["number"]) - ord("a") + 1
        name = f"{found['open']}{style}{found['stop']}"
        self.shapes.setdefault(name, {0: (found["open"], style, found["stop"])})
        goes_on = value == self._last.get(name, 0) + 1
        self._last[name] = value
        return Counted(name, 0, None if goes_on else value)


def planned(blocks: Sequence[Block]) -> tuple[list[tuple[Block, Counted | None]], Lists]:
    """Each block with what counts its number, and the lists that do; footnotes and lists in them are left out."""
    lists = Lists()
    in_notes = {n for found in _note_places(blocks).values() for n in found}
    return [(block, lists.place(block)) for n, block in enumerate(blocks) if n not in in_notes], lists


def with_typed_number(block: Block) -> str:
    """The words of a block after its number, for one that nothing counts."""
    return f"{block.marker} {block.text}".strip()


def note_lines(blocks: Sequence[Block]) -> dict[int, list[str]]:
    """Number → lines of each footnote, the items of a list in it after "- "."""
    return {
        int(blocks[found[0]].marker): [blocks[found[0]].text, *(f"- {blocks[n].text}" for n in found[1:])]
        for found in _note_places(blocks).values()
    }


def _note_places(blocks: Sequence[Block]) -> dict[int, list[int]]:
    """Place of each footnote → its place and those of the items of the list that it opens."""
    places: dict[int, list[int]] = {}
    for n, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            places[n] = [n]
        elif block.kind is BlockKind.BULLET and places:
            last = list(places.values())[-1]
            if last[-1] == n - 1 and blocks[last[0]].text.endswith(":"):
                last.append(n)
    return places
