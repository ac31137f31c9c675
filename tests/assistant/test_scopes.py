"""A reader's choice of documents and years stands instead of what the question names."""

from __future__ import annotations

from typing import Any

import pytest
from toys import FIRST, QUESTION, same

from mandate_qa import Answer, Assistant, Scope
from mandate_qa.errors import UnknownDocumentError, UsageError
from mandate_qa.types import Turn

OLD, NEW = "plan-2024", "plan-2025"
THIS_YEAR = "how much is the repairs grant in the 2024-25 toy plan?"


def told(answer: Answer) -> tuple[Any, ...]:
    return answer.text, answer.citations, answer.status


class TestAnotherDocument:
    def test_it_is_answered_as_if_the_question_had_named_it(self, assistant: Assistant) -> None:
        chosen = assistant.ask(THIS_YEAR, scope=Scope(documents=(NEW,)))
        assert told(chosen) == told(assistant.ask("how much is the repairs grant in the 2025-26 toy plan?"))
        assert "4.4" in chosen.text and chosen.query.documents == (NEW,) and chosen.query.periods == ("2025-26",)
        assert chosen.notes[0] == "Scope: 2025-26 toy plan, as you chose, instead of 2024-25 toy plan."

    def test_a_year_that_heads_a_column_of_it_may_still_be_meant(self, assistant: Assistant) -> None:
        chosen = assistant.ask("what is the revenue budget for 2024-25?", scope=Scope(documents=(NEW,)))
        assert (chosen.query.documents, chosen.query.periods) == ((NEW,), ("2024-25",)) and "120" in chosen.text

    def test_the_question_stays_as_typed(self, assistant: Assistant) -> None:
        query = assistant.ask(THIS_YEAR, scope=Scope(documents=(NEW,))).query
        assert query.question == THIS_YEAR
        assert query.text == "how much is the repairs grant in the 2025-26 toy plan?"
        assert query.scope == Scope(documents=(NEW,))

    def test_of_several_the_search_is_limited_to_them(self, assistant: Assistant) -> None:
        chosen = assistant.ask(THIS_YEAR, scope=Scope(documents=(OLD, NEW)))
        assert chosen.query.within == (OLD, NEW) and chosen.query.documents == () and not chosen.query.sides

    def test_a_comparison_asked_of_one_is_none(self, assistant: Assistant) -> None:
        question = "compare the wooden blocks that nurseries must have in the 2024-25 and the 2025-26 toy plans"
        assert len(assistant.ask(question).citations) == 2
        (citation,) = assistant.ask(question, scope=Scope(documents=(NEW,))).citations
        assert (citation.document, citation.number) == (NEW, "1.1")

    def test_it_goes_before_a_limit(self, assistant: Assistant) -> None:
        chosen = assistant.ask(THIS_YEAR, documents=[OLD], scope=Scope(documents=(NEW,)))
        assert {hit.passage.document for hit in chosen.hits} == {NEW}

    def test_all_of_them_are_searched_when_it_is_cleared(self, assistant: Assistant) -> None:
        chosen = assistant.ask(THIS_YEAR, scope=Scope(documents=()))
        assert told(chosen) == told(assistant.ask("how much is the repairs grant?"))
        assert {hit.passage.document for hit in chosen.hits} == {OLD, NEW}
        assert chosen.notes[-1] == "Scope: all documents, as you chose, instead of 2024-25 toy plan."
        kept = assistant.ask(THIS_YEAR, documents=[OLD], scope=Scope(documents=()))
        assert {hit.passage.document for hit in kept.hits} == {OLD}


class TestAnotherYear:
    def test_it_is_answered_as_if_the_question_had_named_it(self, assistant: Assistant) -> None:
        question = "what is the revenue budget for {}?"
        chosen = assistant.ask(question.format("2024-25"), scope=Scope(periods=("2025-26",)))
        assert told(chosen) == told(assistant.ask(question.format("2025-26")))
        assert chosen.query.periods == ("2025-26",)
        assert "Scope: 2025-26, as you chose, instead of 2024-25." in chosen.notes

    def test_a_document_that_has_a_column_of_it_stays(self, assistant: Assistant) -> None:
        question = "what is the revenue budget for 2024-25 in the 2024-25 toy plan?"
        chosen = assistant.ask(question, scope=Scope(periods=("2025-26",)))
        assert chosen.query.documents == (OLD,) and "130" in chosen.text

    def test_a_document_of_other_years_goes(self, assistant: Assistant) -> None:
        chosen = assistant.ask(THIS_YEAR, scope=Scope(periods=("2030-31",)))
        assert chosen.query.documents == ()
        assert any("No document in the library is of 2030-31" in note for note in chosen.notes)
        assert "3.5" not in chosen.text

    def test_it_may_be_spelt_as_people_do(self, assistant: Assistant) -> None:
        chosen = assistant.ask("what is the revenue budget for 2024-25?", scope={"periods": ["25/26"]})
        assert chosen.query.periods == ("2025-26",)

    def test_any_year_is_as_if_none_was_named(self, assistant: Assistant) -> None:
        chosen = assistant.ask("what is the revenue budget for 2024-25?", scope=Scope(periods=()))
        assert told(chosen) == told(assistant.ask("what is the revenue budget?"))


class TestConversations:
    def test_a_follow_up_carries_it_on(self, assistant: Assistant) -> None:
        turn = {"role": "user", "content": FIRST, "scope": {"documents": [NEW], "periods": None}}
        given = assistant.ask("and capital?", history=[turn])
        assert given.query.documents == (NEW,) and "11" in given.text
        assert given.query.scope == Scope(documents=(NEW,))
        further = assistant.ask("what about revenue?", history=[turn, {"role": "user", "content": "and capital?"}])
        assert further.query.documents == (NEW,)

    def test_so_it_does_several(self, assistant: Assistant) -> None:
        turn = Turn("user", FIRST, Scope(documents=(OLD, NEW)))
        assert assistant.ask("and capital?", history=[turn]).query.within == (OLD, NEW)

    def test_a_follow_up_that_names_another_document_has_its_way(self, assistant: Assistant) -> None:
        turn = Turn("user", FIRST, Scope(documents=(NEW,)))
        given = assistant.ask("and in the 2024-25 toy plan?", history=[turn])
        assert given.query.documents == (OLD,) and given.query.scope is None

    def test_a_follow_up_may_be_asked_again_elsewhere(self, assistant: Assistant) -> None:
        given = assistant.ask("and capital?", history=[Turn("user", FIRST)], scope=Scope(documents=(NEW,)))
        assert given.query.documents == (NEW,) and "11" in given.text

    def test_a_question_of_its_own_owes_it_nothing(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST, Scope(documents=(NEW,)))]
        assert same(assistant.ask(QUESTION, history=history), assistant.ask(QUESTION))

    def test_documents_that_have_gone_since_are_passed_over(self, assistant: Assistant) -> None:
        gone = [Turn("user", FIRST, Scope(documents=("plan-1999",)))]
        assert same(
            assistant.ask("and capital?", history=gone), assistant.ask("and capital?", history=[Turn("user", FIRST)])
        )


def test_streaming_and_searching_take_it_too(assistant: Assistant) -> None:
    scope = Scope(documents=(NEW,))
    *_, last = assistant.stream(THIS_YEAR, scope=scope)
    assert isinstance(last, Answer)
    assert same(last, assistant.ask(THIS_YEAR, scope=scope))
    assert {hit.passage.document for hit in assistant.search(THIS_YEAR, scope=scope)} == {NEW}


@pytest.mark.parametrize("nothing", [None, Scope(), {}, {"documents": None, "periods": None}])
def test_nothing_chosen_is_nothing_changed(assistant: Assistant, nothing: Any) -> None:
    assert same(assistant.ask(THIS_YEAR, scope=nothing), assistant.ask(THIS_YEAR))


@pytest.mark.parametrize(
    "scope",
    [
        {"periods": ["next year"]},
        {"periods": [2024]},
        {"documents": 7},
        {"documents": [["plan-2024"]]},
        ["plan-2024"],
        "plan-2024",
        {"document": ["plan-2024"], "periods": ["2024-25", "2025"]},
    ],
)
def test_what_is_no_scope_is_told_in_a_sentence(assistant: Assistant, scope: Any) -> None:
    with pytest.raises(UsageError) as caught:
        assistant.ask(THIS_YEAR, scope=scope)
    assert "\n" not in str(caught.value)
    with pytest.raises(UsageError):
        assistant.ask("and capital?", history=[{"role": "user", "content": FIRST, "scope": scope}])


def test_an_unknown_document_is_told(assistant: Assistant) -> None:
    with pytest.raises(UnknownDocumentError):
        assistant.ask(THIS_YEAR, scope=Scope(documents=("plan-1999",)))
