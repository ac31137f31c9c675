"""Work that may hang, done aside, so that who asked for it is never held longer than agreed.

The threads are daemons: one that hangs for good does not keep the program from ending.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

T = TypeVar("T")
Emit = Callable[[str], bool]
"""Takes a piece of text; true when no more is wanted."""


def finished(work: Callable[[], T], seconds: float) -> T:
    """The result of `work`, or what it raises; TimeoutError when it takes longer, and the work is left to itself."""
    if seconds <= 0:
        raise TimeoutError
    done: SimpleQueue[tuple[bool, Any]] = SimpleQueue()
    _aside(lambda: done.put(_outcome(work)))
    try:
        well, result = done.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if not well:
        raise result
    made: T = result
    return made


def emitted(run: Callable[[Emit], object], end: float | None = None) -> Iterator[str]:
    """The pieces that `run` emits, as they come; TimeoutError at the moment `end` of `time.monotonic`.

    `run` is told to stop when nobody listens any more. What it raises is raised after the pieces before it.
    """
    if end is not None and end <= time.monotonic():
        raise TimeoutError
    pieces: SimpleQueue[tuple[bool | None, Any]] = SimpleQueue()
    stopped = Event()

    def emit(piece: str) -> bool:
        pieces.put((None, piece))
        return stopped.is_set()

    _aside(lambda: pieces.put(_outcome(lambda: run(emit))))
    try:
        yield from _taken(pieces, end)
    finally:
        stopped.set()


def _taken(pieces: SimpleQueue[tuple[bool | None, Any]], end: float | None) -> Iterator[str]:
    """The pieces until the outcome comes, which is raised when it is an error."""
    while True:
        try:
            well, piece = pieces.get(timeout=None if end is None else max(end - time.monotonic(), 0))
        except Empty:
            raise TimeoutError from None
        if well is None:
            yield piece
        elif well:
            return
        else:
            raise piece


def _outcome(work: Callable[[], Any]) -> tuple[bool, Any]:
    """Whether the work was done, and its result or error."""
    try:
        return True, work()
    except BaseException as error:  # a thread must hand on whatever ends it, or who waits would wait for good
        return False, error


def _aside(work: Callable[[], object]) -> None:
    """Start `work` in a thread that knows the deadline of this one."""
    Thread(target=copy_context().run, args=(work,), daemon=True, name="language-model").start()
