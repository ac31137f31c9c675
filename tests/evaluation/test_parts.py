from __future__ import annotations

from dataclasses import replace

import pytest

from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.parts import WHOLE, Part


@pytest.fixture
def many(cases: dict[str, Case]) -> list[Case]:
    """Five facts, a table between them, and two lists."""
    order = ["fact", "fact", "table", "fact", "fact", "fact", "list", "list"]
    return [replace(cases[kind], id=f"{kind}{n}") for n, kind in enumerate(order)]


def test_one_in_so_many_of_each_kind_is_asked_the_first_of_a_kind_always(many: list[Case]) -> None:
    assert [case.id for case in Part(2).of(many)] == ["fact0", "table2", "fact3", "fact5", "list6"]
    assert [case.id for case in Part(100).of(many)] == ["fact0", "table2", "list6"]


def test_a_limit_is_of_those(many: list[Case]) -> None:
    assert [case.id for case in Part(2, 2).of(many)] == ["fact0", "table2"]
    assert [case.id for case in Part(limit=3).of(many)] == ["fact0", "fact1", "table2"]


def test_the_whole_needs_no_words_and_a_part_says_what_it_is(many: list[Case]) -> None:
    assert WHOLE.of(many) == tuple(many) and WHOLE.told(8, 8) == {}
    assert Part(4).told(3, 8) == {"part": "one in 4 questions of each kind: 3 of 8"}
    assert Part(4, 2).told(2, 8) == {"part": "the first 2 of one in 4 questions of each kind: 2 of 8"}
    assert Part(limit=2).told(2, 8) == {"part": "the first 2 of all questions: 2 of 8"}
