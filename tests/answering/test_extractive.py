"""The extractive composer through the assistant: which shape an answer takes, and that nothing in it is made up."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mandate_qa import Answer, Assistant, Status
from mandate_qa.answering.claims import unsupported
from mandate_qa.answering.extractive import ExtractiveComposer
from mandate_qa.explaining import MARK
from mandate_qa.settings import AnsweringSettings


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Any:
    return assistant.ask


def quotes(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


def test_a_figure_in_prose(ask: Any) -> None:
    answer = ask("how many wooden blocks must every nursery have in the 2024-25 toy plan?")
    assert answer.status is Status.ANSWERED
    assert "40" in answer.text
    assert [citation.number for citation in answer.citations] == ["1.1"]


def test_a_date(ask: Any) -> None:
    answer = ask("when may makers apply for the repairs grant?")
    assert "October 2024" in answer.text
    assert {citation.number for citation in answer.citations} == {"2.1"}


def test_a_definition(ask: Any) -> None:
    answer = ask("what is the Safe Paint Register?")
    assert "public list" in answer.text
    assert [citation.number for citation in answer.citations] == ["1.3"]


def test_a_short_form_that_the_document_defines(ask: Any) -> None:
    assert "public list" in ask("what is the SPR?").text


def test_a_list_is_whole_and_each_item_on_a_line_of_its_own(ask: Any) -> None:
    answer = ask("list what the Toy Office will do")
    items = [line for line in answer.text.splitlines() if line.startswith("- ")]
    assert [any(word in item for item in items) for word in ("paints", "workshops", "makers")] == [True] * 3
    assert {citation.number for citation in answer.citations} == {"1.2"}


def test_a_cell_is_named_by_row_column_and_unit(ask: Any) -> None:
    answer = ask("what was the office's revenue budget in 2023-24?")
    for words in ("Revenue", "110", "2023-24", "£m"):
        assert words in answer.text
    assert "130" not in answer.text


def test_documents_that_differ_are_both_given(ask: Any) -> None:
    answer = ask("what is the revenue budget for 2025-26?")
    assert answer.status is Status.CONFLICTING
    assert answer.text.index("135") < answer.text.index("130")
    assert {citation.document for citation in answer.citations} == {"plan-2024", "plan-2025"}


def test_a_document_that_is_named_is_the_only_one_to_answer(ask: Any) -> None:
    answer = ask("what is the revenue budget for 2025-26 in the first toy plan?")
    assert answer.status is Status.ANSWERED
    assert "130" in answer.text
    assert {hit.passage.document for hit in answer.hits} == {"plan-2024"}


def test_words_stand_where_a_table_has_no_figure(ask: Any) -> None:
    assert "subject to review" in ask("what is the capital budget for 2026-27?").text


def test_two_plans_are_compared_line_by_line(ask: Any) -> None:
    text = ask("compare how many wooden blocks the first toy plan and the second toy plan ask for").text
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert [("40" in line, "55" in line) for line in lines] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "question",
    [
        "who won the world cup in 1966?",
        "how many ships does the navy have?",
        "what is the speed of light",
        "when was the treaty of Rome signed?",
    ],
)
def test_what_the_documents_do_not_say_is_refused(ask: Any, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert answer.citations == ()
    assert not MARK.search(answer.text)


@pytest.mark.parametrize(
    "question",
    ["what is the repairs grant in 2019-20?", "what was the revenue budget in 2009-10?", "revenue budget 2030-31"],
)
def test_a_figure_of_another_year_is_not_passed_off(ask: Any, question: str) -> None:
    answer = ask(question)
    assert not answer.answered
    assert not re.search(r"\d+ \(|£", answer.text)


QUESTIONS = (
    "how many wooden blocks must a nursery have?",
    "may blocks be painted with lead?",
    "what will the Toy Office do?",
    "who tests the paint?",
    "what is the Safe Paint Register?",
    "how much is the repairs grant?",
    "what is the revenue budget for 2025-26?",
    "what was the capital budget in 2023-24?",
    "list the kite strings that are allowed",
    "which nurseries are exempt?",
    "why was the capital budget cut in 2024-25?",
    "compare the first toy plan and the second toy plan on blocks",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_says_nothing_that_is_not_cited(ask: Any, plans: Any, question: str) -> None:
    answer = ask(question)
    assert answer.answered, answer.text
    marks = [int(mark) for mark in MARK.findall(answer.text)]
    assert list(dict.fromkeys(marks)) == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        assert citation.checked
        assert citation.text == plans.paragraph(citation.paragraph_id).text
        assert citation.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("question", [question for question in QUESTIONS if "cut" not in question])
def test_its_figures_stand_in_the_paragraphs_that_it_cites(ask: Any, plans: Any, question: str) -> None:
    answer = ask(question)
    borne = " ".join(
        f"{citation.text} {plans.documents[citation.document].short_title} {' '.join(citation.section)}"
        for citation in answer.citations
    )
    assert not [fault for fault in unsupported(MARK.sub("", answer.text), borne) if fault.startswith("figure")]


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_is_short(ask: Any, question: str) -> None:
    assert len(re.findall(r"\w+", ask(question).text)) <= 120


def test_a_lead_in_is_never_told_without_its_list(toys: Any) -> None:
    items = [f"keep workshop number {n} open for makers of every age, in every town and village" for n in range(1, 12)]
    text = "1. Playing\n\n1.1 The aims of the Kite Board are to:\n\n" + "".join(f"- {item}\n" for item in items)
    answer = toys.assistant(text).ask("tell me the Kite Board's aims")
    assert "number 1 " in answer.text
    assert "number 9 " in answer.text


def test_what_is_answered_is_surer_than_what_is_refused(ask: Any) -> None:
    told = ask("how many wooden blocks must every nursery have in the 2024-25 toy plan?")
    refused = ask("how many submarines did the navy buy in Portugal?")
    assert 0 <= refused.confidence < told.confidence <= 1


def test_an_answer_that_is_less_likely_right_than_wanted_is_not_given(assistant: Assistant) -> None:
    question = "how many wooden blocks must every nursery have in the 2024-25 toy plan?"
    given = assistant.ask(question)
    lenient, strict = (
        ExtractiveComposer(lambda *_: 3.0, AnsweringSettings(refuse_below=least)).compose(
            given.query, given.hits, assistant.library
        )
        for least in (0.0, 1.0)
    )
    assert lenient.status is Status.ANSWERED
    assert (strict.status, strict.statements) == (Status.NOT_IN_DOCUMENTS, ())
    assert 0 < strict.confidence == lenient.confidence < 1


def test_what_is_looked_up_by_its_number_is_certain_and_small_talk_is_nothing(ask: Any) -> None:
    assert ask("what does paragraph 1.1 of the 2024-25 toy plan say?").confidence == 1
    assert ask("hello").confidence == 0


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("repairs grant before and after", ("£3.5 million", "£4.4 million")),
        ("blocks in nurseries, both years", ("40 wooden blocks", "55 wooden blocks")),
        ("total office budget for 2025-26, is it still the same?", ("£139m", "£146m")),
    ],
)
def test_what_became_of_a_thing_is_told_from_each_edition(ask: Any, question: str, told: tuple[str, str]) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert [citation.document for citation in answer.citations][:2] == ["plan-2024", "plan-2025"]
    old, new, *_ = answer.text.splitlines()
    assert told[0] in old
    assert told[1] in new
    assert "2023-24)" not in answer.text


OVER = """
The Guild's plan for 2019-20

1. Repairs

1.1 95% of dolls brought to the benches mended within four days.
"""
RUNNING = """
The Guild's plan for 2024-25

1. Repairs

1.1 Work should include:

- mending sooner at the benches, including 60% of dolls being washed, mended or returned within 4 days by May 2025.

1.2 Letters should be answered within 9 hours in 80% of towns by May 2026.
"""


def test_a_month_that_is_named_leaves_out_what_had_run_out(toys: Any) -> None:
    library = ((toys.document("over", "2019-03"), OVER), (toys.document("running", "2024-03"), RUNNING))
    asked = "what share of dolls should be mended at the benches within four days by {}?"
    ask = toys.assistant(*library).ask
    assert "60%" in ask(asked.format("May 2025")).text
    assert "95%" not in ask(asked.format("May 2025")).text
    assert ask(asked.format("May 2031")).status is Status.OTHER_PERIOD_ONLY
    assert ask(asked.format("May 2026")).status is Status.OTHER_PERIOD_ONLY
