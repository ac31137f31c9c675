"""What a reader is told of the documents that an answer rests on, and of others that speak of the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mandate_qa.answering.confidence import Found
from mandate_qa.answering.elsewhere import elsewhere, provenance
from mandate_qa.answering.verification import verify
from mandate_qa.types import Answer, Draft, Query, Status, Wanted

OLD = "1.1 The kite fund pays for 120 paper kites every month in the parks of the town."
NEW = "1.1 The kite fund now pays for 160 paper kites every month in the parks."
NOTE = """\
    - The kite fund pays for 160 paper kites every month in parks, we are told.

    - Blocks are painted every year by the makers of blocks.
    """
ASKED = "paper kites from the kite fund every month"
Told = Callable[..., Answer]


@pytest.fixture
def shelf(toys: Any) -> Any:
    """A plan, the one that replaces it, and an account of that."""
    return toys.shelf(
        (toys.document("old", "2021-03", superseded_by="new"), OLD),
        (toys.document("new", "2023-03", replaces="old"), NEW),
        (toys.document("note", "2023-04", short_title="kite briefing", status="summary by a third party"), NOTE),
    )


@pytest.fixture
def told(shelf: Any, toys: Any) -> Told:
    """The answer that tells of `words`, where `others` were found too."""

    def answer(words: str, *others: Any, **given: Any) -> Answer:
        query = Query(ASKED, ASKED, **given)
        draft = Draft(Status.ANSWERED, (shelf.statement(words),))
        found = Found(query, toys.asked(ASKED), (), [shelf.unit(words), *others], shelf.documents)
        draft = Draft(Status.ANSWERED, draft.statements, elsewhere=elsewhere(draft, found))
        return verify(draft, shelf, query, ())

    return answer


def test_the_latest_in_force_is_said_to_be_and_the_others_are_named(told: Told, shelf: Any) -> None:
    answer = told("160 paper kites every month in the parks.", shelf.unit("120"), shelf.unit("we are told", 0.9))
    assert [found.partition(" ")[0] for found in answer.draft.elsewhere] == ["note", "old"]
    (note,) = provenance(answer, shelf)
    assert note.startswith("Scope: 2023-24 toy plan, the latest in force that speaks of this")
    assert "2021-22 toy plan, para 1.1" in note and "kite briefing" in note


def test_an_account_is_not_said_to_be_in_force(told: Told, shelf: Any) -> None:
    default, account = provenance(told("we are told", shelf.unit("160 paper kites every month in the parks.")), shelf)
    assert default.startswith(
        "Scope: kite briefing; no document or year was named. Also in: 2023-24 toy plan, para 1.1"
    )
    assert account == "The kite briefing is a summary by a third party."


def test_what_speaks_of_another_thing_is_not_named(told: Told, shelf: Any) -> None:
    answer = told("160 paper kites every month in the parks.", shelf.unit("Blocks are painted"))
    assert answer.draft.elsewhere == () and provenance(answer, shelf) == ()


def test_what_scores_far_less_is_not_named(told: Told, shelf: Any) -> None:
    assert told("160 paper kites every month in the parks.", shelf.unit("120", 0.3)).draft.elsewhere == ()


@pytest.mark.parametrize("given", [{"documents": ("new",)}, {"wanted": Wanted.COMPARISON}])
def test_where_documents_are_named_or_compared_none_is(told: Told, shelf: Any, given: dict[str, Any]) -> None:
    answer = told("160 paper kites every month in the parks.", shelf.unit("120"), **given)
    assert answer.draft.elsewhere == ()


def test_of_a_year_that_was_named_only_what_speaks_of_it_is(told: Told, shelf: Any) -> None:
    others = shelf.unit("120"), shelf.unit("we are told", 0.9)
    answer = told("160 paper kites every month in the parks.", *others, periods=("2023-24",))
    (note,) = provenance(answer, shelf)
    assert note.startswith("Also in: kite briefing") and "2021-22" not in note


def test_a_replaced_source_is_told_with_what_replaces_it(told: Told, shelf: Any) -> None:
    replaced = "The 2021-22 toy plan has been replaced by the 2023-24 toy plan."
    assert provenance(told("120 paper kites"), shelf) == (replaced,)
    assert provenance(told("120 paper kites", documents=("old",)), shelf) == (replaced,)


def test_not_where_the_later_one_is_cited_beside_it(shelf: Any) -> None:
    both = Draft(
        Status.CONFLICTING,
        (shelf.statement("120 paper kites"), shelf.statement("160 paper kites every month in the parks.")),
    )
    assert provenance(verify(both, shelf, Query(ASKED, ASKED), ()), shelf) == ()


def test_a_refusal_rests_on_nothing(shelf: Any) -> None:
    refused = verify(Draft(Status.NOT_IN_DOCUMENTS), shelf, Query(ASKED, ASKED), ())
    assert provenance(refused, shelf) == ()
