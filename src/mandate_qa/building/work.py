"""The work of one build: the parts that are written so far, those of a build before it that was cut off among them.

Knows which of those may still be used. What a build reads, and how it embeds, is for others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mandate_qa.backends.embedders import embedder_fingerprint
from mandate_qa.backends.query_encoders import Provided
from mandate_qa.building.contents import Contents, Volume
from mandate_qa.building.planning import Plan, program_fingerprint
from mandate_qa.errors import DocumentError, SearchIndexError
from mandate_qa.reading.seeds import Source
from mandate_qa.searching.manifest import SegmentRecord, check_files
from mandate_qa.searching.unfinished import (
    Done,
    Part,
    Unfinished,
    add_part,
    forget_unfinished,
    read_unfinished,
    write_unfinished,
)
from mandate_qa.settings import Settings, digest
from mandate_qa.types import Progress


@dataclass(slots=True)
class Work:
    """What is done of a plan."""

    home: Path
    sources: dict[str, Source]
    """What is to be read, by path in the seeds folder."""
    made_with: str
    """What identifies settings, embedder and program; "" where that cannot be told, and nothing can be gone on with."""
    fresh: bool
    parts: list[Part] = field(default_factory=list)
    done: dict[str, Done] = field(default_factory=dict)
    """The documents in them that are wanted, by path."""
    encoder: str = ""
    """Name of the folder of the light encoder; "" where there is none yet."""
    provided: Provided | None = None
    """What embeds; None as long as nothing was to be embedded."""
    resumed: int = 0
    """Documents that a build before this one had done."""
    embedded: int = 0
    """Passages that this one embedded."""
    failures: list[DocumentError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def left(self) -> tuple[Source, ...]:
        """What is still to be read, in library order."""
        return tuple(source for path, source in self.sources.items() if path not in self.done)

    @property
    def passages(self) -> int:
        """Passages of the documents that are done."""
        return sum(done.passages for done in self.done.values())

    @property
    def keys(self) -> dict[str, str]:
        """Path → key of the documents that are done."""
        return {path: done.key for path, done in self.done.items()}

    @property
    def read(self) -> int:
        """Documents that this build read."""
        return len(self.done) - self.resumed

    def begin(self, provided: Provided) -> None:
        """Have what embeds, and say what the parts are made with before the first is written."""
        self.provided = provided
        self.encoder = provided.folder.name if provided.folder else ""
        if self.made_with:
            write_unfinished(self.home, self._told())

    def add(self, read: Contents, segment: SegmentRecord | None) -> None:
        """Say that these documents are written, if any could be read."""
        self.failures += read.failures
        self.warnings += read.warnings
        if segment is None:
            return
        part = Part(segment, {volume.document.path: self._done(volume) for volume in read.volumes})
        if self.made_with:
            add_part(self.home, part)
        self.parts.append(part)
        self.done |= part.documents

    def take_on(self, part: Part) -> None:
        """Take what can still be used of a part that was written before."""
        wanted = {
            path: done
            for path, done in part.documents.items()
            if path in self.sources and path not in self.done and self.sources[path].seed.same_document(done.seed)
        }
        if wanted and intact(self.home, part):
            self.parts.append(part)
            self.done |= wanted
            self.resumed += len(wanted)

    def _done(self, volume: Volume) -> Done:
        seed = self.sources[volume.document.path].seed
        counts = len(volume.paragraphs), len(volume.passages)
        return Done(seed, volume.document.key, *counts, volume.warnings)

    def _told(self) -> Unfinished:
        return Unfinished(self.made_with, self.fresh, self.encoder, tuple(self.parts))


def resumed(home: Path, plan: Plan, settings: Settings, fresh: bool, progress: Progress | None = None) -> Work:
    """The work on a plan, with what a build before it left and can still be used; the rest is forgotten."""
    work = Work(home, {source.path: source for source in plan.to_read}, maker(settings), fresh)
    before = read_unfinished(home)
    if before and before.made_with == work.made_with != "" and before.fresh >= fresh:
        work.encoder = before.encoder
        for part in before.parts:
            work.take_on(part)
    if not work.parts:
        forget_unfinished(home)
        return work
    work.fresh = before is not None and before.fresh
    write_unfinished(home, work._told())
    if progress:
        progress(f"going on with a build that was cut off; {work.resumed} of its documents are done", 0, 0)
    return work


def maker(settings: Settings) -> str:
    """What identifies all that makes a part what it is; "" when the embedder cannot be told from others."""
    embedder = embedder_fingerprint(settings.embedder)
    told = {"settings": settings.index_fingerprint(), "program": program_fingerprint(), "embedder": embedder}
    return digest(told) if embedder else ""


def intact(home: Path, part: Part) -> bool:
    """Whether every byte of a part is as it was written."""
    try:
        check_files(home / part.segment.folder, part.segment.files)
    except SearchIndexError:
        return False
    return True
