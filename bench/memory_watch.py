"""The most memory that a process takes while a block runs, looked at twenty times a second."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

EVERY = 0.05
"""Seconds."""


class MemoryWatch:
    """Looks on while its `with` block runs. What is mapped of files can be let go of at any time; the rest cannot."""

    def __init__(self) -> None:
        self.most = {"files": 0.0, "other": 0.0}
        """Megabytes, each at its highest."""
        self._done = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *failure: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(EVERY):
            lines = Path("/proc/self/status").read_text("utf-8").splitlines()
            told = dict(line.split(":", 1) for line in lines)
            for name, key in (("files", "RssFile"), ("other", "RssAnon")):
                self.most[name] = max(self.most[name], int(told[key].split()[0]) / 1024)
