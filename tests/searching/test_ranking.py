from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mandate_qa.searching.ranking import Ranking, names_place, spoken_for, spread
from mandate_qa.settings import RetrievalSettings
from mandate_qa.types import Document, Hit, Passage, PassageKind, Query, Wanted

DOCUMENTS = {
    key: Document(key, key, key, "Office", f"{year}-03", f"{year}-04-01", f"{year + 1}-03-31")
    for key, year in {"old": 2021, "new": 2022}.items()
}


def hit(paragraph: str, text: str = "kites", document: str = "old", n: int = 0, **given: Any) -> Hit:
    """A hit that both searchers thought middling, unless told otherwise."""
    kind = given.pop("kind", PassageKind.PARAGRAPH)
    passage = Passage(f"{document} ¶{paragraph}#{n}", document, kind, text, given.pop("heading", ""),
                      (f"{document} ¶{paragraph}",))  # fmt: skip
    return Hit(passage, 1, 1.0, **{"vector_score": 0.5, "keyword_score": 5.0, **given})


def ranked(*hits: Hit, text: str = "kites", settings: RetrievalSettings | None = None, **query: Any) -> list[str]:
    """Printed numbers of the hits in their new order."""
    ranking = Ranking(DOCUMENTS, lambda *_: 1.0, settings or RetrievalSettings())
    return [found.passage.paragraph_ids[0].partition("¶")[2] for found, _ in ranking(Query(text, text, **query), hits)]


def test_no_hit_is_lost_or_added() -> None:
    hits = [hit(str(n), f"words {n}", vector_score=n / 10) for n in range(9)]
    assert sorted(ranked(*hits)) == [str(n) for n in range(9)]
    assert ranked() == []


def test_scores_fall_from_first_to_last() -> None:
    ranking = Ranking(DOCUMENTS, lambda *_: 1.0, RetrievalSettings())
    query = Query("kites", "kites")
    scores = [score for _, score in ranking(query, tuple(hit(str(n), vector_score=n / 9) for n in range(9)))]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"vector_score": 0.9}, {"vector_score": 0.1}),
        ({"keyword_score": 9.0}, {"keyword_score": 1.0}),
        ({"keyword_score": 9.0}, {"keyword_score": None}),
        ({"late_score": 0.7}, {"late_score": 0.3}),
        ({"late_score": 0.3}, {"late_score": None}),
        ({"text": "kites"}, {"text": "balls"}),
        ({"heading": "Kites", "text": "of wood"}, {"heading": "Balls", "text": "of wood"}),
    ],
)
def test_what_either_searcher_or_the_words_speak_for_goes_first(better: dict[str, Any], worse: dict[str, Any]) -> None:
    assert ranked(hit("worse", **worse), hit("better", **better)) == ["better", "worse"]


def test_a_weight_of_nothing_silences_a_reading() -> None:
    deaf = RetrievalSettings(vector_share=0)
    first, second = hit("1", vector_score=0.1), hit("2", vector_score=0.9)
    assert ranked(first, second, settings=deaf) == ["1", "2"]
    deaf = RetrievalSettings(late_share=0)
    assert ranked(hit("1", late_score=0.1), hit("2", late_score=0.9), settings=deaf) == ["1", "2"]


@pytest.mark.parametrize("better", [{"document": "new"}, {"text": "kites in 2022/23"}])
def test_the_asked_period_goes_before_others(better: dict[str, Any]) -> None:
    assert ranked(hit("worse"), hit("better", **better), periods=("2022-23",)) == ["better", "worse"]
    assert ranked(hit("worse"), hit("better", document="new")) == ["worse", "better"]


def test_when_a_list_is_wanted_what_lists_headings_goes_first() -> None:
    hits = hit("text"), hit("section", kind=PassageKind.SECTION)
    assert ranked(*hits, wanted=Wanted.LIST) == ["section", "text"]
    assert ranked(*hits) == ["text", "section"]


def test_a_printed_number_that_is_asked_for_goes_first() -> None:
    hits = hit("1.5"), hit("1.15")
    assert ranked(*hits, references=("1.15",)) == ["1.15", "1.5"]


@pytest.mark.parametrize(
    ("paragraph", "heading", "reference", "named"),
    [
        ("1.15", "", "1.15", True),
        ("1.1", "", "1.15", False),
        ("11.15", "", "1.15", False),
        ("Annex 2.1", "", "2.1", True),
        ("Annex 2 objective 11", "", "objective 11", True),
        ("Annex 2 objective 1", "", "objective 11", False),
        ("Annex 2 objective 11", "", "objective 1", False),
        ("1", "2023 mandate: Priority 1: cut lists", "priority 1", True),
        ("1", "2023 mandate › Priority 10", "priority 1", False),
    ],
)
def test_a_number_names_its_own_paragraph_or_what_stands_below_its_heading(
    paragraph: str, heading: str, reference: str, named: bool
) -> None:
    assert names_place(hit(paragraph, heading=heading).passage, (reference,)) is named


def test_a_question_without_numbers_names_no_place() -> None:
    assert not names_place(hit("1.15").passage, ())


def test_a_lead_in_is_as_near_as_the_best_bullet_it_introduces() -> None:
    lead_in = hit("1", "- We will make:", n=0, late_score=0.5)
    bullets = [
        hit("1", f"We will make:\n- {what}", n=n, late_score=n / 10) for n, what in enumerate(("kites", "balls"), 6)
    ]
    beside = hit("1", "Paint is safe.", n=9, late_score=0.1)
    elsewhere = hit("2", "We will make:\n- kites", late_score=0.9)
    assert spoken_for([beside, *bullets, lead_in, elsewhere]) == [0.1, 0.6, 0.7, 0.7, 0.9]
    assert spoken_for([hit("1"), replace(lead_in, late_score=None)]) == [0, 0]


def test_one_paragraph_does_not_fill_the_first_places_alone() -> None:
    many = [hit("1", f"bullet {n}", n=n) for n in range(5)]
    order = [found.passage.paragraph_ids[0] for found, _ in spread([(one, 1.0) for one in (*many, hit("2"), hit("3"))])]
    assert order[:4] == ["old ¶1", "old ¶1", "old ¶2", "old ¶3"]
    assert order[4:] == ["old ¶1"] * 3
