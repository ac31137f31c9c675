"""What is noted while the soak runs, as frozen values; times are seconds since 1970 on one clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Commit:
    """An index as it was put in force on the disk."""

    at: float
    """When its manifest was written."""
    fingerprint: str
    """As answers from it carry it."""
    editions: Mapping[str, int]
    """Key of each made-up document that it holds → its edition."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said that it answers from."""

    server: str
    at: float
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Away:
    """A server that was killed, until it listened again."""

    server: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what came of it."""

    kind: str
    """"made", "real", "burst", "greedy", or "last" for those asked when all is quiet."""
    server: str
    question: str
    key: str
    """The made-up document that it is about; "" for none."""
    sent: float
    ended: float
    problem: str = ""
    """What went wrong; "" when it was answered."""
    record: Mapping[str, Any] | None = None
    """The AnswerRecord, without hits and story."""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A citation's link that was followed."""

    server: str
    key: str
    since: float
    """When the question was sent whose answer had the link."""
    until: float
    status: int
    """Of HTTP; 0 when there was no reply."""
    editions: tuple[int, ...] = ()
    """Of the document `key`, as the page's figures tell."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that a reader left with a server, which said that it was kept."""

    kind: str
    """"feedback", "link" or "conversation"."""
    id: str
    reader: str
    at: float
    words: str
    """By which it is told again: the reader's words, a figure of the answer, or the title."""


@dataclass(frozen=True, slots=True)
class Build:
    """One run of a builder."""

    command: str
    began: float
    ended: float
    killed: bool
    code: int
    committed: bool
    """Whether an index was put in force meanwhile."""
    leftovers: int
    """Folders that it left in the index and no manifest names."""
    told: str = ""
    """What it printed when it failed by itself."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a server process held at a moment."""

    server: str
    life: int
    """How often the server had been started before."""
    at: float
    own: float
    """Anonymous memory, MB."""
    files: float
    """Memory that maps files, MB."""
    descriptors: int
    gone: tuple[str, ...]
    """Files of the index that it has open or mapped and that are removed from the disk."""


@dataclass(frozen=True, slots=True)
class Disk:
    """What lay in the index folder at a moment."""

    at: float
    megabytes: float
    folders: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the soak proves."""

    name: str
    count: str
    """What was looked at, in words."""
    faults: tuple[str, ...] = ()
    judged: bool = True
    """False where the run was too short to tell."""

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.faults
