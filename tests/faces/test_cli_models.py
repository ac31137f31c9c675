"""`models`: what it prints, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mandate_qa import cli
from mandate_qa.backends.llms import trying
from mandate_qa.backends.llms.trying import Choice, Trial

KINDS = (Choice("extractive", True), Choice("openai:MODEL", True), Choice("llama:PATH.gguf", False, "pip install x"))
GOOD = Trial("openai:toy", "It is blue.", "", 1.25, 0.5, 10, 4096, True)
BAD = Trial("ollama:toy", error="ollama:toy could not be reached at http://127.0.0.1:1.")


@pytest.fixture(autouse=True)
def scripted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MANDATE_QA_LLM", raising=False)
    monkeypatch.setattr(trying, "choices", lambda: KINDS)
    monkeypatch.setattr(trying, "tried", lambda name, _: {GOOD.name: GOOD, BAD.name: BAD}[name])


def test_the_kinds_are_listed_with_what_installs_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["models"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "extractive       installed; needs no language model\n"
        "openai:MODEL     installed\n"
        "llama:PATH.gguf  not installed; run: pip install x\n\n"
    )
    assert "No language model is configured" in out


def test_the_one_that_is_set_is_tried(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_QA_LLM", "openai:toy")
    assert cli.main(["models"]) == 0
    told = capsys.readouterr()
    assert "openai:toy: “It is blue.”\n  10 tokens in 0.5 s, 20.0 a second; opened in 1.2 s;" in told.out
    assert told.out.endswith("takes 4096 tokens, keeps to JSON schemas\n")
    assert told.err == "Asking openai:toy …\n"


def test_those_that_are_named_are_tried_and_a_failure_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["models", "ollama:toy", "openai:toy"]) == 1
    out = capsys.readouterr().out
    assert f"\n{BAD.name}: {BAD.error}\nopenai:toy: “It is blue.”" in out


def test_programs_get_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["models", "openai:toy", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kinds"][2] == {"name": "llama:PATH.gguf", "installed": False, "install": "pip install x"}
    assert told["tried"][0]["tokens_a_second"] == 20.0
    assert told["tried"][0]["reply"] == "It is blue."
