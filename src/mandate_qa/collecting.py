"""When Python's garbage collector goes through what there is: not where it would only find what stays.

Nearly everything that is made here lives as long as an index, or goes as soon as nobody holds it. Going through all of
it takes longer the more there is, and is started by the making of many objects.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

_lock = Lock()
_pausing: list[bool] = []
"""For each block that pauses it now: whether it was on before."""


@contextmanager
def paused() -> Iterator[None]:
    """No collection while the block runs, in any thread: for making many objects that stay."""
    with _lock:
        _pausing.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            was_on = _pausing.pop(0)
            if _pausing:
                _pausing[0] = was_on
            elif was_on:
                gc.enable()


def settle() -> None:
    """Have the collector pass over what there is now from now on, once what became garbage meanwhile is collected.

    Else it would hold up a question now and then, for some 60 ms over a small library.
    """
    gc.unfreeze()
    gc.collect()
    give_back()
    gc.freeze()


def give_back() -> None:
    """Have memory that is free given back to the system, which glibc keeps for itself else; nothing elsewhere."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def unsettle() -> None:
    """Have it go through everything again."""
    gc.unfreeze()
