"""Short forms that a document defines itself: "Better Care Fund (BCF)", "ISPs (independent sector providers)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mandate_qa.types import Paragraph

_AFTER = re.compile(r"\(([A-Z][A-Za-z&/-]{1,9}s?)\)")
_BEFORE = re.compile(r"\b([A-Z][A-Za-z&]{1,8}s?) \(([A-Za-z][A-Za-z’' -]{5,60})\)")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())


def defined_terms(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Long form by short form, as printed; the first definition of a short form counts."""
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        for match in _AFTER.finditer(paragraph.text):
            long = _long_form(match[1], paragraph.text[: match.start()])
            if long:
                found.setdefault(match[1], long)
        for match in _BEFORE.finditer(paragraph.text):
            if _initials_fit(match[1], match[2].split()):
                found.setdefault(match[1], match[2])
    return found


def _long_form(short: str, before: str) -> str:
    """The last words of `before` whose initials spell `short`, "" when none do."""
    words = before.split()[-12:]
    for count in range(2, len(words) + 1):
        candidate = words[-count:]
        if _initials_fit(short, candidate) and candidate[0].lower() not in _SMALL:
            return " ".join(candidate).strip("\"'“”‘’ ,")
    return ""


def _initials_fit(short: str, words: list[str]) -> bool:
    """Whether the initials of `words`, small words left out or not, spell `short`."""
    letters = re.sub(r"[^A-Za-z]", "", short.removesuffix("s") if short[-1] == "s" and short[:-1].isupper() else short)
    pieces = [piece for word in words for piece in re.split(r"[-/]", re.sub(r"[^\w/-]", "", word)) if piece]
    every = "".join(piece[0] for piece in pieces)
    large = "".join(piece[0] for piece in pieces if piece.lower() not in _SMALL)
    return len(letters) >= 2 and letters.casefold() in (every.casefold(), large.casefold())
