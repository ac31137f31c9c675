"""Leaves a back-end alone for a while that keeps failing, so that it does not slow every question.

After the rest one asker tries it; the others are turned away until that one knows.
"""

from __future__ import annotations

import time
from math import ceil
from threading import Lock

from mandate_qa.errors import BackendError

FAILURES = 3
"""In a row, before it rests."""


class CircuitBreaker:
    """Counts failures in a row. Safe to share between threads."""

    def __init__(self, name: str, rest: float) -> None:
        self._name = name
        self._rest = rest
        self._failures = 0
        self._until = 0.0
        self._lock = Lock()

    def admit(self) -> None:
        """Let the asker through, or raise BackendError at once while the back-end rests."""
        with self._lock:
            if self._failures < FAILURES:
                return
            left = self._until - time.monotonic()
            if left <= 0:
                self._until = time.monotonic() + self._rest
                return
        told = f"{self._name} failed {FAILURES} times in a row and is left alone for another {ceil(left)} s."
        raise BackendError(told, self._name)

    def failed(self) -> None:
        """Note a failure; the last of several begins the rest."""
        with self._lock:
            self._failures += 1
            self._until = time.monotonic() + self._rest

    def succeeded(self) -> None:
        """Note that it answered."""
        with self._lock:
            self._failures = 0
