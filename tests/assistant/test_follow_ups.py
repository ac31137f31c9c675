"""What may be asked after an answer is answered when it is asked."""

from __future__ import annotations

import pytest
from toys import FIRST, OTHERS, QUESTION

from mandate_qa import Assistant
from mandate_qa.types import Turn

TABLE = "what is the revenue budget for 2025-26 in the 2025-26 toy plan?"


@pytest.mark.parametrize("question", [*OTHERS, TABLE, FIRST])
def test_every_one_is_answered_with_checked_citations(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    offered = assistant.follow_ups(answer)
    assert len(offered) == len(set(offered)) <= 3
    history = [Turn("user", question), Turn("assistant", answer.text)]
    for one in offered:
        given = assistant.ask(one, history=history)
        assert given.answered and all(citation.checked for citation in given.citations)
        assert not given.query.follows
        assert given.text != answer.text


def test_after_a_figure_of_a_table_its_next_year_and_row_are_offered(assistant: Assistant) -> None:
    offered = assistant.follow_ups(assistant.ask(TABLE))
    assert "What figure does the 2025-26 toy plan give for “Money: Revenue” in 2024-25?" in offered
    assert "What figure does the 2025-26 toy plan give for “Money: Capital” in 2025-26?" in offered


def test_what_was_asked_before_is_not_offered(assistant: Assistant) -> None:
    answer = assistant.ask(TABLE)
    first = assistant.follow_ups(answer)[0]
    again = assistant.follow_ups(answer, history=[{"role": "user", "content": first}])
    assert first not in again


def test_they_keep_to_the_documents_that_the_search_is_limited_to(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, documents=["plan-2024"])
    for one in assistant.follow_ups(answer):
        cited = assistant.ask(one, documents=["plan-2024"]).citations
        assert cited and {citation.document for citation in cited} == {"plan-2024"}
