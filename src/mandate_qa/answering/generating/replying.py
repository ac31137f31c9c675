"""A model's reply → sentences with marks, whatever shape it came in.

Mends what can be mended (cut-off JSON, marks after the full stop, markdown) and drops what is no answer: thoughts,
pleasantries, echoes of the prompt, marks that were never issued. Whether a sentence is true is for `grounding`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from mandate_qa.answering.generating.prompts import SYSTEM_PROMPT
from mandate_qa.reading.sentences import sentences

MOST = 12
"""Sentences of a reply that are read."""
LONGEST = 12_000
"""Characters of a reply that are read."""
_LONG = 120
"""Words of a sentence; a longer one is a model that runs on."""

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.IGNORECASE | re.DOTALL)
_FENCE = re.compile(r"```\w*")
_TAG = re.compile(r"<\|[^|]{1,30}\|>|</?(?:s|system|user|assistant|answer)>", re.IGNORECASE)
_MARKS = re.compile(r"\s*[\[【](?:(?:para(?:graph)?|source)\s+)?(\d+(?:\s*[,;]\s*\d+)*)[\]】](?!\w)", re.IGNORECASE)
_AFTER_STOP = re.compile(r"([.!?])((?:\s*[\[【]\d+(?:\s*[,;]\s*\d+)*[\]】])+)")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_MARKDOWN = re.compile(r"\*\*|__|`|^\s{0,3}(?:#{1,6}|>)\s+", re.MULTILINE)
_LABEL = re.compile(r"^\W*(?:the )?(?:final )?(?:answer|response|reply)\s*:\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:yes|no|sure|certainly|of course|okay|ok)\s*[,.!:–-]+\s*|"
    r"(?:based on|according to|as stated in|as per|in) (?:the )?(?:provided |given |above |numbered )*"
    r"(?:paragraphs?|context|documents?|text|sources?|information)(?: provided| above| given)?\s*,\s*)+",
    re.IGNORECASE,
)
_PLEASANT = re.compile(
    r"^(?:here (?:is|are)|sure\b|i hope|let me|i am|i'm|as an ai|thank|please|note that i|the answer is as follows)\b",
    re.IGNORECASE,
)
_ECHO = re.compile(r"^\W*(?:question|paragraphs?|system|user|assistant|sentences?)\s*:", re.IGNORECASE)
REFUSES = re.compile(
    r"\b(?:documents?|paragraphs?|texts?|context)\b.{0,40}\b(?:do(?:es)? not|don't|doesn't|did not)\b.{0,12}"
    r"\b(?:say|state|mention|contain|provide|specify|answer|include)\b",
    re.IGNORECASE,
)
"""How models say that the question is not answered."""
_ENTRY = re.compile(
    r'"text"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)"(?:\s*,\s*"marks"\s*:\s*\[(?P<marks>[\d\s,]*)\]?)?', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a reply."""

    text: str
    """Without marks."""
    marks: tuple[int, ...] = ()
    """Those it named that were issued, in order; () when it named none."""
    layout: str = "sentence"
    """"sentence" or "bullet"."""


def read(reply: str, marks: Collection[int]) -> tuple[Said, ...]:
    """The sentences of a reply, each once, in order; those that only say that there is no answer are left out."""
    text = _TAG.sub(" ", _FENCE.sub(" ", _THOUGHT.sub(" ", reply[:LONGEST]))).strip()
    every = structured(text, marks) if _looks_like_json(text) else plain(text, marks)
    found: dict[str, Said] = {}
    for said in every:
        if not _is_none(said.text):
            found.setdefault(said.text.casefold(), said)
        if len(found) == MOST:
            break
    return tuple(found.values())


def refuses(reply: str) -> bool:
    """Whether a reply says that the documents do not answer."""
    return REFUSES.search(_THOUGHT.sub(" ", reply[:LONGEST])) is not None


def structured(text: str, marks: Collection[int]) -> Iterator[Said]:
    """The sentences of a reply in JSON; of one that was cut off or spoilt, the entries that are whole."""
    for words, named in _entries(text):
        for sentence in plain(words, marks):
            yield Said(sentence.text, tuple(mark for mark in named if mark in marks) or sentence.marks, sentence.layout)


def plain(text: str, marks: Collection[int]) -> Iterator[Said]:
    """The sentences of a reply in plain words with marks like [1]."""
    for printed in _MARKDOWN.sub("", text).splitlines():
        if _ECHO.match(printed):
            continue
        layout = "bullet" if _BULLET.match(printed) else "sentence"
        line = _AFTER_STOP.sub(r" \2\1", _LABEL.sub("", _BULLET.sub("", printed)))
        for sentence in sentences(line):
            yield _said(sentence, marks, layout)


def _said(sentence: str, marks: Collection[int], layout: str) -> Said:
    named = [int(number) for found in _MARKS.finditer(sentence) for number in re.findall(r"\d+", found[1])]
    known = tuple(dict.fromkeys(number for number in named if number in marks))
    return Said(_tidy(_MARKS.sub("", sentence)), known, layout)


def _tidy(sentence: str) -> str:
    """One line without an opening that says nothing, beginning with a capital."""
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(sentence.split())).strip().strip('"“”')
    bare = _OPENING.sub("", text)
    return bare[:1].upper() + bare[1:] if bare != text else text


def _is_none(text: str) -> bool:
    """Whether a sentence says nothing of the documents, or is no sentence."""
    words = text.split()
    if len(words) < 2 or len(words) > _LONG or text.endswith("?"):
        return True
    return bool(_PLEASANT.match(text) or REFUSES.search(text) or text.rstrip(".") in SYSTEM_PROMPT)


def _looks_like_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "[{")) or '"text"' in text


def _entries(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words and marks of each entry."""
    whole = _loaded(text)
    if whole is not None:
        yield from whole
        return
    for match in _ENTRY.finditer(text):
        yield _unescaped(match["text"]), tuple(map(int, re.findall(r"\d+", match["marks"] or "")))


def _loaded(text: str) -> list[tuple[str, tuple[int, ...]]] | None:
    """The entries of valid JSON; None when it is not."""
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=0)
    try:
        value, _ = json.JSONDecoder().raw_decode(text[start:])
    except ValueError:
        return None
    entries = value.get("sentences", value) if isinstance(value, dict) else value
    entries = [entries] if isinstance(entries, dict) else entries
    if not isinstance(entries, list):
        return None
    return [(str(e.get("text", "")), _numbers(e.get("marks"))) for e in entries if isinstance(e, dict)]


def _numbers(value: Any) -> tuple[int, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(int(one) for one in values if isinstance(one, int | str) and str(one).isdecimal())


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text
