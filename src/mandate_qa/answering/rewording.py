"""Statements that follow their source nearly word for word: what they changed in it.

Claims held against the evidence one by one (see `claims`) miss a figure that was moved, or a "not" that the quote has
elsewhere too. Here the words of a statement and of the sentence it follows are laid side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from mandate_qa.answering.claims import MONTHS, NUMBER_WORDS
from mandate_qa.periods import normalised
from mandate_qa.reading.sentences import sentences

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|%")
_NEGATIONS = frozenset("not no never nor neither without cannot none unless except".split())
_EXCEPTIONS = frozenset(("unless", "except"))
_MODALS = frozenset("must should may might will shall could would can required".split())
_LIMITS = frozenset("must should may might could least most only up maximum minimum".split())
_DIRECTIONS = frozenset(
    "more less fewer over under above below before after higher lower increase increases increased decrease decreases "
    "decreased reduce reduces reduced rise rises fall falls double halve".split()
)
_FRACTIONS = frozenset("half third thirds quarter quarters hundred thousand".split())
_CLAIMS = _NEGATIONS | _MODALS | _LIMITS | _DIRECTIONS | _FRACTIONS | frozenset(MONTHS)
_DIGITS = {word: str(number) for number, word in enumerate(NUMBER_WORDS) if number > 1}
_FOLLOWS = 0.8
"""A statement follows a sentence when this share of its words is the sentence's."""
_USES = 0.6
"""And makes use of it when this share of the sentence's words is its own."""


def altered(statement: str, quote: str, around: str = "") -> tuple[str, ...]:
    """What `statement` changes in the sentence of `quote` that it follows, in words; empty when nothing that counts.

    Figures, months, negations, modal verbs and limits count. One that is added may stand in `around` instead (titles,
    headings, a lead-in), one that takes another's place may not; words that are moved with a neighbour are no change.
    """
    said = _words(statement)
    line = max(_lines(quote), key=lambda words: _shared(said, words) / (len(said) + len(words) + 1), default=[])
    if line == said:
        return ()
    shared = _shared(said, line)
    added, left = _differences(line, said, set(_words(around)))
    faults: list[str] = []
    if shared >= _FOLLOWS * len(said):
        faults += [f"added {word}" for word in added]
    faults += [f"left out {word}" for word in left if shared >= _USES * _length(line, word)]
    return tuple(dict.fromkeys(faults))


def _differences(line: list[str], said: list[str], known: set[str]) -> tuple[list[str], list[str]]:
    """Claims that `said` has and `line` has not at that place, and limits the other way round."""
    added: list[str] = []
    left: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, line, said, autojunk=False).get_opcodes():
        old, new = line[start:end], said[first:last]
        if tag == "equal":
            continue
        replaced = any(map(_is_claim, old))
        if not _moved(new, line, said):
            added += [word for word in new if _is_claim(word) and (replaced or word not in known)]
        if not _moved(old, said, line):
            left += [word for word in old if word in _NEGATIONS | _LIMITS or word.endswith("n't")]
    return added, left


def _length(line: list[str], left: str) -> int:
    """How many words of a line must mostly be used for a limit to be missed: for an exception, those before it."""
    return (left in _EXCEPTIONS and line.index(left)) or len(line)


def _is_claim(word: str) -> bool:
    return word in _CLAIMS or word[0].isdigit() or word.endswith("n't")


def _lines(quote: str) -> Iterator[list[str]]:
    """The words of each cell and sentence of `quote`, and of the whole when it is no table row."""
    for cell in quote.split("\t"):
        yield from map(_words, sentences(cell))
        yield _words(cell)


def _words(text: str) -> list[str]:
    """Words in one spelling: lower case, years as "2021" and "22", numbers up to twenty in digits."""
    words = [word.casefold().replace("’", "'").replace(",", "") for word in _WORD.findall(normalised(text))]
    return [_DIGITS.get(word, word) for word in words]


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    return sum((Counter(some) & Counter(others)).values())


def _moved(run: list[str], there: list[str], here: list[str]) -> bool:
    """Whether a run of at least two words of `here` stands in `there` just as often."""
    return len(run) > 1 and _count(run, there) >= _count(run, here)


def _count(run: list[str], words: list[str]) -> int:
    return sum(words[n : n + len(run)] == run for n in range(len(words) - len(run) + 1))
