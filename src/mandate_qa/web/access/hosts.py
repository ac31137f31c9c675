"""Under which names a service that is open to everybody on this computer may be called.

A page of another site can have its own name lead to this computer, and is then, to a browser, of the same site as what
is served here: it could read the documents and change the library (DNS rebinding). Where people sign in it gains
nothing, since the browser has no session under that name; elsewhere the name tells.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

MISDIRECTED = 421
"""Of RFC 9110."""
REFUSED = (
    "This service is not called by that name. Open it as localhost; or, where a proxy passes the name on, whoever runs "
    "it lists the name in MANDATE_QA_SERVING__HOSTS."
)


class KnownNamesOnly:
    """ASGI middleware that refuses what reaches this computer from itself under the name of another one."""

    def __init__(self, app: ASGIApp, hosts: str) -> None:
        """`hosts` are names besides those of this computer, parted by commas."""
        self._app = app
        self._known = {*filter(None, (name.strip().lower() for name in hosts.split(","))), socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 421."""
        if scope["type"] == "http" and is_loopback((scope.get("server") or ("",))[0]) and not self._is_known(scope):
            from starlette.responses import JSONResponse

            await JSONResponse({"detail": REFUSED}, MISDIRECTED)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        """Whether each name that a request gives can be this computer's: names without a dot are nobody else's."""
        names = [name_of(value.decode("latin-1")) for key, value in scope["headers"] if key == b"host"]
        return all(is_address(name) or "." not in name.rstrip(".") or self._is_listed(name) for name in names)

    def _is_listed(self, name: str) -> bool:
        return name in self._known or name.endswith(".localhost")


def name_of(host: str) -> str:
    """The name in a Host header, without its port; the whole of it when it cannot be read."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return host


def is_address(text: str) -> bool:
    """Whether a text is an IP address, which nobody can have lead elsewhere."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_loopback(text: str) -> bool:
    """Whether a text is an address of this computer that others cannot reach."""
    if not is_address(text):
        return False
    address = ip_address(text)
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
