"""Language models side by side: the same questions, what each made of them, and what it cost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import evaluation
from mandate_qa.answering.generating import notes
from mandate_qa.evaluation import costs
from mandate_qa.evaluation.baselines import save
from mandate_qa.evaluation.models import graded_each
from mandate_qa.evaluation.parts import Part
from mandate_qa.evaluation.side_by_side import SideBySide
from mandate_qa.types import Answer, Usage

COST = Usage(prompts=2, prompt_tokens=900, reply_tokens=50, seconds=3.5)
NAME = "llama:toys.gguf"
DROPPED = notes.DROPPED.format(count=1, name=NAME)
RAW = ('{"sentences": [{"text": "Paints, workshops and makers.", "marks": [3]}]}', "Publish a list [1].")
UNSUPPORTED = notes.UNSUPPORTED.format(name=NAME)


@pytest.fixture
def writing(cheat: Any, perfect: Any) -> Any:
    """A model that writes facts well and lists badly, loses a sentence of definitions, and is not asked the rest."""

    def of(text: str, cited: Sequence[str]) -> Answer:
        answer = {one.text: one for one in perfect.answers.values()}[text]
        if text.startswith("At least 40 wooden blocks by"):
            return written(answer)
        if text.startswith("A paint"):
            return written(answer, DROPPED)
        if text.startswith("The Toy Office will"):
            wrong = replace(answer, text="Publish a list [1].", notes=(UNSUPPORTED,))
            return replace(wrong, draft=replace(answer.draft, raw=RAW, usage=COST))
        return answer

    return cheat(of)


def written(answer: Answer, *told: str) -> Answer:
    return replace(answer, notes=told, draft=replace(answer.draft, composer=NAME, usage=COST))


@pytest.fixture
def beside(perfect: Any, writing: Any, questions: Path, toy_seeds: Path, tmp_path: Path) -> SideBySide:
    both = {"extractive": perfect, NAME: writing}
    return evaluation.run_each(both, questions, tmp_path / "out", seeds=toy_seeds, told={"threads": "1"})


def test_each_model_is_asked_the_same_and_keeps_its_own_report(beside: SideBySide, tmp_path: Path) -> None:
    assert [column.report.total().shares["strict"].right for column in beside.columns] == [9, 8]
    for folder in ("1-extractive", "2-llama-toys.gguf"):
        report = json.loads((tmp_path / "out" / folder / "report.json").read_text("utf-8"))
        assert report["total"]["cases"] == 9
    whole = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert list(whole["models"]) == ["extractive", NAME] and whole["about"]["threads"] == "1"


def test_the_cost_of_the_answers_is_added_up(beside: SideBySide) -> None:
    cost = beside.columns[1].cost
    assert cost.usage == Usage(prompts=6, prompt_tokens=2700, reply_tokens=150, seconds=10.5)
    assert (cost.answers, cost.asked, cost.stated, cost.stood) == (9, 3, 1, 2)
    assert beside.columns[0].cost.usage == Usage() and beside.columns[0].cost.asked == 0


def test_what_became_of_each_text_is_counted_by_reason(beside: SideBySide) -> None:
    assert beside.columns[1].cost.fates == {
        costs.KEPT: 5,
        costs.STOOD: 1,
        costs.STOOD_IN_PART: 1,
        f"{costs.INSTEAD}: nothing it wrote could be checked": 1,
        costs.REFUSED: 1,
    }


def test_the_report_tells_figures_kinds_cost_and_what_turned(beside: SideBySide, tmp_path: Path) -> None:
    for text in (beside.to_text(), (tmp_path / "out" / "report.md").read_text("utf-8")):
        plain = " ".join(text.replace("|", " ").split())
        assert "strict answers 1.000 0.889" in plain
        assert "list 1 1 0 1, 1, 0" in plain and "fact 1 1 1 1, 0, 1" in plain and "table 1 1 1 0, 0, 0" in plain
        assert "prompt tokens 0 2,700" in plain and "tokens an answer 0 317" in plain
        assert f"wrong with {NAME} alone: list" in plain
        assert "part:" not in plain


def test_a_part_is_asked_of_each_and_named(perfect: Any, questions: Path, tmp_path: Path, toy_seeds: Path) -> None:
    part = Part(limit=2)
    beside = evaluation.run_each({"extractive": perfect}, questions, tmp_path / "out", None, toy_seeds, part)
    assert [grade.case.id for grade in beside.columns[0].report.grades] == ["fact", "table"]
    assert beside.about["part"] == beside.columns[0].report.about["part"] == "the first 2 of all questions: 2 of 9"
    assert len(perfect.asked) == 2


def test_answers_are_graded_again_without_asking(
    beside: SideBySide, questions: Path, toy_seeds: Path, tmp_path: Path
) -> None:
    again = graded_each(("extractive", NAME), questions, tmp_path / "out", toy_seeds)
    assert again.columns[1].cost == beside.columns[1].cost


def test_a_crash_is_counted_and_costs_nothing(cheat: Any, questions: Path, toy_seeds: Path, tmp_path: Path) -> None:
    failing = cheat(lambda text, cited: RuntimeError("no paint"))
    beside = evaluation.run_each({NAME: failing}, questions, tmp_path / "out", seeds=toy_seeds)
    assert beside.columns[0].cost.fates == {costs.CRASHED: 9} and beside.columns[0].cost.usage == Usage()


@pytest.mark.parametrize(("reason", "note"), notes.REASONS.items())
def test_every_note_that_replaces_a_models_text_tells_its_reason(reason: str, note: str) -> None:
    told = note.format(name="openai:a (b) {c}", error="it is (not)\nthere")
    assert notes.reason_of(["Read as a follow-up.", told]) == reason
    assert notes.reason_of([DROPPED, notes.REFUSED_FIRST]) == ""


def test_a_part_is_not_compared_with_reports_of_the_whole(
    perfect: Any, questions: Path, toy_seeds: Path, tmp_path: Path
) -> None:
    whole = evaluation.run(perfect, questions, tmp_path / "whole", seeds=toy_seeds)
    save(whole.to_dict(), questions)
    assert evaluation.run(perfect, questions, tmp_path / "again", seeds=toy_seeds).comparisons
    assert not evaluation.run(perfect, questions, tmp_path / "part", seeds=toy_seeds, part=Part(limit=3)).comparisons
