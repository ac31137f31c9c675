"""Which zipped or compound files hold a word processor's text.

Looks at first bytes and at what a container lists, and reads nothing else; opening is `archive`'s business. A file
that is cut off or protected is claimed by its ending, so that its own reader can say what is wrong with it.
"""

from __future__ import annotations

import mmap
import zipfile
import zlib
from pathlib import Path

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound file: what old Word documents are, and new ones behind a password."""

WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
OPENDOCUMENT_SUFFIXES = (".odt", ".ott")

_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_OPENDOCUMENT_TEXT = _OPENDOCUMENT + b"text"
_OTHER_OFFICE = ("xl/", "ppt/", "content.xml", "mimetype")


def is_word(head: bytes, path: Path) -> bool:
    """Whether a file is a Word document, or named like one and neither text nor another office file."""
    named = path.suffix.lower() in WORD_SUFFIXES
    if head.startswith(OLE):
        return named or compound_stream(path, "WordDocument")
    if not head.startswith(ZIP):
        return named and b"\x00" in head
    names = listed(path)
    return any(name.startswith("word/") for name in names) or (
        named and not any(name.startswith(_OTHER_OFFICE) for name in names)
    )


def is_opendocument_text(head: bytes, path: Path) -> bool:
    """Whether a file is an OpenDocument text, or named like one and neither text nor another office file."""
    named = path.suffix.lower() in OPENDOCUMENT_SUFFIXES
    if not head.startswith(ZIP):
        return named and b"\x00" in head
    if head[30:38] == b"mimetype" and head[38:].startswith(_OPENDOCUMENT):
        return head[38:].startswith(_OPENDOCUMENT_TEXT)
    declared = declared_type(path)
    if declared:
        return declared.startswith(_OPENDOCUMENT_TEXT)
    return named and not any(name.startswith(("xl/", "ppt/", "word/")) for name in listed(path))


def listed(path: Path) -> tuple[str, ...]:
    """Names of what a zip container holds; nothing when it is cut off or damaged."""
    try:
        with zipfile.ZipFile(path) as container:
            return tuple(container.namelist())
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return ()


def declared_type(path: Path) -> bytes:
    """What an OpenDocument container says it is; nothing when it is damaged or says nothing."""
    try:
        with zipfile.ZipFile(path) as container, container.open("mimetype") as file:
            return file.read(100)
    except (OSError, ValueError, KeyError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile):
        return b""


def compound_stream(path: Path, name: str) -> bool:
    """Whether a compound file has a stream of this name; its directory holds names in UTF-16."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(name.encode("utf-16-le")) >= 0
