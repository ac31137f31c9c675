"""`eval/fit_choosing.py` over examples made up so that what it must find is known."""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from mandate_qa.answering.choosing import ALONE, TOGETHER
from mandate_qa.answering.several import COUNTS

FOLDER = Path(__file__).parents[2] / "eval"
OURS = ("fit_choosing", "choices", "fitting")


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    yield importlib.import_module("fit_choosing")
    sys.path.remove(str(FOLDER))
    for name in OURS:
        del sys.modules[name]


@pytest.fixture(scope="module")
def fitting(script: ModuleType) -> ModuleType:
    return sys.modules["fitting"]


def signs(names: dict[str, float], **given: float) -> Any:
    """Signs in the order of `names`, 0 but for `start` and those given."""
    return np.array([{"start": 1.0, **given}.get(name, 0.0) for name in names])


def example(script: ModuleType, n: int, group: str = "a") -> Any:
    """Every second question has a plural, wants a list and is answered by the candidate that holds the draft."""
    odd = bool(n % 2)
    together = np.array([signs(TOGETHER, holds=float(odd)), signs(TOGETHER, words=2.0)])
    choice = script.Choice(signs(ALONE, spoken=float(not odd)), not odd, together, np.array([odd, False]))
    return script.Example(f"toys {group}", group, signs(COUNTS, plural=float(odd)), odd, choice)


class TestLogistic:
    def test_the_log_odds_of_a_sign_that_is_there_or_not(self, fitting: ModuleType) -> None:
        values = np.array([[0.0]] * 4 + [[1.0]] * 4)
        right = np.array([True, False, False, False, True, True, True, False])
        start, counts = fitting.logistic(values, right, np.ones(8), 1e-9)
        assert start == pytest.approx(math.log(1 / 3), abs=0.001)
        assert counts == pytest.approx([2 * math.log(3)], abs=0.001)

    def test_weights_count_as_often(self, fitting: ModuleType) -> None:
        values, right = np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([True, False, True, False])
        start, counts = fitting.logistic(values, right, np.array([1.0, 3.0, 2.0, 1.0]), 1e-9)
        assert (start, start + counts[0]) == pytest.approx((math.log(1 / 3), math.log(2)), abs=0.001)

    def test_a_penalty_draws_the_counts_to_nothing(self, fitting: ModuleType) -> None:
        values, right = np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([False, False, True, True])
        small, large = (fitting.logistic(values, right, np.ones(4), penalty)[1][0] for penalty in (0.01, 1.0))
        assert 0 < large < small / 4


@pytest.mark.parametrize(("chances", "wanted"), [((0.1, 0.4, 0.8), 1.0), ((0.4, 0.4, 0.4), 0.5), ((0.5, 0.6, 0.1), 0)])
def test_the_area_is_how_often_right_is_held_likelier(
    fitting: ModuleType, chances: tuple[float, ...], wanted: float
) -> None:
    assert fitting.area(np.array([False, False, True]), np.array(chances)) == wanted
    assert math.isnan(fitting.area(np.array([True, True, True]), np.array(chances)))


def test_only_the_signs_that_hang_on_it_are_multiplied_by_what_the_question_wants(script: ModuleType) -> None:
    many = script.wanting(np.ones((2, len(TOGETHER))), TOGETHER, -3.0)
    assert {name for name, value in zip(TOGETHER, many[1], strict=True) if value == -3} == {"several", "several words"}
    assert set(many.ravel()) == {1.0, -3.0}


def test_the_fit_finds_what_the_examples_were_made_by(script: ModuleType) -> None:
    examples = [example(script, n) for n in range(20)]
    tables = script.fit(examples)
    assert all(tables.right(one, one.choice, 0.0) for one in examples)
    assert tables.wants(examples[1]) > 0 > tables.wants(examples[0])
    # the drafts that are right keep their place whatever is asked for; the others fall back to them
    assert [tables.right(one, one.choice, 100.0) for one in examples[:2]] == [True, False]


def test_what_nobody_said_and_what_leaves_no_choice_is_not_fitted_on(script: ModuleType) -> None:
    examples = [example(script, n) for n in range(20)]
    mute = script.Example("toys a", "a", signs(COUNTS, plural=1.0), None, None)
    ours, with_mute = script.fit(examples), script.fit([*examples, *[mute] * 20])
    assert np.array_equal(ours.several, with_mute.several)
    assert np.array_equal(ours.alone, with_mute.alone)


def test_held_out_examples_are_told_by_what_was_fitted_without_their_group(script: ModuleType) -> None:
    examples = [example(script, n, "ab"[n >= 20]) for n in range(30)]
    tables = script.held_out(examples, [one.document for one in examples])
    assert tables[0] is tables[19]
    assert tables[0].together == pytest.approx(script.fit(examples[20:]).together)
    assert tables[29].together == pytest.approx(script.fit(examples[:20]).together)


def test_the_table_counts_what_is_gained_and_lost(script: ModuleType) -> None:
    examples = [example(script, n) for n in range(20)]
    right = script.fit(examples)
    wrong = script.Tables(right.start, right.several, -right.together, -right.alone)
    good, bad = (script.table(examples, [one] * 20, "title").splitlines() for one in (right, wrong))
    assert good[0] == "title"
    assert [line.split()[0] for line in good[2:]] == ["toys", "all"]
    assert good[-1].split()[1:4] == ["1.000", "1.000", "1.000"]
    assert " 10/20   0:  20 (+10 -0)" in good[-1]
    assert " 10/20   0:   0 (+0 -10)" in bad[-1]


def test_what_is_pasted_names_every_sign_of_the_code(script: ModuleType) -> None:
    lines = script.to_paste(script.fit([example(script, n) for n in range(20)])).splitlines()
    assert [line.split('"')[1] for line in lines if '"' in line] == [*COUNTS, *TOGETHER, *ALONE]
