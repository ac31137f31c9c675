"""Sentences of running text, as places in it, so that a quote stays contiguous and exact."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z£0-9])|(?<=[a-z0-9)][.!?])(?=[A-Z][A-Za-z'’]+\s)|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|nos|para|paras|art|st|dr|mr|mrs|ms|prof|rt|hon|vs|cf|approx|incl|inc|fig|p|pp)\.|"
    r"\b[A-Z]\.)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end (exclusive) of each sentence of `text`, in characters, in order; blanks around left out."""
    spans = []
    start = 0
    for end in _END.finditer(text):
        before = text[start : end.start()]
        if "\n" not in end.group() and (_ABBREVIATION.search(before) or _inside_brackets(before)):
            continue
        stop = end.start() + len(end.group().rstrip()) if end.group().strip() else end.start()
        if text[start:stop].strip():
            spans.append(_trimmed(text, start, stop))
        start = end.end()
    if text[start:].strip():
        spans.append(_trimmed(text, start, len(text)))
    return tuple(spans)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _inside_brackets(before: str) -> bool:
    """Whether a bracket is still open, so that a full stop within it ends no sentence."""
    return before.count("(") > before.count(")") and len(before) - before.rfind("(") < 200


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
