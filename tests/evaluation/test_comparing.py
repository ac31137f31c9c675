"""Reports laid beside those that were kept: which are found, what differs, and how it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import evaluation
from mandate_qa.errors import UsageError
from mandate_qa.evaluation import baselines
from mandate_qa.evaluation.comparing import NAMED, Comparison, Difference, Saved


def saved(cases: dict[str, bool], **figures: float) -> Saved:
    return Saved("Then", "1 May 2025", "abc", figures, cases)


@pytest.fixture
def kept(tmp_path: Path, questions: Path, toy_seeds: Path, perfect: Any) -> Path:
    """The report of perfect answers, kept beside the questions."""
    report = evaluation.run(perfect, questions, tmp_path / "first", seeds=toy_seeds)
    return baselines.save(report.to_dict(), questions)


@pytest.mark.parametrize(
    ("name", "then", "now", "verdict"),
    [
        ("strict", 0.5, 0.6, "better"),
        ("strict", 0.6, 0.5, "worse"),
        ("strict", 0.5, 0.5004, "same"),
        ("wrongly_refused", 0.1, 0.2, "worse"),
        ("words", 36, 30, "better"),
        ("median_ms", 20.0, 25.0, "worse"),
        ("brier", 0.2, 0.1, "better"),
    ],
)
def test_a_difference_is_better_or_worse_by_what_the_figure_counts(
    name: str, then: float, now: float, verdict: str
) -> None:
    assert name in NAMED and Difference(name, then, now).verdict == verdict


def test_cases_that_turned_are_named_and_new_ones_are_not() -> None:
    then = saved({"a": True, "b": False, "c": True})
    both = Comparison(then, saved({"a": False, "b": True, "c": True, "d": True}))
    assert both.newly_right == ("b",) and both.newly_wrong == ("a",)


def test_only_figures_that_both_have_are_compared() -> None:
    both = Comparison(saved({}, strict=0.5, words=30), saved({}, strict=0.6, facts=0.9))
    assert [(one.name, one.then, one.now) for one in both.differences] == [("strict", 0.5, 0.6)]


def test_what_is_kept_is_small_and_names_no_folder(kept: Path, questions: Path, tmp_path: Path) -> None:
    assert kept == questions.parent / "baseline" / "questions.json"
    held = json.loads(kept.read_text("utf-8"))
    assert set(held) <= set(baselines.KEPT) and "failures" not in held
    assert str(tmp_path / "first") not in kept.read_text("utf-8")


def test_a_run_is_compared_with_the_report_kept_for_its_questions(
    kept: Path, tmp_path: Path, questions: Path, toy_seeds: Path, perfect: Any
) -> None:
    perfect.answers["what is a safe paint?"] = RuntimeError("out of paint")
    report = evaluation.run(perfect, questions, tmp_path / "run", seeds=toy_seeds)
    (comparison,) = report.comparisons
    assert comparison.same_questions and comparison.newly_wrong == ("definition",)
    text = report.to_text()
    assert re.search(r"^strict answers +1\.000 +0\.889 +−0\.111 +worse$", text, re.MULTILINE)
    assert "newly right: none\nnewly wrong: definition" in text
    for name in ("report.html", "report.md"):
        page = (tmp_path / "run" / name).read_text("utf-8")
        assert "Compared with: mandate-qa, graded question set" in page and "newly wrong: definition" in page
    found = json.loads((tmp_path / "run" / "report.json").read_text("utf-8"))
    assert found["compared"][0]["newly_wrong"] == ["definition"]


def test_a_changed_question_file_has_nothing_to_compare_with(kept: Path, questions: Path) -> None:
    assert len(baselines.find(questions)) == 1
    questions.write_text(questions.read_text("utf-8") + "\n", "utf-8")
    assert baselines.find(questions) == ()


def test_another_report_can_be_named_and_other_questions_are_said_to_be_others(
    kept: Path, tmp_path: Path, questions: Path, toy_seeds: Path, perfect: Any
) -> None:
    questions.write_text(questions.read_text("utf-8") + "\n", "utf-8")
    report = evaluation.run(perfect, questions, tmp_path, seeds=toy_seeds, against=tmp_path / "first" / "report.json")
    assert "ANOTHER question set" in report.to_text()


@pytest.mark.parametrize("words", [None, "{", "[]", "7", "{}", '{"title": "x", "total": 3}', '{"reports": [1]}'])
def test_what_is_no_report_is_refused_before_anything_is_asked(
    tmp_path: Path, questions: Path, perfect: Any, words: str | None
) -> None:
    path = tmp_path / "other.json"
    if words is not None:
        path.write_text(words, "utf-8")
    with pytest.raises(UsageError, match=r"other\.json .*to compare with\.$"):
        evaluation.run(perfect, questions, tmp_path / "run", against=path)
    assert perfect.asked == [] and not (tmp_path / "run").exists()


def test_the_plain_pipeline_is_kept_beside_and_compared_by_what_it_measures(
    tmp_path: Path, questions: Path, toy_seeds: Path, perfect: Any
) -> None:
    report = evaluation.run(perfect, questions, tmp_path / "run", seeds=toy_seeds)
    found = report.to_dict()
    total = {"hit@5": {"value": 0.5}, "seconds": {"median": 0.004}}
    plain = {**found, "title": "Plain", "cases": {}, "confidence": {}, "total": total}
    path = baselines.save({"reports": [plain], "seconds_to_first_hits": {"a": 1.0}}, questions)
    assert path.name == "questions-plain.json"
    (comparison,) = evaluation.run(perfect, questions, tmp_path / "two", seeds=toy_seeds).comparisons
    names: Sequence[str] = [one.name for one in comparison.differences]
    assert comparison.then.title == "Plain" and names == ["hit@5", "median_ms"]
    assert comparison.newly_right == ()
