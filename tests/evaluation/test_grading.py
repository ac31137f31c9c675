"""Right answers of every kind are strictly right; answers that cheat are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mandate_qa.evaluation.asking import ask_case
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.citing import read_sources
from mandate_qa.evaluation.faults import Step
from mandate_qa.evaluation.grading import Grade, grade
from mandate_qa.evaluation.records import to_record
from mandate_qa.evaluation.scores import total
from mandate_qa.types import Answer, Status

KINDS = ["fact", "table", "list", "definition", "comparison", "followup", "conflict", "false-premise", "unanswerable"]
ANSWERABLE = KINDS[:-1]

Grader = Callable[[Any, str], Grade]


@pytest.fixture
def graded(cases: Mapping[str, Case], toy_seeds: Path) -> Grader:
    """Asks an assistant the question of a kind and grades what it says."""
    sources = read_sources(toy_seeds)
    return lambda assistant, kind: grade(cases[kind], to_record(ask_case(assistant, cases[kind])), sources)


def values(grades: Sequence[Grade]) -> dict[str, float | None]:
    return {name: share.value for name, share in total(grade.scores for grade in grades).items()}


def steps(grade: Grade) -> list[Step]:
    return [fault.step for fault in grade.faults]


@pytest.mark.parametrize("kind", KINDS)
def test_a_perfect_answer_is_strictly_right(graded: Grader, perfect: Any, kind: str) -> None:
    assert graded(perfect, kind).faults == ()


def test_perfect_answers_have_perfect_figures(graded: Grader, perfect: Any) -> None:
    found = values([graded(perfect, kind) for kind in KINDS])
    assert found.pop("wrongly_refused") == 0
    told = {name: value for name, value in found.items() if not name.startswith(("hit", "recall"))}
    assert len(told) == 11 and set(told.values()) == {1.0}
    assert found["hit@10"] == 1


def test_dumping_everything_is_too_long_and_imprecise(graded: Grader, toy: Any, cheat: Any) -> None:
    dump = "\n".join(f"{text} [{n}]" for n, (_, text) in enumerate(toy.paragraphs.values(), 1))
    grades = [graded(cheat(lambda text, cited: toy.answer(dump, list(toy.paragraphs))), kind) for kind in ANSWERABLE]
    assert all(Step.TOO_LONG in steps(one) for one in grades)
    found = values(grades)
    assert found["facts"] == pytest.approx(12 / 13)  # the table prints "3.5", the fact wanted is "£3.5m"
    assert found["strict"] == 0
    assert found["citation_precision"] is not None and found["citation_precision"] < 0.5


def test_citing_everything_costs_precision(graded: Grader, toy: Any, cheat: Any) -> None:
    def everything(text: str, cited: list[str]) -> Answer:
        others = [paragraph for paragraph in toy.paragraphs if paragraph not in cited]
        marks = "".join(f" [{n}]" for n in range(len(cited) + 1, len(toy.paragraphs) + 1))
        return toy.answer(text + marks, [*cited, *others])

    found = values([graded(cheat(everything), kind) for kind in ANSWERABLE])
    assert found["citation_recall"] == 1
    assert found["citation_precision"] == pytest.approx(10 / 48)


def test_refusing_everything_is_right_for_unanswerables_alone(graded: Grader, toy: Any, cheat: Any) -> None:
    silent = cheat(lambda text, cited: toy.answer("The documents do not say."))
    found = values([graded(silent, kind) for kind in KINDS])
    assert found["refused"] == 1 and found["wrongly_refused"] == 1
    assert found["strict"] == pytest.approx(1 / 9) and found["strict_answerable"] == 0
    assert found["facts"] == 0 and found["citation_recall"] == 0
    assert "citation_precision" not in found
    assert steps(graded(silent, "fact")) == [Step.REFUSED]


def test_a_refusal_that_lets_the_facts_slip_is_still_a_refusal(graded: Grader, toy: Any, cheat: Any) -> None:
    coy = cheat(lambda text, cited: toy.answer(text, cited, Status.NOT_IN_DOCUMENTS))
    assert steps(graded(coy, "fact")) == [Step.REFUSED]


def test_answering_what_the_documents_do_not_say_is_wrong(graded: Grader, toy: Any, cheat: Any) -> None:
    eager = cheat(lambda text, cited: toy.answer("Twelve kites [1].", ["old ¶1.2"]))
    one = graded(eager, "unanswerable")
    assert steps(one) == [Step.NOT_REFUSED] and values([one])["refused"] == 0


def test_a_made_up_mark_is_a_wrong_citation(graded: Grader, toy: Any, cheat: Any) -> None:
    made_up = cheat(lambda text, cited: toy.answer(text.replace("[1]", "[9]"), cited))
    one = graded(made_up, "definition")
    assert "mark [9] leads to no citation" in [fault.reason for fault in one.faults]
    assert values([one])["marks"] == 0


def test_the_right_figure_with_the_wrong_paragraph_is_wrong(graded: Grader, toy: Any, cheat: Any) -> None:
    astray = cheat(lambda text, cited: toy.answer(text, ["old ¶1.3"]))
    one = graded(astray, "fact")
    assert steps(one) == [Step.CITATION, Step.FIGURE, Step.FIGURE]
    assert "no citation leads to old 1.1" in [fault.reason for fault in one.faults]
    found = values([one])
    assert found["facts"] == 1 and found["citation_precision"] == 0 and found["figures"] == 0


def test_the_same_number_in_another_document_is_the_wrong_paragraph(graded: Grader, toy: Any, cheat: Any) -> None:
    assert Step.CITATION in steps(graded(cheat(lambda text, cited: toy.answer(text, ["new ¶1.1"])), "fact"))


def test_swapped_marks_are_found_out_by_their_figures(graded: Grader, toy: Any, cheat: Any) -> None:
    swapped = cheat(lambda text, cited: toy.answer(text, cited[::-1]))
    assert steps(graded(swapped, "comparison")) == [Step.FIGURE] * 4


def test_a_comparison_with_one_side_cited_is_wrong(graded: Grader, toy: Any, cheat: Any) -> None:
    half = cheat(lambda text, cited: toy.answer("At least 40 then [1], and later 55 [1].", ["old ¶1.1"]))
    one = graded(half, "comparison")
    assert steps(one) == [Step.CITATION, Step.FIGURE]
    assert values([one])["citation_recall"] == 0.5


def test_a_wrong_printed_number_is_counted(graded: Grader, toy: Any, cheat: Any) -> None:
    def renumbered(text: str, cited: list[str]) -> Answer:
        answer = toy.answer(text, cited)
        return replace(answer, citations=tuple(replace(one, number="1.2") for one in answer.citations))

    one = graded(cheat(renumbered), "fact")
    assert values([one])["numbers"] == 0 and Step.CITATION in steps(one)


def test_an_invented_paragraph_is_found_out_by_the_source(graded: Grader, toy: Any, cheat: Any) -> None:
    invented = "Toymakers love kites, drums and trains above all; at least 40 wooden blocks by March 2025"

    def forged(text: str, cited: list[str]) -> Answer:
        answer = toy.answer(text, cited)
        return replace(answer, citations=tuple(replace(one, text=invented) for one in answer.citations))

    one = graded(cheat(forged), "fact")
    assert [fault.reason for fault in one.faults] == ["what [1] cites does not stand in old"]
    found = values([one])
    assert found["source"] == 0 and found["quotes"] == 0


@pytest.mark.parametrize(
    ("said", "drafted", "found", "step"),
    [
        ("Some blocks [1].", "Some blocks.", ["old ¶1.1"], Step.NOT_COMPOSED),
        ("Some blocks [1].", "At least 40 blocks by March 2025.", ["old ¶1.1"], Step.WITHHELD),
        ("Some blocks [1].", "Some blocks.", ["old ¶1.3"], Step.NOT_RETRIEVED),
    ],
)
def test_a_missing_fact_names_the_step_that_lost_it(
    graded: Grader, toy: Any, said: str, drafted: str, found: list[str], step: Step
) -> None:
    answer = toy.answer(said, ["old ¶1.1"], found=found)
    draft = replace(answer.draft, statements=(replace(answer.draft.statements[0], text=drafted),))
    assistant = toy.assistant({"how many blocks in 2024-25?": replace(answer, draft=draft)})
    one = graded(assistant, "fact")
    assert steps(one) == [step, step]
    assert one.faults[0].reason == "does not say '40' or 'forty'"


def test_a_refusal_tells_whether_the_evidence_was_there(graded: Grader, toy: Any) -> None:
    for found, words in ((["old ¶1.1"], "was retrieved"), (["old ¶1.3"], "was not retrieved")):
        silent = toy.assistant({"how many blocks in 2024-25?": toy.answer("Not said.", found=found)})
        assert graded(silent, "fact").faults[0].reason.endswith(words)


def test_a_forbidden_figure_makes_an_answer_wrong(cases: Mapping[str, Case], perfect: Any) -> None:
    strict = replace(cases["fact"], must_not_include=("March 2025",))
    record = to_record(ask_case(perfect, strict))
    assert steps(grade(strict, record, {})) == [Step.FALSE_FACT]


def test_a_crash_is_no_refusal_and_counts_apart(graded: Grader, toy: Any) -> None:
    broken = toy.assistant({"how many kites?": RuntimeError("out of kites")})
    one = graded(broken, "unanswerable")
    assert one.crashed and one.faults[0].reason == "RuntimeError: out of kites"
    assert one.seconds is None and one.words is None
    found = values([one])
    assert found["refused"] == 0 and found["strict"] == 0


def test_a_case_that_was_never_asked_counts_as_a_crash(cases: Mapping[str, Case]) -> None:
    one = grade(cases["fact"], None, {})
    assert one.crashed and one.text == "no answer was recorded"
    assert values([one])["hit@5"] == 0
