"""What the parts of a paragraph come to while they are gathered: its text, and what introduces and counts each part.

All of it is kept as the parts come, so that a paragraph of 20,000 list items takes no longer for each than one of ten.
"""

from __future__ import annotations

from collections import Counter

from mandate_qa.types import Part, PartKind


def announces(part: Part) -> bool:
    """Whether a part ends in words that open a list."""
    return part.text.rstrip().endswith((":", ":-", " –", "—"))


class Gathered:
    """Text that grows line by line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add_line(self, mark: str, words: str) -> int:
        """Put `mark` and `words` on a line of their own; the place at which the words begin."""
        start = self._length + (1 if self._length else 0) + len(mark)
        self._pieces += ("\n" if self._length else "", mark, words)
        self._length = start + len(words)
        return start

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)


class Leads:
    """The parts so far that can introduce the next one, and how many there are of each kind."""

    def __init__(self) -> None:
        self.first_item: int | None = None
        """Index of the first list item."""
        self._text: int | None = None
        self._opening: int | None = None
        self._items: dict[int, int] = {}
        self._counts: Counter[tuple[PartKind, int]] = Counter()
        self._counts_apart: Counter[tuple[PartKind, int, int | None]] = Counter()

    def add(self, index: int, part: Part) -> None:
        """Take the part at an index."""
        self._counts[part.kind, part.level] += 1
        self._counts_apart[part.kind, part.level, part.lead] += 1
        if part.kind is PartKind.TEXT:
            self._add_text(index, part)
        elif part.kind is PartKind.BULLET:
            self._items[part.level] = index
            self.first_item = index if self.first_item is None else self.first_item

    def _add_text(self, index: int, part: Part) -> None:
        """A text introduces what follows; a sentence that interrupts a list leaves that to the text which opened it."""
        resumes = part.text.endswith(".") and self._opening is not None
        self._text = self._opening if resumes else index
        self._opening = index if announces(part) else self._opening
        self._items = {}

    def lead(self, level: int) -> int | None:
        """Index of the part that introduces a list item or row: the last item above its level, else the last text."""
        above = [index for own, index in self._items.items() if own < level]
        return max(above, default=self._text)

    def count(self, kind: PartKind, level: int, lead: int | None, *, apart: bool) -> int:
        """How many parts of a kind stand on a level; with `apart` those alone that have the same lead."""
        return self._counts_apart[kind, level, lead] if apart else self._counts[kind, level]
