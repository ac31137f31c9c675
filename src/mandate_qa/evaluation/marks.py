"""An answer's citation marks, and the stretches of its text that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

MARK = re.compile(r"\s*\[\d{1,6}(?:\s*,\s*\d{1,6})*\]")
RUN_OF_MARKS = re.compile(rf"(?:{MARK.pattern})+[.;,]?")

LONG_WORD = 24
"""Characters; few words are longer."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of an answer and the marks that stand after it."""

    text: str
    markers: tuple[int, ...]
    """Empty when no mark follows on the same line."""


def stretches(answer: str) -> Iterator[Said]:
    """The answer cut after each run of marks and at each line's end, in order."""
    for line in answer.splitlines():
        start = 0
        for run in RUN_OF_MARKS.finditer(line):
            yield Said(line[start : run.start()], markers(run.group()))
            start = run.end()
        if re.search(r"\w", line[start:]):
            yield Said(line[start:], ())


def markers(text: str) -> tuple[int, ...]:
    """The numbers of all marks in `text`, in order."""
    return tuple(int(number) for mark in MARK.findall(text) for number in re.findall(r"\d+", mark))


def without_marks(text: str) -> str:
    """`text` without its citation marks."""
    return MARK.sub("", text)


def words(answer: str) -> int:
    """Words of an answer: what white space parts and holds a letter or digit, marks left out.

    One of more than LONG_WORD characters counts as several, or a hundred figures with slashes between them were one.
    """
    every = (word for word in without_marks(answer).split() if re.search(r"\w", word))
    return sum(ceil(len(word) / LONG_WORD) for word in every)
