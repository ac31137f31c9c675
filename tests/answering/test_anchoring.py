"""Follow-up questions are answered where the last answer stood, unless they name something else."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa import Assistant
from mandate_qa.answering.anchoring import anchored, anchors, cited
from mandate_qa.types import Draft, Query, Status

TEXT = """\
    The Toy Office's plan for 2024-25

    1. Grants

    1.1 The kite premium is £40 for each maker. It begins on 1 May 2024 and stops on 31 March 2025. At least 25 \
makers in one town must apply before it is paid.

    1.2 Applications are read by the Guild within 10 days.

    2. Boats

    2.1 The boat levy is £9 a boat. It stops on 30 June 2026. At least 12 boats must be in the harbour.

    Table 1: Parks (£m)\t2024-25\t2025-26
    Swings\t110\t120
    Repairs\t5\t8

    Table 2: Beaches (£m)\t2024-25\t2025-26
    Boats\t21\t22
    Repairs\t31\t34
    """


@pytest.fixture(scope="module")
def kites(toys: Any) -> Assistant:
    assistant: Assistant = toys.assistant(TEXT)
    return assistant


def talk(assistant: Assistant, *turns: str) -> str:
    history = [{"role": "user", "content": turn} for turn in turns[:-1]]
    return assistant.ask(turns[-1], history).text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("how much is the kite premium?", "when does it stop?"), "31 March 2025"),
        (("how much is the boat levy?", "when does it stop?"), "30 June 2026"),
        (("how much is the kite premium?", "how many have to be there before it kicks in?"), "25"),
        (("how much for swings in 2024-25?", "and repairs?"), "5"),
        (("how much for boats in the beaches table in 2024-25?", "and repairs?"), "31"),
        (("how much for boats in the beaches table in 2024-25?", "and repairs?", "and the year after?"), "34"),
        (("how much for boats in the beaches table in 2024-25?", "and repairs?", "and in the last year?"), "34"),
        (("how much for swings in 2025-26?", "and repairs, same year?"), "8"),
        (("how much for swings in 2025-26?", "and repairs?", "and the first column?"), "5"),
    ],
)
def test_a_follow_up_is_answered_where_the_last_answer_stood(
    kites: Assistant, turns: tuple[str, ...], told: str
) -> None:
    assert told in talk(kites, *turns)


def test_thirty_turns_stay_in_scope(kites: Assistant) -> None:
    """A table of one year is gone through row by row and year by year; another document never comes in."""
    turns = ["how much for boats in the beaches table in 2024-25?"]
    for n in range(15):
        turns += ["and repairs?", "and boats?"] if n % 2 else ["and repairs?", "and the boats then?"]
        assert "31" in talk(kites, *turns[:-1])
        assert "21" in talk(kites, *turns)
    assert len(turns) > 30


def test_what_a_draft_rests_on(toys: Any) -> None:
    shelf = toys.shelf(TEXT)
    draft = Draft(Status.ANSWERED, (shelf.statement("The kite premium is £40 for each maker."),))
    assert anchors(draft) == ("plan ¶1.1",)
    assert cited(draft) == ("The kite premium is £40 for each maker.",)
    refused = Draft(Status.NOT_IN_DOCUMENTS, draft.statements)
    assert (anchors(refused), cited(refused)) == ((), ())


def test_hits_beside_the_anchor_are_kept_and_move_up(toys: Any) -> None:
    shelf = toys.shelf(TEXT)
    far, near = shelf.hits("boat levy", "kite premium")
    places = _Places(shelf)
    found = anchored(Query("when?", "when?", focus="when?", anchors=("plan ¶1.2",)), (far, near), places)
    assert [hit.rank for hit in found] == [1, 2]
    assert [round(hit.score - before.score, 2) for hit, before in zip(found, (far, near), strict=True)] == [0.0, 0.25]
    found = anchored(Query("when?", "when?", focus="when?", anchors=("plan ¶1.1",)), (far, near), places)
    assert [round(hit.score - before.score, 2) for hit, before in zip(found, (far, near), strict=True)] == [0.0, 0.5]


def test_without_an_anchor_nothing_moves(toys: Any) -> None:
    shelf = toys.shelf(TEXT)
    assert anchored(Query("when?", "when?"), shelf.hits(), _Places(shelf)) == shelf.hits()


class _Places:
    """Neighbours in a toy library."""

    def __init__(self, shelf: Any) -> None:
        self.paragraph = shelf.paragraph
        self._all = list(shelf.paragraphs.values())

    def neighbours(self, paragraph_id: str, before: int = 1, after: int = 1) -> Any:
        at = next(n for n, paragraph in enumerate(self._all) if paragraph.id == paragraph_id)
        return self._all[max(0, at - before) : at + after + 1]
