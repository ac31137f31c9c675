"""Seconds by step, for reports."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Clock:
    """Seconds by step."""

    started: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block as step `name`, or a part of it."""
        start = time.perf_counter()
        yield
        self.steps[name] = self.steps.get(name, 0.0) + time.perf_counter() - start

    def each(self, name: str, values: Iterable[T]) -> Iterator[T]:
        """`values`, the time that each takes to come counted as step `name`."""
        values, ended = iter(values), object()
        while True:
            with self.step(name):
                value = next(values, ended)
            if value is ended:
                return
            yield value  # type: ignore[misc]

    def seconds(self) -> dict[str, float]:
        """Steps in the order they ran, then "total"."""
        return {**self.steps, "total": time.perf_counter() - self.started}
