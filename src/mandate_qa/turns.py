"""What was said before a question, as callers give it, read as turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mandate_qa.answering.rescoping import scope_given
from mandate_qa.errors import UsageError
from mandate_qa.types import Turn

History = Sequence[Mapping[str, Any] | Turn]
"""Turns, oldest first, as values or as chat windows keep them: {"role": …, "content": …}, with "scope" if need be."""


def turns_of(history: History) -> list[Turn]:
    """The turns of `history`, in order. Raises UsageError for one that cannot be read."""
    return [turn if isinstance(turn, Turn) else _turn(turn) for turn in history]


def _turn(given: Mapping[str, Any]) -> Turn:
    """A turn as chat windows keep it; UsageError when it cannot be read as one."""
    try:
        return Turn(str(given["role"]), str(given["content"]), scope_given(given.get("scope")))
    except (KeyError, TypeError, AttributeError) as error:
        wanted = '{"role": "user" or "assistant", "content": "…"}'
        raise UsageError(f"The history holds {given!r}, which is no turn; give {wanted}.") from error
