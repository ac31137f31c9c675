from __future__ import annotations

import gc
import weakref

from mandate_qa.collecting import paused, settle, unsettle


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_nothing_is_collected_while_it_is_paused_and_it_goes_on_after_the_last_block() -> None:
    assert gc.isenabled()
    with paused():
        assert not gc.isenabled()
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_blocks_of_several_threads_may_end_in_any_order() -> None:
    one, other = paused(), paused()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    assert not gc.isenabled()
    other.__exit__(None, None, None)
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_goes_on_when_the_block_fails() -> None:
    try:
        with paused():
            raise ValueError
    except ValueError:
        assert gc.isenabled()


def test_what_is_there_is_passed_over_and_garbage_before_it_goes() -> None:
    before, kept = Ring(), Ring()
    gone, there = weakref.ref(before), weakref.ref(kept)
    del before
    settle()
    try:
        del kept
        gc.collect()
        assert gone() is None
        assert there() is not None
    finally:
        unsettle()
    gc.collect()
    assert there() is None
