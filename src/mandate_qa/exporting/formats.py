"""The kinds of file that answers can be taken away as, and one door to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from mandate_qa.errors import UsageError
from mandate_qa.exporting.cleaning import cleaned, require_small
from mandate_qa.exporting.figures_csv import figures_csv
from mandate_qa.exporting.markdown import markdown
from mandate_qa.exporting.paper import paper_of
from mandate_qa.exporting.plain import plain
from mandate_qa.exporting.word import word
from mandate_qa.types.records import AnswerRecord


class Format(StrEnum):
    """A kind of file, called by the ending of its name."""

    TEXT = "txt"
    MARKDOWN = "md"
    WORD = "docx"
    FIGURES = "csv"

    @property
    def media_type(self) -> str:
        """What a browser is told that the file is."""
        return _MEDIA[self]


_MEDIA = {
    Format.TEXT: "text/plain; charset=utf-8",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.FIGURES: "text/csv; charset=utf-8",
}
ENDINGS = ", ".join(f".{one}" for one in Format)
"""All of them, for messages."""


def exported(records: Sequence[AnswerRecord], kind: Format, title: str = "", base: str = "") -> bytes:
    """A file of `records`, in their order.

    `title` stands at its head; without one, a single answer has its question there. `base` is the address under which
    paragraphs are found (`<base>/paragraph?id=…`); places become links to it, and plain words without one. Raises
    UsageError for no answer, and for more than one file should hold.
    """
    require_small(records)
    records, title = [cleaned(record) for record in records], cleaned(title)
    if kind is Format.FIGURES:
        return figures_csv(records).encode("utf-8-sig")
    paper = paper_of(records, title, base)
    if kind is Format.WORD:
        return word(paper)
    return (plain(paper) if kind is Format.TEXT else markdown(paper)).encode()


def format_of(path: Path) -> Format:
    """The kind of file that the ending of `path` names; UsageError when it names none."""
    try:
        return Format(path.suffix.lower().removeprefix("."))
    except ValueError:
        raise UsageError(
            f"{path} names no kind of file that an answer can be written to; end it in {ENDINGS}."
        ) from None
