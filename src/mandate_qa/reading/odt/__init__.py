"""OpenDocument texts (.odt) → blocks, with the numbers that word processors compute and never write into the text.

What stands on paper is read: inserted text is kept and deleted text dropped, as if all tracked changes had been
accepted; text boxes stand after the paragraph they are tied to. Comments, hidden text, headers and footers, pictures,
charts and alternative descriptions are left out. Pages are unknown: programs lay them out anew each time.
"""

from __future__ import annotations

from pathlib import Path

from mandate_qa.reading.archive import PROTECTED, Archive
from mandate_qa.reading.flow_blocks import flow_blocks
from mandate_qa.reading.odt.body import Body
from mandate_qa.reading.odt.names import OFFICE
from mandate_qa.reading.odt.styles import Styles
from mandate_qa.types import Block

_MANIFEST = "META-INF/manifest.xml"
_CONTENT = "content.xml"


def read_blocks(path: Path) -> list[Block]:
    """The blocks of an OpenDocument text. Raises UnreadableDocumentError when it cannot be read or holds no text."""
    with Archive(path, "an OpenDocument text") as archive:
        _require_readable(archive)
        styles = Styles(archive.root("styles.xml"))
        content = archive.children(_CONTENT, f"{OFFICE}automatic-styles", f"{OFFICE}text")
        try:
            blocks = flow_blocks(Body(styles).flow(content))
        except RecursionError as error:
            raise archive.unreadable("nests its parts too deeply; save it anew and add it again.") from error
        if not blocks:
            raise archive.unreadable("holds no text, perhaps only pictures of it; give a file with text.")
        return blocks


def _require_readable(archive: Archive) -> None:
    """Raise UnreadableDocumentError for a text that is protected or missing."""
    manifest = archive.root(_MANIFEST)
    if "encrypted-package" in archive or (
        manifest is not None and any(element.tag.endswith("}encryption-data") for element in manifest.iter())
    ):
        raise archive.unreadable(PROTECTED)
    if _CONTENT not in archive:
        raise archive.unreadable(f"holds no text ({_CONTENT} is missing); save it anew and add it again.")
