"""The gate: every request but a few has a reader, or is sent to sign in, or is refused.

Knows the ways in: a trusted proxy names the reader, a session has begun, or a program sends name and password with the
request. The page to sign in on is in `signing`.
"""

from __future__ import annotations

import logging
from base64 import b64decode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING
from urllib.parse import quote

from mandate_qa.errors import TooManyAttemptsError, UsageError
from mandate_qa.web.access import where_from
from mandate_qa.web.access.proxies import NAMED
from mandate_qa.web.access.sessions import reader

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from mandate_qa.web.access.passwords import SigningIn

log = logging.getLogger(__name__)

SIGN_IN = "/sign-in"
OPEN = ("/health", SIGN_IN)
OPEN_BELOW = "/static/"
REFUSED = "Nobody is signed in; send a name and password, or sign in first."
POLICY_VIOLATED = 1008
"""Of RFC 6455."""
UNNAMED = "Nobody is signed in; open this through the address that your organisation signs you in at."


class Gate:
    """ASGI middleware that leaves the reader's name as `request.state.user`, and lets nobody else in."""

    def __init__(self, app: ASGIApp, doors: SigningIn | None) -> None:
        """`doors` is None where a trusted proxy is the only way in."""
        self._app, self._doors = app, doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its reader, or refuse it."""
        if scope["type"] not in ("http", "websocket") or is_open(scope):
            await self._app(scope, receive, send)
            return
        from starlette.requests import HTTPConnection

        connection = HTTPConnection(scope)
        try:
            name = self._known(connection) or await self._by_password(connection)
        except TooManyAttemptsError as error:
            await refusal(connection, 429, str(error), {"Retry-After": str(error.seconds)})(scope, receive, send)
            return
        if not name:
            await self._refused(connection)(scope, receive, send)
            return
        connection.state.user = name
        await self._app(scope, receive, private(send))

    def _known(self, connection: HTTPConnection) -> str:
        """The reader whom a proxy names, or whose session it is; "" for nobody."""
        if name := str(connection.scope.get(NAMED, "")):
            return name
        if self._doors is None:
            return ""
        try:
            return reader(connection.session, self._doors.users.hashes)
        except UsageError as error:  # the file was damaged while we run: nobody is let in
            log.error("%s", error)
            return ""

    async def _by_password(self, connection: HTTPConnection) -> str:
        """The reader whose name and password came with the request; "" for nobody."""
        from starlette.concurrency import run_in_threadpool

        name, password = credentials(connection.headers.get("authorization", ""))
        if self._doors is None or not name:
            return ""
        try:
            right = await run_in_threadpool(self._doors.passwords.right, name, password, where_from(connection))
        except TooManyAttemptsError:
            raise
        except UsageError as error:
            log.error("%s", error)
            return ""
        return name if right else ""

    def _refused(self, connection: HTTPConnection) -> ASGIApp:
        """To the page to sign in on, for a person; a sentence for a program."""
        from starlette.responses import RedirectResponse

        if self._doors is None:
            return refusal(connection, 401, UNNAMED, challenge(connection))
        if wants_page(connection):
            root = connection.scope["root_path"]
            query = connection.scope.get("query_string", b"").decode("latin-1")
            back = path_of(connection.scope) + (f"?{query}" if query else "")
            return RedirectResponse(f"{root}{SIGN_IN}?next={quote(back, safe='/')}", 303)
        return refusal(connection, 401, REFUSED, challenge(connection))


def is_open(scope: Scope) -> bool:
    """Whether a request needs no reader."""
    path = path_of(scope)
    return path in OPEN or path.startswith(OPEN_BELOW)


def path_of(scope: Scope) -> str:
    """The path below the root path."""
    return str(scope["path"]).removeprefix(scope.get("root_path", "")) or "/"


def wants_page(connection: HTTPConnection) -> bool:
    """Whether a person opened a page, rather than a program or a script asked for data."""
    destination = connection.headers.get("sec-fetch-dest", "document")
    accepts = "text/html" in connection.headers.get("accept", "")
    return connection.scope.get("method") in ("GET", "HEAD") and accepts and destination == "document"


def credentials(authorization: str) -> tuple[str, str]:
    """Name and password of HTTP Basic; two empty words for anything else."""
    kind, _, encoded = authorization.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _, password = b64decode(encoded.strip(), validate=True).decode("utf-8").partition(":")
    except (NotBase64, ValueError):
        return "", ""
    return name, password


def challenge(connection: HTTPConnection) -> dict[str, str]:
    """How a program may sign in; browsers would open a box of their own, and are told of the session instead."""
    browser = "mozilla/" in connection.headers.get("user-agent", "").lower()
    return {"WWW-Authenticate": "Session" if browser else 'Basic realm="mandate-qa", charset="UTF-8"'}


def refusal(connection: HTTPConnection, status: int, words: str, headers: dict[str, str]) -> ASGIApp:
    """A sentence in place of what was asked for."""
    from starlette.responses import JSONResponse
    from starlette.websockets import WebSocketClose

    if connection.scope["type"] == "websocket":
        return WebSocketClose(POLICY_VIOLATED)
    return JSONResponse({"detail": words}, status, headers | {"Cache-Control": "no-store"})


def private(send: Send) -> Send:
    """`send` for what one reader may see: no cache keeps it for another one."""

    async def send_private(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            if not any(key.lower() == b"cache-control" for key, _ in headers):
                message["headers"] = [*headers, (b"cache-control", b"private, no-cache")]
        await send(message)

    return send_private
