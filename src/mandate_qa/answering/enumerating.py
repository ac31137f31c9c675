"""Sentences that are lists themselves: "the 6Cs (care, compassion, …)", "four tests i) … ii) …", "such as …"."""

from __future__ import annotations

import re

_LISTING = re.compile(r":\s|\bsuch as\b|\bincluding\b|\binclude\b|\bnamely\b|\beach of\b|\(", re.IGNORECASE)
_MARK = re.compile(r"(?:(?<=\s)|(?<=\())\(?(?:[ivx]{1,4}|[a-h]|[1-9])\)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;]\s*(?:and\b)?|\band\b")
_FEWEST = 3
_BEFORE = 4
"""Words before a list that may say what it lists."""


def members(sentence: str) -> int:
    """How many things a sentence lists: after marks such as "ii)", a colon, "such as" or a bracket; 0 for no list."""
    if "\t" in sentence:
        return 0
    marks = len(_MARK.findall(sentence))
    if marks >= _FEWEST:
        return marks
    runs = [_run(sentence, found) for found in _LISTING.finditer(sentence)]
    most = max((sum(bool(item.strip(" .")) for item in _BETWEEN.split(run)) for run in runs), default=0)
    return most if most >= _FEWEST else 0


def called(sentence: str) -> str:
    """The words right before the sign of a list, which say what it lists: "standards" of "toy standards such as"."""
    found = _MARK.search(sentence) or _LISTING.search(sentence)
    return " ".join(sentence[: found.start()].split()[-_BEFORE:]) if found else ""


def _run(sentence: str, found: re.Match[str]) -> str:
    """What follows a sign of a list, as far as a bracket closes when it was one that opened it."""
    after = sentence[found.end() :]
    return after.partition(")")[0] if found[0] == "(" else after
