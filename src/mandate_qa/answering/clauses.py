"""Long sentences: the clauses that answer, contiguous and exact."""

from __future__ import annotations

import re
from collections.abc import Callable

from mandate_qa.searching.coverage import Asked

_MAX_WORDS = 60
_BOUNDARY = re.compile(r"(?<=[;:])\s+|(?<=,)\s+(?=(?:and|including|with|which|while|whilst|so that|as well as)\b)")


def shortened(
    sentence: str, asked: Asked, max_words: int = _MAX_WORDS, holds: Callable[[str], bool] = lambda run: True
) -> str:
    """`sentence`, or of one longer than `max_words` the run of clauses that covers most of what is asked.

    A run that `holds` what was asked for goes before one that does not.
    """
    if len(sentence.split()) <= max_words:
        return sentence
    starts = [0, *(match.end() for match in _BOUNDARY.finditer(sentence)), len(sentence)]
    best, best_value = sentence, -1.0
    for first in range(len(starts) - 1):
        for last in range(first + 1, len(starts)):
            run = sentence[starts[first] : starts[last]].strip()
            length = len(run.split())
            if length > max_words or length < 4:
                continue
            value = asked.coverage(run) - length / 1000 + holds(run)
            if value > best_value:
                best, best_value = run, value
    return best
