"""Asking the cases as a chat would, and writing down what came back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mandate_qa.evaluation.asking import HITS, ask_all, ask_case
from mandate_qa.evaluation.cases import Case, QuestionSetError
from mandate_qa.evaluation.records import read_records, to_record


def test_a_followup_has_the_earlier_turns_and_the_assistants_own_answers(
    cases: Mapping[str, Case], perfect: Any
) -> None:
    line = ask_case(perfect, cases["followup"])
    history = (
        {"role": "user", "content": "blocks in 2024-25?"},
        {"role": "assistant", "content": "At least 40 wooden blocks [1]."},
    )
    assert perfect.asked == [("blocks in 2024-25?", ()), ("and in 2025-26?", history)]
    assert line["history"] == list(history)
    assert line["answer"]["text"] == "At least 55 wooden blocks [1]."


def test_a_record_holds_what_is_graded(cases: Mapping[str, Case], perfect: Any) -> None:
    record = to_record(json.loads(json.dumps(ask_case(perfect, cases["fact"]))))
    assert record.id == "fact" and record.error == "" and record.seconds > 0
    assert record.given is not None and record.given.answered and record.given.fingerprint == "toy"
    cited = record.given.citations[0]
    assert (cited.marker, cited.document, cited.number, cited.exact) == (1, "old", "1.1", True)
    assert cited.named == "The 2024-25 toy plan\nPlaying\n1.1"
    assert record.hits[0].document == "old" and "40 wooden blocks" in record.hits[0].text
    assert record.published == {"old": "2024-03-28"}


def test_hits_set_aside_are_not_graded(cases: Mapping[str, Case], toy: Any, perfect: Any) -> None:
    perfect.search = lambda *_, **__: tuple(replace(toy.hit(n, "old ¶1.1"), kept=n % 2 == 0) for n in range(1, 31))
    assert len(ask_case(perfect, cases["fact"])["hits"]) == HITS
    perfect.search = lambda *_, **__: (replace(toy.hit(1, "old ¶1.1"), kept=False),)
    assert ask_case(perfect, cases["fact"])["hits"] == []


def test_a_crash_is_written_down_and_the_next_case_is_asked(
    tmp_path: Path, cases: Mapping[str, Case], toy: Any
) -> None:
    fact, table = cases["fact"], cases["table"]
    assistant = toy.assistant(
        {fact.turns[0]: ValueError("no luck"), table.turns[0]: toy.answer("£3.5m", ["old ¶table"])}
    )
    told: list[tuple[str, int, int]] = []
    ask_all(assistant, [fact, table], tmp_path / "new" / "answers.jsonl", lambda *step: told.append(step))
    records = read_records(tmp_path / "new" / "answers.jsonl")
    assert records["fact"].error == "ValueError: no luck" and records["fact"].given is None
    assert records["table"].given is not None
    assert told == [("asking", 1, 2), ("asking", 2, 2)]


def test_a_crash_in_an_earlier_turn_is_a_crash(cases: Mapping[str, Case], toy: Any) -> None:
    line = ask_case(toy.assistant({"blocks in 2024-25?": KeyError("x")}), cases["followup"])
    assert line["error"] == "KeyError: 'x'"


def test_ctrl_c_stops_the_asking_and_keeps_what_is_there(tmp_path: Path, cases: Mapping[str, Case], toy: Any) -> None:
    class Stopped(toy.assistant):  # type: ignore[misc]
        def ask(self, question: str, history: Any = ()) -> Any:
            if question == cases["table"].turns[0]:
                raise KeyboardInterrupt
            return toy.answer("40", ["old ¶1.1"])

    with pytest.raises(KeyboardInterrupt):
        ask_all(Stopped({}), [cases["fact"], cases["table"]], tmp_path / "answers.jsonl")
    assert list(read_records(tmp_path / "answers.jsonl")) == ["fact"]


def test_the_answers_of_another_system_need_little() -> None:
    citation = {"marker": 1, "document": "old", "number": None, "text": "40 blocks"}
    record = to_record({"id": "x", "answer": {"text": "40 [1]", "answered": True, "citations": [citation]}})
    assert record.given is not None and record.given.kept == () and record.given.citations[0].exact is None


@pytest.mark.parametrize(
    "line",
    ["{", '{"answer": {}}', '{"id": "x"}', '{"id": "x", "answer": {"text": "a"}}', '{"id": "x", "answer": 7}', "[]"],
)
def test_a_bad_record_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(QuestionSetError, match=r"line 2: .*eval/README\.md"):
        read_records(path)
