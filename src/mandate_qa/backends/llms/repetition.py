"""Tells when a language model has begun to say the same thing over and over.

Small models do so at the end of what they know. Nothing is known of what the text means: short runs that documents
hold, such as dot leaders or rows of noughts, are left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

RUN = 160
"""Characters that the same words must fill, one after another."""
TIMES = 4
"""Times they must stand there."""
LONGEST = 400
"""Characters of the longest piece that is looked for."""
_END = re.compile(r"[.!?\n]+\s*")
_CLOSING = re.compile(r"[.!?)”\"]*\s*")
_NUMBERED = re.compile(r"^[\W\d_]+")


def looping_from(text: str) -> int | None:
    """Where in `text` its end begins to repeat what stands before it; None while it does not.

    What stands before that position holds what is repeated once.
    """
    found = _run(text)
    return _sentences(text) if found is None else found


def _run(text: str) -> int | None:
    """Where the second of several equal pieces begins that the text ends with, one right after another."""
    for period in range(1, min(LONGEST, len(text) // TIMES) + 1):
        length = max(RUN, TIMES * period)
        if length <= len(text) and text[-length:-period] == text[period - length :]:
            second = _begin(text, period, len(text) - length) + period
            return second + len(_CLOSING.match(text, second)[0])  # type: ignore[index]  # it matches "", too
    return None


def _begin(text: str, period: int, position: int) -> int:
    """The first position from which `text` repeats itself with this period, going back from `position`."""
    while position and text[position - 1] == text[position - 1 + period]:
        position -= 1
    return position


def _sentences(text: str) -> int | None:
    """Where the second of several equal sentences stands, the last of the text among them, numbers aside."""
    starts = [0, *(end.end() for end in _END.finditer(text))]
    found = [(start, _told(text[start:end])) for start, end in pairwise(starts)]
    last = next((told for _, told in reversed(found) if told), "")
    same = [position for position, (_, told) in enumerate(found) if told == last]
    if len(last) * TIMES < RUN or len(same) < TIMES:
        return None
    counted = not found[same[1] - 1][1]
    return found[same[1] - counted][0]


def _told(sentence: str) -> str:
    """A sentence without what may count it; "" for a number that stands alone."""
    return _NUMBERED.sub("", sentence).strip().lower()
