"""What the image is made of: the files that .dockerignore lets in and the Dockerfile copies."""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path

from deployed import ROOT, lines

RULES = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and line[0] != "#"]
LET_IN = {line[1:] for line in RULES if line.startswith("!")}
LEFT_OUT = [line.removeprefix("**/") for line in RULES if line.startswith("**/")]
"""Patterns of names, at any depth."""


def copied(folder: Path) -> Path:
    """`folder`, with all of it copied there as the builder of the image has it."""
    for line in lines("COPY"):
        *sources, _ = line.split()
        if line.startswith("--from"):
            continue
        for name in sources:
            assert name in LET_IN, name
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=left_out)
            else:
                shutil.copy(ROOT / name, folder / name)
    return folder


def left_out(_: str, names: list[str]) -> set[str]:
    """Which names of a folder never come in."""
    return {name for name in names if any(fnmatch(name, pattern) for pattern in LEFT_OUT)}
