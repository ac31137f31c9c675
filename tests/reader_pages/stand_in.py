"""A library of a test's own, held in memory: what the reader asks of the real one, and an assistant over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from mandate_qa import Assistant
from mandate_qa.errors import UnknownDocumentError, UsageError
from mandate_qa.types import Document, Paragraph, ParagraphKind, Part, PartKind, Row, Table
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service


def document(key: str = "plan", **given: Any) -> Document:
    told = {"title": "The plan", "short_title": "plan", "publisher": "Department", "published": "2024-03-28"}
    return Document(key=key, **{**told, "period_start": None, "period_end": None, **given})


def text(key: str, position: int, words: str, number: str | None = None, **given: Any) -> Paragraph:
    kind = given.pop("kind", ParagraphKind.TEXT)
    id = given.pop("id", f"{key} ¶{number or position}")
    part = Part(PartKind.TEXT, words, 0)
    told = {"section": (), "parts": (part,), "lines": (1, 1), "label": f"{key}, para {number or position}"}
    return Paragraph(id=id, document=key, kind=kind, number=number, text=words, position=position, **{**told, **given})


def table(key: str, position: int, lines: Sequence[str], head: int, laid: Table) -> Paragraph:
    """A table whose first `head` lines are headings; each row of `laid` names the part that prints it."""
    words = "\n".join(lines)
    chunks = [*(["\n".join(lines[:head])] if head else []), *lines[head:]]
    parts, start = [], 0
    for n, chunk in enumerate(chunks):
        parts.append(Part(PartKind.TEXT if head and n == 0 else PartKind.ROW, chunk, start))
        start += len(chunk) + 1
    return text(key, position, words, kind=ParagraphKind.TABLE, parts=tuple(parts), table=laid)


def row(part: int, label: str, *cells: str, group: str = "") -> Row:
    return Row(label, cells, group, part)


@dataclass
class StandIn:
    """Documents and paragraphs, as `Library` gives them."""

    documents: dict[str, Document]
    all: tuple[Paragraph, ...]

    def paragraphs(self, key: str) -> tuple[Paragraph, ...]:
        if key not in self.documents:
            raise UnknownDocumentError(key, self.documents)
        return tuple(found for found in self.all if found.document == key)

    def paragraph(self, id: str) -> Paragraph:
        found = next((found for found in self.all if found.id == id), None)
        if found is None:
            raise UsageError(f"No paragraph has the id {id!r}.")
        return found

    def neighbours(self, id: str) -> tuple[Paragraph, ...]:
        it = self.paragraph(id)
        return tuple(p for p in self.paragraphs(it.document) if abs(p.position - it.position) <= 1)

    def references(self, id: str) -> tuple[()]:
        return ()


def service(documents: Sequence[Document], *paragraphs: Paragraph, **given: Any) -> Service:
    library = StandIn({document.key: document for document in documents}, paragraphs)
    assistant = SimpleNamespace(library=library, search=lambda *_, **__: ())
    return Service(Live(cast(Assistant, assistant)), **given)
