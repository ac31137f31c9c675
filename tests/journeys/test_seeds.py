"""Questions that staff ask of the five documents, from seeds to answer, with nothing replaced."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import Answer, Assistant, Status
from mandate_qa.answering.claims import unsupported
from mandate_qa.cli import main
from mandate_qa.explaining import MARK
from mandate_qa.types import Turn

RECOVERY = "what was the 2021-22 elective recovery target"

TOLD = {
    RECOVERY: ["70%", "75%", "80%", "85%"],
    "what was NHS Improvement's revenue budget in 2021-22": ["251"],
    "what was the capital budget in the 2017-18 mandate for 2018-19": ["260"],
    "by when should the NHS reduce its carbon footprint by 80%?": ["2028", "2032"],
    "what must the dementia diagnosis rate be in the 2017-18 mandate?": ["two thirds"],
    "how many clinical senates will there be in England?": ["12"],
    "how much is the Sustainability and Transformation Fund in 2017-18?": ["£1.8bn"],
    "when should 95% of patients receive a diagnostic test within 6 weeks in the 2023 mandate?": ["March 2025"],
    "how many recommendations did the Mid Staffordshire inquiry make?": ["290"],
}
"""Words that must stand in the answer to each."""


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> dict[str, Answer]:
    return {question: assistant.ask(question) for question in TOLD}


def lines(answer: Answer, words: str) -> list[str]:
    return [line for line in answer.text.splitlines() if words in line]


class TestTheFirstQuestion:
    @pytest.mark.parametrize(
        ("share", "month"), [("70%", "April"), ("75%", "May"), ("80%", "June"), ("85%", r"July\W+September")]
    )
    def test_each_month_has_its_target(self, answers: dict[str, Answer], share: str, month: str) -> None:
        (line,) = lines(answers[RECOVERY], share)
        assert re.search(month, line)

    def test_it_cites_the_section_on_elective_activity_of_the_note(self, answers: dict[str, Answer]) -> None:
        citations = answers[RECOVERY].citations
        assert {citation.document for citation in citations} == {"planning-guidance-2021-22"}
        assert all("Maximise elective activity" in " ".join(citation.section) for citation in citations)
        assert all(citation.number is None and "(unnumbered)" in citation.label for citation in citations)


@pytest.mark.parametrize("question", TOLD)
def test_the_answer_tells_the_documents_figures(answers: dict[str, Answer], question: str) -> None:
    answer = answers[question]
    assert answer.answered, answer.text
    assert [words for words in TOLD[question] if words not in answer.text] == [], answer.text


@pytest.mark.parametrize("question", TOLD)
def test_every_figure_stands_in_a_cited_paragraph(answers: dict[str, Answer], question: str) -> None:
    answer = answers[question]
    cited = " ".join(f"{citation.text} {' '.join(citation.section)}" for citation in answer.citations)
    names = " ".join(evidence.names for statement in answer.draft.statements for evidence in statement.evidence)
    told = unsupported(MARK.sub("", answer.text), f"{cited} {names}")
    assert [fault for fault in told if fault.startswith("figure")] == []


@pytest.mark.parametrize("question", TOLD)
def test_every_citation_leads_to_the_source(answers: dict[str, Answer], seeds: Path, question: str) -> None:
    for citation in answers[question].citations:
        assert citation.text[citation.start : citation.end] == citation.quote
        source = (seeds / f"{citation.document}.txt").read_text("utf-8")
        words = re.findall(r"\w+", citation.quote)[:6]
        assert re.search(r"\W+".join(words), source), citation.quote


def test_a_cell_of_another_year_is_left_out(answers: dict[str, Answer]) -> None:
    answer = answers["what was NHS Improvement's revenue budget in 2021-22"]
    assert "258" not in answer.text
    assert "2021-22" in answer.text
    assert "£m" in answer.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("by when should the NHS reduce its carbon footprint by 80%?", "1.5"),
        ("what must the dementia diagnosis rate be in the 2017-18 mandate?", "Annex 4.2"),
        ("how many clinical senates will there be in England?", "3.98"),
        ("how much is the Sustainability and Transformation Fund in 2017-18?", "3.4"),
        ("how many recommendations did the Mid Staffordshire inquiry make?", "3.47"),
    ],
)
def test_a_numbered_paragraph_is_cited_by_its_printed_number(
    answers: dict[str, Answer], question: str, number: str
) -> None:
    assert {citation.number for citation in answers[question].citations} == {number}
    assert all(number in citation.label for citation in answers[question].citations)


class TestConversations:
    def ask(self, assistant: Assistant, *turns: str) -> Answer:
        history: list[Turn] = []
        for turn in turns:
            answer = assistant.ask(turn, history=history)
            history += [Turn("user", turn), Turn("assistant", answer.text)]
        return answer

    def test_what_about_capital(self, assistant: Assistant) -> None:
        answer = self.ask(assistant, "what was NHS England's revenue budget in the 2017-18 mandate?", "and capital?")
        assert "260" in answer.text
        assert {citation.document for citation in answer.citations} == {"mandate-2017-18"}

    def test_and_the_year_after(self, assistant: Assistant) -> None:
        answer = self.ask(
            assistant, "NHS England revenue budget for 2017-18 in the 2017-18 mandate?", "and the year after?"
        )
        assert "112,461" in answer.text
        assert "109,960" not in answer.text
        assert "2018-19" in answer.text

    def test_there_and_back(self, assistant: Assistant) -> None:
        turns = ("NHS England revenue budget in the 2021-22 mandate?", "and capital?", "what about revenue?")
        answer = self.ask(assistant, *turns, "and the year after?", "and the year before that?")
        assert "150,614" in answer.text
        assert {citation.document for citation in answer.citations} == {"mandate-2021-22"}


@pytest.mark.parametrize(
    "question",
    [
        "what was the football world cup budget?",
        "what is the budget for opera singers",
        "what was the cricket budget in 2017-18",
        "what is the boiling point of water?",
        "how many aircraft carriers does the navy have",
    ],
)
def test_what_the_documents_do_not_say_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered
    assert answer.citations == ()
    assert answer.status in (Status.NOT_IN_DOCUMENTS, Status.OTHER_PERIOD_ONLY)


@pytest.mark.parametrize(
    "question",
    ["what was the NHS England revenue budget in 2009-10?", "what was the elective recovery target in 2017-18"],
)
def test_a_figure_of_another_year_is_not_passed_off(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered, answer.text
    assert not re.search(r"\d%|£|\d,\d{3}", answer.text)


# -- the numbers ------------------------------------------------------------------------------------------------------


def series(chapter: str, last: int) -> list[str]:
    return [f"{chapter}{n}" for n in range(1, last + 1)]


PRINTED = {
    "mandate-2021-22": [*series("1.", 21), *series("2.", 5), *series("Annex A commitment ", 13)],
    "mandate-2017-18": [
        *series("1.", 11),
        *series("2.", 15),
        *series("3.", 4),
        *(f"Annex {n}" for n in "1.1 2.1 2.2 2.3 3.1 4.1 4.2 5.1 6.1 6.2 6.3 7.1 7.2 7.3".split()),
    ],
    "mandate-2023": [],
    "business-plan-2013-16": [
        *series("", 7),
        *series("1.", 16),
        *series("2.", 7),
        *series("3.", 140),
        *series("4.", 14),
        *series("Annex 2 objective ", 24),
        *series("Annex 2 offer ", 5),
    ],
    "planning-guidance-2021-22": [],
}
"""What each document prints, in reading order within each series."""


@pytest.mark.parametrize("key", [key for key, numbers in PRINTED.items() if numbers])
def test_a_paragraph_that_is_asked_for_by_its_number_is_told(assistant: Assistant, key: str) -> None:
    title = assistant.library.documents[key].short_title
    for number in PRINTED[key][::6]:
        place = number if number[0].isalpha() else f"para {number}"
        answer = assistant.ask(f"what does {place} of the {title} say?")
        assert {citation.number for citation in answer.citations} == {number}, (number, answer.text)
        assert {citation.document for citation in answer.citations} == {key}
        assert answer.status is Status.ANSWERED


@pytest.fixture
def show(real_index: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """The paragraphs of a document as `mandate-qa show --json` prints them."""

    def run(key: str) -> Any:
        assert main(["--index", str(real_index), "--seeds", str(seeds), "show", key, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.parametrize("key", PRINTED)
def test_the_numbers_shown_are_the_printed_ones(show: Any, key: str) -> None:
    shown = [paragraph["number"] for paragraph in show(key) if paragraph["number"] is not None]
    assert sorted(shown) == sorted(PRINTED[key])


@pytest.mark.parametrize("key", PRINTED)
def test_each_number_stands_on_the_line_it_is_said_to(show: Any, seeds: Path, key: str) -> None:
    source = (seeds / f"{key}.txt").read_text("utf-8").splitlines()
    wrong = []
    for paragraph in show(key):
        if paragraph["number"] is not None:
            printed = paragraph["number"].rsplit(" ", 1)[-1]
            first, last = paragraph["lines"]
            if not re.search(rf"(?<![\d.]){re.escape(printed)}(?![\d])", " ".join(source[first - 1 : last])):
                wrong.append((paragraph["number"], first))
    assert wrong == []
