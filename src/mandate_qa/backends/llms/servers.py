"""The address of a server as a person sets it, made one that can be asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from mandate_qa.errors import SettingsError


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
