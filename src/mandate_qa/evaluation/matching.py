"""Whether words stand in a text, however either is laid out.

Two questions are answered here: does a text hold the words of a piece of evidence (`holds`), and does an answer say a
wanted fact (`says`). Nothing here knows cases, answers or shares. The answering side has its own checks; these are
kept apart on purpose, so that a mistake there cannot pass here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

Tokens = tuple[str, ...]

ENOUGH = 0.85
"""Share of a quote's tokens that must stand in a text that does not hold the quote word for word."""

STRETCH = 3
"""Those tokens must stand within a stretch of text this many times as long as the quote."""

SHORTEST_STRETCH = 40
"""Tokens; a short quote is looked for in a stretch at least this long."""

RUN = 4
"""Tokens in a row by which a text is recognised in its source."""

SUPERSCRIPTS = re.compile("[⁰¹²³⁴-⁹]+")
LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
TAG = re.compile(r"</?(?!https?:)[a-zA-Z][^<>]*>")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
DASHES = re.compile("[‐‑‒–—−]")
QUOTES = str.maketrans("‘’“”", "''\"\"")


@lru_cache(maxsize=20_000)
def tokens(text: str) -> Tokens:
    """The words and numbers of `text` in order, lower case.

    Markup, bullets, tabs, quotation marks, hyphens and dashes only part tokens; superscript footnote digits and
    thousands commas are dropped; a decimal stays one token, a number and its unit are two ("£1.5bn" → "1.5", "bn").
    """
    bare = TAG.sub(" ", LINK_TARGET.sub("]", SUPERSCRIPTS.sub("", text)))
    return tuple(TOKEN.findall(THOUSANDS.sub("", bare).lower()))


def holds(text: str, quote: str) -> bool:
    """Whether the words of `quote` stand in `text`.

    They do when they stand there contiguous, or when some stretch of `text` holds at least 0.85 of the quote's
    tokens in order and every one of its numbers (but not a number that opens it, which may be the paragraph's own).
    A quote that is a table row (it has a tab or a bar) may be laid out otherwise, its headings between its cells, so
    the order of its tokens is free.
    """
    wanted = tokens(quote)
    if not wanted:
        return False
    if contiguous(tokens(text), wanted):
        return True
    is_row = "\t" in quote or "|" in quote
    return any(covers(stretch, wanted, is_row) for stretch in stretches(tokens(text), len(wanted)))


def contiguous(text: Tokens, wanted: Tokens) -> bool:
    """Whether `wanted` is a run of `text`."""
    return f" {' '.join(wanted)} " in f" {' '.join(text)} "


def stretches(text: Tokens, length: int) -> Iterator[Tokens]:
    """Overlapping stretches of `text`, each long enough to look for `length` tokens in."""
    size = max(SHORTEST_STRETCH, STRETCH * length)
    for start in range(0, max(1, len(text) - size + size // 3), size // 3):
        yield text[start : start + size]


def covers(stretch: Tokens, wanted: Tokens, order_free: bool) -> bool:
    """Whether `stretch` holds enough of `wanted`, and all its numbers but an opening one."""
    counts = Counter(stretch)
    numbers = Counter(token for token in wanted[1:] if token[0].isdigit())
    if any(counts[number] < times for number, times in numbers.items()):
        return False
    shared = sum((counts & Counter(wanted)).values())
    if shared < ENOUGH * len(wanted):
        return False
    return order_free or common_in_order(wanted, stretch) >= ENOUGH * len(wanted)


def common_in_order(first: Sequence[str], second: Sequence[str]) -> int:
    """Length of the longest common subsequence.

    Bit-parallel: H. Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004.
    """
    places: dict[str, int] = {}
    for n, token in enumerate(first):
        places[token] = places.get(token, 0) | 1 << n
    everything = (1 << len(first)) - 1
    row = everything
    for token in second:
        met = row & places.get(token, 0)
        row = (row + met | row - met) & everything
    return len(first) - row.bit_count()


def share_of_runs(text: str, source: str) -> float:
    """Share, 0 to 1, of the runs of four tokens of `text` that also stand in `source`; of a shorter text, 0 or 1.

    For asking whether a paragraph is the source's own although page breaks and running titles were taken out of it.
    """
    own = tokens(text)
    length = min(RUN, len(own))
    if not length:
        return 0.0
    wanted = runs(own, length)
    return len(wanted & runs(tokens(source), length)) / len(wanted)


@lru_cache(maxsize=256)
def runs(text: Tokens, length: int) -> frozenset[Tokens]:
    """Every run of `length` tokens in `text`."""
    return frozenset(text[n : n + length] for n in range(len(text) - length + 1))


def folded(text: str) -> str:
    """`text` in lower case, white space folded, dashes and quotes alike, commas in numbers dropped."""
    plain = DASHES.sub("-", text.translate(QUOTES))
    return " ".join(THOUSANDS.sub("", plain).casefold().split())


def says(text: str, wanted: str) -> bool:
    """Whether an answer says `wanted`: as part of its folded text, with bold marks or without.

    A number counts as a whole only, though decimals may follow: "260" does not stand in "1,260", nor "26" in "260".
    """
    needle = folded(wanted)
    before = r"(?<!\d)(?<!\d\.)" if needle[:1].isdigit() else ""
    whole_number = re.search(r"(?<![\d.])\d+$", needle)
    after = r"(?!\d)" if whole_number else ""
    pattern = re.compile(before + re.escape(needle) + after)
    plain = folded(text)
    return any(pattern.search(form) for form in (plain, plain.replace("**", "")))
