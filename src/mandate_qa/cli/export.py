"""`ask --out FILE`: the answer as a file, of the kind that the file's name ends in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError
from mandate_qa.types import Answer

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library


def file_of(out: str | None) -> Path | None:
    """Where the answer is to be written, None for nowhere; UsageError when it cannot be, before anything is asked."""
    if out is None:
        return None
    from mandate_qa.exporting import format_of

    path = Path(out)
    format_of(path)
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to write {path.name} to; make it, or name another file.")
    return path


def write_answer(answer: Answer, library: Library, path: Path) -> None:
    """Write `answer` to `path`, over what was there; UsageError when that cannot be done."""
    from mandate_qa.exporting import exported, format_of
    from mandate_qa.recording import record

    file = exported([record(answer, library)], format_of(path))
    try:
        path.write_bytes(file)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); name another file.") from error
