"""Answers as any file may hold them: of a size that can be written, without a character that harms it.

Whoever handed in a record may have changed every word of it. What it says is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar, cast

from mandate_qa.codec import decode, encode
from mandate_qa.errors import UsageError
from mandate_qa.types.records import AnswerRecord

T = TypeVar("T")

MOST_ANSWERS = 200
"""In one file."""
MOST_PARTS = 250_000
"""Lines, cells, marks, figures, notes and sources of all answers of a file together."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
"""What XML does not let stand in a text, and control characters that it only frowns upon."""
_DIGITS = re.compile(r"\d+")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSING = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""What ends each mark that turns the direction of reading."""


def require_small(records: Sequence[AnswerRecord]) -> None:
    """Raise UsageError unless there are answers to write, and few enough for one file."""
    if not records:
        raise UsageError("There is no answer to export; send at least one.")
    if len(records) > MOST_ANSWERS:
        raise UsageError(f"{len(records)} answers are too many for one file; send at most {MOST_ANSWERS}.")
    if sum(map(parts_of, records)) > MOST_PARTS:
        raise UsageError("The answers have more lines, marks and figures than a file can hold; export fewer at a time.")


def parts_of(record: AnswerRecord) -> int:
    """How much a file has to hold of a record besides words."""
    laid = len(record.text.splitlines()) + record.text.count("[") + record.text.count("|")
    figures = sum(len(_DIGITS.findall(text)) for text in (record.text, *(c.quote for c in record.citations)))
    return laid + figures + len(record.notes) + len(record.citations)


def cleaned(value: T) -> T:
    """`value`, a record or a text, without the characters that no file may hold.

    They become �; a mark that turns the direction of reading is ended where its text ends, so that it cannot turn
    what stands after it.
    """
    if isinstance(value, str):
        return cast(T, clean(value))
    return decode(type(value), _cleaned(encode(value)))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return {key: _cleaned(item) for key, item in value.items()} if isinstance(value, dict) else value


def clean(text: str) -> str:
    """`text` as any file may hold it; see `cleaned`."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return "\n".join(map(_ended, text.split("\n"))) if _DIRECTIONS.search(text) else text


def _ended(line: str) -> str:
    """A line with every mark that turns its direction ended."""
    waiting: list[str] = []
    for mark in _DIRECTIONS.findall(line):
        if mark in _CLOSING:
            waiting.append(_CLOSING[mark])
        elif waiting and waiting[-1] == mark:
            waiting.pop()
    return line + "".join(reversed(waiting))
