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

from mandate_qa.searching.remembering import remembered
from mandate_qa.searching.words import Words

ALIKE = 0.8
"""Least likeness: twice the letters that match in order, as a share of the letters of both (difflib's ratio)."""
LONGER = 2
"""Letters by which the two may differ in length."""

BEGINNINGS = 100
"""First letters whose words are kept made ready."""

Letters = npt.NDArray[np.uint32]
"""Shape (words, length): a code point each."""


class Spelling:
    """The words of an index, made ready for a first letter when one with it is asked for. Thread-safe."""

    def __init__(self, vocabularies: Iterable[Words]) -> None:
        """`vocabularies` may hold the same words."""
        self._vocabularies = tuple(vocabularies)
        self._beginning = remembered(BEGINNINGS, self._by_length)

    def nearest(self, term: str) -> str | None:
        """The word that is most like `term`, the last in the alphabet of several; None when none is alike enough."""
        groups = self._beginning(term[0]) if term else {}
        near = range(len(term) - LONGER, len(term) + LONGER + 1)
        alike = [word for length in near if length in groups for word in _possible(term, groups[length])]
        close = get_close_matches(term, alike, n=1, cutoff=ALIKE)
        return close[0] if close else None

    def _by_length(self, first: str) -> dict[int, Letters]:
        found: dict[int, list[str]] = defaultdict(list)
        words = (word for words in self._vocabularies for word in words.beginning(first))
        for word in dict.fromkeys(words):
            found[len(word)].append(word)
        return {length: _letters(words, length) for length, words in found.items()}


def _letters(words: list[str], length: int) -> Letters:
    return np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype="<u4").reshape(len(words), length)


def _possible(term: str, letters: Letters) -> list[str]:
    """The words that have enough letters in common with `term`, in whatever order."""
    shared = np.zeros(len(letters), dtype=np.int64)
    for letter, often in Counter(term).items():
        shared += np.minimum((letters == ord(letter)).sum(axis=1), often)
    length = letters.shape[1]
    chosen = letters[2.0 * shared / (len(term) + length) >= ALIKE]
    return [str(word) for word in np.ascontiguousarray(chosen).view(f"<U{length}").ravel()]
