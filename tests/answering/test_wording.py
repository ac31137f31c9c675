from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.wording import refusal, searched, the
from mandate_qa.types import Query, Status

REFUSED = [status for status in Status if not status.answered]


def test_every_refusal_has_words_of_its_own(plans: Any) -> None:
    texts = {refusal(status, Query("q", "q"), (), plans.documents) for status in REFUSED}
    assert len(texts) == len(REFUSED)


@pytest.mark.parametrize("status", [Status.NOT_IN_DOCUMENTS, Status.OTHER_PERIOD_ONLY])
def test_what_was_searched_and_what_is_nearest_is_said(plans: Any, status: Status) -> None:
    query = Query("q", "q", documents=("plan-2024", "note"))
    text = refusal(status, query, plans.hits("repairs grant"), plans.documents)
    assert "2024-25 toy plan" in text
    assert "makers' note" in text
    assert "2. Money" in text


def test_nothing_near_is_not_spoken_of(plans: Any) -> None:
    text = refusal(Status.NOT_IN_DOCUMENTS, Query("q", "q"), (), plans.documents)
    assert "Nearest" not in text
    assert "3" in text


def test_what_is_no_question_is_not_searched_for(plans: Any) -> None:
    for status in (Status.OUTSIDE_SCOPE, Status.UNCLEAR):
        text = refusal(status, Query("q", "q"), plans.hits("repairs grant"), plans.documents)
        assert "2. Money" not in text


def test_the_documents_searched_are_called_by_their_titles(plans: Any) -> None:
    assert searched(Query("q", "q", documents=("note",)), plans.documents) == "makers' note"
    assert "3" in searched(Query("q", "q"), plans.documents)


def test_a_title_has_one_article() -> None:
    assert the("2023 mandate") == "the 2023 mandate"
    assert the("2023 mandate", first=True) == "The 2023 mandate"
    assert the("The government's 2023 mandate") == the("The government's 2023 mandate", first=True)
