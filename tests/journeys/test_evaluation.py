"""The graded questions, asked of the real index: what must never get worse than this."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mandate_qa import Assistant
from mandate_qa.evaluation import run

QUESTIONS = Path(__file__).parents[2] / "eval" / "questions.jsonl"

AT_LEAST = {
    "hit@5": 0.80,
    "strict": 0.55,
    "figures": 1.00,
    "numbers": 0.98,
    "source": 1.00,
    "quotes": 1.00,
    "marks": 1.00,
}
"""Floors well below what is reached, but for what must always be right."""


@pytest.fixture(scope="module")
def report(assistant: Assistant, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return run(assistant, QUESTIONS, tmp_path_factory.mktemp("run"), seeds=seeds).to_dict()


def test_every_question_was_asked_and_none_crashed(report: Any) -> None:
    assert report["total"]["cases"] == len(QUESTIONS.read_text("utf-8").splitlines())
    assert report["total"]["crashes"] == 0


@pytest.mark.parametrize("figure", AT_LEAST)
def test_a_figure_is_no_worse_than_its_floor(report: Any, figure: str) -> None:
    assert report["total"][figure]["of"] > 0
    assert report["total"][figure]["value"] >= AT_LEAST[figure] - 1e-9


def test_no_kind_of_question_is_given_up(report: Any) -> None:
    assert {
        kind: group["strict"]["right"] for kind, group in report["by_kind"].items() if not group["strict"]["right"]
    } == {}
