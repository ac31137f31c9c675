"""Where lines meet: what joins them, and which hyphens were only there for the line."""

from __future__ import annotations

import pytest

from mandate_qa.reading.pdf.hyphens import OPEN, Vocabulary, joined

HYPHENATED = "commis" + OPEN + "sioning"


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Every nursery", "has blocks", "Every nursery has blocks"),
        ("the treat-", "ment of", f"the treat{OPEN}ment of"),
        ("the 2021-", "22 mandate", "the 2021-22 mandate"),
        ("Covid-", "19 and", "Covid-19 and"),
        ("non-", "NHS bodies", "non-NHS bodies"),
        ("health and/", "or care", "health and/or care"),
        ("a plan –", "and a good one", "a plan – and a good one"),
        (
            "see https://www.gov.uk/government/",
            "publications/plan",
            "see https://www.gov.uk/government/publications/plan",
        ),
        (
            "see nationalarchives.gov.uk/doc/open-",
            "licence/version/3",
            "see nationalarchives.gov.uk/doc/open-licence/version/3",
        ),
        ("see www.gov.uk/dh.", "It says", "see www.gov.uk/dh. It says"),
        ("section 13B(5)", "(b) of the Act", "section 13B(5)(b) of the Act"),
        ("England (NHSE)", "(formerly the board)", "England (NHSE) (formerly the board)"),
    ],
)
def test_two_lines_become_one(before: str, after: str, whole: str) -> None:
    assert joined(before, after) == whole


@pytest.mark.parametrize(
    ("cut", "elsewhere", "word"),
    [
        (f"treat{OPEN}ment", "The treatment of children.", "treatment"),
        (f"seven{OPEN}day", "A seven-day nursery.", "seven-day"),
        (f"Seven{OPEN}day", "A seven-day nursery.", "Seven-day"),
        (f"long{OPEN}term", "It has been long. This term it ends.", "long-term"),
        (f"account{OPEN}ability", "The ability to account for it.", "accountability"),
        (f"im{OPEN}prove", "Nothing of the kind.", "improve"),
        (f"e{OPEN}referrals", "Nothing of the kind.", "e-referrals"),
        (f"well{OPEN}being", "A wellbeing board, a wellbeing plan and one well-being fund.", "wellbeing"),
    ],
)
def test_a_cut_word_is_written_as_the_document_writes_it(cut: str, elsewhere: str, word: str) -> None:
    text = f"It is about {cut} here."
    assert Vocabulary([text, elsewhere, HYPHENATED, "commissioning"]).settled(text) == f"It is about {word} here."


def test_a_document_that_cuts_no_words_keeps_its_hyphens() -> None:
    text = f"It is under{OPEN}represented here."
    assert Vocabulary([text]).settled(text) == "It is under-represented here."


def test_several_cuts_are_settled_one_by_one() -> None:
    text = f"multi{OPEN}year bud{OPEN}gets and a day{OPEN}"
    assert (
        Vocabulary([text, "multi-year budgets", HYPHENATED, "commissioning"]).settled(text)
        == "multi-year budgets and a day-"
    )
