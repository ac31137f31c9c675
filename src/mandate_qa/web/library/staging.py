"""Files that wait to be checked before they are added: each in a private folder, under a plain safe name, for an hour.

Knows names and folders. What a file holds is for `adding`.
"""

from __future__ import annotations

import re
import shutil
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from threading import Lock
from typing import IO, Any

from mandate_qa.curating.proposing import Proposal
from mandate_qa.curating.returning import Aside
from mandate_qa.reading.facts import Fact
from mandate_qa.web.library import wording
from mandate_qa.web.library.responses import RefusedError

KEPT = 3600.0
"""Seconds that a file waits."""
MOST = 20
"""Files that wait at the same time."""
LONGEST_NAME = 100
"""Characters of a file's name."""

_NOT_PLAIN = re.compile(r"[^\w .()&',+-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|readme|licen[cs]e)(?=\.|$)", re.IGNORECASE)
"""Names that some systems keep for devices, or that the library takes for files about itself."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read; a large one takes a minute, so that it is not read again for the same."""

    given: Mapping[str, str]
    """What was settled."""
    proposal: Proposal
    warnings: tuple[str, ...]
    """What of it could not be read."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that waits."""

    id: str
    file: Path
    owner: str
    """Who sent it; "" where nobody signs in."""
    since: float
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """What it was proposed as, with where each fact is from."""
    entered: Mapping[str, str] = field(default_factory=dict)
    """What stands in the form, as its reader left it."""
    aside: Aside | None = None
    """The removed file that it is a copy of, when it is to be put back."""
    job: str = ""
    """The work that adds it, "" before that was begun."""
    read: Read | None = None
    """What reading it came to the last time."""


class Staging:
    """The files that wait. Safe to share between threads; their folder is made for the first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._staged: dict[str, Staged] = {}

    @cached_property
    def _folder(self) -> TemporaryDirectory[str]:
        return TemporaryDirectory(prefix="mandate-qa-")

    def add(self, name: str, content: IO[bytes], owner: str, aside: Aside | None = None) -> Staged:
        """Keep `content` under a safe form of `name`. Raises RefusedError when too many files wait."""
        self.sweep()
        staged = self._place(name, owner, aside)
        try:
            staged.file.parent.mkdir(mode=0o700)
            with staged.file.open("wb") as target:
                shutil.copyfileobj(content, target)
        except BaseException:
            self.remove(staged.id)
            raise
        return staged

    def _place(self, name: str, owner: str, aside: Aside | None) -> Staged:
        """A place for a file that is not written yet. Raises RefusedError when too many files wait."""
        with self._lock:
            if len(self._staged) >= MOST:
                raise RefusedError(503, wording.FULL)
            id = token_urlsafe(16)
            file = Path(self._folder.name) / id / safe_name(name)
            self._staged[id] = Staged(id, file, owner, self._clock(), aside=aside)
            return self._staged[id]

    def change(self, staged: Staged, **changes: Any) -> Staged:
        """Take down what has changed of it; one that was done away with meanwhile stays away."""
        with self._lock:
            changed = replace(self._staged.get(staged.id, staged), **changes)
            if staged.id in self._staged:
                self._staged[staged.id] = changed
        return changed

    def claim(self, staged: Staged, job: str) -> bool:
        """Whether `job` is the one that adds the file, because no other was begun before it."""
        with self._lock:
            found = self._staged.get(staged.id)
            if found is None or found.job:
                return False
            self._staged[staged.id] = replace(found, job=job)
            return True

    def staged(self, id: str, owner: str) -> Staged:
        """The file with this id. Raises RefusedError for one that is gone, or is somebody else's."""
        self.sweep()
        with self._lock:
            found = self._staged.get(id)
        if found is None or found.owner != owner:
            raise RefusedError(404, wording.GONE)
        return found

    def release(self, id: str) -> None:
        """Let a file that could not be added wait for another hour."""
        with self._lock:
            if found := self._staged.get(id):
                self._staged[id] = replace(found, job="", since=self._clock())

    def remove(self, id: str) -> None:
        """Do away with a file."""
        with self._lock:
            found = self._staged.pop(id, None)
        if found is not None:
            shutil.rmtree(found.file.parent, ignore_errors=True)

    def sweep(self) -> None:
        """Do away with the files that have waited too long, except those that are being added."""
        with self._lock:
            old = [s.id for s in self._staged.values() if not s.job and self._clock() - s.since > KEPT]
        for id in old:
            self.remove(id)


def safe_name(name: str) -> str:
    """A file name without folders, signs that steer anything, or a meaning of its own; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = " ".join(_NOT_PLAIN.sub("-", last).split()).lstrip(".-~ ").rstrip(". ")
    stem, dot, suffix = plain.rpartition(".") if "." in plain else (plain, "", "")
    stem = stem[: LONGEST_NAME - len(suffix[:10]) - 1].rstrip(". ") or "document"
    named = f"{stem}{dot}{suffix[:10]}"
    return f"document-{named}" if _RESERVED.match(named) else named
