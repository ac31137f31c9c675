"""The files of the corpus: which formats a document is written in, by whom, and what pages its units stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.source import Source, sources
from corpus.to_opendocument import as_opendocument
from corpus.to_pages import as_pages
from corpus.to_text import as_csv, as_html, as_markdown, as_record, as_text, as_workbook
from corpus.to_typed import as_small_site, as_wrapped_text
from corpus.to_word import as_typed_word, as_unstyled_word, as_word

HERE = Path(__file__).parent
MADE = HERE / "made"
GOLDEN = HERE.parents[1] / "golden" / "corpus"

WRITERS: dict[str, tuple[str, Callable[[Source], str | bytes]]] = {
    "docx": ("docx", as_word),
    "typed-docx": ("docx", as_typed_word),
    "bold-docx": ("docx", as_unstyled_word),
    "wrapped-txt": ("txt", as_wrapped_text),
    "site-html": ("html", as_small_site),
    "odt": ("odt", as_opendocument),
    "html": ("html", as_html),
    "md": ("md", as_markdown),
    "txt": ("txt", as_text),
    "csv": ("csv", as_csv),
    "xlsx": ("xlsx", as_workbook),
    "jsonl": ("jsonl", as_record),
    "pdf1": ("pdf", lambda source: as_pages(source)[0]),
    "pdf2": ("pdf", lambda source: as_pages(source, 2)[0]),
}
"""Format → ending of the file, and what writes it; it is written anew for each test."""

OFFICE = {"office-pdf": "pdf", "office-pdf2": "pdf", "office-docx": "docx", "office-odt": "odt", "office-html": "html"}
"""Format → ending of a file that LibreOffice has made (`make.py`), which is kept in `made`."""


@dataclass(frozen=True)
class File:
    """One document in one format."""

    source: Source
    format: str

    @property
    def name(self) -> str:
        """Its name, which tells both."""
        return f"{self.source.key}.{self.format}"

    def written(self, folder: Path) -> Path:
        """Where it is, a record by its name; one that is not kept is written into `folder`."""
        if self.format in OFFICE:
            return MADE / f"{self.name}.{OFFICE[self.format]}"
        suffix, write = WRITERS[self.format]
        path = folder / f"{self.name}.{suffix}"
        content = write(self.source)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path.with_name(f"{path.name}#{self.source.key}") if suffix == "jsonl" else path


def all_files() -> Iterator[File]:
    """All documents in all their formats."""
    return (File(source, each) for source in sources() for each in source.formats)
