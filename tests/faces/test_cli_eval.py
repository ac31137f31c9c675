"""The options of `eval`: which system is asked, what it is compared with, and what is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import cli, evaluation
from mandate_qa.evaluation.parts import WHOLE, Part
from mandate_qa.evaluation.systems import OtherSystem

REPORT = {"title": "Toys", "about": {"graded": "today", "kept in": "there"}, "total": {}, "cases": {}}


class Report:
    """A report that says little."""

    def to_dict(self) -> dict[str, Any]:
        return REPORT

    def to_text(self) -> str:
        return "strict 0.90"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """How `evaluation.run` was called."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(evaluation, "run", lambda *given, part=WHOLE: (calls.append(given), Report())[1])
    return calls


def test_another_system_is_asked_without_an_index(ran: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mandate_qa.cli.eval.opened", None)
    assert cli.main(["eval", "q.jsonl", "--system", "http://127.0.0.1:9/ask", "--timeout", "2"]) == 0
    system, *_, against, title, part = ran[0]
    assert isinstance(system, OtherSystem) and system.name == "http://127.0.0.1:9/ask"
    assert against is None and title == "http://127.0.0.1:9/ask, graded question set" and part == WHOLE


@pytest.mark.usefixtures("installed")
def test_a_report_is_compared_with_the_one_that_is_named(ran: list[tuple[Any, ...]]) -> None:
    assert cli.main(["eval", "q.jsonl", "--against", "old/report.json"]) == 0
    assert ran[0][-1] == Path("old/report.json")


@pytest.mark.usefixtures("installed", "ran")
def test_a_report_is_kept_beside_its_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["eval", str(tmp_path / "q.jsonl"), "--save-baseline"]) == 0
    kept = tmp_path / "baseline" / "q.json"
    assert json.loads(kept.read_text("utf-8")) == {**REPORT, "about": {"graded": "today"}}
    captured = capsys.readouterr()
    assert captured.out == "strict 0.90\n" and f"Kept as {kept}." in captured.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--system", "x"], "'x' is no system"),
        (["--system", "http://h/a", "--save-baseline"], "--save-baseline keeps the figures of mandate-qa"),
        (["--baseline", "--system", "http://h/a"], "--baseline grades the plain pipeline alone"),
        (["--baseline", "--against", "x.json"], "--baseline grades the plain pipeline alone"),
        (["--baseline", "--llm", "extractive"], "--baseline grades the plain pipeline alone"),
        (["--baseline", "--every", "2"], "--baseline grades the plain pipeline alone"),
        (["--llm", "extractive", "--system", "http://h/a"], "--llm lays language models beside extractive"),
        (["--llm", "extractive", "--save-baseline"], "--save-baseline keeps a report of all questions"),
        (["--limit", "3", "--save-baseline"], "--save-baseline keeps a report of all questions"),
    ],
)
def test_options_that_cannot_be_followed_are_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert cli.main(["eval", *options]) == 2
    error = capsys.readouterr().err
    assert words in error and error.count("\n") == 1


@pytest.mark.parametrize("given", ["0", "-1", "soon", "nan", "inf"])
def test_a_timeout_is_a_time(capsys: pytest.CaptureFixture[str], given: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["eval", "--timeout", given])
    assert "is not a number of seconds above 0" in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_language_models_are_laid_beside_extractive(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(evaluation, "run_each", lambda *given: (calls.append(given), Report())[1])
    monkeypatch.setattr("mandate_qa.cli.eval.opened", lambda _, llm: f"opened with {llm}")
    monkeypatch.setenv("MANDATE_QA_LANGUAGE_MODEL__SECONDS", "600")
    named = ["--llm", "ollama:toys", "--llm", "extractive", "--llm", "ollama:toys"]
    assert cli.main(["eval", "q.jsonl", *named, "--every", "4", "--limit", "30", "--out", "there"]) == 0
    assistants, questions, out, _, _, part, told = calls[0]
    assert assistants == {name: f"opened with {name}" for name in ("extractive", "ollama:toys")}
    assert (questions, out, part) == (Path("q.jsonl"), Path("there"), Part(4, 30))
    assert told == {"language models": "seconds 600, context 4096, reply_tokens 400, threads 1"}
    assert capsys.readouterr().out == "strict 0.90\n"


@pytest.mark.parametrize("option", ["--every", "--limit"])
def test_a_part_is_a_whole_number_above_zero(capsys: pytest.CaptureFixture[str], option: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["eval", option, "0"])
    assert option in capsys.readouterr().err
