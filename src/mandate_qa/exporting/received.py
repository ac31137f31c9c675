"""AnswerRecords that came from outside: each field of the kind that it should be, and no character that harms a file.

Whoever sent a record may have changed every word of it. What it says is not judged here.
"""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

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


def received(values: Any) -> tuple[AnswerRecord, ...]:
    """The records that a list of JSON values holds, in order; UsageError says what is wrong with which."""
    if not isinstance(values, list) or not values:
        raise UsageError("There is no answer to export; send at least one in a list.")
    if len(values) > MOST_ANSWERS:
        raise UsageError(f"{len(values)} answers are too many for one file; send at most {MOST_ANSWERS}.")
    records = tuple(_received(value, n) for n, value in enumerate(values, 1))
    if sum(map(_parts, records)) > MOST_PARTS:
        raise UsageError(
            "The answers have more lines, marks and figures than one file should hold; export fewer at a time."
        )
    return records


def _received(value: Any, n: int) -> AnswerRecord:
    try:
        if not _fits(AnswerRecord, value):
            raise TypeError
        record = decode(AnswerRecord, value)
        datetime.fromisoformat(record.asked_at)
    except (TypeError, ValueError, KeyError):
        raise UsageError(f"Answer {n} is no answer as mandate-qa gives it; send it unchanged.") from None
    return record


def _fits(hint: Any, value: Any) -> bool:
    """Whether a JSON value is what a type hint says, all the way down; a field may be missing, none may be more."""
    if isinstance(hint, UnionType):
        return any(_fits(choice, value) for choice in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(value, list) and _fits_tuple(get_args(hint), value)
    if get_origin(hint) is dict:
        return isinstance(value, dict) and all(_fits(get_args(hint)[1], item) for item in value.values())
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return isinstance(value, dict) and all(name in hints and _fits(hints[name], value[name]) for name in value)
    if hint is float:
        return type(value) in (int, float)
    return type(value) is (str if issubclass(hint, Enum) else hint)


def _fits_tuple(items: tuple[Any, ...], values: list[Any]) -> bool:
    each = items[:1] * len(values) if items[1:] == (Ellipsis,) else items
    return len(each) == len(values) and all(map(_fits, each, values))


def _parts(record: AnswerRecord) -> int:
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
