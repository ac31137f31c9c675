"""What a file says in its own words."""

from __future__ import annotations

import pytest
from made_records import OLD, answered, cited

from mandate_qa.exporting.words import asked_words, day_words
from mandate_qa.types import Status


@pytest.mark.parametrize(
    ("asked_at", "words"),
    [
        ("2026-03-01T12:30:00+00:00", "1 March 2026"),
        ("2026-03-01T00:30:00+02:00", "28 February 2026"),
        ("2026-03-01", "1 March 2026"),
        ("0001-01-01T00:00:00+10:00", "0001-01-01T00:00:00+10:00"),
        ("yesterday", "yesterday"),
    ],
)
def test_a_day_is_said_in_words(asked_at: str, words: str) -> None:
    assert day_words(asked_at) == words


def test_it_says_what_was_answered_from() -> None:
    record = answered("A [1] [2]", cited(1), cited(2, source=OLD))
    assert asked_words(record) == (
        "Asked on 1 March 2026, answered by mandate-qa from the 2021-22 plan and the 2017-18 plan."
    )


def test_it_says_that_documents_disagree() -> None:
    assert asked_words(answered(status=Status.CONFLICTING)).endswith("plan. The documents disagree.")


def test_it_says_that_nothing_was_found() -> None:
    record = answered("No.", status=Status.NOT_IN_DOCUMENTS, answered=False)
    assert asked_words(record) == "Asked on 1 March 2026. Reply of mandate-qa: Not found in these documents."
