"""`/health`: open, and 503 while no question can be answered."""

from __future__ import annotations

from typing import Any

import pytest
from reaching import PAGE, service_with
from starlette.testclient import TestClient

from mandate_qa import __version__
from mandate_qa.web import health
from mandate_qa.web.application import build_app
from mandate_qa.web.service import Service


@pytest.fixture
def service() -> Service:
    return service_with()


def test_what_is_served(service: Service) -> None:
    found = TestClient(build_app(service)).get("/health")
    assert found.status_code == 200
    assert found.json() == {
        "status": "ok",
        "version": __version__,
        "documents": 2,
        "passages": 4,
        "fingerprint": "abc123",
    }


def test_the_head_alone(service: Service) -> None:
    found = TestClient(build_app(service)).head("/health")
    assert (found.status_code, found.content) == (200, b"")


def test_an_assistant_that_cannot_be_used(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def search(*args: Any, **options: Any) -> Any:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(service.assistant, "search", search)
    found = TestClient(build_app(service)).get("/health")
    assert found.status_code == 503
    assert found.json()["status"] == "unusable" and "secret" not in found.text
    assert "secret detail" in caplog.text


def test_it_is_looked_at_now_and_then_only(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    client, now = TestClient(build_app(service)), [100.0]
    monkeypatch.setattr(health, "monotonic", lambda: now[0])
    assistant: Any = service.assistant
    for _ in range(5):
        client.get("/health")
    assert len(assistant.calls) == 1
    now[0] += health.EVERY
    client.get("/health")
    assert len(assistant.calls) == 2


def test_once_the_end_has_begun(service: Service) -> None:
    client = TestClient(build_app(service))
    service.closing.begin()
    found = client.get("/health")
    assert (found.status_code, found.json()["status"]) == (503, "stopping")
    refused = client.post("/gradio_api/queue/join", json={})
    assert refused.status_code == 503
    assert refused.json()["detail"] == "This service is being restarted; ask again in a minute."
    assert client.get("/", headers=PAGE).status_code == 200
    assert service.closing.idle
