"""What the browser is sent for a question, step by step."""

from __future__ import annotations

from typing import Any

import pytest
import scripted

from mandate_qa.codec import decode
from mandate_qa.settings import ServingSettings, Settings
from mandate_qa.types import Scope
from mandate_qa.types.records import AnswerRecord
from mandate_qa.web.chat import replying
from mandate_qa.web.chat.replying import reply, suggest
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service, service_of


@pytest.fixture
def service(assistant: Any) -> Service:
    return service_of(assistant)


def test_words_come_before_the_answer_and_are_marked_as_unfinished(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replying, "PAUSE", 0.0)
    first, *drafts, last = reply(service, {"question": f" {scripted.TARGET} "})
    assert first["kind"] == "looking"
    assert [draft["kind"] for draft in drafts] == ["writing"] * 3
    assert all("Still writing" in draft["html"] for draft in drafts)
    assert "The target was 95%" in drafts[-1]["html"]
    assert last["kind"] == "answer" and "Answered from the documents" in last["html"]
    assert decode(AnswerRecord, last["record"]).question == scripted.TARGET


def test_words_that_come_together_are_not_sent_one_by_one(service: Service) -> None:
    assert [step["kind"] for step in reply(service, {"question": scripted.TARGET})] == ["looking", "answer"]


def test_history_documents_and_scope_are_passed_on(service: Service, assistant: Any) -> None:
    turns = [{"role": "user", "content": "hello", "scope": {"documents": ["paper-2023"], "periods": None}}]
    sent = {"question": "and then?", "history": turns, "documents": ["paper-2023"], "scope": {"documents": []}}
    list(reply(service, sent))
    assert assistant.calls == [("and then?", turns, ("paper-2023",))]
    assert assistant.scopes == [Scope(documents=())]


@pytest.mark.parametrize(
    "sent",
    [{}, {"question": "x", "history": 5}, {"question": "x", "history": ["y"]}, {"question": "x", "scope": [1]}],
)
def test_what_is_no_question_is_answered_with_a_sentence(service: Service, sent: dict[str, Any]) -> None:
    *_, last = reply(service, sent)
    assert last == {"kind": "failed", "words": "What was sent is no question; load the page again and ask once more."}


def test_a_known_error_is_told(service: Service) -> None:
    *_, last = reply(service, {"question": scripted.DAMAGED})
    assert last == {"kind": "failed", "words": "The index was changed while it was read; ask again."}


def test_an_unknown_error_shows_no_detail(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    *_, last = reply(service, {"question": scripted.BROKEN})
    assert "Something went wrong" in last["words"] and "secret detail" not in last["words"]
    assert "secret detail" in caplog.text


def test_questions_are_suggested(service: Service) -> None:
    assert scripted.TABLE in suggest(service, {"question": scripted.TARGET})["html"]
    assert suggest(service, {"question": scripted.NOWHERE})["html"].strip() == ""


def test_suggestions_give_way_to_questions(service: Service) -> None:
    steps = reply(service, {"question": scripted.TARGET})
    while next(steps)["kind"] != "answer":
        pass
    assert suggest(service, {"question": scripted.TARGET})["html"] == ""
    assert list(steps) == []
    assert scripted.TABLE in suggest(service, {"question": scripted.TARGET})["html"]


def test_a_question_that_is_given_up_is_under_way_no_more(service: Service) -> None:
    steps = reply(service, {"question": scripted.TARGET})
    while next(steps)["kind"] != "answer":
        pass
    steps.close()  # type: ignore[attr-defined]
    assert service.under_way.count == 0


def test_no_suggestion_is_better_than_a_failure(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    assert suggest(service, {"question": scripted.BROKEN}) == {"kind": "suggestions", "html": ""}
    assert "secret detail" in caplog.text


def test_suggestions_are_counted_as_questions_are(assistant: Any, caplog: pytest.LogCaptureFixture) -> None:
    few = Service(Live(assistant), Settings(serving=ServingSettings(questions_per_minute=1)))
    told = [suggest(few, {"question": scripted.TARGET}, reader)["html"] for reader in ("anna", "anna", "bob")]
    assert [bool(html.strip()) for html in told] == [True, False, True]
    assert not caplog.records
