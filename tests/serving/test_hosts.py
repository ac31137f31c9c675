"""Names under which a service is called that nobody signs in to."""

from __future__ import annotations

from typing import Any

import pytest
from reaching import Reached
from starlette.testclient import TestClient

from mandate_qa.web.access.users import Users


def called(reached: Reached, name: str, server: str = "127.0.0.1", headers: Any = (), **serving: Any) -> int:
    """The status of a reply to what reaches `server` under a name."""
    app: Any = reached("127.0.0.1", **serving).app
    client = TestClient(app, f"http://{server}:7860", client=("127.0.0.1", 5000), follow_redirects=False)
    return client.get("/library.json", headers={"host": name, **dict(headers)}).status_code


@pytest.mark.parametrize("name", ["evil.example", "EVIL.example:7860", "127.0.0.1.evil.example", "evil.example."])
def test_a_name_of_another_site_is_refused(reached: Reached, name: str) -> None:
    assert called(reached, name) == called(reached, name, headers={"x-forwarded-host": "localhost"}) == 421


@pytest.mark.parametrize("name", ["localhost:7860", "127.0.0.1", "[::1]:7860", "192.0.2.1", "my-laptop", "a.localhost"])
def test_names_of_this_computer_are_its_own(reached: Reached, name: str) -> None:
    assert called(reached, name) == 200


def test_names_that_are_listed(reached: Reached) -> None:
    hosts = "policy.example, Other.Example"
    assert called(reached, "policy.example:443", hosts=hosts) == called(reached, "other.example", hosts=hosts) == 200
    assert called(reached, "evil.example", hosts=hosts) == 421


def test_from_elsewhere_any_name_may_be_used(reached: Reached) -> None:
    assert called(reached, "policy.example", "192.0.2.1") == 200


def test_where_people_sign_in_the_name_is_of_no_use(reached: Reached, users: Users) -> None:
    assert called(reached, "policy.example", users=str(users.path)) == 401
