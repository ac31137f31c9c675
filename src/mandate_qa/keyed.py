"""Remembering what follows from a value that is dear to hash: it is found by a name that it has."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Keyed(Generic[T]):
    """A value as a key, found by its name, and told from others of that name by all that it holds.

    Mostly it is compared with itself, which takes no time. One that was read anew and holds the same is the same key,
    so what is remembered of values that come and go again does not grow.
    """

    __slots__ = ("_name", "value")

    def __init__(self, name: Hashable, value: T) -> None:
        self._name = name
        self.value = value

    def __hash__(self) -> int:
        return hash(self._name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyed) and (self.value is other.value or bool(self.value == other.value))
