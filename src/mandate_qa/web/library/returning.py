"""Putting back what was removed: the list of what lies aside, and the way into the form in which it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.curating.returning import set_aside
from mandate_qa.web.library import wording
from mandate_qa.web.library.reading import stage
from mandate_qa.web.library.responses import Fields, RefusedError, changing, page, see_other, showing

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.web.library.desk import Desk

SHOWN = 500
"""Files that are listed, the latest first."""


def add_routes(routes: APIRouter, desk: Desk) -> None:
    """GET and POST /library/removed; the POST names a file of the list."""
    path = "/library/removed"
    routes.add_route(path, showing(lambda request: removed_page(request, desk)), methods=["GET"])
    routes.add_route(path, changing(lambda request, fields: returned(request, fields, desk)), methods=["POST"])


def removed_page(request: Request, desk: Desk) -> Response:
    """What was removed and can be put back, the latest first."""
    desk.require_change(request)
    found = set_aside(desk.folders[0])
    return page(request, "removed.html", found=found[:SHOWN], count=len(found))


def returned(request: Request, fields: Fields, desk: Desk) -> Response:
    """On to the page on which the file is checked, filled in with what was known of it."""
    owner = desk.require_change(request)
    name = fields.get("file", "")
    aside = next((aside for aside in set_aside(desk.folders[0]) if aside.file.name == name), None)
    if aside is None:
        raise RefusedError(404, wording.NOT_ASIDE)
    with aside.file.open("rb") as content:
        staged = stage(desk, aside.name, content, owner, aside)
    return see_other(request, f"/library/check/{staged.id}")
