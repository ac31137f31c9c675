"""What a reader has to leave out of a document without stopping, said in words to whoever reads it.

A reader calls `warn`; who wants to know reads within `collected`. Without that a warning is lost, so that the many
places that only look into a file need not care. What stops a document is an error, and no warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_collecting: ContextVar[list[str] | None] = ContextVar("collecting", default=None)


@contextmanager
def collected() -> Iterator[list[str]]:
    """A list that fills with the warnings given within the block, in their order, each once."""
    found: list[str] = []
    token = _collecting.set(found)
    try:
        yield found
    finally:
        _collecting.reset(token)


def warn(words: str) -> None:
    """Say what is left out, where, and what to do, as a sentence that goes after the name of the file and a colon."""
    found = _collecting.get()
    if found is not None and words not in found:
        found.append(words)
