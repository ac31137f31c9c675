"""The chat page and what it asks of the server, over a scripted Assistant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import httpx
import pytest
import scripted
from serving import serving
from starlette.testclient import TestClient

from mandate_qa.codec import encode
from mandate_qa.recording import record
from mandate_qa.web.application import STATIC, build_app
from mandate_qa.web.service import service_of

LIBRARY: Any = scripted.Library()


@pytest.fixture(scope="module")
def assistant() -> Any:
    return scripted.Assistant()


@pytest.fixture(scope="module")
def client(assistant: Any) -> Iterator[TestClient]:
    with TestClient(build_app(service_of(assistant))) as client:
        yield client


def test_the_window_offers_examples_and_the_choice_of_documents(client: TestClient) -> None:
    window = client.get("/chat-window").text
    assert f'data-ask="{scripted.NOWHERE}"' in window
    assert 'value="plan-2021-22"' in window and "The 2021-22 plan &lt;for&gt; England" in window


def test_the_page_loads_scripts_and_looks_that_are_there(client: TestClient) -> None:
    page = client.get("/").text
    for file in ("static/style.css", "static/reader.css", "static/chat.css", "static/chat/main.js"):
        assert f"./{file}" in page
        assert client.get(f"/{file}").status_code == 200


def test_scripts_import_what_is_there() -> None:
    for script in (STATIC / "chat").glob("*.js"):
        for line in script.read_text("utf-8").splitlines():
            if line.startswith("import "):
                assert (script.parent / line.split('"')[1]).exists(), f"{script.name}: {line}"


def test_a_question_goes_through_the_queue_and_is_answered(assistant: Any) -> None:
    with serving(service_of(assistant)) as address, httpx.Client(base_url=address, trust_env=False) as http:
        dependencies = http.get("/config").json()["dependencies"]
        (event,) = [each["id"] for each in dependencies if each["api_name"] == "converse"]
        body = {"data": [{"question": scripted.TARGET}], "fn_index": event, "session_hash": "a", "simple_format": True}
        http.post("/gradio_api/queue/join", json=body).raise_for_status()
        with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": "a"}) as stream:
            told = list(takewhile(lambda line: "close_stream" not in line, stream.iter_lines()))
    assert any("process_generating" in line and "Answered from the documents" in line for line in told)
    assert assistant.calls[-1][0] == scripted.TARGET


def test_answers_that_were_kept_are_shown_again(client: TestClient) -> None:
    kept = [encode(record(scripted.ANSWERS[question], LIBRARY)) for question in (scripted.TARGET, scripted.NOWHERE)]
    first, second = client.post("/chat-turns", json={"answers": kept}).json()["html"]
    assert "Answered from the documents" in first and "Not found in these documents" in second


@pytest.mark.parametrize("sent", [{"answers": [{"question": "x"}]}, {"answers": 5}, {"answers": [5]}])
def test_what_is_no_answer_is_refused_with_a_sentence(client: TestClient, sent: dict[str, Any]) -> None:
    reply = client.post("/chat-turns", json=sent)
    assert reply.status_code == 400
    assert reply.json()["detail"].endswith(".")


def test_more_than_can_be_shown_again_is_refused(client: TestClient, assistant: Any) -> None:
    answer = encode(record(assistant.ask(scripted.TARGET), assistant.library)) | {"text": "1 " * 19_000}
    reply = client.post("/chat-turns", json={"answers": [answer] * 3})
    assert reply.status_code == 413
    assert reply.json()["detail"].startswith("This conversation has more figures than can be shown again")
