"""What programs send, checked before it is used: each function gives back the value, or raises UsageError.

Gradio passes on whatever JSON came; what a question or a key must be besides is for the Assistant to say.
"""

from __future__ import annotations

from typing import Any

from mandate_qa.errors import UsageError

MOST_HITS = 100
"""Passages that one search gives."""
MOST_TURNS = 200
"""Earlier turns that a question may come with."""
MOST_TEXTS = 1000
"""Keys of documents, or years."""


def text(value: Any, name: str) -> str:
    """`value` as it is, if it is text."""
    if isinstance(value, str):
        return value
    raise UsageError(f"{name} is {kind(value)}; give text.")


def texts(value: Any, name: str) -> list[str] | None:
    """`value` if it is a list of texts; None for an empty one."""
    if value is None or value == []:
        return None
    if isinstance(value, list) and len(value) <= MOST_TEXTS and all(isinstance(item, str) for item in value):
        return value
    raise UsageError(f"{name} is {kind(value)}; give at most {MOST_TEXTS} texts in a list, or leave it out.")


def turns(value: Any) -> list[dict[str, Any]]:
    """`value` if it is a list of earlier turns; [] for null."""
    if value is None:
        return []
    if isinstance(value, list) and len(value) <= MOST_TURNS and all(is_turn(item) for item in value):
        return value
    raise UsageError(
        f'history is {kind(value)}; give a list of at most {MOST_TURNS} turns, each {{"role": "user" or "assistant", '
        '"content": "…"}, oldest first, or leave it out.'
    )


def is_turn(value: Any) -> bool:
    """Whether `value` has a role and content, both text."""
    return isinstance(value, dict) and all(isinstance(value.get(name), str) for name in ("role", "content"))


def hits(value: Any) -> int:
    """`value` if it is a number of hits to give."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_HITS:
        return value
    raise UsageError(f"k is {kind(value)}; give a whole number from 1 to {MOST_HITS}.")


def kind(value: Any) -> str:
    """What came, in a word or two."""
    if value is None:
        return "missing"
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "text" if isinstance(value, str) else "an object"
