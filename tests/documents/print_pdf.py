"""PDFs that LibreOffice and Chromium make, with what stands on which of their pages told by the source.

    python tests/documents/print_pdf.py [folder]          the publications of the tests, else into tests/documents/pdf
    python tests/documents/print_pdf.py --seeds folder    the five seeds, in one column and in two

Neither program is needed to run the tests. The pages come from link targets that the programs write into the PDF, the
words from the source; nothing is taken from the reader that is tested.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from blocks_to_fodt import Printing, flat_document
from blocks_to_print import printed_page

from mandate_qa.types import Block, BlockKind

FOLDER = Path(__file__).parent / "pdf"
_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


@dataclass(frozen=True)
class Publication:
    """A document, and how it is printed: by LibreOffice, or as a web page by Chromium."""

    name: str
    blocks: Sequence[Block]
    printing: Printing | None = None
    page: Mapping[str, Any] = field(default_factory=dict)
    """What `printed_page` is told besides."""
    header: bool = False
    """Whether Chromium prints date, title and page numbers round the page."""


def print_all(publications: Sequence[Publication], folder: Path) -> None:
    """Write `<name>.pdf` and `<name>.json`, which says what is to be read, for each publication."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for publication in publications:
            made = _office(publication, Path(scratch)) if publication.printing else _web(publication, Path(scratch))
            (folder / made.name).write_bytes(made.read_bytes())
            expected = json.dumps(list(_expected(publication.blocks, made)), ensure_ascii=False, indent=0)
            (folder / f"{publication.name}.json").write_text(expected + "\n", encoding="utf-8")


def _office(publication: Publication, scratch: Path) -> Path:
    """The PDF that LibreOffice makes."""
    source = scratch / f"{publication.name}.fodt"
    source.write_text(flat_document(publication.blocks, publication.printing), encoding="utf-8")  # type: ignore[arg-type]
    profile = f"-env:UserInstallation=file://{scratch}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", _EXPORT, "--outdir", str(scratch), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return source.with_suffix(".pdf")


def _web(publication: Publication, scratch: Path) -> Path:
    """The PDF that Chromium makes."""
    source = scratch / f"{publication.name}.html"
    source.write_text(printed_page("The toy plan", publication.blocks, **publication.page), encoding="utf-8")
    made = source.with_suffix(".pdf")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-pdf-tagging", f"--print-to-pdf={made}"]
    options += [] if publication.header else ["--no-pdf-header-footer"]
    subprocess.run(["chromium", *options, source.as_uri()], check=True, capture_output=True)
    return made


def _expected(blocks: Sequence[Block], made: Path) -> Iterator[dict[str, Any]]:
    """What is to be read, block by block: what differs from an empty block, and its page."""
    pages = target_pages(made)
    for n, block in enumerate(blocks):
        told = {"kind": block.kind.value, "text": block.text, "level": block.level, "marker": block.marker}
        told |= {"bulleted": block.bulleted, "indent": block.indent, "notes": block.notes, "rows": block.rows}
        told |= {"row_notes": block.row_notes}
        yield {key: value for key, value in told.items() if value} | {"page": pages.get(f"b{n}")}


def expected_blocks(path: Path) -> list[Block]:
    """The blocks that are to be read from a printed PDF, as the file beside it tells them."""
    return [_block(told) for told in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))]


def _block(told: Mapping[str, Any]) -> Block:
    """A block as it was written down."""
    frozen = {key: tuple(map(_frozen, value)) if isinstance(value, list) else value for key, value in told.items()}
    return Block(**{"text": "", **frozen, "kind": BlockKind(told["kind"])})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def target_pages(path: Path) -> dict[str, int]:
    """The page of each link target of a PDF, 1-based."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(path)
    found = {}
    for n in range(pdfium.FPDF_CountNamedDests(document)):
        length = ctypes.c_long(0)
        pdfium.FPDF_GetNamedDest(document, n, None, length)
        buffer = ctypes.create_string_buffer(max(length.value, 0))
        target = pdfium.FPDF_GetNamedDest(document, n, buffer, length)
        name = buffer.raw.decode("utf-16-le").rstrip("\0")
        found[name] = pdfium.FPDFDest_GetDestPageIndex(document, target) + 1
    document.close()
    return found


def seed_publications() -> Iterator[Publication]:
    """The five seeds, each in one column and in two, by both programs."""
    from mandate_qa.reading import read_blocks

    across, heads = frozenset({BlockKind.TABLE, BlockKind.HEADING}), ("The toy plan", "The office | 2024")
    two = Printing("Liberation Serif", 10, columns=2, wide=across, justified=True, hyphenated=True, heads=heads)
    for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")):
        blocks = read_blocks(path)
        yield Publication(f"{path.stem}.office-one", blocks, Printing(breaks=True))
        yield Publication(f"{path.stem}.office-two", blocks, two)
        yield Publication(f"{path.stem}.web-one", blocks, header=True)
        yield Publication(f"{path.stem}.web-two", blocks, page={"columns": 2, "font": "Liberation Serif"})


def main(arguments: Sequence[str]) -> None:
    """Print what the arguments ask for."""
    from publications import PUBLICATIONS

    seeds = arguments[:1] == ["--seeds"]
    rest = arguments[1:] if seeds else arguments
    print_all(list(seed_publications()) if seeds else PUBLICATIONS, Path(rest[0]) if rest else FOLDER)


if __name__ == "__main__":
    main(sys.argv[1:])
