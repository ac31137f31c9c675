"""POST /export: what a browser sends comes back as a file, or as one sentence."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
import scripted
from docx import Document
from fastapi import FastAPI
from starlette.testclient import TestClient

from mandate_qa.codec import encode
from mandate_qa.recording import record
from mandate_qa.web import exports
from mandate_qa.web.service import service_of


@pytest.fixture
def client(assistant: Any) -> TestClient:
    app = FastAPI()
    app.include_router(exports.router(service_of(assistant)))
    return TestClient(app)


@pytest.fixture
def sent(assistant: Any) -> dict[str, Any]:
    """An answer as a browser keeps it."""
    value: dict[str, Any] = json.loads(json.dumps(encode(record(assistant.ask(scripted.TARGET), assistant.library))))
    return value


def post(client: TestClient, **asked: Any) -> Any:
    return client.post("/export", json=asked)


def test_a_word_document_comes_under_the_name_of_its_question(client: TestClient, sent: dict[str, Any]) -> None:
    reply = post(client, format="docx", answers=[sent])
    assert reply.status_code == 200
    assert reply.headers["content-disposition"] == (
        'attachment; filename="what-was-the-elective-recovery-target.docx"; '
        "filename*=UTF-8''what-was-the-elective-recovery-target.docx"
    )
    assert reply.headers["content-type"].endswith("wordprocessingml.document")
    assert reply.headers["cache-control"] == "no-store"
    assert Document(BytesIO(reply.content)).paragraphs[0].text == scripted.TARGET


@pytest.mark.parametrize(
    ("kind", "begins"), [("txt", "For the minister\n"), ("md", "# For the minister\n"), ("csv", "\ufeffQuestion,")]
)
def test_other_kinds_come_as_text(client: TestClient, sent: dict[str, Any], kind: str, begins: str) -> None:
    reply = post(client, format=kind, answers=[sent, sent], title="For the minister")
    assert reply.content.decode().startswith(begins)
    assert f'filename="for-the-minister.{kind}"' in reply.headers["content-disposition"]
    assert reply.headers["content-type"].endswith("charset=utf-8")


def test_a_browser_gets_links_to_where_it_is_and_a_program_none(client: TestClient, sent: dict[str, Any]) -> None:
    asked = {"format": "md", "answers": [sent]}
    linked = client.post("/export", json=asked, headers={"Origin": "https://qa.example"}).text
    assert "(<https://qa.example/paragraph?id=plan-2021-22%20%C2%B61.1>)" in linked
    assert "paragraph?id=" not in post(client, **asked).text
    assert "paragraph?id=" not in client.post("/export", json=asked, headers={"Origin": "null"}).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "pdf"}, {"format": None}, {"format": ["md"]}, {"format": "DOCX"}, {"answers": []}, {"answers": None},
        {"answers": "all"}, {"answers": {}}, {"answers": [{}]}, {"answers": [5]}, {"title": 5}, {"title": "x" * 301},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_one_sentence(client: TestClient, sent: dict[str, Any], wrong: dict[str, Any]) -> None:
    reply = post(client, **({"format": "md", "answers": [sent]} | wrong))
    assert reply.status_code == 400
    assert reply.json()["detail"].count(".") == 1 and reply.json()["detail"].endswith(".")


def test_more_than_200_answers_are_too_many(client: TestClient, sent: dict[str, Any]) -> None:
    assert post(client, format="txt", answers=[sent] * 200).status_code == 200
    assert post(client, format="txt", answers=[sent] * 201).status_code == 400


@pytest.mark.parametrize("field", ["question", "text", "asked_at", "citations", "notes", "status", "answered"])
@pytest.mark.parametrize("value", [None, 5, "\ud800", [[]]])
def test_a_field_of_another_kind_is_refused(client: TestClient, sent: dict[str, Any], field: str, value: Any) -> None:
    body = json.dumps({"format": "docx", "answers": [sent | {field: value}]})
    reply = client.post("/export", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b"\xff", b'{"format": NaN}'])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    reply = client.post("/export", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert reply.json()["detail"].endswith(".")


def test_more_than_20_megabytes_are_refused(client: TestClient) -> None:
    reply = client.post("/export", content=b" " * 20_000_001, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert "20000 kB" in reply.json()["detail"]


def test_hostile_words_do_not_reach_the_headers(client: TestClient, sent: dict[str, Any]) -> None:
    reply = post(client, format="txt", answers=[sent | {"question": 'a"; filename=evil.exe\r\nX-Evil: 1'}])
    assert reply.status_code == 200
    assert "x-evil" not in reply.headers
    assert 'filename="a-filename-evil.exe-x-evil-1.txt"' in reply.headers["content-disposition"]


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "1 " * 25_001},
        {"text": "1 " * 20_001 + "\n"},
        {"text": "[1]" * 10_001},
        {"text": " " * 50_001},
        {"question": "x" * 5_001},
        {"understood": "x" * 5_001},
    ],
)
def test_an_answer_that_is_larger_than_any_is_refused(
    client: TestClient, sent: dict[str, Any], changed: dict[str, str]
) -> None:
    reply = post(client, format="md", answers=[sent | changed])
    assert reply.status_code == 400
    assert reply.json() == {
        "detail": "This answer is larger than any that is given here; ask again and use the new one."
    }


def test_a_long_answer_is_taken(client: TestClient, sent: dict[str, Any]) -> None:
    assert post(client, format="md", answers=[sent | {"text": "Some words, 1 in all. " * 2_000}]).status_code == 200
