"""Makes what is kept of the corpus: files by LibreOffice, and for each document a list of what it holds, page by page.

    PYTHONPATH=src:tests/documents python -m corpus.make [WORD ...]

makes what is missing, and anew the files with all words in their names (LibreOffice writes no file twice alike);
it needs `soffice` for the files and pypdf for the pages that units stand on in them; the tests need neither.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus.files import GOLDEN, MADE, OFFICE, all_files
from corpus.goldens import golden_lines, piece_pages
from corpus.source import Source, sources
from corpus.to_opendocument import as_opendocument
from corpus.to_word import as_word

_FILTERS = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "html": "html"}


def main(words: list[str]) -> None:
    """Make the files, then the lists."""
    MADE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in OFFICE:
            make_format(name, Path(folder), words)
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for source in sources():
        lines = golden_lines(source, {each: pages_of(source, each) for each in source.formats if "pdf" in each})
        (GOLDEN / f"{source.key}.tsv").write_text("\n".join([*lines, ""]), "utf-8")


def make_format(name: str, folder: Path, words: list[str]) -> None:
    """Have LibreOffice make files of one format from OpenDocument or, for ODT, from Word documents."""
    inputs = []
    for file in (file for file in all_files() if file.format == name):
        if not file.written(folder).exists() or (words and all(word in file.name for word in words)):
            suffix = "docx" if name == "office-odt" else "odt"
            path = folder / f"{file.name}.{suffix}"
            columns = 2 if name.endswith("2") else 1
            path.write_bytes(as_word(file.source) if suffix == "docx" else as_opendocument(file.source, columns))
            inputs.append(path)
    if not inputs:
        return
    out = folder / name
    soffice = shutil.which("soffice") or sys.exit("soffice is not installed; install LibreOffice Writer.")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["--headless", "--convert-to", _FILTERS[OFFICE[name]], "--outdir", str(out)]
    subprocess.run([soffice, profile, *convert, *map(str, inputs)], check=True, capture_output=True)
    for path in inputs:
        made = path.with_suffix(f".{OFFICE[name]}").name
        shutil.copy(out / made, MADE / made)


def pages_of(source: Source, name: str) -> list[int]:
    """The page that each piece begins on: as the line-by-line writer tells, or as pypdf finds it."""
    return piece_pages(source, name, MADE / f"{source.key}.{name}.pdf")


if __name__ == "__main__":
    main(sys.argv[1:])
