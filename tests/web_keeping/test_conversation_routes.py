"""Conversations on the server: for who signed in, and for nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from mandate_qa import Assistant
from mandate_qa.settings import ServingSettings, Settings
from mandate_qa.web.application import build_app
from mandate_qa.web.keeping import conversations
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service

KIM, ANN = {"x-test-user": "kim"}, {"x-test-user": "ann"}
PATH = "/conversations/first-one"


def put(client: TestClient, sent: dict[str, Any], path: str = PATH, who: dict[str, str] = KIM, **other: Any) -> Any:
    body = {"title": "Budgets", "turns": [{"answer": sent, "documents": ["toy-plan-2024"]}], **other}
    return client.put(path, json=body, headers=who)


def test_one_is_kept_and_shown_again(client: TestClient, sent: dict[str, Any]) -> None:
    kept = put(client, sent)
    assert kept.status_code == 200 and kept.json().keys() == {"id", "title", "changed"}
    found = client.get(PATH, headers=KIM)
    assert found.json() == {**kept.json(), "turns": [{"answer": sent, "documents": ["toy-plan-2024"]}]}
    assert found.headers["cache-control"] == "no-store"


def test_the_newest_stands_first(client: TestClient, sent: dict[str, Any]) -> None:
    for name in ("first-one", "second-one", "first-one"):
        put(client, sent, f"/conversations/{name}", title=name)
    listed = client.get("/conversations", headers=KIM).json()
    assert [one["id"] for one in listed] == ["first-one", "second-one"]
    assert listed[0].keys() == {"id", "title", "changed"}


def test_no_reader_sees_or_changes_anothers(client: TestClient, sent: dict[str, Any]) -> None:
    put(client, sent)
    assert client.get("/conversations", headers=ANN).json() == []
    assert client.get(PATH, headers=ANN).status_code == 404
    assert client.delete(PATH, headers=ANN).status_code == 404
    assert client.delete("/conversations", headers=ANN).status_code == 204
    assert put(client, sent, who=ANN, title="Ann's").status_code == 200
    assert client.get(PATH, headers=KIM).json()["title"] == "Budgets"
    assert client.get(PATH, headers=ANN).json()["title"] == "Ann's"


def test_one_is_deleted_and_then_all(client: TestClient, sent: dict[str, Any], tmp_path: Path) -> None:
    for name in ("first-one", "second-one", "third-one"):
        put(client, sent, f"/conversations/{name}", title=f"Title of the {name}")
    assert client.delete(PATH, headers=KIM).status_code == 204
    assert client.get(PATH, headers=KIM).status_code == 404
    assert len(client.get("/conversations", headers=KIM).json()) == 2
    assert client.delete("/conversations", headers=KIM).status_code == 204
    assert client.get("/conversations", headers=KIM).json() == []
    lies = b"".join(file.read_bytes() for file in (tmp_path / "kept").iterdir())
    assert b"Title of the" not in lies and b"CREATE TABLE conversations" in lies


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/conversations"), ("DELETE", "/conversations"), ("GET", PATH), ("PUT", PATH), ("DELETE", PATH)],
)
def test_who_is_not_signed_in_is_refused(client: TestClient, sent: dict[str, Any], method: str, path: str) -> None:
    body = {"title": "", "turns": []} if method == "PUT" else None
    reply = client.request(method, path, json=body)
    assert (reply.status_code, reply.json()) == (401, {"detail": conversations.SIGN_IN})


def test_they_are_off_unless_the_settings_say_so(serve: Any, sent: dict[str, Any], tmp_path: Path) -> None:
    client = serve()
    assert client.get("/conversations", headers=KIM).json() == {"detail": conversations.OFF}
    assert put(client, sent).status_code == 404
    assert not (tmp_path / "kept").exists()


def test_nothing_is_made_by_looking(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/conversations", headers=KIM).json() == []
    assert client.get(PATH, headers=KIM).status_code == 404
    assert client.delete(PATH, headers=KIM).status_code == 404
    assert client.delete("/conversations", headers=KIM).status_code == 204
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x" * 201},
        {"title": 1},
        {"turns": {}},
        {"turns": [1]},
        {"turns": [{"answer": None}]},
        {"turns": [{"answer": {"text": "half"}}]},
    ],
)
def test_what_is_no_conversation_is_refused(client: TestClient, sent: dict[str, Any], wrong: dict[str, Any]) -> None:
    reply = put(client, sent, **wrong)
    assert reply.status_code == 400 and reply.json()["detail"].endswith(".")


@pytest.mark.parametrize("documents", ["all", [1], [""], ["x" * 301]])
def test_documents_are_keys(client: TestClient, sent: dict[str, Any], documents: Any) -> None:
    assert put(client, sent, turns=[{"answer": sent, "documents": documents}]).status_code == 400


@pytest.mark.parametrize("name", ["short", "x" * 65, "with space", "semi;colon", "ünïcode-name"])
def test_an_id_is_plain(client: TestClient, sent: dict[str, Any], name: str) -> None:
    assert put(client, sent, f"/conversations/{name}").status_code == 400


def test_there_is_a_largest(client: TestClient, sent: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    turn = {"answer": sent, "documents": []}
    assert put(client, sent, turns=[turn] * conversations.TURNS).status_code in (200, 413)
    assert put(client, sent, turns=[turn] * (conversations.TURNS + 1)).status_code in (400, 413)
    assert put(client, sent, title="x" * conversations.CONVERSATION_BYTES).status_code == 413


def test_the_whole_application_tells_readers_apart(assistant: Assistant, sent: dict[str, Any], tmp_path: Path) -> None:
    serving = ServingSettings(keep_conversations=True, user_header="X-Forwarded-User", trusted_proxies="127.0.0.1")
    app = build_app(Service(Live(assistant), Settings(serving=serving), None, tmp_path / "index"))
    proxy = TestClient(app, client=("127.0.0.1", 50_000))
    kim, ann = {"x-forwarded-user": "kim"}, {"x-forwarded-user": "ann"}
    assert put(proxy, sent, who=kim).status_code == 200
    assert proxy.get(PATH, headers=kim).json()["title"] == "Budgets"
    assert proxy.get(PATH, headers=ann).status_code == 404
    stranger = TestClient(app, client=("10.0.0.9", 50_000))
    assert stranger.get(PATH, headers=kim).status_code in (401, 403)
    elsewhere = {**kim, "sec-fetch-site": "cross-site"}
    assert proxy.delete(PATH, headers=elsewhere).status_code == 403
    assert proxy.get(PATH, headers=kim).status_code == 200
