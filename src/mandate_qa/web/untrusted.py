"""JSON from a browser made into the project's values, or refused with one sentence: nothing in it is believed.

Knows sizes and types. What may be done with a value is for the routes to say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from math import isfinite
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from mandate_qa.codec import decode
from mandate_qa.errors import UsageError
from mandate_qa.exporting.cleaning import parts_of
from mandate_qa.types.records import RECORD_VERSION, AnswerRecord

if TYPE_CHECKING:
    from starlette.requests import Request

T = TypeVar("T")

ANSWER_BYTES = 1_000_000
"""Of one request that holds an answer, as JSON; an answer with twenty long paragraphs has a tenth of it."""
LONGEST_QUESTION, LONGEST_TEXT = 5_000, 50_000
"""Characters of a question, and of the text of an answer or a quote; what looks through them takes its time."""
ANSWER_PARTS = 20_000
"""Lines, cells, marks and figures of one answer."""


class TooLargeError(UsageError):
    """More was sent than is taken."""


async def json_of(request: Request, most: int) -> Mapping[str, Any]:
    """The JSON object that a request holds, of at most `most` bytes.

    Raises UsageError when it is something else, TooLargeError when it is larger. Only what says that it is JSON is
    taken, because a browser sends that to another site only if that site agrees.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise UsageError("This takes JSON; send it with the content type application/json.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLargeError(f"That is more than is taken at once ({most // 1000} kB); send less.")
    try:
        value = json.loads(body, parse_constant=refused_constant)
    except (ValueError, RecursionError):
        raise UsageError("What was sent is no JSON that can be read; send an object.") from None
    if not isinstance(value, dict):
        raise UsageError("What was sent is no JSON object; send one.")
    return value


def refused_constant(name: str) -> None:
    """NaN and the infinities are no JSON."""
    raise ValueError(name)


def words_in(value: Mapping[str, Any], name: str, most: int, least: int = 0) -> str:
    """The words called `name`, trimmed; a name that is missing has none. Raises UsageError when they do not fit."""
    words = value.get(name, "")
    if not isinstance(words, str) or not is_text(words):
        raise UsageError(f"{name!r} does not hold words that can be kept; send plain text.")
    words = words.replace("\x00", "").strip()
    if not least <= len(words) <= most:
        raise UsageError(f"{name!r} has {len(words):,} characters; between {least} and {most:,} are taken.")
    return words


def list_in(value: Mapping[str, Any], name: str, most: int) -> list[Any]:
    """The list called `name`; a name that is missing has an empty one. Raises UsageError when it does not fit."""
    found = value.get(name, [])
    if not isinstance(found, list) or len(found) > most:
        raise UsageError(f"{name!r} is no list of at most {most}; send one.")
    return found


def answer_in(value: Mapping[str, Any], name: str = "answer") -> AnswerRecord:
    """The answer called `name`. Raises UsageError when it is none that this program gives."""
    found = value.get(name)
    if not isinstance(found, dict):
        raise UsageError(f"{name!r} is no answer; send the JSON of one as it was given.")
    return answer_of(found)


def answer_of(value: Any) -> AnswerRecord:
    """An answer from its JSON. Raises UsageError when it is none that this program gives."""
    answer = checked(AnswerRecord, value)
    if answer.version != RECORD_VERSION or not is_consistent(answer):
        raise UsageError("This is no answer as this version of the service gives it; ask again and use the new one.")
    if not is_bearable(answer):
        raise TooLargeError("This answer is larger than any that is given here; ask again and use the new one.")
    return answer


def is_bearable(answer: AnswerRecord) -> bool:
    """Whether an answer is of a size that pages and files are made of in bearable time."""
    asked = (answer.question, answer.understood)
    told = (answer.text, *(citation.quote for citation in answer.citations))
    short = all(len(words) <= LONGEST_QUESTION for words in asked) and all(len(words) <= LONGEST_TEXT for words in told)
    return short and parts_of(answer) <= ANSWER_PARTS


def is_consistent(answer: AnswerRecord) -> bool:
    """Whether the parts of an answer agree with each other, as far as the pages rely on it."""
    marks = [citation.marker for citation in answer.citations]
    quotes = all(c.start >= 0 and c.text[c.start : c.end] == c.quote for c in answer.citations)
    once = len(marks) == len(set(marks)) and all(mark > 0 for mark in marks)
    return answer.answered == answer.status.answered and once and quotes and is_time(answer.asked_at)


def is_time(text: str) -> bool:
    """Whether `text` is an ISO date and time with its zone."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def checked(kind: type[T], value: Any) -> T:
    """`value` as a `kind`, every field of the type it is to have. Raises UsageError."""
    try:
        made = decode(kind, value)
        require(kind, made)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        raise UsageError("What was sent has not the form that it should have; reload the page and try again.") from None
    return made


def require(kind: Any, value: Any) -> None:
    """Raises TypeError or ValueError unless every field of a decoded value has its type, and its texts are texts."""
    if isinstance(kind, UnionType):  # "tuple[str, ...] | None" is held to the one of both that the value is
        kind = next((each for each in get_args(kind) if isinstance(value, get_origin(each) or each)), kind)
    if is_dataclass(value):
        hints = get_type_hints(type(value))
        for field in fields(value):
            require(hints[field.name], getattr(value, field.name))
    elif isinstance(value, tuple):
        inner = kind.__args__
        for n, item in enumerate(value):
            require(inner[0] if inner[-1] is ... else inner[n], item)
    elif isinstance(value, dict):
        for key, item in value.items():
            require(str, key)
            require(kind.__args__[1], item)
    else:
        require_plain(kind, value)


def require_plain(kind: Any, value: Any) -> None:
    """`require` for what holds nothing else."""
    wanted = getattr(kind, "__args__", (kind,))  # "str | None" is either
    taken = (*wanted, int) if float in wanted else wanted
    if not isinstance(value, taken) or (isinstance(value, bool) and bool not in wanted):
        raise TypeError(f"{value!r} is no {kind}")
    if isinstance(value, str) and not isinstance(value, Enum) and not is_text(value):
        raise ValueError("half a character")
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("no number")


def is_text(words: str) -> bool:
    """Whether `words` can be written as UTF-8: half a character cannot."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
