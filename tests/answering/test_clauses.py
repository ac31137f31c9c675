from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.clauses import shortened

LONG = (
    "The Office will test every paint that makers send in before spring; it will publish the register of safe paints "
    "each month, including those that failed and why they did; it will train makers in towns, villages and at sea, "
    "with help from their guilds; and it will count the kites that fly over parks, beaches and hills in the autumn."
)


def test_a_short_sentence_stays_whole(toys: Any) -> None:
    assert shortened(LONG, toys.asked("kites"), max_words=100) == LONG


@pytest.mark.parametrize(
    ("question", "words"),
    [("who counts the kites over parks", "count the kites"), ("register of safe paints", "register of safe paints")],
)
def test_of_a_long_one_the_clauses_that_answer_are_taken(toys: Any, question: str, words: str) -> None:
    cut = shortened(LONG, toys.asked(question), max_words=25)
    assert words in cut
    assert len(cut.split()) <= 25


def test_what_is_taken_is_contiguous_and_exact(toys: Any) -> None:
    for limit in (8, 15, 25, 40):
        cut = shortened(LONG, toys.asked("train makers in towns"), max_words=limit)
        assert cut in LONG
        assert cut == cut.strip()


def test_a_sentence_without_clauses_cannot_be_cut(toys: Any) -> None:
    endless = "word " * 80 + "end."
    assert shortened(endless, toys.asked("word"), max_words=20) == endless


def test_of_runs_that_cover_as_much_the_shorter_is_taken(toys: Any) -> None:
    one = shortened(LONG, toys.asked("kites"), max_words=60)
    assert one.startswith("and it will count the kites")


def test_a_run_that_holds_what_was_asked_for_goes_before_others(toys: Any) -> None:
    kept = shortened(LONG, toys.asked("kites"), max_words=12, holds=lambda run: "train" in run)
    assert "train" in kept
