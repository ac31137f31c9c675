"""The plain pipeline: graded by the same matching, and really built once over the toy plans."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mandate_qa.errors import BackendError
from mandate_qa.evaluation import baseline, run_baseline
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.plain_pipeline import Splitting


class Chunks:
    """A retriever that always brings up the same chunk and remembers what it was asked."""

    def __init__(self, text: str, file_name: str = "new.txt") -> None:
        self.node = SimpleNamespace(metadata={"file_name": file_name}, get_content=lambda: text)
        self.asked: list[str] = []

    def retrieve(self, question: str) -> list[Any]:
        self.asked.append(question)
        return [SimpleNamespace(node=self.node)]


def test_a_followup_is_asked_with_all_its_turns(cases: dict[str, Case]) -> None:
    retriever = Chunks("1.1 Every nursery should have at least 55 wooden blocks by March 2026. 1.2 More.")
    grade = baseline.grade(cases["followup"], retriever)
    assert retriever.asked == ["blocks in 2024-25? and in 2025-26?"]
    assert grade.scores["hit@1"].value == 1 and grade.faults == () and grade.seconds is not None


def test_a_chunk_of_another_file_is_no_evidence(cases: dict[str, Case]) -> None:
    retriever = Chunks("Every nursery should have at least 55 wooden blocks by March 2026.", "old.txt")
    assert baseline.grade(cases["followup"], retriever).scores["hit@10"].value == 0


def test_a_start_over_no_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="holds no index of the plain pipeline; run: mandate-qa eval --baseline"):
        baseline.one_start(tmp_path / "none")


def test_the_command_tells_the_seconds_or_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert baseline.main(["--time", str(tmp_path)]) == 1
    assert "run: mandate-qa eval --baseline" in capsys.readouterr().err
    monkeypatch.setattr(baseline, "one_start", lambda index: 1.5)
    assert baseline.main(["--time", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1.50\n"


@pytest.mark.parametrize("argv", [["--help"], []])
def test_the_command_without_a_folder_says_how_it_is_used(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        baseline.main(argv)
    told = capsys.readouterr()
    assert "--time FOLDER" in told.out + told.err
    assert ended.value.code == (0 if argv else 2)


def test_a_start_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docstore.json").write_text("{}", "utf-8")
    monkeypatch.setattr(baseline.sys, "executable", "/bin/false")
    with pytest.raises(BackendError, match=r"did not start \(it printed nothing\)"):
        baseline.one_start(tmp_path)


def test_the_plain_pipeline_is_built_graded_timed_and_kept(
    tmp_path: Path, questions: Path, toy_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baseline, "SPLITTINGS", (Splitting(64, 8),))
    monkeypatch.setattr(baseline, "STARTS", 1)
    (toy_seeds / "README.md").write_text("Not a document.", "utf-8")
    report = run_baseline(toy_seeds, questions, tmp_path / "run")
    found = report.to_dict()
    assert found["reports"][0]["total"]["hit@10"]["value"] == 1
    assert "strict" not in found["reports"][0]["total"] and found["reports"][0]["failures"] == []
    assert found["seconds_to_first_hits"]["64/8"] > 0
    assert (tmp_path / "run" / "index-64" / "docstore.json").is_file()
    assert (tmp_path / "run" / "report.txt").read_text("utf-8") == report.to_text()
    assert "LlamaIndex quick start, chunks of 64/8 tokens" in report.to_text()
