"""Feedback from a browser: kept, changed and taken back by its reader alone, refused when it is not as it should be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from mandate_qa.codec import encode
from mandate_qa.keeping import Keeping, Verdict
from mandate_qa.types.records import AnswerRecord
from mandate_qa.web import replies

HOSTILE = "<script>alert(1)</script> '; DROP TABLE feedback; --"


def kept(tmp_path: Path) -> Keeping:
    return Keeping(tmp_path / "kept" / "kept.sqlite")


def given(client: TestClient, sent: dict[str, Any], **other: Any) -> dict[str, Any]:
    reply = client.post("/feedback", json={"verdict": "wrong", "words": "no", "answer": sent, "history": [], **other})
    assert reply.status_code == 201
    value: dict[str, Any] = reply.json()
    return value


def test_it_is_kept_whole(client: TestClient, sent: dict[str, Any], told: AnswerRecord, tmp_path: Path) -> None:
    history = [{"role": "user", "content": "hello"}, {"role": "assistant", "content": "Ask a question."}]
    reply = client.post(
        "/feedback",
        json={"verdict": "citation_wrong", "words": f" {HOSTILE} ", "answer": sent, "history": history},
        headers={"x-test-user": "kim"},
    )
    assert reply.status_code == 201 and reply.headers["cache-control"] == "no-store"
    (found,) = kept(tmp_path).feedback.all()
    assert (found.id, found.verdict, found.words) == (reply.json()["id"], Verdict.CITATION_WRONG, HOSTILE)
    assert (found.answer, found.earlier, found.reader) == (told, ("hello",), "kim")


def test_its_reader_changes_it_and_takes_it_back(client: TestClient, sent: dict[str, Any], tmp_path: Path) -> None:
    one = given(client, sent)
    own = {"x-token": one["token"]}
    changed = client.put(f"/feedback/{one['id']}", json={"verdict": "right", "words": "after all"}, headers=own)
    assert (changed.status_code, changed.json()) == (200, {"id": one["id"]})
    (found,) = kept(tmp_path).feedback.all()
    assert (found.verdict, found.words) == (Verdict.RIGHT, "after all")
    assert client.delete(f"/feedback/{one['id']}", headers=own).status_code == 204
    assert kept(tmp_path).feedback.all() == ()


@pytest.mark.parametrize("headers", [{}, {"x-token": "guess"}, {"x-test-user": "ann"}])
def test_nobody_else_does(client: TestClient, sent: dict[str, Any], tmp_path: Path, headers: dict[str, str]) -> None:
    one = given(client, sent)
    if "x-test-user" in headers:
        headers["x-token"] = one["token"]
    path, change = f"/feedback/{one['id']}", {"verdict": "right", "words": ""}
    assert client.put(path, json=change, headers=headers).status_code == 404
    refused = client.delete(path, headers=headers)
    assert refused.status_code == 404
    assert refused.json() == client.delete("/feedback/999", headers=headers).json()  # which tells nothing of others
    assert [found.verdict for found in kept(tmp_path).feedback.all()] == [Verdict.WRONG]


def test_nothing_is_made_by_asking_for_what_is_not_there(client: TestClient, tmp_path: Path) -> None:
    assert client.put("/feedback/1", json={"verdict": "right"}, headers={"x-token": "x"}).status_code == 404
    assert client.delete("/feedback/1").status_code == 404
    assert not (tmp_path / "kept").exists()


def without(sent: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in sent.items() if key != name}


def broken_answers(sent: dict[str, Any]) -> list[Any]:
    """What is no answer, each wrong in one way."""
    cited = sent["citations"][0]
    return [
        None,
        [],
        "an answer",
        without(sent, "text"),
        {**sent, "surplus": 1},
        {**sent, "text": {"a": 1}},
        {**sent, "text": 5},
        {**sent, "text": "\ud800"},
        {**sent, "status": "splendid"},
        {**sent, "status": ["answered"]},
        {**sent, "answered": "yes"},
        {**sent, "answered": False},
        {**sent, "version": 99},
        {**sent, "confidence": True},
        {**sent, "notes": [["nested"]]},
        {**sent, "notes": 7},
        {**sent, "scope": "all"},
        {**sent, "timings": {"total": "long"}},
        {**sent, "timings": {"total": 1e999}},
        {**sent, "asked_at": "yesterday"},
        {**sent, "asked_at": "2026-03-01"},
        {**sent, "citations": [{**cited, "marker": "1"}]},
        {**sent, "citations": [{**cited, "marker": 0}]},
        {**sent, "citations": [{**cited, "start": -1}]},
        {**sent, "citations": [{**cited, "quote": "made up"}]},
        {**sent, "citations": [{**cited, "source": None}]},
        {**sent, "citations": [cited, cited]},
        {**sent, "story": [["only a heading"]]},
    ]


def test_what_is_no_answer_is_refused_with_a_sentence(client: TestClient, sent: dict[str, Any], tmp_path: Path) -> None:
    for broken in broken_answers(sent):
        body = json.dumps({"verdict": "right", "words": "", "answer": broken})
        for path, content in (("/feedback", body), ("/answers", json.dumps(broken))):
            reply = client.post(path, content=content, headers={"content-type": "application/json"})
            assert reply.status_code == 400, broken
            assert reply.json()["detail"].endswith("."), broken
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "splendid"},
        {"verdict": None},
        {"verdict": {}},
        {"words": "x" * 5_001},
        {"words": 5},
        {"words": "\ud800"},
        {"history": "all"},
        {"history": ["all"]},
        {"history": [{"role": "user", "content": 1}]},
        {"history": [{"role": "user", "content": "x"}] * 401},
    ],
)
def test_what_is_no_feedback_is_refused_with_a_sentence(
    client: TestClient, sent: dict[str, Any], tmp_path: Path, wrong: dict[str, Any]
) -> None:
    body = json.dumps({"verdict": "right", "words": "", "answer": sent, **wrong})
    reply = client.post("/feedback", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 400
    assert reply.json()["detail"].endswith(".")
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"\xff\xfe{", "application/json", 400),
        (b"[" * 200_000, "application/json", 400),
        (b'{"verdict": NaN}', "application/json", 400),
        (b'{"verdict": ' + b"9" * 5_000 + b"}", "application/json", 400),
        (b"{}", "text/plain", 400),
        (b"verdict=right", "application/x-www-form-urlencoded", 400),
        (b'{"words": "' + b"x" * 1_000_000 + b'"}', "application/json", 413),
    ],
)
def test_what_is_no_json_of_a_fit_size_is_refused(client: TestClient, content: bytes, kind: str, status: int) -> None:
    reply = client.post("/feedback", content=content, headers={"content-type": kind})
    assert reply.status_code == status
    assert reply.json()["detail"].endswith(".")


def test_words_of_five_thousand_characters_are_kept(client: TestClient, sent: dict[str, Any], tmp_path: Path) -> None:
    given(client, sent, words="é" * 5_000)
    assert kept(tmp_path).feedback.all()[0].words == "é" * 5_000


def test_a_database_that_fails_shows_no_detail(
    serve: Any, told: AnswerRecord, caplog: pytest.LogCaptureFixture
) -> None:
    client = serve(database="postgresql+psycopg://kim:hush@db/kept")
    reply = client.post("/feedback", json={"verdict": "right", "words": "", "answer": encode(told)})
    assert reply.status_code == 503
    assert "pip" not in reply.text and "psycopg" not in reply.text
    assert "pip install 'psycopg[binary]'" in caplog.text and "hush" not in caplog.text
    page = client.get("/answers/" + "x" * 24)
    assert page.status_code == 503 and "<h1>" in page.text and "psycopg" not in page.text


def test_who_leaves_too_much_is_told_to_wait(
    serve: Any, sent: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "A_MINUTE", 2)
    client = serve()
    body = {"verdict": "right", "words": "", "answer": sent}
    kim, ann = {"x-test-user": "kim"}, {"x-test-user": "ann"}
    assert [client.post("/feedback", json=body, headers=kim).status_code for _ in range(3)] == [201, 201, 429]
    assert client.post("/answers", json=sent, headers=kim).json()["detail"].startswith("That is more in a minute")
    assert client.post("/answers", json=sent, headers=ann).status_code == 201
    assert len(kept(tmp_path).feedback.all()) == 2
