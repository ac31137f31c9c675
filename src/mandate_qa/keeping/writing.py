"""Values as the texts that the tables hold, and back; the time as it is written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, TypeVar

from mandate_qa.codec import decode, encode
from mandate_qa.errors import KeepingError

T = TypeVar("T")


def to_json(value: Any) -> str:
    """`value` as JSON in plain ASCII, which every database keeps as it is."""
    return json.dumps(encode(value), separators=(",", ":"))


def from_json(kind: type[T], text: str, named: str) -> T:
    """The `kind` that `to_json` made `text` from; KeepingError when it has another form, which `named` says of what."""
    try:
        return decode(kind, json.loads(text))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        told = f"{named} was kept by another version of mandate-qa and cannot be read by this one"
        raise KeepingError(f"{told}; use that version, or delete it.") from error


def now(precision: str = "seconds") -> str:
    """The time in UTC, ISO."""
    return datetime.now(UTC).isoformat(timespec=precision)
