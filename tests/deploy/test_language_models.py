"""What compose.yaml says of vLLM and Ollama leads the program to them: a server of ours stands in their place."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from chat_reader import Reader
from deployed import APPS, COMPOSE_TEXT, SERVICES, environment, interpolated
from nginx_here import proxied
from nursery import PASSWORD, QUESTION
from stage import PATIENCE, Stage, listening

from mandate_qa.backends.llms.model import Message
from mandate_qa.backends.llms.names import installed, load_language_model
from mandate_qa.settings import Settings
from mandate_qa.web.chat.replying import PAUSE

sys.path.insert(1, str(Path(__file__).parents[1] / "backends" / "llms"))

from misbehaving import Behaviour, Misbehaving, Talk, says, started  # found in tests/backends/llms

TOLD = re.findall(r"LLM=(\w+):MODEL LLM_URL=http://(\w+):(\d+)(\S*),", COMPOSE_TEXT)
"""Kind, service, port and path of each language model, as the comments tell whoever starts it."""
PATHS = {"openai": "/v1/chat/completions", "ollama": "/api/chat"}
SENTENCE = "Every nursery should have at least 40 wooden blocks by March 2025."


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    """What listens in the place of vLLM or Ollama."""
    with started() as server:
        yield server


def place(server: Misbehaving) -> str:
    """Host and port."""
    return server.url.removeprefix("http://")


def test_each_is_told_of() -> None:
    chosen = [name for name, service in SERVICES.items() if "profiles" in service and "build" not in service]
    assert [service for _, service, _, _ in TOLD] == chosen


@pytest.mark.parametrize(("kind", "service", "port", "path"), TOLD)
def test_the_settings_lead_to_it(
    kind: str, service: str, port: str, path: str, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not installed(kind):
        pytest.skip(f"needs what {kind} takes: tools/set-up test")
    server.script = [says("It is 40.")]
    model = "Qwen/Qwen3-8B"
    given = {"LLM": f"{kind}:{model}", "LLM_URL": f"http://{place(server)}{path}", "LLM_KEY": "hush"}
    variables = environment(APPS[0], **given)
    for name in ("MANDATE_QA_API_KEY", "OPENAI_API_KEY", "OLLAMA_API_KEY", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MANDATE_QA_API_KEY", variables.pop("MANDATE_QA_API_KEY"))
    variables.pop("MANDATE_QA_MILVUS_TOKEN")
    settings = Settings.load(Path("none"), variables)
    load_language_model(settings.llm, settings.language_model).complete([Message("user", "how many")], 10)
    asked, headers, body = server.requests[0]
    assert (asked, body["model"], headers["authorization"]) == (PATHS[kind], model, "Bearer hush")


def test_vllm_serves_the_model_that_is_asked_for() -> None:
    words = [interpolated(word) for word in SERVICES["vllm"]["command"]]
    assert words[0] == "--model" and re.fullmatch(r"[\w.-]+/[\w.-]+", words[1])
    tokens = int(words[words.index("--max-model-len") + 1])
    model = Settings().language_model
    assert tokens >= model.context


def test_words_come_through_the_proxy_while_the_model_still_writes(
    stage: Stage, server: Misbehaving, tmp_path: Path
) -> None:
    begun, seen, ended = Event(), Event(), Event()
    server.script = [half_then_waits(begun, seen, ended)]
    variables = {**stage.variables, "LLM": "openai:toy", "LLM_URL": "http://vllm:8000/v1", "LLM_KEY": "hush"}
    speaking = replace(stage, variables=variables, places={**stage.places, "vllm:8000": place(server)})
    with speaking.started(APPS[0]) as app, proxied(tmp_path, dict.fromkeys(APPS, app.place)) as proxy:
        listening(app)
        reader = Reader(proxy.url)
        reader.sign_in("anna", PASSWORD)
        kinds = []
        for step in reader.steps(QUESTION):
            kinds.append(step["kind"])
            begun.set()
            if step["kind"] == "writing":
                assert "wooden blocks" in step["html"] and not ended.is_set()
                seen.set()
    assert kinds[0] == "looking" and "writing" in kinds and kinds[-1] == "answer"


def half_then_waits(begun: Event, seen: Event, ended: Event) -> Behaviour:
    """Writes a sentence once the reader was told that it is being looked for, and ends when the reader has seen it."""

    def behave(talk: Talk, body: dict[str, Any]) -> None:
        if not body.get("stream"):
            return talk.send(200, talk.whole(SENTENCE))
        begun.wait(PATIENCE)
        sleep(2 * PAUSE)  # what comes sooner is shown together with what comes after it
        talk.begin()
        for word in f"{SENTENCE} [1] It".split():
            talk.piece(f"{word} ")
        seen.wait(PATIENCE)
        ended.set()
        talk.piece("is so.", "stop")
        return None

    return behave
