"""The command line over a scripted Assistant: what is printed where, and which exit code an error has."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import scripted

from mandate_qa import cli, evaluation, indexing
from mandate_qa.errors import DocumentError, UnreadableDocumentError
from mandate_qa.indexing import BuildReport
from mandate_qa.reading.jsonl_names import record_name


@pytest.mark.usefixtures("installed")
class TestAsk:
    def test_prints_the_answer_with_quotes_and_notes(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["ask", scripted.TARGET]) == 0
        out, err = capsys.readouterr()
        assert out.startswith("The target was 95% [1].\n")
        assert "[1] 2021-22 plan, para 1.1 (checked)\n    “95% of the level\n    of 2019-20”" in out
        assert "[2] 2021-22 plan, para 1.2 (not verified)" in out
        assert "Note: A later edition differs." in out
        assert "Answered in 12 ms." in err
        assert "Answered in" not in out

    @pytest.mark.parametrize(("given", "llm"), [([], None), (["--llm", "ollama:toys"], "ollama:toys")])
    def test_the_language_model_that_is_named_writes(
        self, given: list[str], llm: str | None, installed: type[scripted.Assistant]
    ) -> None:
        assert cli.main(["ask", scripted.TARGET, *given]) == 0
        assert installed.last.opened["llm"] == llm

    def test_words_without_a_command_ask(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(scripted.TARGET.split()) == 0
        assert capsys.readouterr().out.startswith("The target was 95%")

    def test_options_may_stand_before_the_question(
        self, capsys: pytest.CaptureFixture[str], installed: type[scripted.Assistant]
    ) -> None:
        assert cli.main(["--index", "here", "--json", scripted.TARGET]) == 0
        assert installed.last.opened["index"] == "here"
        assert json.loads(capsys.readouterr().out)["answered"] is True

    def test_json_is_the_answer_as_it_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["ask", scripted.TABLE, "--json"]) == 0
        expected = json.loads(json.dumps(scripted.ANSWERS[scripted.TABLE].to_dict()))
        assert json.loads(capsys.readouterr().out) == expected

    def test_explain_tells_scope_hits_reasons_and_what_was_withheld(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["ask", scripted.TARGET, "--explain"]) == 0
        out = capsys.readouterr().out
        assert f"Question as understood:\n    {scripted.TARGET} (2021-22)" in out
        assert "Documents: plan-2021-22" in out
        assert "Withheld because the check failed:\n    Tea is free.\n" in out
        assert "Hits set aside:\n    3. plan-2021-22 ¶0 (paragraph)" in out
        assert "says nothing of the question" in out
        assert "understand 1.0 ms, total 12.0 ms" in out

    def test_explain_beside_json_goes_to_stderr(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["ask", scripted.TARGET, "--explain", "--json"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)["fingerprint"] == "abc123"
        assert "Question as understood" in err

    def test_reads_the_question_from_stdin(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{scripted.TARGET}\n"))
        assert cli.main([]) == 0
        assert capsys.readouterr().out.startswith("The target was 95%")

    def test_history_and_documents_reach_the_assistant(
        self, tmp_path: Path, installed: type[scripted.Assistant]
    ) -> None:
        turns = [{"role": "user", "content": "hello"}, {"role": "assistant", "content": "£1"}]
        file = tmp_path / "chat.json"
        file.write_text(json.dumps(turns, ensure_ascii=False), "utf-8")
        assert cli.main(["ask", "and then?", "--history", str(file), "--documents", "paper-2023", "plan-2021-22"]) == 0
        assert installed.last.calls == [("and then?", turns, ["paper-2023", "plan-2021-22"])]

    def test_a_document_that_could_not_be_read_is_named_beside_the_answer(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(scripted.Assistant, "left_out", ("lost.txt",))
        assert cli.main(["ask", scripted.TARGET]) == 0
        out, err = capsys.readouterr()
        assert "mandate-qa: lost.txt could not be read, or not all of it; to see why, run: mandate-qa index\n" in err
        assert "lost.txt" not in out

    def test_control_characters_do_not_reach_the_terminal(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = "red \x1b[31malert\x07"
        monkeypatch.setitem(scripted.ANSWERS, "x", scripted.answer("x", text, scripted.Status.ANSWERED))
        assert cli.main(["ask", "x"]) == 0
        assert capsys.readouterr().out == "red [31malert\n"


@pytest.mark.usefixtures("installed")
class TestSearchAndShow:
    def test_search_lists_hits_with_labels(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["search", "waits", "-k", "3"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("1. 2021-22 plan, para 1.1\n    Systems should:")
        assert "3. 2021-22 plan, Foreword (unnumbered) (set aside: says nothing of the question)" in out

    def test_search_gives_k_hits_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["search", "waits", "-k", "2", "--json"]) == 0
        hits = json.loads(capsys.readouterr().out)
        assert [(hit["rank"], hit["passage"]["paragraph_ids"]) for hit in hits] == [
            (1, ["plan-2021-22 ¶1.1"]),
            (2, ["plan-2021-22 ¶1.2"]),
        ]

    def test_history_reaches_the_search(self, tmp_path: Path, installed: type[scripted.Assistant]) -> None:
        turns = [{"role": "user", "content": "waits in 2021-22?"}, {"role": "assistant", "content": "95%"}]
        file = tmp_path / "chat.json"
        file.write_text(json.dumps(turns), "utf-8")
        assert cli.main(["search", "and then?", "--history", str(file)]) == 0
        assert installed.last.calls == [("and then?", turns, None)]

    def test_a_hit_in_a_record_gives_the_id_of_its_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        record = replace(scripted.PLAN, path=record_name("plans.jsonl", "doc/1#x 100%"))
        monkeypatch.setitem(scripted.Library.documents, scripted.PLAN.key, record)
        assert cli.main(["search", "waits", "-k", "1", "--json"]) == 0
        assert [hit["record"] for hit in json.loads(capsys.readouterr().out)] == ["doc/1#x 100%"]

    def test_a_hit_in_a_file_of_its_own_has_no_record(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["search", "waits", "-k", "1", "--json"]) == 0
        assert [hit["record"] for hit in json.loads(capsys.readouterr().out)] == [None]

    def test_show_lists_the_documents(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["show", "--json"]) == 0
        plan, paper = json.loads(capsys.readouterr().out)
        assert plan == {
            "key": "plan-2021-22",
            "title": "The 2021-22 plan <for> England",
            "published": "2022-03-31",
            "period": "2021-04-01 to 2022-03-31",
            "publisher": "Department of Plans",
            "replaces": None,
            "superseded_by": None,
            "latest": True,
            "paragraphs": 3,
        }
        assert paper["period"] == "from 2023-06-15"

    def test_what_is_not_known_of_a_document_is_said(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        unknown = replace(scripted.PAPER, published="", period_start=None)
        monkeypatch.setattr(scripted.Library, "documents", {"paper-2023": unknown})
        assert cli.main(["show"]) == 0
        assert "    published at an unknown date; period not stated; 1 paragraph; latest\n" in capsys.readouterr().out

    def test_show_gives_the_paragraphs_of_a_document(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["show", "plan-2021-22", "--json"]) == 0
        foreword, goals, _ = json.loads(capsys.readouterr().out)
        assert foreword["number"] is None
        assert goals == {
            "id": "plan-2021-22 ¶1.1",
            "number": "1.1",
            "label": "2021-22 plan, para 1.1",
            "section": ["Part 1", "Care & <cure>"],
            "kind": "text",
            "text": scripted.GOALS.text,
            "lines": [11, 19],
            "page": None,
            "references": [],
        }

    def test_show_prints_number_section_and_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["show", "plan-2021-22"]) == 0
        out = capsys.readouterr().out
        assert "plan-2021-22 ¶0\n    number (none printed); 2021-22 plan, Foreword (unnumbered)" in out
        assert (
            "    under Part 1 › Care & <cure>\n    Capital budget\n    £m\t2021-22\t2022-23\n    Capital\t301\t337\n"
            in out
        )


class TestIndex:
    def test_folders_are_passed_on_and_the_report_printed(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        calls = built(monkeypatch, failures=())
        assert cli.main(["index", "papers", "--out", "there"]) == 0
        assert cli.main(["--seeds", "papers", "--index", "there", "index"]) == 0
        assert calls == [(Path("papers"), Path("there"), True)] * 2
        out, err = capsys.readouterr()
        assert out.startswith(
            "The index holds 2 documents, 4 paragraphs, 9 passages "
            "(1 read, 1 unchanged, 6 passages embedded) after 1.5 s.\nRemoved: old-plan.\nNote: no light encoder\n"
        )
        assert "embedding …" in err

    def test_a_document_that_was_left_out_is_named(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        built(monkeypatch, failures=(UnreadableDocumentError("a.txt is empty; replace it or remove it.", "a.txt"),))
        assert cli.main(["index"]) == 1
        out, err = capsys.readouterr()
        assert out.startswith("The index holds 2 documents")
        assert err.splitlines()[-1] == "mandate-qa: a.txt is empty; replace it or remove it."


def built(monkeypatch: pytest.MonkeyPatch, failures: tuple[DocumentError, ...]) -> list[tuple[Path, Path, bool]]:
    """Stands in for `build_index`; gives back the folders it was called with, and whether to read all."""
    calls: list[tuple[Path, Path, bool]] = []

    def build_index(seeds: Path, out: Path, *, progress: Any, fresh: bool) -> BuildReport:
        calls.append((seeds, out, fresh))
        progress("embedding", 1, 2)
        return BuildReport(2, 1, 0, ("old-plan",), 4, 9, 6, {"total": 1.5}, failures, ("no light encoder",), "abc")

    monkeypatch.setattr(indexing, "build_index", build_index)
    return calls


@pytest.mark.usefixtures("installed")
class TestEval:
    @pytest.mark.parametrize(("option", "name"), [([], "run"), (["--baseline"], "run_baseline")])
    def test_prints_the_report(
        self, option: list[str], name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        calls: list[tuple[Any, ...]] = []

        def run(*given: Any, **_: Any) -> SimpleNamespace:
            calls.append(given)
            return SimpleNamespace(to_dict=lambda: {"strict": 0.9}, to_text=lambda: "strict 0.90")

        monkeypatch.setattr(evaluation, name, run)
        command = ["eval", "questions.jsonl", *option, "--out", "there", "--seeds", "papers"]
        assert cli.main(command) == 0
        assert capsys.readouterr().out == "strict 0.90\n"
        assert cli.main([*command, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"strict": 0.9}
        assert all(path in calls[0] for path in map(Path, ("papers", "questions.jsonl", "there")))

    def test_without_a_folder_the_run_chooses_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls: list[tuple[Any, ...]] = []

        def run(*given: Any, **_: Any) -> SimpleNamespace:
            calls.append(given)
            return SimpleNamespace(to_text=lambda: "")

        monkeypatch.setattr(evaluation, "run", run)
        assert cli.main(["eval"]) == 0
        assistant, questions, out, *_ = calls[0]
        assert isinstance(assistant, scripted.Assistant)
        assert (questions, out) == (Path("eval/questions.jsonl"), None)
