"""Writing the seeds folder: a file copied in with its entry in `library.toml`, a document taken out and moved aside.

Remarks and the order of `library.toml` stay as people wrote them (tomlkit). One process writes at a time; what fails is
undone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from mandate_qa.curating.proposing import Proposal
from mandate_qa.errors import ManifestError, UsageError
from mandate_qa.files import replace_text
from mandate_qa.reading.manifest import MANIFEST_NAME
from mandate_qa.types import Document

ASIDE = ".removed"
"""Folder in the seeds folder that takes what is removed, with a library.toml of its own; never read."""
LOCK = ".lock"


@contextmanager
def writing_seeds(seeds: Path) -> Iterator[None]:
    """Be the one that writes the folder while the block runs; library.toml is as before when the block fails."""
    from filelock import FileLock

    seeds.mkdir(parents=True, exist_ok=True)
    manifest = seeds / MANIFEST_NAME
    with FileLock(seeds / LOCK):
        before = manifest.read_text("utf-8") if manifest.exists() else None
        try:
            yield
        except BaseException:
            if before is None:
                manifest.unlink(missing_ok=True)
            elif manifest.read_text("utf-8") != before:
                replace_text(manifest, before)
            raise


@contextmanager
def shelved(proposal: Proposal, seeds: Path) -> Iterator[Path]:
    """The file of a proposal in the seeds folder, with its entry; both are taken back when the block fails."""
    target = place_for(proposal, seeds)
    copied = target.resolve() != proposal.file.resolve()
    if copied:
        copy_whole(proposal.file, target)
    try:
        if proposal.key:
            add_entry(seeds / MANIFEST_NAME, {**proposal.entry, "path": target.name})
        yield target
    except BaseException:
        if copied:
            target.unlink(missing_ok=True)
        raise


def copy_whole(file: Path, target: Path) -> None:
    """Copy a file in one step, so that a copy cut short by a kill is never read as a document."""
    draft = target.with_name(f".{target.name}.new")
    try:
        shutil.copy2(file, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def place_for(proposal: Proposal, seeds: Path) -> Path:
    """Where the file goes: under its own name, or under its key where that is taken. Raises UsageError."""
    file = proposal.file
    names = [file.name, *([proposal.key + file.suffix] if proposal.key else [])]
    for name in names:
        target = seeds / name
        if not target.exists() or target.resolve() == file.resolve():
            return target
    raise UsageError(f"{seeds} holds another file called {names[-1]}; rename one of them and add it again.")


def add_entry(manifest: Path, entry: Mapping[str, Any]) -> None:
    """Append a `[[document]]` to library.toml."""
    import tomlkit

    table = tomlkit.table()
    for name, value in entry.items():
        table.add(name, value)
    text = manifest.read_text("utf-8").rstrip("\n") + "\n\n" if manifest.exists() else ""
    replace_text(manifest, f"{text}[[document]]\n{table.as_string()}")


@contextmanager
def taken_out(document: Document, seeds: Path) -> Iterator[Path | None]:
    """A document out of the folder: file and entry moved aside; both are put back when the block fails.

    Gives where the file is now, None when it was missing already. Raises UsageError for a record of a file, which is
    taken out by hand.
    """
    file = seeds / document.path
    if "#" in document.path and not file.exists():
        raise UsageError(
            f"{document.key!r} is a line of {document.path.split('#')[0]}; take the line out of that file."
        )
    entry = remove_entry(seeds / MANIFEST_NAME, document.path) or {"key": document.key}
    if not file.exists():
        yield None
        return
    aside = free_place(seeds / ASIDE, f"{datetime.now():%Y-%m-%d}-{file.name}")
    file.rename(aside)
    try:
        yield aside
    except BaseException:
        aside.rename(file)
        raise
    add_entry(aside.with_name(MANIFEST_NAME), {**entry, "path": aside.name})


def free_place(folder: Path, name: str) -> Path:
    """A path in `folder`, which is made if need be, where no file is yet."""
    folder.mkdir(exist_ok=True)
    first = folder / name
    numbered = (folder / f"{first.stem}-{n}{first.suffix}" for n in count(2))
    return next(path for path in chain([first], numbered) if not path.exists())


def remove_entry(manifest: Path, path: str) -> dict[str, Any]:
    """Take the entry of the file `path` out of library.toml, and give it back; empty where there is none."""
    import tomlkit
    from tomlkit.exceptions import ParseError

    removed: dict[str, Any] = {}
    if not manifest.exists():
        return removed
    try:
        tree: Any = tomlkit.parse(manifest.read_text("utf-8"))
    except ParseError as error:
        raise ManifestError(f"{manifest} is not valid TOML ({error}); mend it first.", str(manifest)) from error
    entries = tree.get("document", [])
    for place in reversed(range(len(entries))):
        if str(entries[place].get("path", "")).removeprefix("./") == path:
            removed = entries[place].unwrap()
            del entries[place]
    if not entries:
        tree.pop("document", None)
    replace_text(manifest, tomlkit.dumps(tree))
    return removed
