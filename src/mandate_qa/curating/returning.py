"""What was taken out of the library and lies aside: which files there are, and what was known of each.

Putting one back is adding it again, with what was known; that is for `proposing` and `changing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mandate_qa.curating.proposing import SHOWN
from mandate_qa.curating.shelving import ASIDE, remove_entry
from mandate_qa.errors import ManifestError
from mandate_qa.reading.manifest import MANIFEST_NAME, manifest_entries

_DATED = re.compile(r"(\d{4}-\d\d-\d\d)-(.+)", re.DOTALL)
_WRITTEN_ANEW = ("path", "sha256")


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that was taken out."""

    file: Path
    name: str
    """What it was called in the seeds folder."""
    removed: str
    """Day on which it was taken out, ISO; "" when its name does not tell."""
    entry: Mapping[str, Any]
    """What library.toml said of it; its key at least, unless it was put there by hand."""

    @property
    def title(self) -> str:
        """Its title, or else its name."""
        return str(self.entry.get("title") or self.name)

    @property
    def kept(self) -> dict[str, Any]:
        """Fields of its entry that nobody is asked about, such as aliases and licence."""
        return {name: value for name, value in self.entry.items() if name not in (*SHOWN, *_WRITTEN_ANEW)}


def set_aside(seeds: Path) -> list[Aside]:
    """The files that were taken out of `seeds`, the latest first."""
    folder = seeds / ASIDE
    if not folder.is_dir():
        return []
    try:
        entries = {str(entry.get("path")): entry for entry in manifest_entries(folder / MANIFEST_NAME)}
    except ManifestError:  # what was known is lost, the files are not
        entries = {}
    files = sorted((path for path in folder.iterdir() if is_document(path)), reverse=True)
    return [described(path, entries.get(path.name, {})) for path in files]


def is_document(path: Path) -> bool:
    """Whether a file in the folder was a document, rather than something kept beside them."""
    return path.is_file() and path.name != MANIFEST_NAME and not path.name.startswith(".")


def described(file: Path, entry: Mapping[str, Any]) -> Aside:
    """A file with what is known of it."""
    dated = _DATED.fullmatch(file.name)
    return Aside(file, dated[2] if dated else file.name, dated[1] if dated else "", entry)


def put_back(aside: Aside) -> None:
    """Do away with a file that is in the library again, and what was kept about it."""
    aside.file.unlink(missing_ok=True)
    remove_entry(aside.file.with_name(MANIFEST_NAME), aside.file.name)
