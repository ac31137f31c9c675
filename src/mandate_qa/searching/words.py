"""The words of one segment, in a file that is mapped into memory and searched by bisection.

A million passages have some hundred thousand words; reading them all would be most of what opening an index takes.
Knows words and their places, and nothing of the rows they stand in.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

WORDS, ENDS = "words.txt", "words-ends.npy"
"""The words, in the order of their bytes, a line each; where each line ends."""
REMEMBERED = 20_000
"""Words whose place, or absence, is kept."""


class Words(Collection[str]):
    """Words in the order of their letters' code points, each with its place. Thread-safe."""

    def __init__(self, text: bytes | mmap.mmap, ends: npt.NDArray[np.int64]) -> None:
        self._text = text
        self._ends = ends
        self._numbers = ends.data  # gives plain numbers, which is quicker
        self._size = len(ends)
        self._known: dict[str, int | None] = {}

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        """These words, which come sorted and once each."""
        lines = [f"{word}\n".encode() for word in words]
        return cls(b"".join(lines), np.cumsum([len(line) for line in lines], dtype=np.int64))

    @classmethod
    def open(cls, folder: Path) -> Words:
        """The words in `folder`. Raises OSError, and ValueError for what no words can be read from."""
        ends = np.asarray(np.load(folder / ENDS, mmap_mode="r" if (folder / WORDS).stat().st_size else None))
        with (folder / WORDS).open("rb") as file:
            text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(ends) else b""
        if len(text) != (int(ends[-1]) if len(ends) else 0):
            raise ValueError(folder)
        return cls(text, ends)

    def save(self, folder: Path) -> None:
        """Write the words into `folder`; the same words give the same files."""
        (folder / WORDS).write_bytes(self._text[:])
        np.save(folder / ENDS, self._ends)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        return iter(self._text[:].decode().split("\n")[:-1])

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.place(word) is not None

    def place(self, word: str) -> int | None:
        """The place of a word; None when it is none of these."""
        known = self._known
        if word not in known:
            if len(known) >= REMEMBERED:
                self._known = known = {}  # others may go on with the one before
            known[word] = self._found(word.encode("utf-8", "replace"))
        return known[word]

    def beginning(self, letter: str) -> list[str]:
        """The words that begin with a letter."""
        begin = letter.encode("utf-8", "replace")
        first, last = self._first(begin), self._first(begin + b"\xff")  # which no letter has
        start = int(self._numbers[first - 1]) if first else 0
        end = int(self._numbers[last - 1]) if last else 0
        return self._text[start:end].decode().split("\n")[:-1]

    def _found(self, wanted: bytes) -> int | None:
        place = self._first(wanted)
        return place if place < self._size and self._line(place) == wanted else None

    def _first(self, wanted: bytes) -> int:
        """The place of the first word that is not before `wanted`."""
        low, high = 0, self._size
        while low < high:
            middle = (low + high) // 2
            if self._line(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _line(self, place: int) -> bytes:
        start = self._numbers[place - 1] if place else 0
        return self._text[start : self._numbers[place] - 1]
