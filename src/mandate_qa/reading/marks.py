"""The number that stands before a paragraph, taken apart: its way of counting, its place in the count, its words.

Knows every way in which public documents print numbers. Whether a number goes on with the count, so that it is one and
no figure that begins a sentence, is `numbering`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mandate_qa.periods import MONTHS
from mandate_qa.types import Block

ITEMS = (
    "objective commitment recommendation action principle standard requirement measure priority offer pledge "
    "deliverable condition goal target metric question indicator conclusion finding proposal"
).split()
"""What documents count by name."""
STATEMENTS = frozenset("recommendation commitment action offer pledge requirement conclusion finding proposal".split())
"""Those of them that are one statement each, even where they are set as headings; the others head a section."""


class Style(StrEnum):
    """A way of counting."""

    DEEP = "deep"
    """1.15, 1.1.1, 2.5A"""
    WHOLE = "whole"
    """7, 117A, 1,204"""
    BRACKET = "bracket"
    """(1)"""
    PARTS = "parts"
    """1.1(a)(iv), 3(1)(b), 1.—(1): a paragraph and what is below it in one"""
    LETTER = "letter"
    """a, (iv), B."""
    CODED = "coded"
    """A1, B2.3, Q12"""
    MINUTE = "minute"
    """24/15, 24/15.1"""
    NAMED = "named"
    """Recommendation 7"""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before the words of a block."""

    style: Style
    printed: str
    """Without its stop: "1.15", "117A", "(1)", "Recommendation 7"; thousands without their comma."""
    count: tuple[int, ...]
    """Its place in the count, a letter after a number as a place of its own; what is not counted in figures: ()."""
    words: str
    """The words that it stands before."""
    stop: bool
    """Whether a full stop, colon or bracket came after it."""
    typed: bool = False
    """Whether the reader left it in the words, so that it may be a figure that begins a sentence."""
    noun: str = ""
    """What is counted, lower case: "recommendation"; for CODED its letters."""


_NAMED_ITEM = "|".join(sorted(ITEMS, key=len, reverse=True))
_NAMED = re.compile(
    rf"(?P<noun>{_NAMED_ITEM}|para(?:graph)?)\s+(?P<number>\d{{1,4}}(?:\.\d{{1,2}})*[A-Z]?|[A-Z]\d{{0,2}})"
    r"(?:\s*[.:–—-]+\s+(?=\S)|\s*[.:]?$)",
    re.IGNORECASE,
)
_WORDS_FOLLOW = r"(?=[\"'“‘(\[]?[A-Z£])"
_PARTS = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*[A-Z]?)(?P<below>(?: ?\((?:\d{1,2}[A-Z]?|[a-z]{1,4})\))+)[.:]?\s+(?=\S)"
)
_DASHED = re.compile(r"(?P<number>\d{1,3}[A-Z]?)\.?\s?[—–-]{1,2}\s?(?P<below>\(\d{1,2}[A-Z]?\))\s*(?=\S)")
_BRACKET = re.compile(r"\((?P<number>\d{1,3}[A-Z]{0,2})\)\s*(?=\S)")
_MINUTE = re.compile(rf"(?P<number>(?:\d\d|20\d\d)/\d{{1,3}}(?:\.\d{{1,2}})*)(?P<stop>[.:)]?)\s+{_WORDS_FOLLOW}")
_LONG = re.compile(rf"(?P<number>\d{{1,2}},\d{{3}}|\d{{4}}|\d{{1,4}}[A-Z])(?P<stop>[.:)]?)\s+{_WORDS_FOLLOW}")
_INSERTED = re.compile(rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})+[A-Z])(?P<stop>[.:)]?)\s+{_WORDS_FOLLOW}")
_SHORT = re.compile(rf"(?P<number>\d{{1,3}})\s+(?!(?:{'|'.join(MONTHS)})\b){_WORDS_FOLLOW}")
_CODED = re.compile(
    rf"(?P<number>(?P<noun>[A-Z]{{1,3}})[.-]?\d{{1,3}}(?:\.\d{{1,3}})*)(?P<stop>[.:)]?)\s+{_WORDS_FOLLOW}"
)
_GLUED = re.compile(r"(?P<number>(?P<noun>[A-Z])\.\d{1,2})(?=[A-Z][a-z]+\s)")
"""A number whose blank was lost: "A.1Noise is measured"."""
_SIGNED = re.compile(rf"§\s?(?P<number>\d{{1,3}}[a-z]?)(?P<stop>[.:)]?)\s+{_WORDS_FOLLOW}")
_CAPITAL = re.compile(
    rf"(?:\((?P<inside>[A-Z]|[IVX]{{2,5}})\)|(?P<number>[A-Z]|[IVX]{{2,5}})(?P<stop>[.)]))\s+{_WORDS_FOLLOW}"
)
_TYPED: tuple[tuple[re.Pattern[str], Style], ...] = (
    (_DASHED, Style.PARTS),
    (_PARTS, Style.PARTS),
    (_BRACKET, Style.BRACKET),
    (_MINUTE, Style.MINUTE),
    (_INSERTED, Style.DEEP),
    (_LONG, Style.WHOLE),
    (_SHORT, Style.WHOLE),
    (_CODED, Style.CODED),
    (_GLUED, Style.CODED),
    (_SIGNED, Style.WHOLE),
    (_CAPITAL, Style.LETTER),
)
_PRINTED: tuple[tuple[re.Pattern[str], Style], ...] = (
    (re.compile(r"\d{1,3}(?:\.\d{1,3})+[A-Z]?"), Style.DEEP),
    (re.compile(r"\d{1,4}[A-Z]?|\d{1,2},\d{3}"), Style.WHOLE),
    (re.compile(r"\(\d{1,3}[A-Z]?\)"), Style.BRACKET),
    (re.compile(r"\d{1,3}(?:\.\d{1,3})*[A-Z]?(?:\((?:\d{1,2}|[a-z]{1,4})\))+"), Style.PARTS),
    (re.compile(r"\(?(?:[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5}|([a-z])\1{1,2})\)?"), Style.LETTER),
    (re.compile(r"[A-Z]{1,3}[.-]?\d{1,3}(?:\.\d{1,3})*"), Style.CODED),
)


def mark_of(block: Block) -> Mark | None:
    """The number that stands before a block's words, be it the block's marker or left in its text; None when none."""
    if block.marker:
        return _printed(block)
    return _named(block.text) or _typed(block.text)


def counted(printed: str) -> tuple[int, ...]:
    """The place of a number in its count: (1, 15) for "1.15", (117, 1) for "117A"."""
    digits = printed.replace(",", "")
    pieces = re.findall(r"\d+|(?<=\d)[A-Za-z]", digits)
    return tuple(int(piece) if piece.isdigit() else ord(piece.upper()) - 64 for piece in pieces)


def _printed(block: Block) -> Mark | None:
    """The mark that the reader took off the words."""
    shown = block.marker.strip()
    stop = shown[-1:] in ".:)"
    bare = shown if shown.startswith("(") or re.search(r"\w\(\w+\)$", shown) else shown.rstrip(".:)")
    dashed = _DASHED.match(f"{bare}{block.text}") if block.text[:1] in "—–" and bare.isalnum() else None
    if dashed:
        return _mark(dashed, Style.PARTS, f"{bare}{block.text}")
    for pattern, style in _PRINTED:
        if pattern.fullmatch(bare):
            printed = bare.replace(",", "")
            noun = re.match(r"[A-Z]+", bare)
            count = () if style is Style.LETTER else counted(printed)
            return Mark(style, printed, count, block.text, stop, noun=noun[0] if noun and style is Style.CODED else "")
    return None


def _named(text: str) -> Mark | None:
    """A number with the word for what it counts: "Recommendation 7: …", "Para 117. …"."""
    found = _NAMED.match(text)
    if found is None or text[0].islower() or (found["number"].isalpha() and found["number"].islower()):
        return None
    noun, number, words = found["noun"].lower(), found["number"], text[found.end() :]
    if noun.startswith("para"):
        style = Style.DEEP if "." in number else Style.WHOLE
        return Mark(style, number, counted(number), words, stop=True) if number[0].isdigit() and words else None
    return Mark(Style.NAMED, f"{noun.capitalize()} {number}", counted(number), words, stop=True, noun=noun)


def _typed(text: str) -> Mark | None:
    """A number that the reader left in the words."""
    for pattern, style in _TYPED:
        found = pattern.match(text)
        if found:
            return _mark(found, style, text)
    return None


def _mark(found: re.Match[str], style: Style, text: str) -> Mark:
    named = found.groupdict()
    printed = (named.get("number") or named.get("inside") or "").replace(",", "")
    count = () if style is Style.LETTER else counted(printed)
    if style is Style.PARTS:
        printed += named["below"].replace(" ", "")
    if style is Style.BRACKET:
        printed = f"({printed})"
    stop = bool(named.get("stop")) or style in (Style.PARTS, Style.BRACKET)
    words = text[found.end() :]
    return Mark(style, printed, count, words, stop, typed=True, noun=named.get("noun") or "")
