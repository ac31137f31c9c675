"""The addresses of the reader, each answered from the assistant in force when it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mandate_qa.errors import UsageError
from mandate_qa.types import Paragraph
from mandate_qa.web.places import document_path, key_of
from mandate_qa.web.reader.about import about
from mandate_qa.web.reader.document import Asked, reading
from mandate_qa.web.reader.finding import LONGEST
from mandate_qa.web.reader.gone import nearest
from mandate_qa.web.reader.marks import Mark, asked_marks, is_place
from mandate_qa.web.reader.pictures import BusyError, Pictures
from mandate_qa.web.reader.replies import busy, is_fragment, missing, page, picture
from mandate_qa.web.reader.source import source

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.datastructures import QueryParams
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.searching.library import Library
    from mandate_qa.web.service import Service

NO_PARAGRAPH = "This paragraph is not in the library; look for it in the documents there."
GONE = "This paragraph is no longer in the library."
NO_PAGE = "There is no picture of this page; read the document instead."
NO_DOCUMENT = "This document is not in the library; choose one of those that are."


def router(service: Service) -> APIRouter:
    """The reader's addresses over `service`."""
    from fastapi import APIRouter

    made, pictures = APIRouter(), Pictures(service.seeds)
    made.add_route("/source", partial(show_source, service, pictures), methods=["GET"])
    made.add_route("/paragraph", partial(lead_to_paragraph, service), methods=["GET"])
    made.add_route("/documents/{key}", partial(show_document, service), methods=["GET"])
    made.add_route("/pages/{key}/{number:int}.png", partial(show_picture, service, pictures), methods=["GET"])
    return made


def show_source(service: Service, pictures: Pictures, request: Request) -> Response:
    """A paragraph in its surroundings: a fragment for a script, a page for a reader."""
    library = service.assistant.library
    paragraph = asked_paragraph(request.query_params.get("id", ""), library)
    if paragraph is None:
        return missing(request, NO_PARAGRAPH)
    template = "reader/source.html" if is_fragment(request) else "reader/source_page.html"
    marks = marks_on(paragraph, request.query_params)
    return page(request, template, source=source(paragraph, marks, library, pictures))


def lead_to_paragraph(service: Service, request: Request) -> Response:
    """On to a paragraph in its document; without one, what is nearest to it."""
    from starlette.responses import RedirectResponse

    assistant, asked = service.assistant, request.query_params
    library, id = assistant.library, asked.get("id", "")
    paragraph = asked_paragraph(id, library)
    if paragraph is not None:
        path = document_path(paragraph.document, paragraph.id, marks_on(paragraph, asked))
        return RedirectResponse(request.scope.get("root_path", "") + path, status_code=302)
    document = library.documents.get(key_of(id))
    told = about(document, library) if document else None
    return missing(request, GONE, about=told, found=nearest(assistant, id, asked.get("words", "")))


def show_document(service: Service, request: Request) -> Response:
    """A whole document, or the portion of a long one that is asked for."""
    library, asked = service.assistant.library, request.query_params
    document = library.documents.get(request.path_params["key"])
    if document is None:
        return missing(request, NO_DOCUMENT)
    return page(
        request, "reader/document.html", reading=reading(document, asked_of(asked, document.key, library), library)
    )


def show_picture(service: Service, pictures: Pictures, request: Request) -> Response:
    """A page as printed; 404 where there is none, 503 while another file is read."""
    library, asked = service.assistant.library, request.query_params
    document = library.documents.get(request.path_params["key"])
    paragraph = asked_paragraph(asked.get("id", ""), library)
    if document is None or (paragraph is not None and paragraph.document != document.key):
        return missing(request, NO_PAGE)
    marks = marks_on(paragraph, asked) if paragraph else ()
    try:
        found = pictures.picture(document, request.path_params["number"], paragraph, marks)
    except BusyError as error:
        return busy(str(error))
    return picture(request, found) if found else missing(request, NO_PAGE)


def asked_of(asked: QueryParams, key: str, library: Library) -> Asked:
    """What the address of a document asks for; what it cannot mean is left out."""
    paragraph = asked_paragraph(asked.get("at", ""), library)
    if paragraph is not None and paragraph.document != key:
        paragraph = None
    part = asked.get("part", "")
    return Asked(
        words=asked.get("q", "")[:LONGEST].strip(),
        only=bool(asked.get("only")),
        portion=int(part) if is_place(part) else 0,
        at=paragraph.id if paragraph else "",
        marks=marks_on(paragraph, asked) if paragraph else (),
    )


def asked_paragraph(id: str, library: Library) -> Paragraph | None:
    """The paragraph with this id; None when there is none."""
    try:
        return library.paragraph(id)
    except UsageError:
        return None


def marks_on(paragraph: Paragraph, asked: QueryParams) -> tuple[Mark, ...]:
    """The marks that an address asks for by pairs of "start" and "end"."""
    return asked_marks(asked.getlist("start"), asked.getlist("end"), len(paragraph.text))
