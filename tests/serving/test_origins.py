"""Requests that another site has a browser send."""

from __future__ import annotations

import pytest
from reaching import Reached
from starlette.testclient import TestClient

JOIN = "/gradio_api/queue/join"


@pytest.fixture
def client(reached: Reached) -> TestClient:
    return reached("127.0.0.1")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://policy.example"},
        {"origin": "http://evil.example"},
        {"origin": "http://policy.example:8080"},
        {"origin": "http://policy.example.evil.example"},
        {"origin": "null"},
        {"origin": "http://["},
    ],
)
@pytest.mark.parametrize("path", [JOIN, "/gradio_api/call/ask", "/sign-in", "/sign-out"])
def test_it_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    refused = client.post(path, headers=headers)
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith("This was sent by another site")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "https://outside.example"},  # a proxy renamed the host
        {"sec-fetch-site": "none"},
        {"origin": "http://policy.example"},
        {"origin": "https://policy.example:443"},  # a proxy took https away
        {"origin": "https://gov.example", "x-forwarded-host": "gov.example"},
    ],
)
def test_our_own_pages_and_programs_pass(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/sign-out", headers=headers).status_code == 303
    assert client.post(JOIN, headers=headers, json={}).status_code not in (401, 403)


def test_reading_changes_nothing_and_passes(client: TestClient) -> None:
    assert client.get("/health", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_no_script_of_another_site_may_read_a_reply(reached: Reached) -> None:
    client = reached("127.0.0.1", chat=True)
    for reply in (
        client.get("/config", headers={"origin": "http://evil.example"}),
        client.options("/config", headers={"origin": "http://evil.example", "access-control-request-method": "GET"}),
    ):
        assert not [name for name in reply.headers if name.startswith("access-control-allow")]
