"""Timing of steps, so that the steps stay free of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Stopwatch:
    """Times steps by name."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._steps: dict[str, float] = {}

    def __call__(self, step: str, work: Callable[[], T]) -> T:
        """The result of `work`, its seconds noted under `step`."""
        started = time.perf_counter()
        result = work()
        self._steps[step] = time.perf_counter() - started
        return result

    def note(self, step: str, seconds: float) -> None:
        """Note what was timed elsewhere."""
        self._steps[step] = seconds

    def seconds(self) -> dict[str, float]:
        """Seconds by step, with "total"."""
        return {**self._steps, "total": time.perf_counter() - self._started}
