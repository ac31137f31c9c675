"""How much a request may bring to Gradio."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from reaching import service_with
from starlette.testclient import TestClient

from mandate_qa.web.application import build_app
from mandate_qa.web.bodies import MOST, TOO_LARGE


@pytest.fixture(scope="module")
def gradio() -> TestClient:
    """A client of the application with Gradio's page and MCP."""
    return TestClient(build_app(service_with(mcp=True)), "http://policy.example")


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/call/ask", "/gradio_api/mcp/"])
def test_what_is_too_large_is_not_taken_in(gradio: TestClient, path: str) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"data": ["'
        while sent < 10 * MOST:
            sent += 100_000
            yield b"a" * 100_000

    refused = gradio.post(path, content=endless(), headers={"content-type": "application/json"})
    assert (refused.status_code, refused.json()) == (413, {"detail": TOO_LARGE})


def test_a_long_conversation_is_taken_in(gradio: TestClient) -> None:
    long = [{"role": "user", "content": "x" * 10_000}] * 200
    body = {"data": ["what was the elective recovery target", long, None, None]}
    reply = gradio.post("/gradio_api/call/ask", json=body)
    assert reply.status_code == 200 and reply.json()["event_id"]
