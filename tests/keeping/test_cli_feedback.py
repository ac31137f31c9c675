"""`mandate-qa feedback`: list it, make questions of it, delete it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import kept_answers
import pytest

from mandate_qa.cli import main
from mandate_qa.evaluation.cases import read_cases
from mandate_qa.keeping import Keeping, Verdict

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `mandate-qa feedback …` where the index lies beside `place`; gives code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANDATE_QA_INDEX", str(tmp_path / "index"))

    def ran(*words: str) -> tuple[int, str, str]:
        try:
            code = main(["feedback", *words])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return ran


@pytest.fixture
def given(keeping: Keeping) -> Keeping:
    """Three verdicts."""
    keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
    keeping.feedback.add(Verdict.WRONG, "It is\n£4 million\x1b[31m", kept_answers.answer("long " * 40))
    keeping.feedback.add(Verdict.SHOULD_HAVE_REFUSED, "", kept_answers.answer("what is the price of tea"))
    return keeping


def test_nothing_is_made_by_looking(run: Run, place: Path) -> None:
    assert run() == (0, "No feedback has been given yet.\n", "")
    assert run("--json")[1] == "[]\n"
    assert not place.parent.exists()


def test_a_table_has_a_line_for_each(run: Run, given: Keeping) -> None:
    code, out, _ = run()
    heads, first, second, third = out.splitlines()
    assert code == 0 and heads.split() == ["id", "when", "(UTC)", "verdict", "question", "words"]
    assert first.split()[0] == "1" and first.endswith("–") and "  what is the budget for 2024-25  " in first
    assert "wrong" in second and second.endswith("It is £4 million[31m") and " …" in second
    assert "should_have_refused" in third
    assert out == run("list")[1]


def test_json_holds_everything(run: Run, given: Keeping) -> None:
    for words in (("--json",), ("list", "--json"), ("--json", "list")):
        told = json.loads(run(*words)[1])
        assert [one["verdict"] for one in told] == ["right", "wrong", "should_have_refused"]
        assert told[0]["answer"]["citations"][0]["number"] == "2.1"


def test_what_is_exported_can_be_asked(run: Run, given: Keeping, tmp_path: Path) -> None:
    code, out, _ = run("export", "said.jsonl")
    assert (code, out) == (
        0,
        "3 questions are in said.jsonl; 1 of them wait for a person to complete them (to_complete).\n",
    )
    assert [case.id for case in read_cases(tmp_path / "said.jsonl")] == ["feedback-1", "feedback-3"]


def test_a_file_is_never_written_over(run: Run, given: Keeping, tmp_path: Path) -> None:
    (tmp_path / "said.jsonl").write_text("mine", "utf-8")
    code, _, err = run("export", "said.jsonl")
    assert code == 2 and "name another file" in err
    assert (tmp_path / "said.jsonl").read_text("utf-8") == "mine"


def test_an_export_that_cannot_be_written_is_a_sentence(run: Run, given: Keeping) -> None:
    code, _, err = run("export", "nowhere/said.jsonl")
    assert code == 2 and "nowhere/said.jsonl cannot be written" in err


def test_an_export_of_nothing_is_a_sentence(run: Run, tmp_path: Path) -> None:
    assert run("export", "said.jsonl")[0] == 2
    assert not (tmp_path / "said.jsonl").exists()


def test_what_is_deleted_is_gone(run: Run, given: Keeping) -> None:
    assert run("delete", "1", "3", "--yes")[0] == 0
    assert given.feedback.ids() == (2,)


def test_days_before_a_date_are_deleted(run: Run, given: Keeping, place: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE feedback SET at = '2024-12-31T23:59:59+00:00' WHERE id < 3")
    assert run("delete", "--before", "2024-12-31", "--yes")[1] == "There is none from before 2024-12-31.\n"
    assert run("delete", "--before", "2025-01-01", "--yes")[2] == "Deleted 2 for good.\n"
    assert given.feedback.ids() == (3,)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("delete",), "Name either the ids"),
        (("delete", "1", "--before", "2025-01-01"), "Name either the ids"),
        (("delete", "9"), "No feedback has the id 9"),
        (("delete", "x"), "'x' is not a whole number"),
        (("delete", "--before", "soon"), "'soon' is no day"),
        (("delete", "1"), "Nobody is there to confirm this"),
    ],
)
def test_a_mistake_is_a_sentence_and_deletes_nothing(
    run: Run, given: Keeping, words: tuple[str, ...], told: str
) -> None:
    code, _, err = run(*words)
    assert code == 2 and told in err and len(err.splitlines()) == 1
    assert given.feedback.ids() == (1, 2, 3)


def test_a_missing_driver_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATE_QA_SERVING__DATABASE", "postgresql+psycopg://kim:hush@db/kept")
    code, _, err = run()
    assert code == 1 and err.endswith("run: pip install 'psycopg[binary]'\n") and "hush" not in err
