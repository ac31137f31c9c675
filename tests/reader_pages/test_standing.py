"""How a document stands is told from its period and from what replaced it, on every page in the same words."""

from __future__ import annotations

import pytest
import stand_in

from mandate_qa.web.standing import standing

TODAY = "2024-06-15"


@pytest.mark.parametrize(
    ("start", "end", "words", "good"),
    [
        ("2024-04-01", "2025-03-31", "In force", True),
        ("2024-04-01", None, "In force", True),
        ("2023-04-01", "2024-06-15", "In force", True),
        ("2023-04-01", "2024-06-14", "Latest edition; its period ended on 14 June 2024", False),
        ("2023", "2024", "In force", True),
        ("2022", "2024-05", "Latest edition; its period ended on May 2024", False),
        ("2025-04-01", "2026-03-31", "Latest edition; its period begins on 1 April 2025", False),
        (None, None, "Latest edition in the library", False),
    ],
)
def test_the_period_tells_whether_a_document_is_in_force(start: str, end: str, words: str, good: bool) -> None:
    told = standing(stand_in.document(period_start=start, period_end=end), {}, TODAY)
    assert (told.words, told.good) == (words, good)


def test_what_was_replaced_is_not_in_force_whatever_its_period() -> None:
    older = stand_in.document("older", period_start="2024-04-01", superseded_by="plan")
    told = standing(older, {"plan": stand_in.document()}, TODAY)
    assert (told.words, told.good, told.later, told.later_path) == ("Superseded by", False, "plan", "/documents/plan")
    assert standing(older, {}, TODAY).later_path == ""
