"""What a reverse proxy says of a request, believed of trusted proxies alone.

Whatever is below sees the browser's own address, host and scheme, a path that begins with the root path whether the
proxy strips it or not, and no header that could say otherwise.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from mandate_qa.errors import SettingsError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Headers = list[tuple[bytes, bytes]]

NAMED = "mandate_qa.named"
"""Key of the scope under which the reader stands whom a trusted proxy names."""
HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
SECURE = {"http": "https", "ws": "wss"}


class Forwarded:
    """ASGI middleware; the outermost, since what it changes is what the others go by."""

    def __init__(self, app: ASGIApp, root: str, proxies: tuple[Network, ...], user_header: str) -> None:
        self._app = app
        self._root, self._proxies = root, proxies
        self._user_header = user_header.strip().lower().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as the browser sent it."""
        if scope["type"] == "http" and scope["path"] == self._root:
            from starlette.responses import RedirectResponse

            # The pages name their files beside them, which are below the root path only when it ends with a slash.
            await RedirectResponse(f"{self._root}/", 308)(scope, receive, send)
            return
        if scope["type"] in ("http", "websocket"):
            scope = self._rooted(self._believed(dict(scope)))
        await self._app(scope, receive, send)

    def _believed(self, scope: Scope) -> Scope:
        """`scope` with what a trusted proxy says worked in, and without the headers that say it."""
        peer = address_of((scope.get("client") or ("",))[0])
        headers: Headers = scope["headers"]
        if peer is not None and trusted(peer, self._proxies):
            scope[NAMED] = named(headers, self._user_header)
            scope = self._as_sent(scope, peer)
        scope["headers"] = [pair for pair in scope["headers"] if not self._is_a_proxys(pair[0].lower())]
        return scope

    def _is_a_proxys(self, name: bytes) -> bool:
        """Whether a header is one that a proxy sets; nobody below shall go by it."""
        return name.startswith((b"x-forwarded-", b"forwarded")) or name == self._user_header

    def _as_sent(self, scope: Scope, peer: Address) -> Scope:
        """`scope` with the client, scheme and host that the proxy tells."""
        headers: Headers = scope["headers"]
        scope["client"] = (str(client(values(headers, b"x-forwarded-for"), peer, self._proxies)), 0)
        if values(headers, b"x-forwarded-proto")[:1] == ["https"]:
            scope["scheme"] = SECURE.get(scope["scheme"], scope["scheme"])
        for host in values(headers, b"x-forwarded-host")[:1]:
            if HOST.fullmatch(host):
                scope["headers"] = [pair for pair in headers if pair[0].lower() != b"host"]
                scope["headers"].append((b"host", host.encode()))
        return scope

    def _rooted(self, scope: Scope) -> Scope:
        """`scope` with the root path at the beginning of its path, where ASGI wants it."""
        path, root = scope["path"], self._root
        if not path.startswith(f"{root}/"):
            raw = scope.get("raw_path") or path.encode()
            scope.update(path=root + path, raw_path=root.encode() + raw)
        scope["root_path"] = root
        return scope


def root_of(path: str) -> str:
    """A root path with one slash before it and none behind; "" for none. Raises SettingsError when it is no path."""
    root = path.strip().strip("/")
    if root and not re.fullmatch(r"[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*", root):
        raise SettingsError(f"{path!r} is no root path; give one such as /mandate-qa.")
    return f"/{root}" if root else ""


def networks(proxies: str) -> tuple[Network, ...]:
    """Addresses and networks parted by commas. Raises SettingsError for what is neither."""
    found = []
    for word in filter(None, (word.strip() for word in proxies.split(","))):
        try:
            found.append(ip_network(word, strict=False))
        except ValueError as error:
            told = f"serving.trusted_proxies holds {word!r}, which is no address and no network"
            raise SettingsError(f"{told}; give one such as 10.0.0.5 or 10.0.0.0/8.") from error
    return tuple(found)


def address_of(text: str) -> Address | None:
    """An address, without its port; IPv4 written as IPv6 is IPv4. None for anything else."""
    if match := re.fullmatch(r"\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+", text.strip()):
        text = match[1] or match[2]
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def trusted(address: Address, proxies: tuple[Network, ...]) -> bool:
    """Whether an address is that of a trusted proxy."""
    return any(address in network for network in proxies)


def client(forwarded: list[str], peer: Address, proxies: tuple[Network, ...]) -> Address:
    """The nearest address on the way that is no trusted proxy: what stands before it anybody may have written."""
    nearest = peer
    for text in reversed(forwarded):
        address = address_of(text)
        if address is None:
            break
        nearest = address
        if not trusted(address, proxies):
            break
    return nearest


def values(headers: Headers, name: bytes) -> list[str]:
    """The values of a header that may come several times, each with several values parted by commas."""
    joined = ",".join(value.decode("latin-1") for key, value in headers if key.lower() == name)
    return [word for word in (word.strip() for word in joined.split(",")) if word]


def named(headers: Headers, user_header: bytes) -> str:
    """The reader whom a proxy names; "" when it names none, or two, one of which the browser may have sent."""
    found = [value for key, value in headers if user_header and key.lower() == user_header]
    if len(found) != 1:
        return ""
    name = found[0].decode("utf-8", "replace").strip()
    return name if name.isprintable() and len(name) <= 254 else ""  # as long as an address of e-mail may be
