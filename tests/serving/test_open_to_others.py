"""What is said when a service is open to whoever reaches it."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.settings import ServingSettings
from mandate_qa.web.server import open_words


class At:
    """A socket that is bound to an address."""

    def __init__(self, host: str) -> None:
        self._host = host

    def getsockname(self) -> tuple[Any, ...]:
        return (self._host, 7860)


def told(host: str, **serving: Any) -> str:
    listener: Any = At(host)
    return open_words(ServingSettings(**serving), listener)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1", "fe80::1%eth0"])
def test_where_others_reach_it(host: str) -> None:
    assert told(host).startswith("Anybody who reaches this address can read and ask; have people sign in with --users")
    assert told(host, uploads=True).startswith("Anybody who reaches this address can read, ask, add and remove")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])
def test_nothing_on_this_computer(host: str) -> None:
    assert told(host) == ""


@pytest.mark.parametrize("serving", [{"users": "users.toml"}, {"user_header": "X-Forwarded-User"}])
def test_nothing_where_people_sign_in(serving: dict[str, str]) -> None:
    assert told("0.0.0.0", **serving) == ""
