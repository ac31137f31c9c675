"""Documents → numbered paragraphs → passages, each document by itself.

Knows what happens when a document fails, and that no two paragraphs may share an id. How a document is read is for
`reading`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from time import monotonic

from mandate_qa.errors import DocumentError, NumberingError, UnreadableDocumentError
from mandate_qa.reading import cut_passages, number_paragraphs, read_blocks
from mandate_qa.reading.seeds import Source, described
from mandate_qa.reading.terms import with_signatories
from mandate_qa.reading.warnings import collected
from mandate_qa.settings import PassageSettings
from mandate_qa.types import Document, Paragraph, Passage, Progress

AT_ONCE = 5_000
"""Passages from which on an instalment ends: so many are held in memory, and embedded in about a minute."""
LONGEST = 120
"""Seconds of reading after which it ends too; pages that are pictures take long."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A document, its paragraphs and its passages, in order."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...] = ()
    """What of the file could not be read, each with its path."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Documents that were read."""

    volumes: tuple[Volume, ...]
    failures: tuple[DocumentError, ...] = ()
    """Why others were left out."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents."""
        return tuple(volume.document for volume in self.volumes)

    @property
    def keys(self) -> dict[str, str]:
        """Path → key of each."""
        return {volume.document.path: volume.document.key for volume in self.volumes}

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Their paragraphs, document after document."""
        return tuple(chain.from_iterable(volume.paragraphs for volume in self.volumes))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Their passages, document after document."""
        return tuple(chain.from_iterable(volume.passages for volume in self.volumes))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What of them could not be read, each with the path of its document."""
        return tuple(chain.from_iterable(volume.warnings for volume in self.volumes))


def instalments(
    sources: Sequence[Source], seeds: Path, settings: PassageSettings, progress: Progress | None = None
) -> Iterator[Contents]:
    """The documents of `sources`, in their order, so many at a time. Raises NumberingError."""
    failures: list[DocumentError] = []
    volumes: list[Volume] = []
    passages, began = 0, monotonic()
    for done, source in enumerate(sources, start=1):
        try:
            volumes.append(read_volume(source, seeds / source.path, settings))
            passages += len(volumes[-1].passages)
        except NumberingError:
            raise
        except DocumentError as error:
            failures.append(error)
        if progress:
            progress("reading", done, len(sources))
        if passages >= AT_ONCE or monotonic() - began > LONGEST:
            yield Contents(tuple(volumes), tuple(failures))
            volumes, failures, passages, began = [], [], 0, monotonic()
    if volumes or failures:
        yield Contents(tuple(volumes), tuple(failures))


def read_volume(source: Source, file: Path, settings: PassageSettings) -> Volume:
    """One document, read. Raises DocumentError."""
    with collected() as warnings:
        blocks = read_blocks(file)
    document = described(source, file, blocks)
    paragraphs = number_paragraphs(document, blocks)
    if not paragraphs:
        raise UnreadableDocumentError(f"{document.path} holds no text; replace it or remove it.", document.path)
    passages = cut_passages(document, paragraphs, settings)
    require_distinct_ids(paragraphs, passages)
    told = tuple(f"{document.path}: {warning}" for warning in warnings)
    return Volume(with_signatories(document, paragraphs), tuple(paragraphs), tuple(passages), told)


def require_distinct_ids(paragraphs: Sequence[Paragraph], passages: Sequence[Passage]) -> None:
    """Stop when two paragraphs, or two passages, have one id."""
    counts = Counter([*(paragraph.id for paragraph in paragraphs), *(passage.id for passage in passages)])
    for repeated in (item for item, count in counts.items() if count > 1):
        places = ", ".join(f"line {p.lines[0]}" for p in paragraphs if p.id == repeated)
        raise NumberingError(f"Two parts of the library would both be {repeated!r} ({places}); number them apart.")
