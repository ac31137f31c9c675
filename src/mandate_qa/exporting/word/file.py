"""The whole Word document: title, a heading for each question, its answer, its notes, and the footnotes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from mandate_qa.exporting.layout import Block, Grid
from mandate_qa.exporting.paper import Paper, Section
from mandate_qa.exporting.word.notes import add_notes
from mandate_qa.exporting.word.styles import LANGUAGE, dress
from mandate_qa.exporting.word.xml import paragraph, run, runs, table
from mandate_qa.exporting.words import NOTE, SERVICE

if TYPE_CHECKING:
    from docx.document import Document

LONGEST_PROPERTY = 255
"""Characters that a property of a document may have."""


def word(paper: Paper) -> bytes:
    """`paper` as a .docx file."""
    from docx import Document

    document = Document()
    dress(document)
    add_notes(document, paper.footnotes)
    describe(document, paper)
    file = BytesIO()
    document.save(file)
    return filled(file, _content(paper))


def filled(file: BytesIO, content: str) -> bytes:
    """The empty document in `file` with `content` before the properties of its section, and the service as company.

    It is put in as text, because the time that lxml takes to move elements into a tree grows with their square.
    """
    made = BytesIO()
    with ZipFile(file) as empty, ZipFile(made, "w", ZIP_DEFLATED) as full:
        for entry in empty.infolist():
            part = empty.read(entry)
            if entry.filename == "word/document.xml":
                part = part.replace(b"<w:sectPr", content.encode() + b"<w:sectPr", 1)
            elif entry.filename == "docProps/app.xml":
                part = part.replace(b"<Company/>", f"<Company>{SERVICE}</Company>".encode())
            full.writestr(entry, part, ZIP_DEFLATED)
    return made.getvalue()


def _content(paper: Paper) -> str:
    title = paragraph(run(paper.heading), "Title") if paper.heading else ""
    return title + "".join(map(_section, paper.sections))


def _section(section: Section) -> str:
    told = [paragraph(run(section.question), "Heading1"), paragraph(run(section.asked, "<w:i/>"))]
    told += [_block(block) for block in section.layout]
    told += [paragraph(run(f"{NOTE} ", "<w:b/>") + run(note)) for note in section.notes]
    return "".join(told)


def _block(block: Block | Grid) -> str:
    if isinstance(block, Grid):
        return table(block)
    return paragraph(runs(block.pieces), "ListBullet" if block.bullet else "")


def describe(document: Document, paper: Paper) -> None:
    """Put title, author, language and dates among the properties of `document`; drop its picture of an empty page."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    about = document.core_properties
    about.title, about.author = paper.title[:LONGEST_PROPERTY], SERVICE
    about.last_modified_by, about.comments, about.language = SERVICE, "", LANGUAGE
    about.created = about.modified = _moment(paper.last_asked)
    relations = document.part.package.rels
    for id in [id for id, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[id]


def _moment(asked_at: str) -> datetime:
    """When the last question was asked, in UTC without saying so, as python-docx wants it."""
    try:
        return datetime.fromisoformat(asked_at).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return datetime.now(UTC).replace(tzinfo=None)
