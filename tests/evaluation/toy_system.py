"""A system of somebody else's, as `--system toy_system:name` finds it: functions, objects and classes that answer."""

from __future__ import annotations

import sys
import time
from typing import Any

CITED = {
    "marker": 1,
    "document": "old",
    "number": "1.1",
    "text": "At least 40 wooden blocks.",
}
SEEN: list[tuple[str, list[dict[str, str]]]] = []


def answer(question: str, history: Any = ()) -> dict[str, Any]:
    """A plain reply; what was asked is remembered."""
    SEEN.append((question, [dict(turn) for turn in history]))
    return {"answer": {"text": "At least 40 [1].", "answered": True, "citations": [CITED]}}


def leave(question: str, history: Any = ()) -> dict[str, Any]:
    sys.exit("enough")


def fail(question: str, history: Any = ()) -> dict[str, Any]:
    raise LookupError("no luck")


def dawdle(question: str, history: Any = ()) -> dict[str, Any]:
    time.sleep(5)
    return {}


def strange(question: str, history: Any = ()) -> dict[str, Any]:
    return {"answer": {"text": "\ud800", "answered": True}}


class Asked:
    """An object with `ask`."""

    def ask(self, question: str, history: Any = ()) -> dict[str, Any]:
        return answer(question, history)


OBJECT = Asked()
NUMBER = 7
