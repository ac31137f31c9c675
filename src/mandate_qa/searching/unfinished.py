"""`building.jsonl`: the parts of an index that a build has written and not yet put in force.

A line says what they are made with, and each line after it names a part: a segment, and the documents it was made of.
A line is written when all of its part is, so a kill loses the part under way and no other. Knows the file and nothing
of whether its parts may still be used, which is for `building` to decide.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mandate_qa.codec import decode, encode
from mandate_qa.files import flush, replace_text
from mandate_qa.reading.seeds import Seed
from mandate_qa.searching.manifest import FOLDER, SegmentRecord

UNFINISHED = "building.jsonl"


@dataclass(frozen=True, slots=True)
class Done:
    """A document that is in a part."""

    seed: Seed
    """What was seen of it when it was read."""
    key: str
    paragraphs: int
    passages: int
    warnings: tuple[str, ...] = ()
    """What of its file could not be read, each with its path."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment that is written, and not in force."""

    segment: SegmentRecord
    documents: dict[str, Done]
    """By path in the seeds folder."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a build has written so far."""

    made_with: str
    """What identifies settings, embedder and program; parts that were made with others cannot be used."""
    fresh: bool
    """Whether every document was to be read anew."""
    encoder: str
    """Name of the folder that holds the light encoder for questions; "" without one."""
    parts: tuple[Part, ...] = ()


def read_unfinished(home: Path) -> Unfinished | None:
    """What lies in `home`, None for nothing; of a file that was cut short what stands before."""
    try:
        first, *lines = (home / UNFINISHED).read_bytes().split(b"\n")
        begun: Unfinished = decode(Unfinished, json.loads(first))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    parts = []
    for line in lines:
        try:
            part = decode(Part, json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError):
            break
        if not FOLDER.fullmatch(part.segment.folder):
            break
        parts.append(part)
    encoder = begun.encoder if FOLDER.fullmatch(begun.encoder) else ""
    return replace(begun, encoder=encoder, parts=tuple(parts))


def write_unfinished(home: Path, unfinished: Unfinished) -> None:
    """Say anew, in one step, what is there."""
    lines = [encode(replace(unfinished, parts=())), *map(encode, unfinished.parts)]
    replace_text(home / UNFINISHED, "".join(map(_line, lines)))


def add_part(home: Path, part: Part) -> None:
    """Say that another part is written."""
    with (home / UNFINISHED).open("a", encoding="utf-8") as file:
        file.write(_line(encode(part)))
        file.flush()
        os.fsync(file.fileno())


def forget_unfinished(home: Path) -> None:
    """Nothing is there any more."""
    if (home / UNFINISHED).exists():
        (home / UNFINISHED).unlink()
        flush(home)


def unfinished_folders(home: Path) -> frozenset[str]:
    """Names of the folders that an unfinished build needs."""
    found = read_unfinished(home)
    return frozenset((found.encoder, *(part.segment.folder for part in found.parts)) if found else ()) - {""}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
