"""Adding a document: the file is chosen, what it would be added as is checked, and the library takes it.

Knows the order of the pages. What a file would be added as is for `curating.proposing` to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING

from mandate_qa.curating.changing import add_documents
from mandate_qa.curating.proposing import Proposal
from mandate_qa.curating.returning import put_back
from mandate_qa.errors import MandateQAError, UnfitFactError
from mandate_qa.reading.files import READERS
from mandate_qa.reading.recognising import RECORD_SUFFIXES
from mandate_qa.web.library import wording
from mandate_qa.web.library.form import entered_by, errors_in, filled, free_key, given_by, missing, values_of
from mandate_qa.web.library.jobs import Outcome, new_id
from mandate_qa.web.library.preview import preview_of
from mandate_qa.web.library.reading import SUFFIXES, proposed, stage
from mandate_qa.web.library.receiving import received
from mandate_qa.web.library.responses import (
    Fields,
    RefusedError,
    answered,
    changing,
    log,
    page,
    see_other,
    sentence_page,
    showing,
)
from mandate_qa.web.library.staging import Staged

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.types import Progress
    from mandate_qa.web.library.desk import Desk


def add_routes(routes: APIRouter, desk: Desk) -> None:
    """GET /library/add and /library/check/ID, and the POST requests of their forms."""

    async def upload(request: Request) -> Response:
        return await upload_file(request, desk)

    routes.add_route("/library/add", showing(lambda request: add_page(request, desk)), methods=["GET"])
    routes.add_route("/library/add", upload, methods=["POST"])
    check = "/library/check/{id}"
    routes.add_route(check, showing(lambda request: check_page(request, desk)), methods=["GET"])
    routes.add_route(check, changing(lambda request, fields: checked(request, fields, desk)), methods=["POST"])
    routes.add_route(f"{check}/cancel", changing(lambda request, _: cancelled(request, desk)), methods=["POST"])


def add_page(request: Request, desk: Desk, error: str = "", status: int = 200) -> Response:
    """The page on which a file is chosen, with what was wrong with the last one."""
    desk.require_change(request)
    limit = desk.service.settings.serving.max_upload_mb
    formats = [reader.name for reader in READERS]
    return page(request, "add.html", status, error=error, limit=limit, formats=formats, suffixes=SUFFIXES)


async def upload_file(request: Request, desk: Desk) -> Response:
    """Take a file in and go on to the page on which it is checked; nothing is read from one who may not add."""
    from starlette.concurrency import run_in_threadpool

    try:
        owner = desk.require_change(request)
    except RefusedError as error:
        return sentence_page(request, str(error), error.status)
    try:
        file = await received(request, desk.service.settings.serving.max_upload_mb)
    except RefusedError as error:
        return add_page(request, desk, str(error), error.status)
    try:
        name = file.filename or ""
        return await run_in_threadpool(answered, request, lambda: staged_page(request, desk, name, file.file, owner))
    finally:
        await file.close()


def staged_page(request: Request, desk: Desk, name: str, content: IO[bytes], owner: str) -> Response:
    """On to the page on which a file is checked, or back with the reason why it cannot be added."""
    try:
        staged = stage(desk, name, content, owner)
    except MandateQAError as error:
        status = error.status if isinstance(error, RefusedError) else 400
        return add_page(request, desk, str(error), status)
    except Exception:  # a reader that fails in a way nobody foresaw is no reason to lose the page
        log.exception("A file could not be read.")
        return add_page(request, desk, wording.FAILED, 400)
    return see_other(request, f"/library/check/{staged.id}")


def check_page(request: Request, desk: Desk) -> Response:
    """The page "Check before adding", as it was left."""
    staged = staged_of(request, desk)
    if staged.job:
        return see_other(request, f"/library/jobs/{staged.job}")
    as_proposed = staged.entered == values_of(staged.facts)
    return form_page(request, desk, staged, {} if as_proposed else errors_of(desk, staged))


def staged_of(request: Request, desk: Desk) -> Staged:
    """The file that the address names. Raises RefusedError."""
    owner = desk.require_change(request)
    return desk.staging.staged(request.path_params["id"], owner)


def form_page(request: Request, desk: Desk, staged: Staged, errors: Mapping[str, str], status: int = 200) -> Response:
    """The form with its errors, and the preview below; where the form is wrong, the preview is as first proposed."""
    records = staged.file.suffix.lower() in RECORD_SUFFIXES
    given = {} if records else given_by(staged.entered if not errors else values_of(staged.facts))
    try:
        read = proposed(desk, staged, given)
    except UnfitFactError as error:  # another document has taken the key in the meantime
        errors = {**errors, error.field: str(error)}
        key = free_key(given["key"], desk.documents)
        read = proposed(desk, staged, {**given, "key": key})
    return page(
        request,
        "check.html",
        status,
        staged=staged,
        fields=[] if records else filled(staged.entered, staged.facts, errors),
        preview=preview_of(read.proposal, read.warnings),
        documents=desk.documents,
    )


def checked(request: Request, fields: Fields, desk: Desk) -> Response:
    """What a person made of the form: shown again with what is wrong, or with a new preview, or added."""
    staged = staged_of(request, desk)
    if staged.job:
        return see_other(request, f"/library/jobs/{staged.job}")
    records = staged.file.suffix.lower() in RECORD_SUFFIXES
    if not records:
        staged = desk.staging.change(staged, entered=entered_by(fields))
    errors = {} if records else errors_of(desk, staged)
    if errors:
        return form_page(request, desk, staged, errors, 400)
    if fields.get("then") == "preview":
        return see_other(request, f"/library/check/{staged.id}")
    return begun(request, desk, staged)


def errors_of(desk: Desk, staged: Staged) -> dict[str, str]:
    """What stands against adding the file as the form says, by field."""
    if errors := errors_in(staged.entered):
        return errors
    try:
        return missing(proposed(desk, staged, given_by(staged.entered)).proposal)
    except UnfitFactError as error:
        return {error.field: str(error)}


def begun(request: Request, desk: Desk, staged: Staged) -> Response:
    """On to the page that shows how far the adding is."""
    id, title = new_id(), staged.entered.get("title") or staged.file.name
    if not desk.staging.claim(staged, id):  # sent twice
        return see_other(request, f"/library/check/{staged.id}")
    back = f"/library/check/{staged.id}"
    desk.jobs.begin(f"Adding “{title}”", staged.owner, back, lambda progress: added(desk, staged, progress), id)
    return see_other(request, f"/library/jobs/{id}")


def added(desk: Desk, staged: Staged, progress: Progress) -> Outcome:
    """Add the file as the form says to the library as it now is. Raises what `propose` and `add_documents` raise."""
    try:
        staged = desk.staging.staged(staged.id, staged.owner)
        records = staged.file.suffix.lower() in RECORD_SUFFIXES
        read = proposed(desk, staged, {} if records else given_by(staged.entered))
        seeds, index = desk.folders
        add_documents([read.proposal], seeds, index, desk.service.settings, progress)
    except BaseException:
        desk.staging.release(staged.id)
        raise
    desk.staging.remove(staged.id)
    if staged.aside:
        put_back(staged.aside)
    desk.put_in_force(progress)
    return outcome_of(read.proposal, read.warnings)


def outcome_of(proposal: Proposal, warnings: Sequence[str]) -> Outcome:
    """What was added, in words."""
    if not proposal.key:
        return Outcome(f"The records of {proposal.file.name} were added; each is a document of its own.")
    count = len(proposal.paragraphs)
    words = f"{count:,} paragraph{'s' * (count != 1)}"
    return Outcome(f"“{proposal.document.title}” was added, with {words}.", proposal.key, tuple(warnings))


def cancelled(request: Request, desk: Desk) -> Response:
    """Back to the library, the file done away with unless it is being added already."""
    staged = staged_of(request, desk)
    if staged.job:
        return see_other(request, f"/library/jobs/{staged.job}")
    desk.staging.remove(staged.id)
    return see_other(request, "/library")
