"""The documents of the library as a page of fifty, filtered by words and put in order, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from mandate_qa.describing import document_dict
from mandate_qa.types import Document
from mandate_qa.web import wording
from mandate_qa.web.library.responses import page, showing
from mandate_qa.web.standing import Standing, standing

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.assistant import Assistant
    from mandate_qa.web.library.desk import Desk

PAGE = 50
"""Documents on a page."""
LONGEST_FILTER = 200
"""Characters of the words to filter by."""

ORDERS = {
    "": "As the library lists them",
    "title": "Title",
    "publisher": "Publisher",
    "newest": "Published, newest first",
    "oldest": "Published, oldest first",
    "period": "Period",
    "most": "Most paragraphs first",
}
KINDS = {"": "All", "latest": "Latest editions", "superseded": "Superseded editions", "warned": "Not read in full"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with what the list says of it."""

    document: Document
    paragraphs: int
    warnings: tuple[str, ...]
    """What of its file could not be read."""

    @property
    def period(self) -> str:
        """The time it applies to, in words; empty when it is not known."""
        return wording.period_words(self.document)

    def standing(self, documents: Mapping[str, Document]) -> Standing:
        """Whether it is in force, or what of `documents` replaced it."""
        return standing(self.document, documents)

    @property
    def words(self) -> str:
        """What the filter looks into, in small letters."""
        d = self.document
        return " ".join((d.title, d.short_title, d.publisher, d.published, d.key, *d.aliases)).casefold()


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the library is asked for, as the form and the links say it."""

    words: str = ""
    kind: str = ""
    order: str = ""
    page: int = 1

    def link(self, page: int) -> str:
        """The query of the same choice at another page."""
        chosen = asdict(self) | {"page": page if page > 1 else ""}
        return "?" + urlencode({name: value for name, value in chosen.items() if value})


def add_routes(routes: APIRouter, desk: Desk) -> None:
    """GET /library and /library.json."""
    routes.add_route("/library", showing(lambda request: library_page(request, desk)), methods=["GET"])
    routes.add_route("/library.json", lambda request: library_json(desk.service.assistant), methods=["GET"])


def library_json(assistant: Assistant) -> Response:
    """The documents as `mandate-qa list --json` gives them."""
    from starlette.responses import JSONResponse

    library = assistant.library
    return JSONResponse([document_dict(d, library.paragraph_count(key)) for key, d in library.documents.items()])


def library_page(request: Request, desk: Desk) -> Response:
    """One page of the list, with what could not be read below it."""
    desk.staging.sweep()
    assistant = desk.service.assistant
    every, choice = listed(assistant), choice_of(request.query_params)
    found = chosen(every, choice)
    pages = max(1, -(-len(found) // PAGE))
    number = min(choice.page, pages)
    return page(
        request,
        "list.html",
        choice=choice,
        orders=ORDERS,
        kinds=KINDS,
        found=len(found),
        shown=found[(number - 1) * PAGE : number * PAGE],
        first=(number - 1) * PAGE + 1,
        number=number,
        pages=pages,
        documents=assistant.library.documents,
        totals=totals(every),
        unread=unread(assistant),
        may_change=desk.may_change(request),
    )


def choice_of(query: Mapping[str, str]) -> Choice:
    """What the address asks for; what it cannot mean is left out."""
    asked: dict[str, Any] = {field.name: query.get(field.name, "").strip() for field in fields(Choice)}
    number = asked["page"]
    return Choice(
        words=" ".join(asked["words"].split())[:LONGEST_FILTER],
        kind=asked["kind"] if asked["kind"] in KINDS else "",
        order=asked["order"] if asked["order"] in ORDERS else "",
        page=max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) < 8 else 1,
    )


def listed(assistant: Assistant) -> list[Listed]:
    """All documents, in library order."""
    library, warnings = assistant.library, assistant.warnings
    return [
        Listed(document, library.paragraph_count(key), warnings.get(document.path, ()))
        for key, document in library.documents.items()
    ]


def unread(assistant: Assistant) -> list[tuple[str, tuple[str, ...]]]:
    """The files that hold no document, each with why and what to do as far as that is known."""
    return [(path, assistant.warnings.get(path, ())) for path in assistant.left_out]


def totals(every: Sequence[Listed]) -> dict[str, int]:
    """How many documents there are, paragraphs, and documents that were not read in full."""
    return {
        "documents": len(every),
        "paragraphs": sum(one.paragraphs for one in every),
        "warned": sum(bool(one.warnings) for one in every),
    }


def chosen(every: Sequence[Listed], choice: Choice) -> list[Listed]:
    """Those that hold every word of the filter and are of the kind, in the order asked for."""
    words = choice.words.casefold().split()
    found = [one for one in every if is_kind(one, choice.kind) and all(word in one.words for word in words)]
    return ordered(found, choice.order)


def is_kind(one: Listed, kind: str) -> bool:
    """Whether a document is of one of `KINDS`."""
    superseded = one.document.superseded_by is not None
    return {"latest": not superseded, "superseded": superseded, "warned": bool(one.warnings)}.get(kind, True)


def ordered(found: list[Listed], order: str) -> list[Listed]:
    """In one of `ORDERS`; those of which it is not known come last."""
    keys: dict[str, Callable[[Listed], Any]] = {
        "title": lambda one: one.document.title.casefold(),
        "publisher": lambda one: (not one.document.publisher, one.document.publisher.casefold()),
        "oldest": lambda one: (not one.document.published, one.document.published),
        "newest": lambda one: one.document.published,
        "period": lambda one: (not one.document.period_start, one.document.period_start or ""),
        "most": lambda one: one.paragraphs,
    }
    return sorted(found, key=keys[order], reverse=order in ("newest", "most")) if order else found
