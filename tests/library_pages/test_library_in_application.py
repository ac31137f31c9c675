"""The library's pages where they are served: in the whole application, behind its guards."""

from __future__ import annotations

from starlette.testclient import TestClient

from mandate_qa.web.application import build_app
from mandate_qa.web.service import Service


def test_the_pages_are_there_and_another_site_changes_nothing(service: Service) -> None:
    client = TestClient(build_app(service))
    listed = client.get("/library")
    assert listed.status_code == 200
    assert "default-src 'self'" in listed.headers["content-security-policy"]
    assert client.get("/static/library.css").status_code == 200
    assert "javascript" in client.get("/static/library/progress.js").headers["content-type"]
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.post("/library/remove", data={"document": "paint"}, headers=foreign).status_code == 403
    assert client.post("/library/add", files={"file": b"x"}, headers=foreign).status_code == 403
    assert [one["key"] for one in client.get("/library.json").json()] == ["toy-plan-2024", "paint"]
