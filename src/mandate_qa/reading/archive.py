"""Zip containers of XML, opened so that no file can hurt: bounded in size, no entities, nothing fetched.

Memory stays below about 500 MB whatever a file claims: a part is read as a stream of at most `MAX_PART` bytes, a
top-level element of the text (a paragraph, a table) is dropped before the next is read, and no more than `MAX_ELEMENTS`
elements are held at a time. What the XML means is the readers' business.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.containers import OLE, ZIP, compound_stream

MAX_PART = 64 * 2**20
"""Bytes of one part after unpacking; a thousand pages of Word take about 20 million."""
MAX_TOTAL = 128 * 2**20
"""Bytes of all parts of one document that are read."""
MAX_RATIO = 250
"""How many times a part of more than `SMALL_PART` bytes may grow in unpacking; XML of documents grows 5 to 40 times."""
SMALL_PART = 4 * 2**20
MAX_ELEMENTS = 1_000_000
"""Elements held at a time: those of the small parts (styles, notes) and of one paragraph or table of the text."""

PROTECTED = "is protected by a password; save a copy without one and add that."

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Archive:
    """A zip container that is open for reading; use it in a `with` statement.

    `kind` is what a person calls such a file ("a Word document"). Every method raises UnreadableDocumentError with one
    sentence for a file that cannot be read.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        self.kind = kind
        self._read = 0
        self._held = 0
        self._zip = self._open()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def unreadable(self, what: str) -> UnreadableDocumentError:
        """The error that says `what` of this file."""
        return UnreadableDocumentError(f"{self.path} {what}", str(self.path))

    def root(self, name: str) -> Element | None:
        """A part as a tree, None when there is no such part."""
        if name not in self:
            return None
        root = None
        for event, element in self._events(name):
            root = element if root is None else root
            self._held += event == "end"
            self._require(name, self._held)
        return root

    def children(self, name: str, *containers: str) -> Iterator[Element]:
        """The elements inside `containers` of a part, one after another; each is dropped before the next is read.

        Raises UnreadableDocumentError when the part has none of the containers.
        """
        inside: list[Element] = []
        found, held = False, 0
        for event, element in self._events(name):
            held += event == "end"
            if event == "start":
                if inside or element.tag in containers:
                    found = True
                    inside.append(element)
            elif inside:
                inside.pop()
                if len(inside) == 1:
                    yield element
                    inside[0].remove(element)
                    held = 0
            self._require(name, self._held + held)
        if not found:
            raise self.unreadable(f"has no text where {self.kind} has it ({name}); save it anew and add it again.")

    def _events(self, name: str) -> Iterator[tuple[str, Element]]:
        """Start and end of each element of a part."""
        from defusedxml.ElementTree import iterparse

        with self._reading(name), self._zip.open(name) as file:
            stream = _Bounded(file, self._limit(name))
            yield from iterparse(stream, events=("start", "end"), forbid_dtd=True)
            self._read += stream.count

    def _require(self, name: str, held: int) -> None:
        """Refuse a part with which more elements are held than may be."""
        if held > MAX_ELEMENTS:
            raise self._too_large(name)

    def _too_large(self, name: str) -> UnreadableDocumentError:
        return self.unreadable(
            f"unpacks to more than {self.kind} may hold ({name}; the limits are {MAX_PART // 2**20} MB, {MAX_RATIO} "
            f"times its packed size and {MAX_ELEMENTS:,} elements in one table); split it into smaller documents."
        )

    def _open(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise self.unreadable(self._why_not()) from error

    def _why_not(self) -> str:
        """Why this file is no zip container, and what to do."""
        with self.path.open("rb") as file:
            head = file.read(8)
        if head.startswith(OLE) and compound_stream(self.path, "EncryptedPackage"):
            return PROTECTED
        if head.startswith(OLE):
            return "is in Word's old format (.doc); open it in Word or LibreOffice, save it as .docx and add that."
        if head.startswith(ZIP):
            return "is cut off or damaged: the end of it is missing; copy or download it again."
        return f"is named like {self.kind} and is none; open it in the program it comes from and save it anew."

    def _limit(self, name: str) -> int:
        """How many bytes of a part may be read. Raises UnreadableDocumentError when it claims more."""
        info = self._zip.getinfo(name)
        limit = min(MAX_PART, MAX_TOTAL - self._read)
        if info.file_size > SMALL_PART and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise _TooLargeError
        if info.file_size > limit:
            raise _TooLargeError
        return limit

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        """Say in one sentence what went wrong while a part was read."""
        from defusedxml.common import DefusedXmlException

        try:
            yield
        except _TooLargeError as error:
            raise self._too_large(name) from error
        except DefusedXmlException as error:
            raise self.unreadable(
                f"declares entities ({name}), which {self.kind} never does and which may be an attack; "
                "do not use it unless you know where it comes from, and then save it anew."
            ) from error
        except RuntimeError as error:
            raise self.unreadable("is protected by a password; save a copy without one and add that.") from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ParseError,
            ValueError,
        ) as error:
            raise self.unreadable(f"is damaged ({name} cannot be read); copy or download it again.") from error


class _TooLargeError(Exception):
    """A part is larger than any document's."""


class _Bounded:
    """A stream that stops at a limit; strict Office names in its first bytes become the usual ones."""

    def __init__(self, file: IO[bytes], limit: int) -> None:
        self._file = file
        self._limit = limit
        self.count = 0

    def read(self, size: int = 65536) -> bytes:
        data = self._file.read(size)
        first = self.count == 0
        self.count += len(data)
        if self.count > self._limit:
            raise _TooLargeError
        return data.replace(_STRICT, _TRANSITIONAL) if first else data
