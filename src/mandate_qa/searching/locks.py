"""Locks between processes that build the same index, which a killed process cannot leave behind.

A lock is a file that a process keeps locked; the system lets go of it when the process ends, however it ends. The
process's id stands in the file for people who look. Which files are locked, and why, is for `saving` to know. Where
the system has no such locks every lock counts as held, so that nothing of another process is touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not POSIX
    fcntl = None  # type: ignore[assignment]


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock `path` while the block runs, waiting until it is free."""
    with path.open("a") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock `path`; False when there is no such file."""
    try:
        with path.open("r") as file:
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return fcntl is None
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
