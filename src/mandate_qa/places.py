"""Where the index and the seeds lie when nobody says.

`MANDATE_QA_INDEX` and `MANDATE_QA_SEEDS` first, then the current folder when it holds them (an index beside its
seeds need not exist yet), then the folder the program was cloned to.
"""

from __future__ import annotations

import os
from pathlib import Path


def index_folder(given: Path | str | None = None) -> Path:
    """The folder of the index: `given`, or the default one, which need not exist yet."""
    return Path(given) if given is not None else _default("index")


def seeds_folder(given: Path | str | None = None, index: Path | str | None = None) -> Path:
    """The folder of the seeds: `given`, else the one beside an index folder that was given, else the default one."""
    if given is not None:
        return Path(given)
    if index is not None and "MANDATE_QA_SEEDS" not in os.environ:
        beside = Path(index).resolve().parent / "seeds"
        return beside if beside.is_dir() else _default("seeds")
    return _default("seeds")


def belong_together(index: Path | str | None, seeds: Path | str | None) -> bool:
    """Whether an index may be built anew from the seeds that `seeds_folder` finds for it.

    An index that was named alone, with no seeds beside it, is somebody's own: it is built when missing, never replaced.
    """
    if index is None or seeds is not None or "MANDATE_QA_SEEDS" in os.environ:
        return True
    return (Path(index).resolve().parent / "seeds").is_dir()


def _default(name: str) -> Path:
    named = os.environ.get(f"MANDATE_QA_{name.upper()}")
    if named:
        return Path(named)
    here = Path(name)
    home = Path(__file__).resolve().parents[2]
    taken = here.is_dir() or Path("seeds").is_dir() or not (home / name).is_dir()
    return here if taken else home / name
