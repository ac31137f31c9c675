"""Which questions are offered: those whose answer is sure, checked, from the right place, and new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from mandate_qa.answering.next_questions import Candidate
from mandate_qa.answering.suggesting import MOST, TRIED, suggested
from mandate_qa.types import Answer, Citation, Draft, Query, Status

Asked = list[str]


def citation(quote: str, paragraph_id: str) -> Citation:
    document = paragraph_id.partition(" ")[0]
    return Citation(1, document, "", None, "", (), paragraph_id, quote, quote, 0, len(quote), None, checked=True)


def answer(quote: str, paragraph_id: str = "plan ¶1.1", confidence: float = 0.9) -> Answer:
    draft = Draft(Status.ANSWERED, confidence=confidence)
    given = (citation(quote, paragraph_id),)
    return Answer(f"{quote} [1]", Status.ANSWERED, given, (), Query("", ""), (), draft, confidence=confidence)


PRESENT = answer("There are 40 wooden blocks in every nursery of the town.")
KITES = answer("There are 60 paper kites in every single park of the town.", "plan ¶1.2")
SECTION = Candidate("What does the plan say about kites?", "section", ("plan",), ("plan ¶1.2",))


def offered(given: Answer | None, candidate: Candidate = SECTION, asked: Sequence[str] = ()) -> tuple[str, ...]:
    return suggested([candidate], PRESENT, asked, lambda question: given)


def test_what_is_surely_answered_from_its_place_is_offered() -> None:
    assert offered(KITES) == (SECTION.question,)


@pytest.mark.parametrize(
    "given",
    [
        None,
        replace(KITES, status=Status.NOT_IN_DOCUMENTS, citations=()),
        replace(KITES, confidence=0.2),
        replace(KITES, citations=(replace(KITES.citations[0], checked=False),)),
        replace(KITES, citations=()),
        replace(KITES, text="The parks must have: [1]"),
        answer("There are 60 paper kites in every single park of the town.", "plan ¶9.9"),
        answer("There are 60 paper kites in every single park of the town.", "other ¶1.2"),
        answer("Kites", "plan ¶1.2"),
        replace(PRESENT, citations=(citation("40 wooden blocks in every nursery of the town", "plan ¶1.2"),)),
    ],
    ids="follow-up refused unsure unchecked uncited unfinished elsewhere another heading known".split(),
)
def test_anything_less_is_not(given: Answer | None) -> None:
    assert offered(given) == ()


def test_of_a_row_that_row_alone_must_be_told() -> None:
    candidate = Candidate("What does the plan give for “Kites”?", "row", row="Kites\t60")
    assert offered(answer("Kites\t60"), candidate)
    assert not offered(answer("Swings\t7"), candidate)
    both = replace(answer("Kites\t60"), citations=(citation("Kites\t60", "plan ¶1"), citation("Swings\t7", "plan ¶1")))
    assert not offered(both, candidate)


def test_what_was_asked_already_is_not_asked_again() -> None:
    assert offered(KITES, asked=["what does the plan say about KITES"]) == ()


def many(give: Callable[[int], Answer | None]) -> tuple[tuple[str, ...], Asked]:
    """What is offered of twenty candidates, of which the n-th is answered by `give(n)`, and what was asked."""
    subjects = [f"subject{'abcdefghijklmnopqrst'[n] * 3}" for n in range(20)]
    asked: Asked = []

    def ask(question: str) -> Answer | None:
        asked.append(question)
        return give(len(asked))

    return suggested([Candidate(f"What of {one}?", "section") for one in subjects], PRESENT, (), ask), asked


def test_three_are_enough_and_no_more_are_tried() -> None:
    found, asked = many(
        lambda n: answer(f"This sentence with the number {n} says something quite different.", f"p ¶{n}")
    )
    assert len(found) == len(asked) == MOST


def test_no_two_tell_the_same() -> None:
    found, asked = many(lambda n: KITES)
    assert len(found) == 1 and len(asked) == TRIED


def test_few_are_tried() -> None:
    found, asked = many(lambda n: None)
    assert found == () and len(asked) == TRIED
