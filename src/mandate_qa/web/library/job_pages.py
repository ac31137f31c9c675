"""How far a piece of work is: a page that shows it, and JSON for the page's script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mandate_qa.errors import MandateQAError
from mandate_qa.web.access import user_of
from mandate_qa.web.library import wording
from mandate_qa.web.library.jobs import Job, State
from mandate_qa.web.library.responses import page, showing

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.web.library.desk import Desk


def add_routes(routes: APIRouter, desk: Desk) -> None:
    """GET /library/jobs/ID and /library/jobs/ID.json."""
    routes.add_route("/library/jobs/{id}.json", lambda request: job_json(request, desk), methods=["GET"])
    routes.add_route("/library/jobs/{id}", showing(lambda request: job_page(request, desk)), methods=["GET"])


def job_page(request: Request, desk: Desk) -> Response:
    """The work as it is now; without JavaScript the page asks again by itself."""
    job = job_of(request, desk)
    return page(request, "job.html", job=job, words=words_of(job, desk))


def job_json(request: Request, desk: Desk) -> Response:
    """The same for a script."""
    from starlette.responses import JSONResponse

    try:
        job = job_of(request, desk)
    except MandateQAError as error:
        return JSONResponse({"error": str(error)}, 404)
    told: dict[str, Any] = {"state": job.state.value, "finished": job.finished, "words": words_of(job, desk)}
    return JSONResponse(told | {"done": job.done, "total": job.total}, headers={"Cache-Control": "no-store"})


def job_of(request: Request, desk: Desk) -> Job:
    """The work that the address names. Raises RefusedError."""
    return desk.jobs.job(request.path_params["id"], user_of(request))


def words_of(job: Job, desk: Desk) -> str:
    """How far it is, in words."""
    if job.finished:
        return desk.without_folders(job.outcome.sentence)
    if job.state is State.WAITING:
        return wording.ahead_words(desk.jobs.ahead(job.id))
    return wording.step_words(job.step, job.done, job.total) if job.step else "Beginning …"
