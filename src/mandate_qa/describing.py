"""What is told of a document of the library to programs: by the command line as JSON, and by the pages."""

from __future__ import annotations

from typing import Any

from mandate_qa.types import Document


def document_dict(document: Document, paragraphs: int) -> dict[str, Any]:
    """What `show` says of a document."""
    return {
        "key": document.key,
        "title": document.title,
        "published": document.published,
        "period": period(document),
        "publisher": document.publisher,
        "replaces": document.replaces,
        "superseded_by": document.superseded_by,
        "latest": document.superseded_by is None,
        "paragraphs": paragraphs,
    }


def period(document: Document) -> str:
    """The days a document applies to, such as "2021-04-01 to 2022-03-31"; empty when none is known."""
    if document.period_start and document.period_end:
        return f"{document.period_start} to {document.period_end}"
    if document.period_start:
        return f"from {document.period_start}"
    return f"until {document.period_end}" if document.period_end else ""
