"""Whether hits hold the evidence."""

from __future__ import annotations

import pytest

from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.records import Found
from mandate_qa.evaluation.retrieval import retrieval_scores

OLD = Found("old", "Every nursery should have at least 40 wooden blocks by March 2025, up from 25.")
NEW = Found("new", "Every nursery should have at least 55 wooden blocks by March 2026.")
NOTHING = Found("old", "A safe paint is a paint without lead.")


def values(case: Case, *hits: Found) -> dict[str, float | None]:
    return {name: share.value for name, share in retrieval_scores(case, hits).items()}


@pytest.mark.parametrize(("place", "at"), [(1, (1, 1, 1)), (5, (0, 1, 1)), (6, (0, 0, 1)), (11, (0, 0, 0))])
def test_a_fact_counts_from_the_rank_of_its_hit(cases: dict[str, Case], place: int, at: tuple[int, ...]) -> None:
    hits = [NOTHING] * (place - 1) + [OLD]
    found = values(cases["fact"], *hits)
    assert (found["hit@1"], found["hit@5"], found["hit@10"]) == at
    assert (found["recall@5"], found["recall@10"]) == at[1:]


def test_the_same_words_in_another_document_are_not_the_evidence(cases: dict[str, Case]) -> None:
    assert values(cases["fact"], Found("new", OLD.text))["hit@10"] == 0


def test_a_comparison_needs_both_documents(cases: dict[str, Case]) -> None:
    assert values(cases["comparison"], OLD, NOTHING)["hit@5"] == 0
    assert values(cases["comparison"], OLD, NOTHING)["recall@5"] == 0.5
    assert values(cases["comparison"], OLD, NEW)["hit@5"] == 1
    assert values(cases["comparison"], OLD, NEW)["hit@1"] == 0


def test_a_list_is_hit_by_one_bullet_and_recalled_by_all(cases: dict[str, Case]) -> None:
    found = values(cases["list"], Found("old", "The Toy Office will: inspect 12 workshops a month"))
    assert found["hit@5"] == 1 and found["recall@5"] == pytest.approx(1 / 3)


def test_an_unanswerable_question_has_no_retrieval_figures(cases: dict[str, Case]) -> None:
    assert retrieval_scores(cases["unanswerable"], [OLD]) == {}
