"""The library page: what the documents are, and, where that is allowed, adding one and taking one out.

`listing` shows the documents, `receiving` and `staging` take a file in, `reading`, `form` and `preview` show what it
would be added as, `jobs` does the work, one piece at a time, `adding`, `removing` and `returning` say which. What a
file holds and how the library is changed is for the packages `reading` and `curating` of the program itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate_qa.web.library import adding, job_pages, listing, removing, returning
from mandate_qa.web.library.desk import Desk

if TYPE_CHECKING:
    from fastapi import APIRouter

    from mandate_qa.web.service import Service


def router(service: Service) -> APIRouter:
    """The pages under /library, and /library.json for programs."""
    from fastapi import APIRouter

    routes, desk = APIRouter(), Desk(service)
    for part in (listing, adding, removing, returning, job_pages):
        part.add_routes(routes, desk)
    return routes
