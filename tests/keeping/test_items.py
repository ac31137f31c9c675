"""Feedback as graded questions: what is written can be read and graded, and what is not complete is not asked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import kept_answers
import pytest

from mandate_qa import Assistant
from mandate_qa.evaluation.cases import Case, Kind, QuestionSetError, read_cases, to_case, unfinished
from mandate_qa.evaluation.grading import grade
from mandate_qa.evaluation.records import to_record
from mandate_qa.evaluation.running import about
from mandate_qa.keeping import Feedback, Verdict
from mandate_qa.keeping.facts import facts_of
from mandate_qa.keeping.items import LONGEST, item_of, quotes_of, to_jsonl
from mandate_qa.recording import record
from mandate_qa.types import Status
from mandate_qa.types.records import AnswerRecord

HOSTILE = '"}\n{"id": "\u2028 <script>'
QUESTIONS = (
    "what was the 2021-22 elective recovery target",
    "NHSE capital: 2017-18 against 2021-22 as in the two mandates?",
    "What does section 7A cover?",
    "what is the price of tea in Peking",
)


def feedback(verdict: Verdict, answer: AnswerRecord | None = None, id: int = 1, **given: Any) -> Feedback:
    values = {"at": "2026-03-01T12:30:00+00:00", "words": "", "reader": "kim", "earlier": (), "program": "0.1.0"}
    return Feedback(id=id, verdict=verdict, answer=answer or kept_answers.answer(), **values | given)


def case(of: Feedback) -> Case:
    """The item of a verdict as it is read back from its line."""
    return to_case(json.loads(to_jsonl([item_of(of)])))


class TestRight:
    def test_it_wants_the_cited_paragraph_and_the_figures(self) -> None:
        made = case(feedback(Verdict.RIGHT))
        assert (made.id, made.kind, made.turns) == ("feedback-1", Kind.FACT, ("what is the budget for 2024-25",))
        (place,) = made.evidence
        assert (place.document, place.number, place.section, place.grade) == ("toy-plan-2024", "2.1", "Money", 2)
        assert place.quote == "The budget for 2024-25 is £3.5 million"
        assert made.must_include == (("3.5m", "3.5 m", "3.5 million"),)
        assert made.answerable

    def test_the_reader_is_not_named(self) -> None:
        assert "kim" not in to_jsonl([item_of(feedback(Verdict.RIGHT))])

    def test_earlier_questions_come_first(self) -> None:
        answer = kept_answers.answer("and the year after?", understood="what is the budget for 2025-26")
        made = case(feedback(Verdict.RIGHT, answer, earlier=("what is the budget for 2024-25",)))
        assert made.turns == ("what is the budget for 2024-25", "and the year after?")
        assert made.kind is Kind.FOLLOWUP

    def test_a_right_refusal_is_unanswerable(self) -> None:
        answer = kept_answers.answer(status=Status.NOT_IN_DOCUMENTS, citations=(), text="The documents do not say.")
        made = case(feedback(Verdict.RIGHT, answer))
        assert (made.kind, made.answerable, made.evidence) == (Kind.UNANSWERABLE, False, ())

    def test_several_documents_are_compared(self) -> None:
        other = replace(kept_answers.PLAN, key="paper-2023")
        citations = (kept_answers.citation(), kept_answers.citation(marker=2, source=other))
        made = case(feedback(Verdict.RIGHT, kept_answers.answer(citations=citations)))
        assert made.kind is Kind.COMPARISON and len(made.sides) == 2

    def test_a_row_is_a_table_and_lines_are_a_list(self) -> None:
        row = kept_answers.citation("Capital budget (£m)\t260\t305", text="Capital budget (£m)\t260\t305")
        assert case(feedback(Verdict.RIGHT, kept_answers.answer(citations=(row,)))).kind is Kind.TABLE
        listed = kept_answers.answer(text="It will: [1]\n- paint [1]\n- inspect [1]")
        assert case(feedback(Verdict.RIGHT, listed)).kind is Kind.LIST

    def test_no_answer_is_longer_than_the_one_that_was_right(self) -> None:
        answer = kept_answers.answer(text="word " * 300 + "[1]")
        assert case(feedback(Verdict.RIGHT, answer)).max_words == 300

    def test_hostile_words_stay_on_their_line(self) -> None:
        line = to_jsonl([item_of(feedback(Verdict.RIGHT, kept_answers.answer(HOSTILE), words=HOSTILE))])
        assert line.count("\n") == 1
        assert json.loads(line)["turns"] == [HOSTILE] and json.loads(line)["reader"] == HOSTILE


class TestWrong:
    def test_should_have_refused_is_unanswerable(self) -> None:
        made = case(feedback(Verdict.SHOULD_HAVE_REFUSED))
        assert (made.kind, made.answerable, made.evidence, made.must_include) == (Kind.UNANSWERABLE, False, (), ())

    @pytest.mark.parametrize("verdict", [Verdict.WRONG, Verdict.CITATION_WRONG])
    def test_what_is_wrong_waits_for_a_person(self, verdict: Verdict) -> None:
        item = item_of(feedback(verdict, words="no, it is 4"))
        assert item["to_complete"].startswith("A reader says that") and item["reader"] == "no, it is 4"
        assert item["told"] == "The budget for 2024-25 is £3.5 million. [1]"
        assert item["cited"] == ["toy-plan-2024 ¶2.1: The budget for 2024-25 is £3.5 million"]
        with pytest.raises(ValueError, match="still to be completed"):
            to_case(item)

    def test_taking_the_mark_away_is_not_enough(self) -> None:
        item = item_of(feedback(Verdict.WRONG))
        del item["to_complete"]
        with pytest.raises(ValueError, match="no evidence of grade 2"):
            to_case(item)

    def test_the_facts_of_a_wrong_citation_stand(self) -> None:
        assert item_of(feedback(Verdict.CITATION_WRONG))["must_include"] == [["3.5m", "3.5 m", "3.5 million"]]
        assert item_of(feedback(Verdict.WRONG))["must_include"] == []

    def test_an_answer_without_citations_waits_for_a_person(self) -> None:
        assert "to_complete" in item_of(feedback(Verdict.RIGHT, kept_answers.answer(citations=())))


class TestFile:
    def test_what_is_not_complete_is_not_asked_and_the_report_says_so(self, tmp_path: Path) -> None:
        said = [feedback(verdict, id=n) for n, verdict in enumerate(Verdict, 1)]
        (tmp_path / "said.jsonl").write_text(to_jsonl(map(item_of, said)), "utf-8")
        assert [one.id for one in read_cases(tmp_path / "said.jsonl")] == ["feedback-1", "feedback-4"]
        assert unfinished(tmp_path / "said.jsonl") == ("feedback-2", "feedback-3")
        told = about(tmp_path / "said.jsonl")
        assert told["not asked"] == "2 still to be completed: feedback-2, feedback-3"

    def test_a_file_of_these_alone_is_refused_with_a_clear_word(self, tmp_path: Path) -> None:
        (tmp_path / "said.jsonl").write_text(to_jsonl([item_of(feedback(Verdict.WRONG))]), "utf-8")
        with pytest.raises(QuestionSetError, match="holds only questions that are still to be completed"):
            read_cases(tmp_path / "said.jsonl")

    @pytest.mark.parametrize("mark", ["", None, True])
    def test_a_mark_without_words_is_a_mistake(self, tmp_path: Path, mark: Any) -> None:
        item = {**item_of(feedback(Verdict.RIGHT)), "to_complete": mark}
        (tmp_path / "said.jsonl").write_text(to_jsonl([item]), "utf-8")
        with pytest.raises(QuestionSetError, match=r"'to_complete' is .*, where words are needed"):
            read_cases(tmp_path / "said.jsonl")

    def test_a_set_without_such_items_is_told_of_as_before(self, seeds: Path) -> None:
        assert "not asked" not in about(seeds.parent / "eval" / "questions.jsonl")


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_that_was_right_earns_its_own_question(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    made = case(feedback(Verdict.RIGHT, record(answer, assistant.library)))
    published = {key: document.published for key, document in assistant.library.documents.items()}
    told = {"id": made.id, "seconds": 0, "answer": answer.to_dict(), "hits": [], "published": published}
    assert grade(made, to_record(told), {}).faults == ()


class TestFacts:
    @pytest.mark.parametrize(
        ("text", "groups"),
        [
            ("It is 70% [1].", [("70%", "70 %", "70 per cent", "70 percent")]),
            ("It costs £1.5bn.", [("1.5bn", "1.5 bn", "1.5 billion")]),
            ("In 2021/22 it was 123,377.", [("2021/22", "2021-22"), ("123,377",)]),
            ("By 31 March 2025, and by June 2024", [("31 March 2025",), ("June 2024",)]),
            ("They may act. [12]", []),
            ("(1) 40 beds\n- 40 beds", [("40",)]),
            ("It has 7 steps", []),
        ],
    )
    def test_figures_in_their_spellings(self, text: str, groups: list[tuple[str, ...]]) -> None:
        assert list(facts_of(text, "which 7 steps?", "", "")) == groups

    def test_the_number_of_a_table_is_no_fact_unless_it_is_quoted(self) -> None:
        assert facts_of("Table 2 says 240.", "", "Table 2", "Cost\t240") == (("240",),)
        assert facts_of("Table 2 says 240.", "", "Table 2", "2 of 240") == (("2",), ("240",))


class TestQuotes:
    def test_bullets_that_are_long_enough_stand_alone(self) -> None:
        first, second = "publish a list of safe paints by June", "inspect twelve workshops every month"
        assert quotes_of(f"It will:\n- {first}\n- {second}") == [first, second]

    def test_short_ones_stand_together(self) -> None:
        assert quotes_of("It will:\n- paint\n- act") == ["It will: paint act"]

    def test_long_ones_end_after_a_word(self) -> None:
        (quote,) = quotes_of("word " * 100)
        assert len(quote) <= LONGEST and quote.endswith("word")
