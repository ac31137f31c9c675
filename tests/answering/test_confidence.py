"""How likely an answer is right: each sign alone, and what they come to together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mandate_qa.answering.confidence import COUNTS, Found, confidence, foreign, leading, signs
from mandate_qa.answering.units import Unit
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Draft, Hit, Query, Status, Wanted

TEXT = """
1. Blocks

1.1 Every nursery must have 40 wooden blocks by March 2025.

1.2 Every workshop must keep 12 spare kites.

Table 1: Budget (£m)
| Item | 2023-24 | 2024-25 |
|---|---|---|
| Blocks | 110 | 120 |
"""
BLOCKS, KITES = "wooden blocks", "spare kites"
REFUSED = Draft(Status.NOT_IN_DOCUMENTS)


@pytest.fixture
def shelf(toys: Any) -> Any:
    return toys.shelf((toys.document("plan", "2024-03"), TEXT))


def found(shelf: Any, question: str, *units: Unit, hits: tuple[Hit, ...] = (), **given: Any) -> Found:
    query = Query(question, question, focus=question, **given)
    return Found(query, Asked(query, lambda *_: 3.0), hits or shelf.hits(), units, shelf.documents)


def test_every_sign_counts_for_something(shelf: Any) -> None:
    assert list(signs(REFUSED, found(shelf, "how many blocks?", shelf.unit(BLOCKS)))) == list(COUNTS)
    assert all(COUNTS.values())


def test_the_margin_is_over_the_best_of_another_paragraph(shelf: Any) -> None:
    best, same, other = shelf.unit(BLOCKS, 3.0), shelf.unit(BLOCKS, 2.9), shelf.unit(KITES, 1.25)
    assert signs(REFUSED, found(shelf, "blocks?", best, same, other))["margin"] == 1.75
    assert signs(REFUSED, found(shelf, "blocks?", best))["margin"] == 3.0


def test_what_is_spoken_to_grows_with_the_words_that_stand_there(shelf: Any) -> None:
    unit = shelf.unit(BLOCKS)
    none, one, two = (
        signs(REFUSED, found(shelf, question, unit))["spoken"]
        for question in ("submarines", "blocks submarines", "wooden blocks submarines")
    )
    assert 0 == none < one < two


def test_what_both_searchers_found_first_is_surer(shelf: Any) -> None:
    blocks, kites = shelf.hits(BLOCKS, KITES)
    both = (replace(blocks, vector_rank=1, keyword_rank=1), replace(kites, vector_rank=2, keyword_rank=2))
    apart = (replace(blocks, vector_rank=1, keyword_rank=2), replace(kites, vector_rank=2, keyword_rank=1))
    unit = shelf.unit(BLOCKS)
    values = [signs(REFUSED, found(shelf, "?", unit, hits=hits))["first"] for hits in (both, apart)]
    assert values == [2.0, 1.0]
    assert signs(REFUSED, found(shelf, "?", shelf.unit(KITES), hits=both))["first"] == 0.0


class TestGap:
    """The word of a question that others speak to and the unit does not."""

    def gap(self, shelf: Any, question: str, own: dict[str, float], other: dict[str, float]) -> float:
        blocks, kites = shelf.hits(BLOCKS, KITES)
        hits = (replace(blocks, words=tuple(own.items())), replace(kites, words=tuple(other.items())))
        return signs(REFUSED, found(shelf, question, shelf.unit(BLOCKS), hits=hits))["gap"]

    def test_is_that_of_the_word_which_is_furthest_behind(self, shelf: Any) -> None:
        own, other = {"toddlers": 0.3, "rafts": 0.5}, {"toddlers": 0.9, "rafts": 0.7}
        assert self.gap(shelf, "toddlers rafts", own, other) == pytest.approx(0.6)

    def test_is_nothing_for_a_word_that_stands_there_or_is_nowhere_nearer(self, shelf: Any) -> None:
        own, other = {"nursery": 0.2, "rafts": 0.2}, {"nursery": 1.0, "rafts": 0.15}
        assert self.gap(shelf, "nursery rafts", own, other) == pytest.approx(0.0)

    def test_leaves_out_words_that_only_say_what_kind_of_thing_is_asked_for(self, shelf: Any) -> None:
        own, other = {"target": 0.1, "2024": 0.1, "rafts": 0.6}, {"target": 0.9, "2024": 0.9, "rafts": 0.7}
        assert self.gap(shelf, "target 2024 rafts", own, other) == pytest.approx(0.1)

    def test_is_nothing_where_hits_do_not_tell_of_words(self, shelf: Any) -> None:
        assert self.gap(shelf, "rafts", {}, {}) == 0.0


def test_the_kind_of_question_and_of_answer_count(shelf: Any) -> None:
    why = signs(REFUSED, found(shelf, "why blocks?", shelf.unit(BLOCKS), wanted=Wanted.REASON))
    assert (why["reason"], why["definition"], why["statement"], why["row"], why["refused"]) == (1, 0, 0, 0, 1)
    row = signs(Draft(Status.ANSWERED), found(shelf, "blocks?", shelf.unit("Blocks\t110")))
    assert (row["reason"], row["statement"], row["row"], row["refused"]) == (0, 1, 1, 0)


def test_the_leading_unit_is_the_one_that_the_answer_rests_on(shelf: Any) -> None:
    units = [shelf.unit(BLOCKS, 3.0), shelf.unit(KITES, 1.0)]
    answer = Draft(Status.ANSWERED, (shelf.statement("Every workshop must keep 12 spare kites."),))
    assert leading(answer, units) is units[1]
    assert leading(REFUSED, units) is units[0]


def test_together_they_lie_between_never_and_surely(shelf: Any) -> None:
    question = "how many wooden blocks must every nursery have?"
    given = Draft(Status.ANSWERED, (shelf.statement("Every nursery must have 40 wooden blocks by March 2025."),))
    right = found(shelf, question, shelf.unit(BLOCKS, 1.0))
    wrong = found(shelf, "submarines in Portugal", replace(shelf.unit(KITES, 0.1), similarity=0.0))
    assert 0 < confidence(REFUSED, wrong) < confidence(REFUSED, right) < confidence(given, right) < 1


@pytest.mark.parametrize(
    ("near", "strange"),
    [
        ({"opera": 0.2, "singers": 0.1, "budget": 0.8}, True),
        ({"opera": 0.5, "singers": 0.1, "budget": 0.8}, False),
        ({"budget": 0.8}, False),
        ({}, False),
    ],
)
def test_a_question_is_foreign_when_no_hit_comes_near_to_most_of_it(
    shelf: Any, near: dict[str, float], strange: bool
) -> None:
    hits = tuple(replace(hit, words=tuple(near.items())) for hit in shelf.hits())
    assert foreign(found(shelf, "budget opera singers", shelf.unit(BLOCKS), hits=hits)) is strange
