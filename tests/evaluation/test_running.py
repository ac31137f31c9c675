"""A whole evaluation, from the question file to the report on disk."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import evaluation
from mandate_qa.evaluation.__main__ import main
from mandate_qa.evaluation.running import new_folder
from mandate_qa.evaluation.scores import NAMES

README = Path(__file__).parents[2] / "eval" / "README.md"


@pytest.fixture
def halting(perfect: Any, toy: Any) -> Any:
    """Right but for one table, which it gets wrong, and one crash."""
    perfect.answers["repairs budget 2024-25?"] = toy.answer("£4.4m <b> for repairs [1].", ["new ¶table"])
    perfect.answers["what is a safe paint?"] = RuntimeError("out of paint")
    return perfect


def test_a_run_writes_answers_grades_and_reports(
    tmp_path: Path, questions: Path, toy_seeds: Path, halting: Any
) -> None:
    told: list[tuple[str, int, int]] = []
    report = evaluation.run(halting, questions, tmp_path / "run", lambda *step: told.append(step), toy_seeds)
    written = {path.name for path in (tmp_path / "run").iterdir()}
    assert written == {"answers.jsonl", "grades.jsonl", "report.json", "report.md", "report.html"}
    assert told[-1] == ("asking", 9, 9)
    assert json.loads((tmp_path / "run" / "report.json").read_text("utf-8")) == report.to_dict()
    grades = [json.loads(line) for line in (tmp_path / "run" / "grades.jsonl").read_text("utf-8").splitlines()]
    assert [grade["id"] for grade in grades if not grade["right"]] == ["table", "definition"]


def test_the_totals_add_up_over_kinds_and_documents(
    tmp_path: Path, questions: Path, toy_seeds: Path, halting: Any
) -> None:
    found = evaluation.run(halting, questions, tmp_path, seeds=toy_seeds).to_dict()
    assert found["total"]["strict"] == {"value": 7 / 9, "right": 7, "of": 9}
    assert found["total"]["crashes"] == 1 and found["total"]["cases"] == 9
    assert sum(kind["strict"]["right"] for kind in found["by_kind"].values()) == 7
    assert found["by_document"]["new"]["cases"] == 3 and found["by_document"]["old"]["cases"] == 7
    assert found["lost_by_step"] == {"retrieved but not composed": 1, "crashed": 1}
    assert found["total"]["seconds"]["median"] > 0
    assert found["about"]["settings and index"] == "toy"
    table = next(failure for failure in found["failures"] if failure["id"] == "table")
    assert table["step"] == "retrieved but not composed"
    assert table["reasons"][0] == "does not say '£3.5m' or '3.5 million'"


def test_the_text_is_a_plain_table_with_every_failure(
    tmp_path: Path, questions: Path, toy_seeds: Path, halting: Any
) -> None:
    text = evaluation.run(halting, questions, tmp_path, seeds=toy_seeds).to_text()
    assert re.search(r"^strict answers +0\.778 +7 of 9$", text, re.MULTILINE)
    assert f"kept in: {tmp_path}\n" in text
    assert "definition (definition) crashed: RuntimeError: out of paint" in text
    assert re.search(r"^unanswerable +1 +– +–", text, re.MULTILINE)
    assert max(map(len, text.split("figure ")[1].split("lost by")[0].splitlines())) <= 120


def test_the_page_is_self_contained_and_escapes_what_it_shows(
    tmp_path: Path, questions: Path, toy_seeds: Path, halting: Any
) -> None:
    evaluation.run(halting, questions, tmp_path, seeds=toy_seeds)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert not re.search(r"https?://|src=|href=|@import|url\(", page)
    assert "£4.4m &lt;b&gt; for repairs" in page and "<b>" not in page
    assert page.count("<rect") == 2 + 8 + 9 and page.count("</svg>") == 4


def test_the_markdown_has_a_cell_for_every_heading(
    tmp_path: Path, questions: Path, toy_seeds: Path, halting: Any
) -> None:
    evaluation.run(halting, questions, tmp_path, seeds=toy_seeds)
    blocks = (tmp_path / "report.md").read_text("utf-8").split("\n\n")
    widths = [{row.count("|") for row in block.splitlines()} for block in blocks if block.startswith("| ")]
    assert widths == [{4}, {3}, {5}, {3}, {15}, {15}]  # totals, confidence, its bins, times, kinds, documents


def test_recorded_answers_can_be_graded_again(tmp_path: Path, questions: Path, toy_seeds: Path, halting: Any) -> None:
    first = evaluation.run(halting, questions, tmp_path / "run", seeds=toy_seeds)
    second = evaluation.regrade(questions, tmp_path / "run" / "answers.jsonl", tmp_path / "again", toy_seeds, "Other")
    assert second.title == "Other"
    assert second.to_dict()["total"] == first.to_dict()["total"]


def test_recorded_answers_can_be_graded_from_the_command_line(
    tmp_path: Path, questions: Path, toy_seeds: Path, perfect: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluation.run(perfect, questions, tmp_path / "run", seeds=toy_seeds)
    answers = tmp_path / "run" / "answers.jsonl"
    assert main([str(questions), str(answers), "--seeds", str(toy_seeds), "--title", "Toys"]) == 0
    assert capsys.readouterr().out.startswith("Toys\n")
    assert main([str(questions), str(tmp_path / "none.jsonl")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_sources_cited_text_is_not_checked_and_the_report_says_so(
    tmp_path: Path, questions: Path, perfect: Any
) -> None:
    found = evaluation.run(perfect, questions, tmp_path, seeds=tmp_path / "none").to_dict()
    assert found["total"]["source"]["value"] is None
    assert found["about"]["sources"].startswith("not found")


def test_a_bad_question_file_stops_before_anything_is_asked(tmp_path: Path, perfect: Any) -> None:
    with pytest.raises(evaluation.QuestionSetError):
        evaluation.run(perfect, tmp_path / "none.jsonl", tmp_path / "run")
    assert perfect.asked == [] and not (tmp_path / "run").exists()


def test_runs_go_to_a_folder_named_after_the_time() -> None:
    assert re.fullmatch(r"eval/runs/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ", new_folder().as_posix())


def test_every_figure_is_defined_in_the_readme() -> None:
    readme = README.read_text("utf-8")
    assert [name for name in NAMES.values() if f"**{name}**" not in readme] == []
