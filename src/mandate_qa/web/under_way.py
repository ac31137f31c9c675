"""How many questions are being answered just now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class UnderWay:
    """Counts what is begun and not yet ended. Safe to share between threads."""

    def __init__(self) -> None:
        self._count = 0
        self._lock = Lock()

    @property
    def count(self) -> int:
        """How many there are."""
        return self._count

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count one more while the block runs."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1)

    def _add(self, change: int) -> None:
        with self._lock:
            self._count += change
