from __future__ import annotations

from typing import Any

import pytest

from mandate_qa import Assistant
from mandate_qa.answering.reciting import recited
from mandate_qa.answering.scope import read_references
from mandate_qa.answering.verification import verify
from mandate_qa.types import Answer, Query


def recite(plans: Any, question: str, *documents: str, max_words: int = 200) -> Answer | None:
    query = Query(question, question, documents=documents, references=read_references(question))
    draft = recited(query, plans, max_words)
    return draft and verify(draft, plans, query, ())


def told(answer: Answer | None) -> Answer:
    assert answer is not None
    assert answer.answered
    assert answer.draft.statements
    return answer


@pytest.mark.parametrize(
    "question", ["what does para 1.1 say", "paragraph 1.1?", "read me ¶1.1 in full", "what is in section 1.1"]
)
def test_a_paragraph_that_is_asked_for_by_its_number_is_told_whole(plans: Any, question: str) -> None:
    answer = told(recite(plans, question, "plan-2024"))
    assert "at least 40 wooden blocks" in answer.text
    assert "unless the Toy Office has tested the paint." in answer.text
    (citation,) = answer.citations
    assert (citation.number, citation.document) == ("1.1", "plan-2024")
    assert citation.quote == citation.text
    assert answer.notes == ()


def test_its_bullets_stand_on_lines_of_their_own(plans: Any) -> None:
    answer = told(recite(plans, "para 1.2", "plan-2024"))
    assert [line[:6] for line in answer.text.splitlines()[1:]] == ["- publ", "- insp", "- trai"]
    assert len(answer.citations) == 1


def test_a_long_one_is_cut_at_a_sentence_and_the_reader_is_told(plans: Any) -> None:
    answer = told(recite(plans, "para 1.1", "plan-2024", max_words=20))
    assert "40 wooden blocks" in answer.text
    assert "lead" not in answer.text
    (note,) = answer.notes
    assert "2024-25 toy plan, para 1.1" in note


def test_where_several_documents_have_the_number_each_begins_a_line(plans: Any) -> None:
    answer = told(recite(plans, "para 1.1"))
    assert [line.startswith("- ") for line in answer.text.splitlines()] == [True, True]
    assert {citation.document for citation in answer.citations} == {"plan-2024", "plan-2025"}
    assert answer.notes


@pytest.mark.parametrize(
    "question",
    [
        "what does para 1.1 say about lead",
        "how many blocks does para 1.1 ask for",
        "para 9.9",
        "what does the plan say",
        "objective 3",
    ],
)
def test_other_questions_are_left_to_others(plans: Any, question: str) -> None:
    assert recite(plans, question) is None


def test_only_the_documents_meant_are_looked_into(plans: Any) -> None:
    assert recite(plans, "para 1.3", "plan-2025") is None
    assert recite(plans, "para 1.3", "note") is None
    told(recite(plans, "para 1.3", "plan-2024"))


class TestAnnexes:
    TEXT = """\
        The toy plan

        1. Playing

        2.1 Kites fly.

        Annex: what is measured

        Aim\tMeasure
        2.1 Joy\tThe number of children who laugh in a playground in a week
        2.2 Peace\tThe number of children who sleep in a playground in a week
        """

    @pytest.mark.parametrize(
        ("question", "number", "words"),
        [("what does annex 2.1 say", "Annex 2.1", "laugh"), ("what does para 2.1 say", "2.1", "Kites fly")],
    )
    def test_of_two_that_end_alike_the_one_that_is_spoken_of_is_told(
        self, toys: Any, question: str, number: str, words: str
    ) -> None:
        answer = told(recite(toys.shelf(self.TEXT), question, "plan"))
        assert {citation.number for citation in answer.citations} == {number}
        assert words in answer.text


def test_through_the_assistant(assistant: Assistant) -> None:
    answer = assistant.ask("what does paragraph 1.3 of the 2024-25 toy plan say?")
    assert answer.answered
    assert [citation.number for citation in answer.citations] == ["1.3"]
    assert "Safe Paint Register" in answer.text


def test_the_library_finds_numbers_whole_and_whatever_their_case(assistant: Assistant) -> None:
    library = assistant.library
    assert [p.id for p in library.numbered("1.1")] == ["plan-2024 ¶1.1", "plan-2025 ¶1.1"]
    assert [p.id for p in library.numbered("1.1", ["plan-2025"])] == ["plan-2025 ¶1.1"]
    assert [*library.numbered("1"), *library.numbered(".1"), *library.numbered("%")] == []
