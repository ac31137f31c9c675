"""What a method gave for the last arguments it was called with, remembered for as long as its object lives.

`lru_cache` of a bound method, kept by the object itself, would keep the object: it would go only when the garbage
collector comes round, long after an index was replaced by another, and its files would stay open until then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakMethod

T = TypeVar("T")


def remembered(size: int, method: Callable[..., T]) -> Callable[..., T]:
    """`method`, bound to an object, with its last `size` results kept; for that object to hold, and to call."""
    found = WeakMethod(method)

    def called(*arguments: Any) -> T:
        bound = found()
        assert bound is not None, "only the object itself calls this"
        return bound(*arguments)

    return lru_cache(size)(called)
