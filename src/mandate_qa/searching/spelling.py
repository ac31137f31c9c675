"""The word of an index that an unknown one is most likely a misspelling of.

Knows words and nothing of where they stand. Among hundreds of thousands of words it compares only those that can be
alike enough: with the same first letter, nearly as long, and with enough letters in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt

ALIKE = 0.8
"""Least likeness: twice the letters that match in order, as a share of the letters of both (difflib's ratio)."""
LONGER = 2
"""Letters by which the two may differ in length."""

Letters = npt.NDArray[np.uint32]
"""Shape (words, length): a code point each."""


class Spelling:
    """The words of an index by first letter and length. Thread-safe."""

    def __init__(self, words: Iterable[str]) -> None:
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for word in words:
            found[word[:1], len(word)].add(word)
        self._words = {sort: _letters(sorted(alike), sort[1]) for sort, alike in found.items() if sort[1]}

    def nearest(self, term: str) -> str | None:
        """The word that is most like `term`, the last in the alphabet of several; None when none is alike enough."""
        lengths = range(max(1, len(term) - LONGER), len(term) + LONGER + 1)
        groups = [self._words[term[:1], length] for length in lengths if (term[:1], length) in self._words]
        alike = [word for letters in groups for word in _possible(term, letters)]
        close = get_close_matches(term, alike, n=1, cutoff=ALIKE)
        return close[0] if close else None


def _letters(words: list[str], length: int) -> Letters:
    return np.array(words, dtype=f"<U{length}").view(np.uint32).reshape(len(words), length)


def _possible(term: str, letters: Letters) -> list[str]:
    """The words that have enough letters in common with `term`, in whatever order."""
    shared = np.zeros(len(letters), dtype=np.int64)
    for letter, often in Counter(term).items():
        shared += np.minimum((letters == ord(letter)).sum(axis=1), often)
    length = letters.shape[1]
    chosen = letters[2.0 * shared / (len(term) + length) >= ALIKE]
    return [str(word) for word in np.ascontiguousarray(chosen).view(f"<U{length}").ravel()]
