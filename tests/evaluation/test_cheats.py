"""Answers that cheat earn nothing on the question sets, though they are made from the right answers themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mandate_qa.evaluation.cases import Case, read_cases
from mandate_qa.evaluation.cheats import CHEATS, Bench, earned, graded, main
from mandate_qa.evaluation.citing import Sources, read_sources
from mandate_qa.evaluation.faults import SPARE
from mandate_qa.evaluation.grading import Grade, grade
from mandate_qa.evaluation.hollow import hollow
from mandate_qa.evaluation.marks import words
from mandate_qa.evaluation.records import to_record

EVAL = Path(__file__).parents[2] / "eval"
HONEST, *EVERY = CHEATS
KNOWN = "all figures of the right paragraph"
"""A cheat that finds the paragraph earns something: what eval/README.md says cannot be told."""

REFUSING = ("everything refused", "an answer that calls itself a refusal")
LONG = (
    "the whole library as the answer",
    "right words, every paragraph cited",
    "all figures of the document",
    "all figures as one word, everything cited",
)
"""Cheats that take long to grade, so a test takes every thirtieth case."""

NEARLY_NOTHING = 0.01
"""Share of the answerable questions that a cheat may earn by chance: the next paragraph may say the same."""


@pytest.fixture(scope="module")
def asked() -> tuple[Case, ...]:
    return read_cases(EVAL / "questions.jsonl")


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(EVAL.parent / "seeds")


def test_right_words_from_right_places_are_right(asked: tuple[Case, ...], sources: Sources) -> None:
    strict, _ = earned(graded(HONEST, asked, sources))
    assert strict.value is not None and strict.value > 0.97


@pytest.mark.parametrize("name", [name for name in EVERY if name != KNOWN])
def test_a_cheat_earns_nothing_for_answerable_questions(asked: tuple[Case, ...], sources: Sources, name: str) -> None:
    _, answerable = earned(graded(name, asked[:: 30 if name in LONG else 1], sources))
    assert answerable.of and answerable.value is not None and answerable.value < NEARLY_NOTHING


def test_figures_of_the_right_paragraph_earn_far_less_than_an_answer(asked: tuple[Case, ...], sources: Sources) -> None:
    _, answerable = earned(graded(KNOWN, asked, sources))
    assert answerable.value is not None and answerable.value < 0.35


@pytest.mark.parametrize("name", EVERY)
def test_only_refusing_earns_the_unanswerable_questions(asked: tuple[Case, ...], sources: Sources, name: str) -> None:
    unanswerable = [case for case in asked if not case.answerable]
    strict, _ = earned(graded(name, unanswerable[:2] if name in LONG else unanswerable, sources))
    assert strict.value == (1 if name in REFUSING else 0)


def test_refusing_everything_earns_exactly_the_share_of_the_unanswerable(
    asked: tuple[Case, ...], sources: Sources
) -> None:
    strict, _ = earned(graded("everything refused", asked, sources))
    assert strict.right == sum(not case.answerable for case in asked) and strict.of == len(asked)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in (*LONG, KNOWN)])
def test_a_cheat_earns_nothing_on_another_library_either(name: str) -> None:
    cases = [case for case in read_cases(EVAL / "other" / "questions-dev.jsonl") if case.answerable]
    _, answerable = earned(graded(name, cases, read_sources(EVAL / "other" / "seeds")))
    assert answerable.value is not None and answerable.value < 0.04


def test_what_each_cheat_earns_can_be_printed(
    questions: Path, toy_seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(questions), "--seeds", str(toy_seeds)]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in CHEATS)


# -- what it takes ----------------------------------------------------------------------------------------------------


def regraded(case: Case, sources: Sources, name: str, **fields: object) -> Grade:
    answer = {**CHEATS[name](Bench(case, sources)), **fields}
    return grade(case, to_record({"id": case.id, "answer": answer}), sources)


@pytest.fixture
def fact(cases: dict[str, Case]) -> Case:
    return cases["fact"]


def test_a_citation_without_a_mark_is_told(fact: Case, toy_seeds: Path) -> None:
    one = regraded(fact, read_sources(toy_seeds), "right words, citations without marks")
    assert "nothing in the text is marked [1]" in [fault.reason for fault in one.faults]
    assert one.scores["citation_recall"].value == 0


def test_a_few_other_paragraphs_may_be_cited_and_more_may_not(fact: Case, toy_seeds: Path) -> None:
    sources = read_sources(toy_seeds)
    bench = Bench(fact, sources)
    other = {"document": "old", "number": "1.3", "text": "A safe paint is a paint without lead"}
    for count in (SPARE, SPARE + 1):
        cited = [*bench.cited(), *({**other, "marker": n + 2} for n in range(count))]
        text = bench.words() + "".join(f" [{n + 1}]" for n in range(count + 1))
        one = regraded(fact, sources, HONEST, text=text, citations=cited)
        assert [fault.reason for fault in one.faults] == (
            [] if count == SPARE else ["5 citations are of other paragraphs, where 4 may be"]
        )


def test_a_document_of_another_format_is_not_said_to_be_missing(fact: Case, toy_seeds: Path) -> None:
    (toy_seeds / "drawings.pdf").write_bytes(b"%PDF")
    (toy_seeds / "library.toml").write_text("", "utf-8")
    sources = read_sources(toy_seeds)
    assert set(sources) == {"old", "new", "drawings"}
    bench = Bench(fact, sources)
    for key, faults in (("drawings", []), ("library", ["[2] cites library, which is no document"])):
        beside = {"marker": 2, "document": key, "number": None, "text": "Kites"}
        one = regraded(fact, sources, HONEST, text=f"{bench.words()} [1] [2]", citations=[*bench.cited(), beside])
        assert [fault.reason for fault in one.faults] == faults


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" [1]", "holds no word"),
        ("How many blocks? [1]", "says only what the question says"),
        ("40 25 12 30% 3.5m 4.1m 55 [1]", "lists figures without a word of what they are"),
        ("£3.5m, up from £3.1m in March 2024 [1]", ""),
        ("40 [1]", ""),
        ("| Repairs | 3.5 | 4.1 | 4.4 | 4.6 | 4.9 | 5.0 | 5.2 |", ""),
    ],
)
def test_an_answer_must_say_something(fact: Case, text: str, reason: str) -> None:
    assert hollow(replace(fact, must_include=(("40",),)), text) == reason


def test_figures_with_slashes_between_them_are_not_one_word() -> None:
    assert words("/".join(["40%"] * 60)) == 10
    assert words("telecommunications/e-mail [1]") == 2 and words("£1,500,000,000 cost-effectiveness") == 2
