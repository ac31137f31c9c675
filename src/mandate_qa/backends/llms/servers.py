"""What back-ends of servers share: an address as a person sets it, and what a request tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mandate_qa import __version__
from mandate_qa.errors import SettingsError

if TYPE_CHECKING:
    import httpx

TELLING = ("x-stainless-", "openai-")
"""Headers that clients add of their own accord: they tell of this machine, or belong to OpenAI alone."""


def address(base_url: str, usual: str, path: str = "") -> str:
    """`base_url` (`usual` when it is "") without a closing slash, with `path` when it has none of its own.

    Raises SettingsError for one that is no http address, or that holds a password.
    """
    url = (base_url or usual).rstrip("/")
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise SettingsError("language_model.base_url holds a user name or password; put the key where keys belong.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        told = f"language_model.base_url is {base_url!r}; an address such as http://127.0.0.1:8080/v1 is needed."
        raise SettingsError(told)
    return url if parts.path else url + path


def quietly(key: str, openai_itself: bool = False) -> Callable[[httpx.Request], None]:
    """A hook for an HTTP client: its requests tell the program's name and `key`, not the machine or another's key."""

    def quieten(request: httpx.Request) -> None:
        for header in [name for name in request.headers if name.startswith(TELLING)]:
            if not (openai_itself and header.startswith("openai-")):
                del request.headers[header]
        request.headers.pop("authorization", None)
        if key:
            request.headers["authorization"] = f"Bearer {key}"
        request.headers["user-agent"] = f"mandate-qa/{__version__}"

    return quieten
