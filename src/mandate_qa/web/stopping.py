"""A server that ends well: a signal closes it to new questions, and it stops when those under way are answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uvicorn import Config, Server

    from mandate_qa.web.closing import Closing

SPARE = 5.0
"""Seconds beyond those that an answer may take: it may have waited for its turn."""
QUIET = 3
"""Looks in a row, a tenth of a second apart, that find nothing under way: a reply is fetched after it was asked for."""


@cache
def server_class() -> Callable[[Config, Closing, float], Server]:
    """The class, which takes a Config, a Closing, and the seconds that an answer may take."""
    from uvicorn import Server

    class Ending(Server):
        """uvicorn's server, whose end begins before it stops listening."""

        def __init__(self, config: Config, closing: Closing, seconds: float) -> None:
            super().__init__(config)
            self._closing, self._patience = closing, seconds + SPARE
            self._until, self._quiet = 0.0, 0

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            """Begin the end at the first signal; stop at once at the second."""
            if self._closing.begun:
                super().handle_exit(sig, frame)
                return
            self._until = monotonic() + self._patience
            self._closing.begin()

        async def on_tick(self, counter: int) -> bool:
            """Whether it is time to stop."""
            if self._closing.begun:
                self._quiet = self._quiet + 1 if self._closing.idle else 0
                self.should_exit = self.should_exit or self._quiet >= QUIET or monotonic() >= self._until
            return await super().on_tick(counter)

    return Ending
