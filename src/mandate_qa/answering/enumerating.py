"""Sentences that are lists themselves: "the 6Cs (care, compassion, …)", "four tests i) … ii) …", "such as …"."""

from __future__ import annotations

import re
from functools import lru_cache

_LISTING = re.compile(r":\s|\bsuch as\b|\bincluding\b|\binclude\b|\bnamely\b|\beach of\b|\(", re.IGNORECASE)
_MARK = re.compile(r"(?:(?<=\s)|(?<=\())\(?(?:[ivx]{1,4}|[a-h]|[1-9])\)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;]\s*(?:(?:and|or)\b)?|\b(?:and|or)\b")
_FEWEST = 3
_WORDS = 12
"""Words an item has on average at most."""
_PLAIN_FEWEST = 4
_PLAIN_WORDS = 6
"""How many items a sentence without a sign lists at least, and the words of those between commas at most."""
_LAST = 100
"""Characters at the end of a list of which some join its last item with "and" or "or"."""
_BEFORE = 4
"""Words before a list that may say what it lists."""


@lru_cache(maxsize=5_000)
def members(sentence: str) -> int:
    """How many things a sentence lists: after marks such as "ii)", a colon, "such as" or a bracket; 0 for no list."""
    if "\t" in sentence or sentence.rstrip().endswith(":"):
        return 0
    marks = len(_MARK.findall(sentence))
    if marks >= _FEWEST:
        return marks
    signed = max((_items(sentence[found.end() :], found[0]) for found in _LISTING.finditer(sentence)), default=0)
    return signed or _plain(sentence)


def called(sentence: str) -> str:
    """The words right before the sign of a list, which say what it lists: "standards" of "toy standards such as"."""
    signs = [found for found in _LISTING.finditer(sentence) if _items(sentence[found.end() :], found[0])]
    found = _MARK.search(sentence) or (signs[-1] if signs else None)
    return " ".join(sentence[: found.start()].split()[-_BEFORE:]) if found else ""


def _items(after: str, sign: str) -> int:
    """How many things follow a sign, as far as a bracket closes when it was one that opened it; 0 for no list."""
    run = after.partition(")")[0] if sign == "(" else after
    items = [item for item in _BETWEEN.split(run) if item.strip(" .")]
    joined = sign[0] in "(:" or re.search(r"\b(?:and|or)\b", run[-_LAST:]) is not None
    brief = len(run.split()) <= _WORDS * len(items)
    return len(items) if len(items) >= _FEWEST and joined and brief else 0


def _plain(sentence: str) -> int:
    """How many things stand in a row between commas, the last after "and": "for kites, balls, hoops and tops"."""
    _, *pieces = sentence.split(", ")
    run = 1
    for piece in pieces:
        join = re.search(r"\b(?:and|or)\b", piece)
        if join is not None and run + 1 + bool(join.start()) >= _PLAIN_FEWEST:
            return run + 1 + bool(join.start())
        run = run + 1 if len(piece.split()) <= _PLAIN_WORDS else 1
    return 0


def marked(sentence: str) -> bool:
    """Whether a sentence holds at least three marks of items, "(a)", "ii)"."""
    return len(_MARK.findall(sentence)) >= _FEWEST
