"""How each page and each state of the chat is brought before a reader: a name, and what opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

State = Callable[[Any, dict[str, str]], None]

STATES: dict[str, State] = {}
