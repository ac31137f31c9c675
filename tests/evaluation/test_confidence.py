"""Calibration, the refusal curve and latency: values that can be worked out by hand, and how they are drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from mandate_qa import evaluation
from mandate_qa.evaluation.calibration import calibration
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.faults import Fault, Step
from mandate_qa.evaluation.grading import Grade
from mandate_qa.evaluation.latency import Latency, latency
from mandate_qa.evaluation.plots import refusing, reliability, waiting
from mandate_qa.evaluation.records import to_confidence
from mandate_qa.evaluation.refusals import refusal_curve
from mandate_qa.evaluation.tables import bin_table, latency_table, refusal_table

WRONG = (Fault(Step.FALSE_FACT, "says 41"),)


def made(case: Case, confidence: float | None, right: bool = True, answered: bool = True) -> Grade:
    return Grade(case, {}, () if right else WRONG, 5, 0.1, "40", answered, confidence)


@pytest.fixture
def stated(cases: Mapping[str, Case]) -> list[Grade]:
    """Four answers that state a confidence and are right in turn; a refusal, and an answer that states none."""
    fact = cases["fact"]
    answers = [made(fact, c, right) for c, right in ((0.9, True), (1.0, True), (0.9, False), (0.2, False))]
    return [*answers, made(fact, 0.1, False, answered=False), made(fact, None)]


@pytest.fixture
def asked(cases: Mapping[str, Case]) -> list[Grade]:
    """Answerable questions of confidence 0.3, 0.6 and 0.9 and unanswerable ones of 0.1 and 0.6, one of each refused."""
    answerable = [made(cases["fact"], c, answered=c != 0.3) for c in (0.3, 0.6, 0.9)]
    return [*answerable, *(made(cases["unanswerable"], c, answered=c != 0.1) for c in (0.1, 0.6))]


def test_bins_hold_what_was_stated_and_how_much_of_it_is_right(stated: list[Grade]) -> None:
    found = calibration(stated)
    assert found is not None and found.answers == 4 and len(found.bins) == 10
    assert [(one.low, one.answers) for one in found.bins if one.answers] == [(0.2, 1), (0.9, 3)]
    last = found.bins[-1]
    assert last.stated == pytest.approx(2.8 / 3) and last.right == pytest.approx(2 / 3)


def test_the_errors_of_calibration_are_as_defined(stated: list[Grade]) -> None:
    found = calibration(stated)
    assert found is not None
    assert found.error == pytest.approx((3 * (2.8 / 3 - 2 / 3) + 1 * 0.2) / 4)
    assert found.brier == pytest.approx((0.01 + 0 + 0.81 + 0.04) / 4)


def test_without_stated_confidence_there_is_no_calibration(cases: Mapping[str, Case]) -> None:
    assert calibration([made(cases["fact"], None), made(cases["fact"], 0.5, answered=False)]) is None


def test_the_refusal_curve_runs_from_nothing_to_everything(asked: list[Grade]) -> None:
    found = refusal_curve(asked)
    assert found is not None
    shares = [(one.answerable, one.unanswerable) for one in found.points]
    third = pytest.approx(1 / 3)
    assert shares == [(0, 0), (0, 0.5), (third, 0.5), (pytest.approx(2 / 3), 1), (1, 1)]
    assert (found.stands.answerable, found.stands.unanswerable) == (third, 0.5)
    assert found.area == pytest.approx((0.5 + 0.75 + 1) / 3)


def test_what_a_threshold_between_two_confidences_refuses(asked: list[Grade]) -> None:
    found = refusal_curve(asked)
    assert found is not None
    assert found.at(0.5).answerable == pytest.approx(1 / 3) and found.at(0.5).unanswerable == 0.5
    assert found.at(0.05).unanswerable == 0 and found.at(0.99).answerable == 1
    assert refusal_table(found)[1] == ("the system itself", "0.500", "0.333")


def test_one_sort_of_question_makes_no_curve(asked: list[Grade]) -> None:
    assert refusal_curve(asked[:3]) is None and refusal_curve(asked[3:]) is None


def test_percentiles_are_those_of_the_nearest_rank(cases: Mapping[str, Case]) -> None:
    times = [n / 100 for n in range(1, 21)]
    found = latency(replace(made(cases["fact"], None), seconds=s) for s in reversed(times))
    assert found is not None
    assert (found.percentile(0.95), found.percentile(1.0)) == (0.19, 0.2)
    assert found.median == pytest.approx(0.105)
    assert latency_table(found)[1:3] == [("median", "105.0"), ("75%", "150.0")]
    assert latency([replace(made(cases["fact"], None), seconds=None)]) is None


def test_plots_are_well_formed_and_say_what_they_show(stated: list[Grade], asked: list[Grade]) -> None:
    calibrated, curve = calibration(stated), refusal_curve(asked)
    assert calibrated is not None and curve is not None
    slow = Latency((0.01, 0.02, 0.03, *(0.04,) * 40, 9.0))
    for drawn, words in (
        (reliability(calibrated), f"expected calibration error {calibrated.error:.3f}"),
        (refusing(curve), "refuses 0.50 of the unanswerable and 0.33 of the answerable"),
        (waiting(slow), "median 40.0 ms, 95th percentile 40.0 ms, slowest 9000.0 ms"),
    ):
        root = ElementTree.fromstring(drawn)
        assert root.get("role") == "img" and words in (root.get("aria-label") or "")
        assert len(list(root.iter("text"))) > 8
    assert "1 slower, up to 9000" in waiting(slow)


def test_a_bin_is_a_dot_with_its_answers_beside_it(stated: list[Grade]) -> None:
    found = calibration(stated)
    assert found is not None
    drawn = reliability(found)
    assert drawn.count("<circle") == 2
    assert "3 answers stated 0.93 on average; 0.67 of them are right" in drawn
    assert bin_table(found)[1:] == [("0.2 to 0.3", "1", "0.200", "0.000"), ("0.9 to 1.0", "3", "0.933", "0.667")]


def test_the_report_tells_confidence_and_time_wherever_it_is_read(
    tmp_path: Path, questions: Path, toy_seeds: Path, perfect: Any
) -> None:
    for question, answer in perfect.answers.items():
        perfect.answers[question] = replace(answer, confidence=0.3 if "kites" in question else 0.8)
    report = evaluation.run(perfect, questions, tmp_path, seeds=toy_seeds)
    found = report.to_dict()
    assert found["confidence"]["expected_calibration_error"] == pytest.approx(0.2)
    assert found["confidence"]["area_under_the_refusal_curve"] == 1
    assert found["latency"]["answers"] == 9 and found["calibration"]["answers"] == 8
    assert re.search(r"^Brier score of confidence +0\.040$", report.to_text(), re.MULTILINE)
    for name in ("report.html", "report.md"):
        page = (tmp_path / name).read_text("utf-8")
        assert "expected calibration error of confidence" in page and "Time to answer" in page
    assert (tmp_path / "report.html").read_text("utf-8").count('<svg role="img" aria-label=') == 4


@pytest.mark.parametrize("stated", [1.5, -0.1, True, "sure", float("nan")])
def test_a_confidence_is_a_number_from_0_to_1(stated: Any) -> None:
    with pytest.raises(ValueError):
        to_confidence(stated)
    assert to_confidence(None) is None and to_confidence(1) == 1.0
