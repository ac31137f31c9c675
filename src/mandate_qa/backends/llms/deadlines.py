"""When an answer must be there, told to whatever works on it without being passed from hand to hand.

A back-end asks `seconds_left()` for how long it may take; who waits for it sets the moment with `ending_at`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_END: ContextVar[float] = ContextVar("end")


@contextmanager
def ending_at(moment: float) -> Iterator[None]:
    """Within it, what is asked must be done at `moment` of `time.monotonic`."""
    token = _END.set(moment)
    try:
        yield
    finally:
        _END.reset(token)


def seconds_left(otherwise: float) -> float:
    """Seconds until the moment that is set, at least a hundredth; `otherwise` where none is."""
    end = _END.get(None)
    return otherwise if end is None else max(end - time.monotonic(), 0.01)
