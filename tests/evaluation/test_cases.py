"""Reading the graded questions, and the question set itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mandate_qa.evaluation.cases import Case, QuestionSetError, read_cases
from mandate_qa.evaluation.citing import read_sources
from mandate_qa.evaluation.matching import contiguous, tokens

SETS = sorted((Path(__file__).parents[2] / "eval").glob("questions*.jsonl"))


def test_every_kind_is_read(cases: dict[str, Case]) -> None:
    assert list(cases) == [
        "fact",
        "table",
        "list",
        "definition",
        "comparison",
        "followup",
        "conflict",
        "false-premise",
        "unanswerable",
    ]
    fact = cases["fact"]
    assert fact.turns == ("how many blocks in 2024-25?",)
    assert fact.answers[0].number == "1.1"
    assert fact.must_include == (("40", "forty"), ("March 2025",))
    assert fact.documents == ("old",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "fakt"}, "no kind is called 'fakt', did you mean 'fact'"),
        ({"turns": []}, "'turns' is empty"),
        ({"turns": "how many?"}, "where a list is needed"),
        ({"turns": [""]}, "where words are needed"),
        ({"max_words": "80"}, "where a whole number above zero is needed"),
        ({"max_words": True}, "where a whole number above zero is needed"),
        ({"answerable": 1}, "where true or false is needed"),
        ({"answerable": False, "evidence": []}, "its kind is 'fact' but 'answerable' is false"),
        ({"answerable": False}, "unanswerable but has evidence"),
        ({"evidence": []}, "no evidence of grade 2"),
        ({"must_include": [[]]}, "no answer could be right"),
        ({"must_include": ["40"]}, "where a list is needed"),
        ({"evidence": ["1.1"]}, "an evidence entry is not a JSON object"),
        ({"evidence": [{"document": "old", "number": None, "quote": "x", "grade": 3}]}, "neither 1 nor 2"),
        ({"evidence": [{"document": "old", "quote": "x", "grade": 2}]}, "lacks 'number'"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(tmp_path: Path, toy: Any, change: dict[str, Any], words: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(toy.items[1]) + "\n\n" + json.dumps({**toy.items[0], **change}), "utf-8")
    with pytest.raises(QuestionSetError) as caught:
        read_cases(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line 3: ") and words in message
    assert "\n" not in message and message.endswith("mend it as eval/SCHEMA.md describes.")


@pytest.mark.parametrize("line", ["{", "[]", "null", "7"])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line, "utf-8")
    with pytest.raises(QuestionSetError, match="line 1: "):
        read_cases(tmp_path / "bad.jsonl")


def test_a_missing_empty_or_doubled_file_is_refused(tmp_path: Path, questions: Path) -> None:
    with pytest.raises(QuestionSetError, match="cannot be read as a question file"):
        read_cases(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n \n", "utf-8")
    with pytest.raises(QuestionSetError, match="holds no question"):
        read_cases(tmp_path / "empty.jsonl")
    questions.write_text(questions.read_text("utf-8") * 2, "utf-8")
    with pytest.raises(QuestionSetError, match="two questions have the id 'fact'"):
        read_cases(questions)


def test_a_comparison_has_a_side_for_each_document(cases: dict[str, Case]) -> None:
    assert [[place.document for place in side] for side in cases["comparison"].sides] == [["new"], ["old"]]
    assert len(cases["conflict"].sides) == 2


def test_any_place_will_do_for_a_fact_and_a_list_has_one_side(cases: dict[str, Case]) -> None:
    assert len(cases["fact"].sides) == 1
    assert len(cases["list"].sides) == 1 and len(cases["list"].sides[0]) == 3
    assert cases["unanswerable"].sides == ()


def test_a_comparison_inside_one_document_has_a_side_for_each_number(tmp_path: Path, toy: Any) -> None:
    comparison = next(entry for entry in toy.items if entry["kind"] == "comparison")
    first = {**comparison["evidence"][0], "number": "6"}
    second = {**comparison["evidence"][0], "number": "3.104"}
    (tmp_path / "one.jsonl").write_text(json.dumps({**comparison, "evidence": [first, second, second]}), "utf-8")
    sides = read_cases(tmp_path / "one.jsonl")[0].sides
    assert sorted([place.number for place in side] for side in sides) == [["3.104", "3.104"], ["6"]]


@pytest.mark.parametrize("questions", SETS, ids=lambda path: path.stem)
def test_every_quote_of_the_question_sets_stands_in_its_document(questions: Path, seeds: Path) -> None:
    sources = read_sources(seeds)
    absent = [
        (case.id, place.quote)
        for case in read_cases(questions)
        for place in case.evidence
        if not contiguous(tokens(sources[place.document]), tokens(place.quote))
    ]
    assert absent == []


def test_no_question_is_in_two_sets() -> None:
    ids = [case.id for questions in SETS for case in read_cases(questions)]
    asked = [case.turns for questions in SETS for case in read_cases(questions)]
    assert len(ids) == len(set(ids)) == len(set(asked))


@pytest.mark.parametrize("questions", SETS, ids=lambda path: path.stem)
def test_a_question_set_has_nearly_every_kind_and_every_document(questions: Path, seeds: Path) -> None:
    cases = read_cases(questions)
    assert len({case.kind for case in cases}) >= 8
    assert {key for case in cases for key in case.documents} == set(read_sources(seeds))
