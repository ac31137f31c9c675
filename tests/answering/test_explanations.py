"""How surely a sentence explains a term."""

from __future__ import annotations

import pytest

from mandate_qa.answering.explanations import EXPLAINS, explains, naming


def worth(sentence: str, after: str = "", *, task: bool = False) -> float:
    return explains(sentence, after, naming("kite board"), task=task)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kite Board is the body that tests kites.",
        "Kite boards will bring together makers and parks.",
        "In 2024, the Kite Board advises every town.",
        "We work with the Kite Board, the independent tester of kites, and with makers.",
        "We fund kite boards again (an overall pot of string for the town).",
        "Makers look to the Kite Board, which publishes a list.",
        "We also plan a kite board scheme; this is a way of paying for string.",
        "The tester of kites, known as the Kite Board, meets in May.",
        "a maker who is the kite board;",
        "Kite boards should be improved by moving to nylon.",
        "- **Kite board**: a panel of makers",
    ],
)
def test_it_explains(sentence: str) -> None:
    assert worth(sentence) >= EXPLAINS


@pytest.mark.parametrize(
    "sentence",
    [
        "There will be 12 kite boards covering the land.",
        "The Rope Office, the Kite Board, the Paint Office and others will meet.",
        "We work with the Kite Board, the police and councils.",
        "Kite Board – we are collaborating on string.",
        "The Kite Board was closed in May.",
        "Makers like it.",
    ],
)
def test_it_only_names_or_uses_it(sentence: str) -> None:
    assert worth(sentence) < EXPLAINS


def test_the_next_sentence_may_explain() -> None:
    assert worth("Kite boards meet in May.", "They bring together makers.") >= EXPLAINS
    assert worth("Kite boards meet in May.", "Ropes bring together makers.") < EXPLAINS


def test_where_a_task_is_asked_a_task_counts_for_more() -> None:
    told = "Kite boards will bring together makers."
    assert worth(told, task=True) > worth(told)
    assert worth("The Kite Board was closed in May.", task=True) == worth("The Kite Board was closed in May.")
