"""The parts of a Word document: which file in the container holds the text, the styles, the numbering, the notes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from mandate_qa.reading.archive import Archive
from mandate_qa.reading.docx.names import RELATIONSHIPS, W
from mandate_qa.reading.docx.numbering import Numbering
from mandate_qa.reading.docx.styles import Styles

_USUAL = "word/document.xml"


class Package:
    """A Word document whose parts can be asked for; the text is streamed, the small parts are held."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = self._related("", "officeDocument") or _USUAL
        if self._main not in archive:
            raise archive.unreadable(f"holds no text ({self._main} is missing); save it anew and add it again.")
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"), self.styles)
        self.settings = self._part("settings")

    def body(self) -> Iterator[Element]:
        """The top-level elements of the text, one after another."""
        return self._archive.children(self._main, f"{W}body")

    def notes(self, kind: str) -> dict[str, Element]:
        """Footnotes ("footnote") or endnotes ("endnote") by id."""
        root = self._part(f"{kind}s")
        return {note.get(f"{W}id", ""): note for note in root.iter(W + kind)} if root is not None else {}

    def _part(self, kind: str) -> Element | None:
        """The part that the text names as its `kind`, or the one that usually is."""
        usual = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        return self._archive.root(self._related(self._main, kind) or usual)

    def _related(self, source: str, kind: str) -> str | None:
        """Name of the part that `source` ("" for the container) names as its `kind`."""
        folder, name = posixpath.split(source)
        root = self._archive.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in root.iter(f"{RELATIONSHIPS}Relationship") if root is not None else ():
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None
