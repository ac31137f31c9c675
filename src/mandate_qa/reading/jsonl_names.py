"""Names of records: "plans.jsonl#7" is the record 7 of the file plans.jsonl, as `Document.path` says it.

Signs that would lead a path astray are written as percent and two digits, so that any id makes a name.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

_NAMED = re.compile(r"(?P<file>.+?\.(?:jsonl|ndjson))#(?P<id>.+)", re.IGNORECASE | re.DOTALL)
_ASTRAY = re.compile(r"[\x00-\x1f\x7f/\\%]")


def record_name(file: str, identifier: str) -> str:
    """The name of a record in `file`."""
    return f"{file}#{_ASTRAY.sub(lambda sign: f'%{ord(sign[0]):02X}', identifier)}"


def record_id(path: str) -> str | None:
    """The id, as its line gives it, of the record that a `Document.path` names; None when it names a whole file."""
    found = _NAMED.fullmatch(path.rpartition("/")[2])
    return unquote(found["id"]) if found else None


def parted(path: Path) -> tuple[Path, str]:
    """The file that `path` names and the id of the record in it; "" when it names a whole file."""
    found = _NAMED.fullmatch(path.name)
    if found is None or path.exists():
        return path, ""
    return path.with_name(found["file"]), unquote(found["id"])
