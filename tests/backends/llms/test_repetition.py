"""Going round in circles is told from what documents repeat with good reason."""

from __future__ import annotations

from time import perf_counter

import pytest

from mandate_qa.backends.llms.repetition import looping_from

SENTENCE = "Systems should deliver 95% of the activity of 2019-20. "


@pytest.mark.parametrize(
    ("before", "piece", "times"),
    [
        ("The target is: ", "the the the the ", 60),
        ("", SENTENCE, 5),
        ("A good start. ", "no ", 80),
        ("Here: ", '{"mark": 1}, ', 40),
        ("It goes ", "x", 400),
    ],
)
def test_a_loop_is_found_and_its_first_round_kept(before: str, piece: str, times: int) -> None:
    text = before + piece * times
    position = looping_from(text)
    assert position is not None
    assert len(before) < position <= len(before) + 2 * len(piece)


def test_sentences_that_come_back_with_other_numbers_are_a_loop() -> None:
    text = "".join(f"{n}. The plan is to improve the outcomes for people.\n" for n in range(1, 6))
    position = looping_from(text)
    assert position is not None
    assert text[:position] == "1. The plan is to improve the outcomes for people.\n"


def test_a_loop_that_is_not_whole_yet_is_found_too() -> None:
    assert looping_from((SENTENCE * 6)[:-20]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The target is 95%.",
        SENTENCE * 3,
        "Contents .................................................................... 4",
        "| 2021-22 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "- 70% for April 2021\n- 75% for May 2021\n- 80% for June 2021\n- 85% for July 2021\n- 85% for August 2021\n",
        "Yes. No. Yes. No. Yes. No. Yes. No. Yes.",
        "".join(f"{n}. The plan for year {n} costs £{n * 7} million in all.\n" for n in range(1, 9)),
    ],
)
def test_what_is_no_loop_is_left_alone(text: str) -> None:
    assert looping_from(text) is None


@pytest.mark.parametrize("between", [". ", " "])
def test_a_long_text_is_looked_at_in_no_time(between: str) -> None:
    text = between.join(f"Word {n} of many words, each unlike the one before it" for n in range(400))
    began = perf_counter()
    assert looping_from(text) is None
    assert perf_counter() - began < 0.02
