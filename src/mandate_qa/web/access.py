"""Who reads a page: the name that signing in, or a trusted proxy, left on the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection


def user_of(request: HTTPConnection) -> str:
    """Name of the reader who signed in; "" where nobody needs to."""
    return str(getattr(request.state, "user", "") or "")
