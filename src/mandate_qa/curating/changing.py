"""Adding to the library and taking out of it, the index along with the seeds folder.

Knows that the two go together: what the index cannot take is not left in the folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.curating.proposing import Proposal
from mandate_qa.curating.shelving import shelved, taken_out, writing_seeds
from mandate_qa.errors import UsageError
from mandate_qa.indexing import BuildReport, build_index
from mandate_qa.settings import Settings
from mandate_qa.types import Document, Progress


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out."""

    key: str
    aside: Path | None
    """Where its file is now; None when it was gone before."""


def add_documents(
    proposals: Sequence[Proposal],
    seeds: Path,
    out: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Copy the files into `seeds`, write down what they are, and bring the index in `out` up to date.

    Raises UsageError when a proposal lacks what the library needs, and what `build_index` raises; folder and index are
    then as before.
    """
    for proposal in proposals:
        if proposal.missing:
            options = " and ".join(f"--{name}" for name in proposal.missing)
            raise UsageError(f"{proposal.file} does not tell what the library needs to know; give {options}.")
    with writing_seeds(seeds), ExitStack() as stack:
        placed = [stack.enter_context(shelved(proposal, seeds)) for proposal in proposals]
        report = build_index(seeds, out, settings, progress)
        for failure in report.failures:
            if Path(failure.path) in placed:
                raise failure
    return report


def remove_documents(
    documents: Sequence[Document],
    seeds: Path,
    out: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> tuple[list[Removed], BuildReport]:
    """Take the documents out of `seeds`, their files moved aside, and bring the index in `out` up to date.

    Raises UsageError for a record of a file, and what `build_index` raises, as when no document would be left; folder
    and index are then as before.
    """
    with writing_seeds(seeds), ExitStack() as stack:
        removed = [Removed(d.key, stack.enter_context(taken_out(d, seeds))) for d in documents]
        return removed, build_index(seeds, out, settings, progress)
