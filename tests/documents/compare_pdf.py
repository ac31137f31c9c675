"""PDF libraries side by side, over PDFs with what is to be read beside them, as `print_pdf` writes them.

    python tests/documents/compare_pdf.py folder [library ...]

Each library reads in a process of its own; those that are not installed are left out. Columns of the table:

found       words of the source that come out
besides     words that come out and are not in the source: running heads, page numbers, words cut or run together
order       pairs of neighbouring words of the source that are neighbours in what comes out: 1 needs the columns in
            order, running heads and hyphens gone and footnotes out of the way
cells       table cells of the source that come out as cells of a table
ms a page   processor time
MB          most memory that the process held
"""

from __future__ import annotations

import itertools
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


class Read(NamedTuple):
    """What a library gives of a file."""

    text: str
    cells: Sequence[str] = ()


def by_pypdfium2(path: Path) -> Read:
    """pypdfium2 as it comes, without the reader of this project."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return Read("\n".join(page.get_textpage().get_text_range() for page in document))


def by_pypdf(path: Path) -> Read:
    """pypdf as it comes."""
    import pypdf

    return Read("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


def by_pypdf_layout(path: Path) -> Read:
    """pypdf, words placed by blanks as on the page."""
    import pypdf

    return Read("\n".join(page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(path).pages))


def by_pdfminer(path: Path) -> Read:
    """pdfminer.six with its analysis of the layout, which finds columns."""
    from pdfminer.high_level import extract_text

    return Read(extract_text(str(path)))


def by_pdfplumber(path: Path) -> Read:
    """pdfplumber: its words, and the tables it finds by their lines."""
    import pdfplumber

    text, cells = [], []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            text.append(page.extract_text())
            cells += [cell or "" for table in page.extract_tables() for row in table for cell in row]
            page.close()
    return Read("\n".join(text), cells)


def by_this_reader(path: Path) -> Read:
    """The reader of this project, upon pypdfium2."""
    from mandate_qa.reading.pdf import read_blocks

    blocks = [block for block in read_blocks(path) if block.kind.value != "contents"]
    text = "\n".join(f"{block.marker} {block.text}" for block in blocks)
    return Read(text, [cell for block in blocks for row in block.rows for cell in row])


LIBRARIES: dict[str, Callable[[Path], Read]] = {
    "pypdfium2": by_pypdfium2,
    "pypdf": by_pypdf,
    "pypdf (layout)": by_pypdf_layout,
    "pdfminer.six": by_pdfminer,
    "pdfplumber": by_pdfplumber,
    "this reader": by_this_reader,
}


def words(text: str) -> list[str]:
    """The words and figures of a text."""
    return re.findall(r"[^\W_]+", text)


def letters(text: str) -> str:
    """What of a cell its line breaks cannot change."""
    return "".join(words(text))


def source(path: Path) -> Read:
    """What is to be read from a PDF."""
    blocks = [
        block for block in json.loads(path.with_suffix(".json").read_text("utf-8")) if block["kind"] != "contents"
    ]
    rows = [list(block.get("rows", ())) for block in blocks]
    text = [
        "\n".join("\t".join(row) for row in found) if found else f"{block.get('marker', '')} {block.get('text', '')}"
        for block, found in zip(blocks, rows, strict=True)
    ]
    return Read("\n".join(text), [cell for found in rows for row in found for cell in row])


def counted(printed: Read, found: Read) -> Counter[str]:
    """What of the source came out."""
    told, read = words(printed.text), words(found.text)
    pairs, again = Counter(itertools.pairwise(told)), Counter(itertools.pairwise(read))
    cells, read_cells = (Counter(filter(None, map(letters, side.cells))) for side in (printed, found))
    common = sum((Counter(told) & Counter(read)).values())
    return Counter(
        told=len(told), read=len(read), common=common, pairs=sum(pairs.values()), kept=sum((pairs & again).values()),
        cells=sum(cells.values()), same=sum((cells & read_cells).values()),
    )  # fmt: skip


def row(name: str, folder: Path) -> str:
    """The row of one library."""
    whole: Counter[str] = Counter()
    seconds, pages = 0.0, 0
    for path in sorted(folder.glob("*.pdf")):
        start = time.process_time()
        found = LIBRARIES[name](path)
        seconds += time.process_time() - start
        pages += len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) or _pages(path)
        whole += counted(source(path), found)
    cells = f"{whole['same'] / whole['cells']:.3f}" if whole["same"] else "none"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = [whole["common"] / whole["told"], 1 - whole["common"] / whole["read"], whole["kept"] / whole["pairs"]]
    parts = [name, *(f"{figure:.3f}" for figure in figures), cells, f"{1000 * seconds / pages:.1f}", f"{memory:.0f}"]
    return f"| {' | '.join(parts)} |"


def _pages(path: Path) -> int:
    """How many pages a file has whose objects are packed."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))


def rows(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """The table, a library a process."""
    yield "| library | found | besides | order | cells | ms a page | MB |"
    yield "|---|---|---|---|---|---|---|"
    for name in names:
        command = [sys.executable, __file__, "--one", name, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        yield done.stdout.strip() or f"| {name} | {done.stderr.strip().splitlines()[-1]} | | | | | |"


def main(arguments: Sequence[str]) -> None:
    """Print the table, or one row of it."""
    if arguments[0] == "--one":
        sys.stdout.write(row(arguments[1], Path(arguments[2])) + "\n")
        return
    for line in rows(Path(arguments[0]), arguments[1:] or list(LIBRARIES)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
