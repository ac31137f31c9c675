"""Word documents (.docx) → blocks, with the numbers that Word computes and never writes into the text.

What stands on paper is read: inserted text is kept and deleted text dropped, as if all tracked changes had been
accepted; text boxes stand after the paragraph they are tied to. Comments, hidden text, headers and footers, pictures,
charts and alternative descriptions are left out. Pages are unknown: Word lays them out anew each time.
"""

from __future__ import annotations

from pathlib import Path

from mandate_qa.reading.archive import Archive
from mandate_qa.reading.docx.body import Body
from mandate_qa.reading.docx.package import Package
from mandate_qa.reading.flow_blocks import flow_blocks
from mandate_qa.types import Block


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a Word document. Raises UnreadableDocumentError when it cannot be read or holds no text."""
    with Archive(path, "a Word document") as archive:
        package = Package(archive)
        try:
            blocks = flow_blocks(Body(package).flow(package.body()))
        except RecursionError as error:
            raise archive.unreadable("nests its parts too deeply; save it anew and add it again.") from error
        if not blocks:
            raise archive.unreadable("holds no text, perhaps only pictures of it; give a file with text.")
        return blocks
