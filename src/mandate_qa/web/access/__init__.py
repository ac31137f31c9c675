"""Who may read, and who reads: signing in, trusted proxies, requests from other sites.

`guards` puts the ASGI middleware round the whole application, Gradio's routes included. `users` is the file of people,
`passwords` checks what they type, `sessions` the cookie, `gate` lets in or refuses, `proxies` believes a proxy or not,
`origins` refuses what another site sends, `signing` has the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection


def user_of(request: HTTPConnection | Any) -> str:
    """Name of the reader who signed in, or whom a trusted proxy names; "" where nobody needs to.

    `request` is Starlette's or Gradio's.
    """
    return str(getattr(request.state, "user", "") or "")


def who(request: HTTPConnection | Any) -> str:
    """What a reader is counted by: the name, else the address, which is that of the proxy's client behind a proxy."""
    client = request.client
    return user_of(request) or (client.host if client else "nobody knows where")
