"""Language models are listed as they may be typed, and tried with one short question."""

from __future__ import annotations

import pytest
from misbehaving import Misbehaving, fails, says

from mandate_qa.backends.llms import names, trying
from mandate_qa.backends.llms.names import BUILT_IN, installed
from mandate_qa.backends.llms.scripted import ScriptedLLM
from mandate_qa.backends.llms.trying import Choice, asked, choices, configured, tried
from mandate_qa.settings import LanguageModelSettings

NEEDS_OPENAI = pytest.mark.skipif(not installed("openai"), reason=f"needs: {BUILT_IN['openai'].install}")


def test_every_kind_is_listed_with_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "find_spec", lambda module: None if module == "xllamacpp" else object())
    listed = choices()
    assert [kind.name for kind in listed] == [
        "extractive",
        "llama:PATH.gguf",
        "ollama:MODEL",
        "openai:MODEL",
        "transformers:FOLDER",
    ]
    assert [kind for kind in listed if not kind.installed] == [
        Choice("llama:PATH.gguf", False, BUILT_IN["llama"].install)
    ]


def test_a_registered_kind_is_listed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "known_kinds", lambda: ("mine", "openai"))
    assert Choice("mine", True) in choices()


def test_what_is_named_comes_before_what_is_set() -> None:
    assert configured("openai:a", ["llama:b", "ollama:c"]) == ("llama:b", "ollama:c")
    assert configured("openai:a") == ("openai:a",)


@pytest.mark.parametrize("llm", ["auto", "extractive"])
def test_what_needs_no_model_is_not_tried(llm: str) -> None:
    assert configured(llm) == ()


def test_a_reply_is_told_with_its_speed() -> None:
    trial = asked(ScriptedLLM(["It is\nblue."], context=99, structured=True), LanguageModelSettings())
    assert (trial.name, trial.reply, trial.error) == ("scripted", "It is blue.", "")
    assert (trial.tokens, trial.context, trial.structured) == (3, 99, True)
    assert trial.tokens_a_second == pytest.approx(3 / trial.seconds)


def test_a_name_nobody_knows_is_told() -> None:
    assert tried("opnai:a", LanguageModelSettings()).error.endswith("did you mean 'openai:a'.")


@NEEDS_OPENAI
def test_a_server_is_asked_once_with_a_short_question(server: Misbehaving) -> None:
    server.script = [says("It is blue.")]
    trial = tried("openai:toy", LanguageModelSettings(base_url=server.url))
    assert (trial.reply, trial.tokens) == ("It is blue.", 3)
    ((_, _, body),) = server.requests
    assert body["messages"][-1]["content"] == trying.QUESTION
    assert body["max_tokens"] == trying.TOKENS


@NEEDS_OPENAI
def test_a_server_that_refuses_is_told(server: Misbehaving) -> None:
    server.script = [fails(401)]
    assert "refused the key" in tried("openai:toy", LanguageModelSettings(base_url=server.url)).error
