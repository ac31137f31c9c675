"""The cookie of a reader who signed in: signed, for twelve hours, and good only while the password is the same."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Mapping, MutableMapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import UsageError
from mandate_qa.web.access.users import write_private

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "mandate_qa_session"
HOURS = 12
SECONDS = HOURS * 3600


class Sessions:
    """ASGI middleware that reads and writes the cookie; it is Secure when the browser's request came by https."""

    def __init__(self, app: ASGIApp, secret: str, path: str) -> None:
        from starlette.middleware.sessions import SessionMiddleware

        told: dict[str, Any] = {"secret_key": secret, "session_cookie": COOKIE, "max_age": SECONDS, "path": path}
        self._plain = SessionMiddleware(app, same_site="lax", https_only=False, **told)
        self._secure = SessionMiddleware(app, same_site="lax", https_only=True, **told)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its session."""
        chosen = self._secure if scope.get("scheme") in ("https", "wss") else self._plain
        await chosen(scope, receive, send)


def begin(session: MutableMapping[str, Any], name: str, kept: str) -> None:
    """Begin a session for `name`, whose hashed password is `kept`; what was in it before is gone."""
    session.clear()
    session.update({"user": name, "since": int(time.time()), "stamp": stamp(kept)})


def reader(session: Mapping[str, Any], hashes: Mapping[str, str]) -> str:
    """Name of the reader; "" for a session that is too old, of somebody removed, or from before another password."""
    name, since, stamped = session.get("user"), session.get("since"), session.get("stamp")
    if not isinstance(name, str) or not isinstance(since, int) or not isinstance(stamped, str):
        return ""
    if name not in hashes or not 0 <= time.time() - since < SECONDS:
        return ""
    return name if hmac.compare_digest(stamped.encode(), stamp(hashes[name]).encode()) else ""


def stamp(kept: str) -> str:
    """What a session tells of a hashed password: enough to see that it changed, nothing to guess it by."""
    return sha256(kept.encode()).hexdigest()[:16]


def secret_beside(users: Path) -> str:
    """The secret that cookies are signed with, kept beside the file of users, made when it is first needed.

    Raises UsageError when it cannot be read or written.
    """
    path = users.with_name(f".{users.name}.secret")
    try:
        if not path.exists():
            draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
            write_private(draft, secrets.token_urlsafe(48))
            link_once(draft, path)
        secret = path.read_text("utf-8").strip()
    except OSError as error:
        raise UsageError(
            f"{path}, which signs the cookies, cannot be used ({error.strerror}); mend its rights."
        ) from error
    if len(secret) < len(secrets.token_urlsafe(32)):
        raise UsageError(f"{path}, which signs the cookies, is too short; remove it, and a new one is made.")
    return secret


def link_once(draft: Path, path: Path) -> None:
    """Give a finished file its name, unless another process was faster."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
