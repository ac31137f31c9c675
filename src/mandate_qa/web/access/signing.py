"""The page to sign in on, and signing out: plain forms that work without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from mandate_qa.errors import TooManyAttemptsError, UsageError
from mandate_qa.web.access import sessions, where_from
from mandate_qa.web.access.gate import SIGN_IN
from mandate_qa.web.templates import rendered

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.requests import Request
    from starlette.responses import Response

    from mandate_qa.web.access.passwords import SigningIn
    from mandate_qa.web.service import Service

SIGN_OUT = "/sign-out"
WRONG = "That name and password do not belong together. Check both, and try again."
UNREADABLE = "Your name and password could not be read. Type them again."
LARGEST_FORM = 16_384
"""Bytes."""


def router(service: Service) -> APIRouter:
    """The page to sign in on, and signing out; without a file of users both lead to the first page."""
    from fastapi import APIRouter
    from starlette.responses import RedirectResponse

    made = APIRouter()
    doors = service.signing_in

    async def show(request: Request) -> Response:
        return page(request, own(request.query_params.get("next", ""))) if doors else home(request)

    async def sign_in(request: Request) -> Response:
        return await answered(request, doors) if doors else home(request)

    async def sign_out(request: Request) -> Response:
        if doors:
            request.session.clear()
        return RedirectResponse(root(request) + (SIGN_IN if doors else "/"), 303)

    made.add_route(SIGN_IN, show, methods=["GET", "HEAD"])
    made.add_route(SIGN_IN, sign_in, methods=["POST"])
    made.add_route(SIGN_OUT, sign_out, methods=["POST"])
    return made


async def answered(request: Request, doors: SigningIn) -> Response:
    """To the page that was asked for, with a session; or the form again, with what is wrong."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    form = await form_of(request)
    back = own(form.get("next", ""))
    if form.get("name") is None or form.get("password") is None:
        return page(request, back, UNREADABLE, 400)
    name, address = form["name"].strip(), where_from(request)
    try:
        right = await run_in_threadpool(doors.passwords.right, name, form["password"], address)
        kept = doors.users.hashes.get(name, "")
    except TooManyAttemptsError as error:
        return page(request, back, str(error), 429, {"Retry-After": str(error.seconds)})
    except UsageError:
        right, kept = False, ""
    if not right or not kept:
        return page(request, back, WRONG, 401, {"WWW-Authenticate": "Session"})
    sessions.begin(request.session, name, kept)
    return RedirectResponse(root(request) + back, 303)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, each once; empty for what is no form, or too large for this one."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return {}
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10)
    except ValueError:
        return {}
    return {name: found[0] for name, found in fields.items()}


def page(
    request: Request, back: str, problem: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """The form; `back` is the path that it leads to."""
    from starlette.responses import HTMLResponse

    html = rendered("sign_in.html", root=root(request), here=SIGN_IN, user="", back=back, problem=problem)
    return HTMLResponse(html, status, {"Cache-Control": "no-store", **(headers or {})})


def own(path: str) -> str:
    """A path of this service, below its root path; "/" for what may lead elsewhere, or to signing in and out."""
    if not path.startswith("/") or path[1:2] in ("/", "\\") or not path.isprintable() or "\\" in path:
        return "/"
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or parts.path in (SIGN_IN, SIGN_OUT) else path


def home(request: Request) -> Response:
    """To the first page."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(f"{root(request)}/", 303)


def root(request: Request) -> str:
    """The path that the service lies under."""
    return str(request.scope.get("root_path", ""))
