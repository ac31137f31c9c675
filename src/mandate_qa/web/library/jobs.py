"""Work on the library in the background, one piece at a time, with its progress.

Knows nothing of what the work is. A piece of work either is done whole or leaves the library as it was, also when the
service is stopped in between; so nothing of it is kept on disk.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from secrets import token_urlsafe
from threading import Lock, Thread, main_thread
from typing import Any

from mandate_qa.errors import MandateQAError
from mandate_qa.types import Progress
from mandate_qa.web.library import wording
from mandate_qa.web.library.responses import RefusedError

log = logging.getLogger(__name__)

REMEMBERED = 200
"""Pieces of work that can still be looked at."""


class State(StrEnum):
    """How far a piece of work is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a piece of work came to."""

    sentence: str
    document: str = ""
    """Key of the document that was added, "" for none."""
    notes: tuple[str, ...] = ()


NOTHING = Outcome("")
Work = Callable[[Progress], Outcome]


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work, as it is at one moment."""

    id: str
    title: str
    owner: str
    """Who began it; "" where nobody signs in."""
    back: str
    """Path of the page to go back to when it fails."""
    state: State = State.WAITING
    step: str = ""
    done: int = 0
    total: int = 0
    """0 for a step that is not counted."""
    outcome: Outcome = NOTHING

    @property
    def finished(self) -> bool:
        """Whether nothing more comes."""
        return self.state in (State.DONE, State.FAILED)


class StoppedError(Exception):
    """The service is stopping, so that the work is given up."""


def new_id() -> str:
    """An id that nobody can guess."""
    return token_urlsafe(16)


class Jobs:
    """The pieces of work, in the order they were begun. Safe to share between threads."""

    def __init__(self, stopping: Callable[[], bool]) -> None:
        """`stopping` tells whether the service is being stopped, and not kept waiting for work."""
        self._stopping = stopping
        self._lock = Lock()
        self._jobs: dict[str, Job] = {}
        self._queue: deque[tuple[str, Work]] = deque()
        self._working = False

    def begin(self, title: str, owner: str, back: str, work: Work, id: str = "") -> Job:
        """Have `work` done after what was begun before it; comes back at once. `id` is a `new_id`."""
        job = Job(id or new_id(), title, owner, back)
        with self._lock:
            self._jobs[job.id] = job
            finished = [id for id, kept in self._jobs.items() if kept.finished]
            for old in finished[: max(0, len(self._jobs) - REMEMBERED)]:
                del self._jobs[old]
            self._queue.append((job.id, work))
            begins, self._working = not self._working, True
        if begins:
            Thread(target=self._work, name="library").start()
        return job

    def job(self, id: str, owner: str) -> Job:
        """The job as it is now. Raises RefusedError for one that is not known, or is somebody else's."""
        with self._lock:
            found = self._jobs.get(id)
        if found is None or found.owner != owner:
            raise RefusedError(404, wording.NO_JOB)
        return found

    def ahead(self, id: str) -> int:
        """How many come before it: those that wait, and the one that is worked on."""
        with self._lock:
            unfinished = [job.id for job in self._jobs.values() if not job.finished]
        return unfinished.index(id) if id in unfinished else 0

    def _work(self) -> None:
        """Do what waits until nothing does."""
        while True:
            with self._lock:
                if not self._queue:
                    self._working = False
                    return
                id, work = self._queue.popleft()
            self._change(id, state=State.RUNNING)
            state, outcome = self._done(id, work)
            self._change(id, state=state, outcome=outcome)

    def _done(self, id: str, work: Work) -> tuple[State, Outcome]:
        """What a piece of work came to; never raises."""
        try:
            self._progress(id, "", 0, 0)
            return State.DONE, work(lambda *how_far: self._progress(id, *how_far))
        except MandateQAError as error:
            return State.FAILED, Outcome(str(error))
        except StoppedError:
            return State.FAILED, Outcome(wording.STOPPED)
        except Exception:
            log.exception("The library was not changed.")
            return State.FAILED, Outcome(wording.FAILED)

    def _progress(self, id: str, step: str, done: int, total: int) -> None:
        """Take down how far it is. Raises StoppedError when the service is being stopped."""
        if self._stopping() or not main_thread().is_alive():
            raise StoppedError
        self._change(id, step=step, done=done, total=total)

    def _change(self, id: str, **changes: Any) -> None:
        with self._lock:
            self._jobs[id] = replace(self._jobs[id], **changes)
