"""Words that a line end cuts: where lines meet, what joins them, and which hyphens were only there for the line.

A hyphen at a line end is left open until the whole document is known: the word is written as the rest of the
document writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

OPEN = "\u00ad"
"""Stands where a line ended in a hyphen that may have been put there for the line alone."""

_ENDS_OPEN = re.compile(r"[^\W\d_]-$")
_ENDS_TIED = re.compile(r"(?:\w[-/‑]|[-–]\d+[-–])$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENED = re.compile(rf"([^\W\d_]+(?:['’-][^\W\d_]+)*){OPEN}([^\W\d_]+)")
_ADDRESS = re.compile(r"(?:(?:https?://|www\.)\S*|\b[\w-]+(?:\.[\w-]+)+/\S*)$")
_COMBINING = frozenset(
    "all anti co cross ex far full half high inter long low mid multi non part post pre self semi short sub vice well "
    "two three four five six seven eight nine ten".split()
)
"""What is written with a hyphen before most words."""
_ENDINGS = frozenset(
    "ability able age ages ally ant ants ate form forms ion ions less man men mental ship some ward work".split()
)
"""Endings of words that are words themselves."""
_SUBPARAGRAPH = re.compile(r"\(\w{1,3}\)$")


def joined(before: str, after: str) -> str:
    """Two lines as one: parted by a blank, tied where a hyphen, a slash or a web address goes on."""
    if _ADDRESS.search(before) and re.match(r"\S*[/._?=&-]|\S+$", after) and not before.endswith((".", ",", ")")):
        return before + after
    if _ENDS_OPEN.search(before) and after[:1].islower():
        return before[:-1] + OPEN + after
    if _ENDS_TIED.search(before) and after[:1].isalnum():
        return before + after
    if _SUBPARAGRAPH.search(before) and re.match(r"\(\w{1,3}\)", after):
        return before + after
    return f"{before} {after}"


class Vocabulary:
    """The words of a document, by which open hyphens are settled."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        opened: set[tuple[str, str]] = set()
        for text in texts:
            self._words.update(word.lower() for word in _WORD.findall(_OPENED.sub(" ", text)))
            opened.update((first.lower(), second.lower()) for first, second in _OPENED.findall(text))
        self._parts = {part for word in self._words for part in word.split("-")}
        self._hyphenated = any(first + second in self._words for first, second in opened)
        """Whether the document cuts words at line ends at all, as far as its other words show."""

    def settled(self, text: str) -> str:
        """`text` with each open hyphen kept or dropped."""
        while OPEN in text:
            text = _OPENED.sub(lambda found: self._word(found[1], found[2]), text, count=1)
            if not _OPENED.search(text):
                text = text.replace(OPEN, "-")
        return text

    def _word(self, first: str, second: str) -> str:
        """A word that a line end cut, as the document writes it elsewhere; else whole, unless both parts are words."""
        whole, parted = first + second, f"{first}-{second}"
        found = self._words[whole.lower()] - self._words[parted.lower()]
        if found:
            return whole if found > 0 else parted
        return parted if self._is_compound(first.lower().split("-")[-1], second.lower()) else whole

    def _is_compound(self, first: str, second: str) -> bool:
        """Whether a word that the document has nowhere else was written with a hyphen: its parts are words of it."""
        if len(first) == 1 or not self._hyphenated:
            return True
        return second in self._parts and (first in _COMBINING or (first in self._parts and second not in _ENDINGS))
