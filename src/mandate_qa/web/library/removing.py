"""Taking a document out of the library: the page that says what happens, and the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.curating.changing import remove_documents
from mandate_qa.web.library import wording
from mandate_qa.web.library.jobs import Outcome
from mandate_qa.web.library.responses import Fields, RefusedError, changing, page, see_other, showing

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.types import Document, Progress
    from mandate_qa.web.library.desk import Desk


def add_routes(routes: APIRouter, desk: Desk) -> None:
    """GET and POST /library/remove, which name the document by its key."""
    path = "/library/remove"
    routes.add_route(path, showing(lambda request: remove_page(request, desk)), methods=["GET"])
    routes.add_route(path, changing(lambda request, fields: removed(request, fields, desk)), methods=["POST"])


def remove_page(request: Request, desk: Desk) -> Response:
    """What happens when the document is removed, and the button that does it."""
    desk.require_change(request)
    document = document_of(request.query_params.get("document", ""), desk)
    paragraphs = desk.service.assistant.library.paragraph_count(document.key)
    heirs = [other for other in desk.documents.values() if other.replaces == document.key]
    older = desk.documents.get(document.replaces or "")
    return page(request, "remove.html", document=document, paragraphs=paragraphs, heirs=heirs, older=older)


def removed(request: Request, fields: Fields, desk: Desk) -> Response:
    """On to the page that shows how far the removing is."""
    owner = desk.require_change(request)
    document = document_of(fields.get("document", ""), desk)
    title = f"Removing “{document.title}”"
    job = desk.jobs.begin(title, owner, "/library", lambda progress: taken(desk, document.key, progress))
    return see_other(request, f"/library/jobs/{job.id}")


def document_of(key: str, desk: Desk) -> Document:
    """The document with this key. Raises UnknownDocumentError, and RefusedError for the last one."""
    document = desk.service.assistant.library.document(key)
    if len(desk.documents) == 1:
        raise RefusedError(400, wording.ONLY_ONE)
    return document


def taken(desk: Desk, key: str, progress: Progress) -> Outcome:
    """Take the document out of the library as it now is. Raises what `remove_documents` raises."""
    document = document_of(key, desk)
    seeds, index = desk.folders
    (gone,), _ = remove_documents([document], seeds, index, desk.service.settings, progress)
    desk.put_in_force(progress)
    kept = f" Its file is kept as {gone.aside.relative_to(seeds)} in the folder of the documents." if gone.aside else ""
    return Outcome(f"“{document.title}” was removed.{kept}")
