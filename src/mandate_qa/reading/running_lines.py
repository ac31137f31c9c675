"""Running titles that a page break has left in the midst of a text without form feeds, taken out.

A line is one when it repeats a title of the first page, or its beginning, or a line that comes time and again, and
what stands above it goes on below it. `page_lines` knows pages that form feeds part; titles that cut no sentence are
`text`'s business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence, Set

from mandate_qa.reading.lines import Line
from mandate_qa.reading.markup import continues, finished, plain

_FRONT = 24
"""Lines with words in which the titles of a document stand."""
_FEWEST_WORDS = 3
"""Words of a title's beginning that tell whose it is."""
_OFTEN = 3
"""Times a line that is no title comes, at the least, to be one that runs through the document …"""
_CUTS = 2
"""… and sentences it cuts."""
_DIGITS = re.compile(r"(?<![\d.])\d+(?!\.?\d)")
"""A number that may be a page's; "1.1" and "2.1" are those of two paragraphs."""
_CONTENTS = re.compile(r"^(?:table of )?contents$|^index$", re.IGNORECASE)


def without_running_lines(lines: Sequence[Line]) -> list[Line]:
    """`lines` without running titles that cut a sentence."""
    words = [n for n, line in enumerate(lines) if not line.blank]
    titles = _titles([lines[n] for n in words[:_FRONT]])
    cuts = {n for at, n in enumerate(words) if _cuts(lines, words, at)}
    often = _coming_often(lines, cuts)
    body = words[len(titles)] if len(titles) < len(words) else len(lines)

    def runs(n: int, line: Line) -> bool:
        return n in cuts and (_shape(line) in often or (n >= body and names_title(plain(_printed(line)), titles)))

    return [line for n, line in enumerate(lines) if not runs(n, line)]


def names_title(words: str, titles: Collection[str]) -> bool:
    """Whether `words` are one of `titles`, or the beginning of one that is long enough to tell whose it is."""
    long = len(words.split()) >= _FEWEST_WORDS
    return words in titles or (long and any(title.startswith((f"{words} ", f"{words}:")) for title in titles))


def _titles(front: Sequence[Line]) -> list[str]:
    """What stands on the first page, one line each, up to the table of contents."""
    titles: list[str] = []
    for line in front:
        if _CONTENTS.match(plain(line.text)):
            break
        titles.append(plain(_printed(line)))
    return titles


def _coming_often(lines: Sequence[Line], cuts: Set[int]) -> frozenset[str]:
    """The shapes of lines that come time and again, more than one of them amid a sentence."""
    cutting = Counter(_shape(lines[n]) for n in cuts)
    candidates = {shape for shape, count in cutting.items() if count >= _CUTS}
    every = Counter(shape for line in lines if (shape := _shape(line)) in candidates) if candidates else Counter()
    return frozenset(shape for shape, count in every.items() if count >= _OFTEN)


def _cuts(lines: Sequence[Line], words: Sequence[int], at: int) -> bool:
    """Whether the line with words at place `at` among them stands between the halves of a sentence."""
    if not 0 < at < len(words) - 1:
        return False
    before, line, after = (lines[words[n]] for n in (at - 1, at, at + 1))
    if line.bullet or line.cells or before.cells or after.cells or after.bullet or after.mark:
        return False
    text = _printed(line)
    if not text or text[0].islower() or finished(text):
        return False
    return continues(before.text, after.text, punctuated=False)


def _printed(line: Line) -> str:
    """The words of a line with its mark."""
    return f"{line.mark}{line.stop} {line.text}".strip()


def _shape(line: Line) -> str:
    """A line without its figures, so that page numbers are alike."""
    return _DIGITS.sub("0", " ".join(_printed(line).split()))
