"""The chat page, served for real on loopback over a scripted Assistant."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import scripted
from serving import serving

from mandate_qa.errors import UsageError
from mandate_qa.web import conversation
from mandate_qa.web.conversation import Conversation, reply
from mandate_qa.web.server import address, listening, url
from mandate_qa.web.service import service_of

HERE = Path(__file__).parent


class TestConversation:
    def test_pieces_come_first_and_are_marked_as_unfinished(
        self, assistant: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(conversation, "PAUSE", 0.0)
        steps = list(reply(assistant, f" {scripted.TARGET} ", [], Conversation()))
        *drafts, last = [step.shown[-1]["content"] for step in steps]
        assert len(drafts) == 4
        assert all("Still writing" in draft for draft in drafts)
        assert "<p>The</p>" in drafts[1] and "<p>The target was 95%" in drafts[3]
        assert "Still writing" not in last and "Answered from the documents" in last

    def test_pieces_that_come_together_are_not_shown_one_by_one(self, assistant: Any) -> None:
        assert len(list(reply(assistant, scripted.TARGET, [], Conversation()))) == 2

    def test_turns_are_kept_in_plain_words_for_the_next_question(self, assistant: Any) -> None:
        *_, said = reply(assistant, scripted.TARGET, [], Conversation())
        *_, said = reply(assistant, scripted.NOWHERE, ["paper-2023"], said)
        text = scripted.ANSWERS[scripted.TARGET].text
        turns = [{"role": "user", "content": scripted.TARGET}, {"role": "assistant", "content": text}]
        assert assistant.calls == [(scripted.TARGET, [], None), (scripted.NOWHERE, turns, ["paper-2023"])]
        assert [message["role"] for message in said.shown] == ["user", "assistant"] * 2

    def test_sources_of_two_answers_have_names_of_their_own(self, assistant: Any) -> None:
        *_, said = reply(assistant, scripted.TARGET, [], Conversation())
        *_, said = reply(assistant, scripted.TARGET, [], said)
        names = re.findall(r'id="([^"]+)"', "".join(message["content"] for message in said.shown))
        assert len(names) == len(set(names)) == 4

    def test_an_empty_line_in_a_label_does_not_end_the_block(
        self, assistant: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = scripted.ANSWERS[scripted.TARGET]
        first = replace(answer.citations[0], label="2021-22 plan\n\n**para** 1.1")
        monkeypatch.setitem(scripted.ANSWERS, scripted.TARGET, replace(answer, citations=(first,)))
        *_, said = reply(assistant, scripted.TARGET, [], Conversation())
        assert len(said.shown[-1]["content"].splitlines()) == 1

    def test_a_known_error_is_shown_and_the_turn_forgotten(self, assistant: Any) -> None:
        *_, said = reply(assistant, scripted.DAMAGED, [], Conversation())
        assert "The index was changed while it was read; ask again." in said.shown[-1]["content"]
        assert said.turns == ()

    def test_an_unknown_error_shows_no_detail(self, assistant: Any, caplog: pytest.LogCaptureFixture) -> None:
        *_, said = reply(assistant, scripted.BROKEN, [], Conversation())
        assert "Something went wrong" in said.shown[-1]["content"]
        assert "secret detail" not in said.shown[-1]["content"]
        assert "secret detail" in caplog.text

    def test_a_blank_question_changes_nothing(self, assistant: Any) -> None:
        assert list(reply(assistant, " \n", [], Conversation())) == [Conversation()]
        assert assistant.calls == []


class TestAddress:
    def test_given_before_environment_before_default(self) -> None:
        environ = {"HOST": "0.0.0.0", "PORT": "8000"}
        assert address(None, None, {}) == ("127.0.0.1", 7860)
        assert address(None, None, environ) == ("0.0.0.0", 8000)
        assert address("::1", "9000", environ) == ("::1", 9000)

    @pytest.mark.parametrize("port", ["http", "-1", "65536", "80.5"])
    def test_what_is_no_port(self, port: str) -> None:
        with pytest.raises(UsageError, match="is no port"):
            address(None, port, {})

    def test_a_port_that_is_taken(self) -> None:
        with listening("127.0.0.1", 0) as first:
            port = first.getsockname()[1]
            with pytest.raises(UsageError, match=rf"^Cannot listen on 127\.0\.0\.1:{port} \([^()]+\); choose another"):
                listening("127.0.0.1", port)

    def test_an_open_host_is_announced_as_this_computer(self) -> None:
        with listening("0.0.0.0", 0) as listener:
            assert url(listener) == f"http://localhost:{listener.getsockname()[1]}"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, scripted.Assistant]]:
    """Address of the page, served from a thread, and the Assistant behind it."""
    assistant: Any = scripted.Assistant()
    with serving(service_of(assistant)) as address:
        yield address, assistant


class TestPage:
    def test_a_question_typed_into_the_page_is_answered(self, served: tuple[str, scripted.Assistant]) -> None:
        messages = typed(served[0], scripted.TARGET, ["plan-2021-22"])
        assert "Answered from the documents" in str(messages[-1])
        assert served[1].calls[-1] == (scripted.TARGET, [], ["plan-2021-22"])

    def test_nothing_is_loaded_from_another_host(self, served: tuple[str, scripted.Assistant]) -> None:
        page = httpx.get(served[0], trust_env=False)
        loaded = re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*?\b(?:src|href)=[\"']?([^\"'\s>]+)", page.text)
        assert loaded, "the page loads its own scripts at least"
        assert [source for source in loaded if urlsplit(source).netloc] == []
        for source in loaded:
            if source.endswith(".css"):
                assert foreign_urls(httpx.get(f"{served[0]}/{source.lstrip('./')}", trust_env=False).text) == []
        assert foreign_urls(httpx.get(f"{served[0]}/theme.css", trust_env=False).text) == []

    @pytest.mark.parametrize("path", ["/", "/config", "/theme.css", "/nowhere"])
    def test_browsers_are_told_to_load_from_here_only(self, path: str, served: tuple[str, scripted.Assistant]) -> None:
        policy = httpx.get(f"{served[0]}{path}", trust_env=False).headers["content-security-policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'self'"
        assert not re.search(r"https?:|\*|unsafe-eval", policy)

    def test_uploads_are_refused(self, served: tuple[str, scripted.Assistant]) -> None:
        reply = httpx.post(f"{served[0]}/gradio_api/upload", files={"files": b"hello"}, trust_env=False)
        assert reply.status_code >= 400

    def test_the_library_offers_the_examples_and_the_choice(self, served: tuple[str, scripted.Assistant]) -> None:
        config = httpx.get(f"{served[0]}/config", trust_env=False).json()
        props = {component["type"]: component["props"] for component in config["components"]}
        assert [example["text"] for example in props["chatbot"]["examples"]] == [scripted.TARGET, scripted.NOWHERE]
        assert props["chatbot"]["sanitize_html"] is True
        assert props["dropdown"]["choices"] == [["2021-22 plan", "plan-2021-22"], ["2023 paper", "paper-2023"]]
        assert config["analytics_enabled"] is False


def typed(base: str, question: str, documents: list[str]) -> list[Any]:
    """What the page gets when a question is sent from its box: the data of every step."""
    with httpx.Client(base_url=base, trust_env=False, timeout=30) as http:
        config = http.get("/config").json()
        submit = next(d for d in config["dependencies"] if d["targets"] and d["targets"][0][1] == "submit")
        session = {"fn_index": submit["id"], "session_hash": "a-test"}
        http.post("/gradio_api/queue/join", json={"data": [question, documents, None], **session}).raise_for_status()
        with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": "a-test"}) as stream:
            return [line for line in stream.iter_lines() if "Answered from" in line or "process_completed" in line]


def foreign_urls(css: str) -> list[str]:
    """Addresses of other hosts that a style sheet loads; what stands inside a data: address is loaded by nobody."""
    loaded = re.findall(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s]+)", css)
    return [source for source in loaded if urlsplit(source).netloc]


def test_serve_announces_its_address_and_stops_on_ctrl_c() -> None:
    """As a person runs it: a process, an address on stdout, a page, Ctrl-C."""
    code = "import sys, scripted; scripted.install(); from mandate_qa.cli import main; sys.exit(main())"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent.parent / "src")]), "PORT": "0"}
    command = [sys.executable, "-c", code, "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ, text=True) as process:
        assert process.stdout and process.stderr
        line = process.stdout.readline()
        found = re.match(r"Chat window: (http://127\.0\.0\.1:\d+) ", line)
        assert found, line + process.stderr.read()
        assert scripted.TARGET in httpx.get(found[1], trust_env=False, timeout=30).text
        with httpx.stream("GET", f"{found[1]}/gradio_api/heartbeat/an-open-page", trust_env=False, timeout=30) as page:
            assert page.status_code == 200
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
        assert process.stderr.read().splitlines() == ["embedding …", "Stopped."]
    assert process.returncode == 0
