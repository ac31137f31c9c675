"""Which term a question asks the meaning of, and in what way."""

from __future__ import annotations

import pytest

from mandate_qa.answering.meanings import Way, asked_meaning
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.types import Wanted


@pytest.mark.parametrize(
    ("question", "term", "way"),
    [
        ("whats a TDU", "TDU", Way.ANY),
        ("what is rule 7?", "rule 7", Way.ANY),
        ("Who or what was the Kite Office", "Kite Office", Way.ANY),
        ("hi, can you explain what kite panels are please", "kite panels", Way.ANY),
        ("explain the STNs", "STNs", Way.ANY),
        ("NPA = ?", "NPA", Way.ANY),
        ("what is a kite bond and when does it run out", "kite bond", Way.ANY),
        ("in the toy plan what is a TDU", "TDU", Way.ANY),
        ("kite strategy: what is it and how long does it run?", "kite strategy", Way.ANY),
        ("what does 'safe' mean", "'safe'", Way.MEANING),
        ("what is meant by a torn kite?", "torn kite", Way.MEANING),
        ("torn - what does that mean", "torn", Way.MEANING),
        ("kite envelope - meaning?", "kite envelope", Way.MEANING),
        ("how does the Office define a small kite", "small kite", Way.MEANING),
        ("what does 'Modern Kite Access' mean in practice?", "'Modern Kite Access'", Way.MEANING),
        ("what counts as safe?", "safe", Way.TEST),
        ("who counts as a maker", "maker", Way.TEST),
        ("QDP stands for...?", "QDP", Way.LETTERS),
        ("what is QDP short for", "QDP", Way.LETTERS),
        ("QDP? what does it stand for and whats new about it", "QDP", Way.LETTERS),
        ("QDP and OLP, what are these abbreviations in the plan", "QDP and OLP", Way.LETTERS),
        ("kite panels?? what do they do", "kite panels", Way.ROLE),
        ("what do kite panels do?", "kite panels", Way.ROLE),
        ("what's an STN supposed to do", "STN", Way.ROLE),
        ("what are kite panels for and who's on them", "kite panels", Way.ROLE),
        ("what is the purpose of the kite bond", "kite bond", Way.ROLE),
    ],
)
def test_the_term_is_read_however_it_is_asked(question: str, term: str, way: Way) -> None:
    found = asked_meaning(question)
    assert found is not None
    assert (found.term.rstrip("'"), found.way) == (term.rstrip("'"), way)


@pytest.mark.parametrize(
    "question",
    [
        "how many TDUs are there?",
        "what do they do?",
        "what does the Office have to do for makers?",
        "who is the kite scheme for?",
        "what should makers do",
        "seven-day kites - what was it supposed to mean for makers according to the plan?",
    ],
)
def test_other_questions_name_none(question: str) -> None:
    assert asked_meaning(question) is None


def test_what_is_told_one_by_one_is_not_surely_explained() -> None:
    found = asked_meaning("kite objectives 2024, what are they?")
    assert found is not None
    assert not found.surely
    assert wanted_of("the kite bond, what is it?") is Wanted.DEFINITION


def test_a_run_of_signs_is_looked_through_once() -> None:
    assert asked_meaning(f"what is {'.' * 50_000} x") is None  # minutes, if each sign began a search of its own
