from __future__ import annotations

import pytest

from mandate_qa.answering.rewording import altered

SENTENCE = "Every nursery must have at least 40 wooden blocks by March 2025, up from 25 in 2023-24."
TWO = "The plan will be reviewed in autumn 2013 and an update published in spring 2014."
RULE = "Blocks should not be painted with lead unless the Office has tested the paint."


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        (SENTENCE, SENTENCE),
        (SENTENCE.replace("March 2025, up", "March 2025 up"), SENTENCE),
        ("By March 2025, every nursery must have at least 40 wooden blocks, up from 25 in 2023/24.", SENTENCE),
        (SENTENCE.replace("2023-24", "2023/24"), SENTENCE),
        (RULE.replace("should not", "should not ever"), RULE),
        ("The five aims are joy and thrift.", "The 5 aims are joy and thrift."),
        ("Something else entirely, with 17 figures that must not be here.", SENTENCE),
        ("40 blocks", SENTENCE),
        ("", SENTENCE),
        (SENTENCE, ""),
    ],
)
def test_what_changes_nothing_that_counts_passes(statement: str, quote: str) -> None:
    assert altered(statement, quote) == ()


@pytest.mark.parametrize(
    ("statement", "quote", "fault"),
    [
        (SENTENCE.replace("40", "25"), SENTENCE, "added 25"),
        (SENTENCE.replace("must", "should"), SENTENCE, "left out must"),
        (SENTENCE.replace("at least ", ""), SENTENCE, "left out least"),
        (SENTENCE.replace("up from", "down from"), SENTENCE, "left out up"),
        (TWO.replace("2013", "2014"), TWO, "added 2014"),
        (TWO.replace("2013", "x").replace("2014", "2013").replace("x", "2014"), TWO, "added"),
        (TWO.replace("spring", "autumn"), TWO, "added autumn"),
        (TWO.replace("will be", "will not be"), TWO, "added not"),
        (RULE.replace("not ", ""), RULE, "left out not"),
        (RULE.partition(" unless")[0] + ".", RULE, "left out unless"),
        (RULE.replace("should", "may"), RULE, "added may"),
        ("less than 1% of patients wait more than 6 weeks", "more than 1% of patients wait more than 6 weeks", "less"),
    ],
)
def test_what_changes_the_sense_is_named(statement: str, quote: str, fault: str) -> None:
    assert fault in "; ".join(altered(statement, quote))


def test_a_not_that_stands_elsewhere_bears_none_here() -> None:
    quote = "It is not a process, not an organisation, not a profession."
    assert altered(quote.replace("not an", "an"), quote) == ("left out not",)
    assert altered(quote.replace("not a process", "a process"), quote) == ("left out not",)


def test_words_may_come_from_around_when_they_take_no_others_place() -> None:
    statement = f"2024-25 toy plan: {SENTENCE}"
    assert altered(statement, SENTENCE, "2024-25 toy plan") == ()
    assert altered(statement, SENTENCE, "the toy plan") != ()
    assert altered(SENTENCE.replace("2025", "2024"), SENTENCE, "2024-25 toy plan") != ()


def test_an_item_is_held_against_its_own_line_of_a_list() -> None:
    quote = "- 70% of activity for April 2021\n- 75% of activity for May 2021\n- 80% of activity for June 2021"
    assert altered("75% of activity for May 2021", quote) == ()
    assert altered("80% of activity for May 2021", quote) != ()
    assert altered("75% of activity for June 2021", quote) != ()


def test_a_cell_is_held_against_its_own_words() -> None:
    quote = "Goal: it must not close\tBy 2017-18 it should open at least 5 days a week in every town"
    assert altered("By 2017-18 it should open at least 5 days a week in every town", quote) == ()
    assert altered("By 2017-18 it should open at least 7 days a week in every town", quote) != ()
