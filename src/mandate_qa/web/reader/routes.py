"""The addresses of the reader, each answered from the assistant in force when it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError
from mandate_qa.types import Paragraph
from mandate_qa.web.reader.marks import Mark, asked_marks
from mandate_qa.web.reader.replies import is_fragment, missing, page
from mandate_qa.web.reader.source import source

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.datastructures import QueryParams
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.searching.library import Library
    from mandate_qa.web.service import Service

NO_PARAGRAPH = "This paragraph is not in the library; look for it in the documents there."


def router(service: Service) -> APIRouter:
    """The reader's addresses over `service`."""
    from fastapi import APIRouter

    made = APIRouter()
    made.add_route("/source", partial(show_source, service), methods=["GET"])
    return made


def show_source(service: Service, request: Request) -> Response:
    """A paragraph in its surroundings: a fragment for a script, a page for a reader."""
    library = service.assistant.library
    paragraph = asked_paragraph(request.query_params, library)
    if paragraph is None:
        return missing(request, NO_PARAGRAPH)
    template = "reader/source.html" if is_fragment(request) else "reader/source_page.html"
    marks = marks_on(paragraph, request.query_params)
    return page(request, template, source=source(paragraph, marks, library))


def asked_paragraph(asked: QueryParams, library: Library) -> Paragraph | None:
    """The paragraph that an address names by "id"; None when there is none."""
    try:
        return library.paragraph(asked.get("id", ""))
    except UsageError:
        return None


def marks_on(paragraph: Paragraph, asked: QueryParams) -> tuple[Mark, ...]:
    """The marks that an address asks for by pairs of "start" and "end"."""
    return asked_marks(asked.getlist("start"), asked.getlist("end"), len(paragraph.text))
