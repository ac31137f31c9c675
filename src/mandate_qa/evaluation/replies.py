"""Whether what another system replied has the form that eval/README.md describes, and what is missing when not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from mandate_qa.errors import MandateQAError
from mandate_qa.evaluation.records import to_record

ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class ReplyError(MandateQAError):
    """A system that is evaluated gave no reply, or one that cannot be read; recorded as an error of the case."""


def checked(reply: Any, system: str) -> dict[str, Any]:
    """The parts of a reply that are recorded; raises ReplyError, naming the first part that is amiss.

    A reply's own `error` is raised as one.
    """
    told = wanted(reply, "the reply", dict, system)
    if told.get("error"):
        raise ReplyError(f"{system} replied with an error: {told['error']}")
    answer = part(told, "answer", dict, "", system)
    part(answer, "text", str, "answer.", system)
    part(answer, "answered", bool, "answer.", system)
    for n, citation in enumerate(listed(answer, "citations", "answer.", system)):
        check_citation(citation, f"answer.citations[{n}].", system)
    for n, hit in enumerate(listed(told, "hits", "", system)):
        for name in ("document", "text"):
            part(wanted(hit, f"hits[{n}]", dict, system), name, str, f"hits[{n}].", system)
    for key, date in wanted(told.get("published") or {}, "published", dict, system).items():
        if not ISO_DATE.fullmatch(wanted(date, f"published.{key}", str, system)):
            raise ReplyError(f"{system} replied with published.{key} as {date[:60]!r}, where an ISO date is needed.")
    kept = {name: told[name] for name in ("answer", "hits", "published") if told.get(name)}
    return recordable({"hits": [], "published": {}, **kept}, system)


def recordable(reply: dict[str, Any], system: str) -> dict[str, Any]:
    """`reply`, when it can be written down and read again; ReplyError when a part that may be left out is amiss."""
    try:
        json.dumps(reply, ensure_ascii=False).encode()
        to_record({"id": "", **reply})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = f"{type(error).__name__}: {error}"
        raise ReplyError(f"{system} replied with something that cannot be recorded ({told}).") from error
    return reply


def check_citation(citation: Any, at: str, system: str) -> None:
    """Raises ReplyError when a citation lacks what is graded."""
    fields = wanted(citation, at.rstrip("."), dict, system)
    part(fields, "marker", int, at, system)
    part(fields, "document", str, at, system)
    part(fields, "text", str, at, system)
    if "number" not in fields:
        raise ReplyError(f"{system} replied without {at}number; it must be there, null where none is printed.")


def listed(told: Mapping[str, Any], name: str, at: str, system: str) -> list[Any]:
    """A list that may be left out."""
    return list(wanted(told.get(name) or [], f"{at}{name}", list, system))


def part(told: Mapping[str, Any], name: str, kind: type, at: str, system: str) -> Any:
    """A part that must be there and be a `kind`."""
    if name not in told:
        raise ReplyError(f"{system} replied without {at}{name}; eval/README.md shows what a reply must hold.")
    return wanted(told[name], f"{at}{name}", kind, system)


NAMED = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a whole number"}
"""What JSON calls each kind."""


def wanted(value: Any, name: str, kind: type, system: str) -> Any:
    """`value`, when it is a `kind`; true and false are no whole numbers."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        shown = repr(value)[:60]
        raise ReplyError(f"{system} replied with {name} as {shown}, where {NAMED[kind]} is needed.")
    return value
