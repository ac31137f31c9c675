"""How large the packed streams of a PDF become: a file of a few kilobytes may hold hundreds of megabytes of drawing.

The PDF library draws a page before anyone can ask how much is on it, so the file itself is looked through first.
Pictures are left out, since they are unpacked only by those who look at them. What is not packed by Flate, or is
encrypted, cannot be told here.
"""

from __future__ import annotations

import base64
import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

MAX_DRAWING = 4 * 1024 * 1024
"""Bytes of one stream. A page of text has fewer than a tenth of this; the library takes up to 250 bytes for each."""

_STREAM = re.compile(rb"\bstream\r?\n")
_HEAD = 2_000
"""A stream says within so many bytes before it what it is."""
_PICTURE = re.compile(
    rb"/Subtype\s*/Image|/FontFile|/Length[123]\b|/Type\s*/(?:XRef|ObjStm|Metadata|EmbeddedFile)|/N\s+\d"
)
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_ASCII = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_PIECE = 1 << 20


def largest_drawing(path: Path) -> int:
    """Bytes of the largest stream of a file that may draw a page, counted until it passes MAX_DRAWING."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        most = 0
        for head, start, end in _streams(data):
            if _FLATE.search(head) and not _PICTURE.search(head):
                most = max(most, _inflated(data, start, end, ascii85=bool(_ASCII.search(head))))
            if most > MAX_DRAWING:
                break
        return most


def _streams(data: mmap.mmap) -> Iterator[tuple[bytes, int, int]]:
    """What each stream says of itself, where it begins and where it ends."""
    at = 0
    while found := _STREAM.search(data, at):
        start = found.end()
        end = data.find(b"endstream", start)
        end = end if end >= 0 else len(data)
        head = data[max(found.start() - _HEAD, at) : found.start()]
        yield head[head.rfind(b" obj") + 1 :], start, end
        at = end + 9 if end < len(data) else len(data)


def _inflated(data: mmap.mmap, start: int, end: int, *, ascii85: bool) -> int:
    """How many bytes a stream becomes; 0 where it cannot be unpacked."""
    unpack = zlib.decompressobj()
    count = 0
    try:
        for piece in _pieces(data, start, end, ascii85=ascii85):
            rest = piece
            while rest and not unpack.eof and count <= MAX_DRAWING:
                count += len(unpack.decompress(rest, _PIECE))
                rest = unpack.unconsumed_tail
    except (zlib.error, ValueError):
        return count
    return count


def _pieces(data: mmap.mmap, start: int, end: int, *, ascii85: bool) -> Iterator[bytes]:
    """The bytes of a stream, a part at a time."""
    if ascii85:
        yield base64.a85decode(data[start:end].strip().removesuffix(b"~>"))
        return
    for at in range(start, end, _PIECE):
        yield data[at : min(at + _PIECE, end)]
