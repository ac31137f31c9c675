"""Short forms that a text defines itself."""

from __future__ import annotations

import pytest

from mandate_qa.reading.terms import short_forms
from mandate_qa.types import Document, Paragraph


def terms(*texts: str) -> dict[str, str]:
    """What paragraphs with these texts define."""
    found: dict[str, str] = {}
    for text in texts:
        for short, long, _, _ in short_forms(text):
            found.setdefault(short, long)
    return found


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("through the Better Care Fund (BCF) in", "BCF", "Better Care Fund"),
        ("the Department of Health and Social Care (DHSC) in", "DHSC", "Department of Health and Social Care"),
        ("clinical commissioning groups (CCGs) play", "CCGs", "clinical commissioning groups"),
        ("A&E, Ambulances and Referral to Treatment (RTT)", "RTT", "Referral to Treatment"),
        ("arrangements with ISPs (independent sector providers) remain", "ISPs", "independent sector providers"),
        ("the ERF (Elective Recovery Fund) for", "ERF", "Elective Recovery Fund"),
        ("long-term conditions (LTC) are", "LTC", "long-term conditions"),
    ],
)
def test_a_definition(text: str, short: str, long: str) -> None:
    assert terms(text) == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "the plan (NHS) is",
        "expected (April 2022), in line",
        "services (IAPT) for",
        "budgets (the) are",
        "NHS England (which is not one) says",
    ],
)
def test_what_is_no_definition(text: str) -> None:
    assert terms(text) == {}


def test_the_first_definition_counts() -> None:
    first, second = "the Better Care Fund (BCF) is", "a big cold fish (BCF) swims"
    assert terms(first, second) == {"BCF": "Better Care Fund"}


def test_the_seeds_define_their_terms(
    seed_documents: dict[str, Document], seed_paragraphs: dict[str, list[Paragraph]]
) -> None:
    found = terms(*(paragraph.text for key in seed_documents for paragraph in seed_paragraphs[key]))
    assert found["PHE"] == "Public Health England"
    assert found["ICBs"] == "integrated care boards"
    assert found["RDC"] == "Rapid Diagnostic Centre"
