"""Who may read, and who reads: signing in, trusted proxies, requests from other sites.

`guards` puts the ASGI middleware round the whole application, Gradio's routes included. `users` is the file of people,
`passwords` checks what they type, `sessions` the cookie, `gate` lets in or refuses, `proxies` believes a proxy or not,
`origins` refuses what another site sends, `hosts` what comes under its name, `signing` has the pages.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

NETWORK = 64
"""Bits of an IPv6 address that tell networks apart."""


def user_of(request: HTTPConnection | Any) -> str:
    """Name of the reader who signed in, or whom a trusted proxy names; "" where nobody needs to.

    `request` is Starlette's or Gradio's.
    """
    return str(getattr(request.state, "user", "") or "")


def who(request: HTTPConnection | Any) -> str:
    """What a reader is counted by: the name, else where the request comes from."""
    return user_of(request) or where_from(request) or "nobody knows where"


def where_from(request: HTTPConnection | Any) -> str:
    """The address a request comes from, which is that of the proxy's client behind a proxy; "" when it is not known.

    Of an IPv6 address it is the network: whoever has one address has the 2⁶⁴ beside it as well.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if not isinstance(address, IPv6Address):
        return str(host)
    return str(address.ipv4_mapped or ip_network((int(address), NETWORK), strict=False))
