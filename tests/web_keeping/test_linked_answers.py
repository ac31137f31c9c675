"""A linked answer: told as it was, beside what the documents say now; every word of it shown as text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import kept_answers
import pytest
from starlette.testclient import TestClient

from mandate_qa import Assistant
from mandate_qa.codec import encode
from mandate_qa.settings import Settings
from mandate_qa.types import Scope
from mandate_qa.types.records import AnswerRecord
from mandate_qa.web.application import build_app
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service

HOSTILE = '<img src=x onerror=alert(1)> {{ 7*7 }} "quoted" [9] & \u202e'


def linked(client: TestClient, answer: AnswerRecord) -> dict[str, str]:
    reply = client.post("/answers", json=encode(answer))
    assert reply.status_code == 201
    value: dict[str, str] = reply.json()
    return value


def shown(client: TestClient, answer: AnswerRecord) -> str:
    reply = client.get(linked(client, answer)["path"])
    assert reply.status_code == 200
    return str(reply.text)


def words(html: str) -> str:
    """The page without its tags, white space folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def changed_library(toy_library: Path, tmp_path: Path, old: str, new: str) -> Assistant:
    """The assistant once a word of the document is another."""
    file = toy_library / "toy-plan-2024.txt"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return Assistant.open(tmp_path / "later", seeds=toy_library, settings=Settings(embedder="hashing"))


def test_the_page_tells_the_answer_as_it_was(client: TestClient, told: AnswerRecord) -> None:
    html = shown(client, replace(told, asked_at="2026-03-01T12:30:00+00:00"))
    text = words(html)
    assert f"<h1>{told.question}</h1>" in html
    assert "Asked on 1 March 2026 at 12:30 UTC" in text
    assert "£3.5 million" in text and "2024-25 toy plan, para 2.1" in text and told.citations[0].quote in text
    assert '<a class="mark" href="#source-1"' in html and 'id="source-1"' in html
    start, end = told.citations[0].start, told.citations[0].end
    assert f'href="/paragraph?id=toy-plan-2024%20%C2%B62.1&amp;start={start}&amp;end={end}"' in html
    assert "have changed since" not in text


def test_the_page_is_for_who_has_the_link_alone(client: TestClient, told: AnswerRecord) -> None:
    reply = client.get(linked(client, told)["path"])
    assert reply.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in reply.text


def test_no_link_is_made_to_words_that_the_documents_do_not_say(
    client: TestClient, told: AnswerRecord, tmp_path: Path
) -> None:
    cited = told.citations[0]
    for made_up in (
        replace(cited, text="It is £9 million.", quote="£9 million", start=6, end=16),
        replace(cited, paragraph_id="toy-plan-2024 ¶9.9"),
    ):
        reply = client.post("/answers", json=encode(replace(told, citations=(made_up,))))
        assert reply.status_code == 400 and "cites what the documents do not say" in reply.json()["detail"]
    assert not (tmp_path / "kept").exists()


def test_nothing_is_kept_unless_somebody_asks_for_a_link(client: TestClient, tmp_path: Path) -> None:
    reply = client.get("/answers/" + "x" * 24)
    assert reply.status_code == 404 and "There is no answer at this address" in reply.text
    assert not (tmp_path / "kept").exists()


def test_only_its_maker_deletes_it(client: TestClient, told: AnswerRecord) -> None:
    one = linked(client, told)
    assert client.delete(one["path"]).status_code == 404
    assert client.delete(one["path"], headers={"x-token": one["id"]}).status_code == 404
    assert client.delete(one["path"], headers={"x-token": one["token"], "x-test-user": "ann"}).status_code == 404
    assert client.delete(one["path"], headers={"x-token": one["token"]}).status_code == 204
    assert client.get(one["path"]).status_code == 404


def test_changed_documents_are_told_and_the_question_offered_again(
    serve: Any, told: AnswerRecord, toy_library: Path, tmp_path: Path
) -> None:
    client = serve(changed_library(toy_library, tmp_path, "£3.5 million", "£4.5 million"))
    html = shown(client, told)
    assert "have changed since then" in words(html)
    assert 'href="/?q=what+is+the+budget+for+2024-25">Ask again</a>' in html
    assert "This paragraph says something else now." in html
    assert "£3.5 million" in html and "£4.5 million" not in html


def test_a_change_beside_the_quoted_words_is_told_as_such(
    serve: Any, told: AnswerRecord, toy_library: Path, tmp_path: Path
) -> None:
    cited = told.citations[0]
    short = replace(cited, quote=cited.text[:20], start=0, end=20)
    client = serve(changed_library(toy_library, tmp_path, "2.1 The", "2.1 Now: The"))
    html = shown(client, replace(told, citations=(short,)))
    assert "Other words of this paragraph have changed" in html and cited.text in words(html)
    assert "&amp;start=5&amp;end=25" in html  # where the words stand now


def test_a_paragraph_that_is_gone_is_told_and_its_words_shown(
    serve: Any, told: AnswerRecord, toy_library: Path, tmp_path: Path
) -> None:
    client = serve(changed_library(toy_library, tmp_path, "2.1 The", "2.7 The"))
    html = shown(client, told)
    assert "This paragraph is no longer among the documents here." in html
    assert told.citations[0].quote in words(html)
    assert "/paragraph?id=" not in html


def test_a_follow_up_question_is_asked_again_as_it_was_understood(client: TestClient, told: AnswerRecord) -> None:
    html = shown(client, replace(told, question="and the year after?", understood="the budget in 2025-26?"))
    assert "Understood as: the budget in 2025-26?" in words(html)
    assert "/?q=the+budget+in+2025-26%3F" in html


def test_every_word_is_shown_as_text(client: TestClient, told: AnswerRecord) -> None:
    cited = replace(
        told.citations[0],
        label=HOSTILE,
        paragraph_id=f'" onclick="alert(1)" {HOSTILE}',
        quote=HOSTILE,
        text=HOSTILE,
        start=0,
        end=len(HOSTILE),
        checked=False,
        source=replace(told.citations[0].source, title=HOSTILE, publisher=HOSTILE, published=HOSTILE),
    )
    table = f"{HOSTILE}\n- {HOSTILE}\n| {HOSTILE} | b |\n|---|---|\n| c | {HOSTILE} [1] |"
    hostile = replace(
        told,
        question=HOSTILE,
        understood=HOSTILE + "?",
        text=table,
        notes=(HOSTILE,),
        citations=(cited,),
        fingerprint="another",
    )
    html = shown(client, hostile)
    assert "<img" not in html and "&lt;img" in html
    assert "onclick=" not in re.sub(r"%22|&#34;", "", html).replace("onclick%3D", "")
    assert "{{ 7*7 }}" in html
    assert html.count('<th scope="col">') == 2 and html.count("<li>") >= 1
    assert "[9]" in words(html) and 'href="#source-9"' not in html
    assert "Not verified" in html


def test_links_lie_under_the_path_of_a_proxy(serve: Any, told: AnswerRecord) -> None:
    client = serve(root="/tools/qa")
    one = linked(client, told)
    assert one["path"] == f"/tools/qa/answers/{one['id']}"
    html = client.get(f"/answers/{one['id']}").text
    assert 'href="/tools/qa/paragraph?id=' in html and 'href="/tools/qa/?q=' in html
    assert not re.findall(r'(?:href|src)="/(?!tools/qa/)', html)


def test_what_another_version_kept_is_told_in_a_sentence(
    client: TestClient, told: AnswerRecord, tmp_path: Path
) -> None:
    import sqlite3

    one = linked(client, told)
    with sqlite3.connect(tmp_path / "kept" / "kept.sqlite") as connection:
        connection.execute("UPDATE linked_answers SET answer = '{}'")
    reply = client.get(one["path"])
    assert reply.status_code == 503 and "cannot be reached" in reply.text


def test_it_is_part_of_the_whole_application(assistant: Assistant, told: AnswerRecord, tmp_path: Path) -> None:
    app = build_app(Service(Live(assistant), Settings(), None, tmp_path / "index"))
    client = TestClient(app)
    one = linked(client, told)
    assert "£3.5 million" in client.get(one["path"]).text
    assert client.get("/static/kept.css").status_code == 200
    assert (tmp_path / "kept" / "kept.sqlite").exists()


def test_a_refusal_has_no_sources(client: TestClient) -> None:
    from mandate_qa.types import Status

    refusal = kept_answers.answer(text="The documents do not say.", status=Status.NOT_IN_DOCUMENTS, citations=())
    html = shown(client, refusal)
    assert "Not found in these documents" in html and "<h2>Sources</h2>" not in html


@pytest.mark.parametrize("id", ["", "..%2f..%2fetc", "x", "a" * 4000])
def test_odd_addresses_lead_nowhere(client: TestClient, told: AnswerRecord, id: str) -> None:
    linked(client, told)
    assert client.get(f"/answers/{id}").status_code in (404, 405)


@pytest.mark.parametrize("chosen", [Scope(documents=("toy-plan-2024",)), Scope(periods=()), Scope((), ("2024-25",))])
def test_an_answer_may_have_a_scope_that_the_reader_chose(
    client: TestClient, told: AnswerRecord, chosen: Scope
) -> None:
    assert told.question in shown(client, replace(told, scope=replace(told.scope, scope=chosen)))


def test_a_scope_of_another_form_is_refused(client: TestClient, told: AnswerRecord) -> None:
    sent = encode(told)
    for wrong in ({"documents": [1]}, {"documents": 1}, {"periods": [None]}, "all"):
        assert client.post("/answers", json={**sent, "scope": {**sent["scope"], "scope": wrong}}).status_code == 400
