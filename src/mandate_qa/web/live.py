"""The assistant in force, which is replaced by another while questions are answered, when the index changes on disk.

The new one is opened beside the old one and warmed before it takes over; whoever holds the old one finishes with it,
and it is gone when nobody does. Knows only that `manifest.json` is replaced by whatever changes an index.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from mandate_qa.collecting import settle, unsettle
from mandate_qa.errors import MandateQAError
from mandate_qa.files import signature
from mandate_qa.searching.manifest import MANIFEST
from mandate_qa.settings import Settings
from mandate_qa.types import Progress

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks at the manifest; a look takes some microseconds, and no question waits for it."""
WARMING = "what are the main objectives"


class Live:
    """Holds the assistant in force. Safe to share between threads."""

    def __init__(
        self, assistant: Assistant, manifest: Path | None = None, reopen: Callable[[], Assistant] | None = None
    ) -> None:
        """`reopen` opens what the index in whose folder `manifest` stands has become; without one nothing changes.

        What came into force while `assistant` was opened, or since, is seen at the first look.
        """
        self._assistant = assistant
        self._manifest, self._reopen = manifest, reopen
        self._opening = Lock()
        self._seen = (assistant.seen or signature(manifest)) if manifest else None  # an index never read is as it is

    @property
    def assistant(self) -> Assistant:
        """The assistant that answers questions from now on; take it once for each question."""
        return self._assistant

    def reload(self, progress: Progress | None = None) -> None:
        """Wait until the assistant in force is the one of the index on disk.

        Raises what opening it raises; the one that was in force then still is.
        """
        with self._opening:
            seen = signature(self._manifest) if self._manifest else None
            if self._reopen is None or seen is None or seen == self._seen:
                return
            if progress:
                progress("opening the index", 0, 2)
            # Noted before it is opened: what changes meanwhile is seen at the next look. Noted also when it cannot be
            # opened, since it will be no better until it changes again.
            self._seen = seen
            opened = self._reopen()
            if progress:
                progress("opening the index", 1, 2)
            warm(opened)
            self._assistant = opened
            settle()
        if progress:
            progress("opening the index", 2, 2)

    @contextmanager
    def watching(self, every: float = EVERY) -> Iterator[None]:
        """Look at the manifest every so many seconds while the block runs, and reload when it has changed."""
        settle()
        stop = Event()
        thread = Thread(target=self._watch, args=(stop, every), name="watching the index", daemon=True)
        if self._reopen:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            if self._reopen:
                thread.join()
            unsettle()

    def _watch(self, stop: Event, every: float) -> None:
        """Reload now and then until `stop`; what cannot be opened is logged in a sentence."""
        while not stop.wait(every):
            try:
                self.reload()
            except MandateQAError as error:
                log.error("The index changed and cannot be opened; the one before it stays in use. %s", error)
            except Exception:
                log.exception("The index changed and cannot be opened; the one before it stays in use.")


def live_over(index: Path, assistant: Assistant, settings: Settings) -> Live:
    """What keeps `assistant` in step with the folder `index`; a language model is kept, not loaded once more."""
    writer = assistant.writer  # the assistant itself would be held for ever

    def reopened() -> Assistant:
        from mandate_qa import Assistant

        return Assistant.open(index=index, llm=writer, settings=settings, build=False)

    return Live(assistant, index / MANIFEST, reopened)


def warm(assistant: Assistant) -> None:
    """Ask a question, so that the first reader does not wait for what is only read when it is needed."""
    assistant.ask(WARMING)
