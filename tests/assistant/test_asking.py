"""What comes back, and what is refused and with what words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from toys import FIRST, OTHERS, QUESTION, SETTINGS, same

from mandate_qa import Answer, Assistant, Citation, Settings, Status
from mandate_qa import assistant as front_door
from mandate_qa.errors import (
    EmptyQuestionError,
    MandateQAError,
    UnknownBackendError,
    UnknownDocumentError,
    UsageError,
)
from mandate_qa.explaining import MARK
from mandate_qa.types import Turn


class TestAnswers:
    def test_it_gives_the_documents_words_with_a_mark(self, answer: Answer) -> None:
        assert answer.text == "Every nursery must have at least 40 wooden blocks by March 2025. [1]"
        assert answer.answered is True
        assert answer.status is Status.ANSWERED

    def test_the_citation_leads_to_the_words(self, answer: Answer) -> None:
        (citation,) = answer.citations
        assert isinstance(citation, Citation)
        assert citation.marker == 1
        assert citation.document == "plan-2024"
        assert citation.title == "The Toy Office's plan for 2024-25"
        assert citation.number == "1.1"
        assert citation.label == "2024-25 toy plan, para 1.1"
        assert citation.section == ("1. Playing",)
        assert citation.paragraph_id == "plan-2024 ¶1.1"
        assert citation.quote == "Every nursery must have at least 40 wooden blocks by March 2025."
        assert citation.text[citation.start : citation.end] == citation.quote
        assert citation.text.endswith("tested the paint.")
        assert citation.page is None
        assert citation.checked is True

    def test_the_library_has_what_the_citation_names(self, assistant: Assistant, answer: Answer) -> None:
        (citation,) = answer.citations
        assert assistant.library.paragraph(citation.paragraph_id).text == citation.text
        assert assistant.library.documents[citation.document].title == citation.title

    def test_the_question_is_kept_as_typed_and_as_understood(self, answer: Answer) -> None:
        assert answer.query.question == QUESTION
        assert answer.query.text
        assert answer.query.documents == ("plan-2024",)

    def test_the_hits_are_kept_with_ranks_and_reasons(self, assistant: Assistant) -> None:
        hits = assistant.ask(QUESTION).hits
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert any(hit.kept for hit in hits)
        assert all(bool(hit.reason) != hit.kept for hit in hits)

    def test_the_draft_is_kept(self, answer: Answer) -> None:
        assert answer.draft.composer == "extractive"
        assert [statement.text for statement in answer.draft.statements] == [answer.text.removesuffix(" [1]")]

    def test_every_step_is_timed(self, answer: Answer) -> None:
        steps = {step: took for step, took in answer.timings.items() if step != "total"}
        assert {"understand", "retrieve", "compose", "verify"} <= set(steps)
        assert all(took >= 0 for took in steps.values())
        assert sum(steps.values()) <= answer.timings["total"] < 5

    def test_the_fingerprint_stands_for_settings_and_index(self, index: Path, answer: Answer) -> None:
        assert re.fullmatch("[0-9a-f]{12}", answer.fingerprint)
        again = Assistant.open(index, settings=SETTINGS, build=False).ask("how much is the grant?")
        assert again.fingerprint == answer.fingerprint
        other = Settings.load(environ={"MANDATE_QA_RETRIEVAL__KEPT": "5"}, embedder="hashing")
        assert Assistant.open(index, settings=other, build=False).ask(QUESTION).fingerprint != answer.fingerprint

    def test_it_can_be_written_as_json(self, assistant: Assistant) -> None:
        for question in OTHERS:
            given = assistant.ask(question)
            told = json.loads(json.dumps(given.to_dict()))
            assert set(told) == {"answered", *(field.name for field in fields(Answer))}
            assert told["text"] == given.text
            assert told["status"] == given.status.value
            assert told["answered"] is given.answered
            names = {field.name for field in fields(Citation)}
            assert [set(citation) for citation in told["citations"]] == [names] * len(given.citations)

    def test_as_markdown_it_has_its_sources_and_notes_below(self, assistant: Assistant) -> None:
        conflict = assistant.ask("what is the revenue budget for 2025-26?")
        text = conflict.to_markdown()
        assert text.startswith(conflict.text)
        for citation in conflict.citations:
            assert f"[{citation.marker}] {citation.label}" in text
            assert " ".join(citation.quote.split()) in text
        assert conflict.notes
        assert all(note in text for note in conflict.notes)

    def test_marks_and_citations_are_the_same_in_number_and_order(self, assistant: Assistant) -> None:
        for question in OTHERS:
            given = assistant.ask(question)
            marks = dict.fromkeys(int(mark) for mark in MARK.findall(given.text))
            assert list(marks) == [citation.marker for citation in given.citations]


class TestRefusals:
    @pytest.mark.parametrize(
        ("question", "status"),
        [
            ("who won the world cup in 1966?", Status.NOT_IN_DOCUMENTS),
            ("write me a poem", Status.OUTSIDE_SCOPE),
            ("hello", Status.UNCLEAR),
            ("??", Status.UNCLEAR),
        ],
    )
    def test_what_cannot_be_answered_is_said_and_not_raised(
        self, assistant: Assistant, question: str, status: Status
    ) -> None:
        given = assistant.ask(question)
        assert (given.status, given.answered, given.citations) == (status, False, ())
        assert given.text

    def test_it_says_what_was_searched(self, assistant: Assistant) -> None:
        given = assistant.ask("who won the world cup in 1966?", documents=["plan-2024"])
        assert "2024-25 toy plan" in given.text
        assert "2025-26 toy plan" not in given.text


class TestMistakes:
    @pytest.mark.parametrize("question", ["", "   ", "\n\t"])
    def test_an_empty_question(self, assistant: Assistant, question: str) -> None:
        for call in (assistant.ask, assistant.search, lambda q: list(assistant.stream(q))):
            with pytest.raises(EmptyQuestionError):
                call(question)

    def test_a_question_that_is_too_long(self, assistant: Assistant) -> None:
        with pytest.raises(UsageError, match=str(front_door.MAX_QUESTION)):
            assistant.ask("k" * (front_door.MAX_QUESTION + 1))
        assert assistant.ask("kite " * (front_door.MAX_QUESTION // 5)).text

    @pytest.mark.parametrize("call", ["ask", "search", "stream"])
    def test_an_unknown_document(self, assistant: Assistant, call: str) -> None:
        with pytest.raises(UnknownDocumentError, match=r"'plan-2026'.*did you mean 'plan-202[45]'"):
            list(getattr(assistant, call)(QUESTION, documents=["plan-2024", "plan-2026"]) or ())

    @pytest.mark.parametrize("k", [0, -1])
    def test_fewer_hits_than_one(self, assistant: Assistant, k: int) -> None:
        with pytest.raises(UsageError, match=str(k)):
            assistant.search(QUESTION, k=k)

    def test_an_unknown_language_model(self, index: Path) -> None:
        with pytest.raises(UnknownBackendError, match="'extractiv'"):
            Assistant.open(index, llm="extractiv", settings=SETTINGS, build=False)

    @pytest.mark.parametrize("turn", [{"content": "what?"}, {"role": "user"}, "what?", 7, None])
    def test_a_history_that_holds_no_turns(self, assistant: Assistant, turn: Any) -> None:
        with pytest.raises(UsageError, match="role"):
            assistant.ask(QUESTION, history=[turn])

    def test_every_mistake_is_one_sentence(self, assistant: Assistant) -> None:
        calls: list[dict[str, Any]] = [
            {"question": ""},
            {"question": "k" * 9999},
            {"question": QUESTION, "documents": ["no"]},
            {"question": QUESTION, "history": [{}]},
        ]
        for call in calls:
            with pytest.raises(MandateQAError) as caught:
                assistant.ask(**call)
            assert "\n" not in str(caught.value)
            assert len(str(caught.value)) < 300


class TestSearching:
    @pytest.mark.parametrize("k", [1, 3, 10])
    def test_the_best_hits_come_first_and_no_more_than_asked_for(self, assistant: Assistant, k: int) -> None:
        hits = assistant.search(QUESTION, k=k)
        assert [hit.rank for hit in hits][: len(hits)] == sorted(hit.rank for hit in hits)
        assert 1 <= len(hits) <= k
        assert all(hit.kept for hit in hits)
        assert "wooden blocks" in hits[0].passage.text

    def test_fewer_hits_are_the_first_of_more(self, assistant: Assistant) -> None:
        many = [hit.passage.id for hit in assistant.search(QUESTION, k=8)]
        assert [hit.passage.id for hit in assistant.search(QUESTION, k=3)] == many[:3]

    def test_only_the_chosen_documents_are_searched(self, assistant: Assistant) -> None:
        hits = assistant.search(QUESTION, k=50, documents=["plan-2025"])
        assert {hit.passage.document for hit in hits} == {"plan-2025"}

    def test_it_knows_what_was_said_before(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST)]
        (best,) = assistant.search("and capital?", k=1, history=history)
        assert best.passage.document == "plan-2024"
        assert "Capital" in best.passage.text


class TestStreaming:
    @pytest.mark.parametrize("question", OTHERS)
    def test_the_pieces_are_the_text_and_the_answer_comes_last(self, assistant: Assistant, question: str) -> None:
        *pieces, last = assistant.stream(question)
        assert isinstance(last, Answer)
        assert "".join(map(str, pieces)) == last.text
        assert same(last, assistant.ask(question))

    def test_it_is_given_piece_by_piece(self, assistant: Assistant) -> None:
        assert isinstance(assistant.stream(QUESTION), Iterator)
        assert len(list(assistant.stream("list what the Toy Office will do"))) > 2

    def test_it_takes_history_and_documents(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST)]
        *_, last = assistant.stream("and capital?", history=history)
        assert same(last, assistant.ask("and capital?", history=history))
        *_, last = assistant.stream(QUESTION, documents=["plan-2025"])
        assert {citation.document for citation in last.citations} == {"plan-2025"}


class TestChosenDocuments:
    @pytest.mark.parametrize(("key", "figure", "other"), [("plan-2024", "40", "55"), ("plan-2025", "55", "40")])
    def test_nothing_else_is_searched_or_cited(self, assistant: Assistant, key: str, figure: str, other: str) -> None:
        given = assistant.ask(QUESTION, documents=[key])
        assert figure in given.text
        assert other not in given.text
        assert {hit.passage.document for hit in given.hits} == {key}
        assert {citation.document for citation in given.citations} == {key}

    def test_the_choice_wins_over_what_the_question_names(self, assistant: Assistant) -> None:
        given = assistant.ask("how many wooden blocks in the 2024-25 toy plan?", documents=["plan-2025"])
        assert {hit.passage.document for hit in given.hits} == {"plan-2025"}

    def test_all_of_them_are_as_good_as_none_chosen(self, assistant: Assistant) -> None:
        chosen = assistant.ask("list what the Toy Office will do", documents=["plan-2024", "plan-2025"])
        freely = assistant.ask("list what the Toy Office will do")
        assert chosen.answered
        assert (chosen.text, chosen.citations) == (freely.text, freely.citations)

    def test_several_limit_the_search_and_are_not_compared_unless_asked(self, assistant: Assistant) -> None:
        both = ["plan-2024", "plan-2025"]
        assert len(assistant.ask("how much is the repairs grant in 2024-25?", documents=both).citations) == 1
        compared = assistant.ask("compare the wooden blocks that nurseries must have", documents=both)
        assert [citation.document for citation in compared.citations] == both

    def test_none_chosen_is_all(self, assistant: Assistant) -> None:
        assert same(assistant.ask(QUESTION, documents=[]), assistant.ask(QUESTION))
