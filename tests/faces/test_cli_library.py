"""The commands that look at the library and change it, from the command line to the disk."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from mandate_qa import cli

PLAN = """The mandate to the Toy Office for 2023-24

Published 31 March 2023

1.1 Every nursery must have 40 wooden blocks.

Table 1: Toys (£m)

| | 2022-23 | 2023-24 |
|---|---|---|
| Blocks | 3 | 4 |
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document in its seeds, and nothing else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANDATE_QA_EMBEDDER", "hashing")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mandate-2023.md").write_text(PLAN)
    (tmp_path / "newer.md").write_text(PLAN.replace("2023-24", "2024-25").replace("31 March 2023", "2 May 2024"))
    return tmp_path


class Terminal(io.StringIO):
    """Somebody who types these words."""

    def isatty(self) -> bool:
        return True


def types(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(f"{words}\n"))
    monkeypatch.setattr("builtins.input", lambda asked: words)


def listed(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, bool]]:
    """Key of each document, and whether it is the latest."""
    capsys.readouterr()
    assert cli.main(["list", "--json"]) == 0
    return [(found["key"], found["latest"]) for found in json.loads(capsys.readouterr().out)]


def test_what_is_proposed_is_shown_and_added_on_a_yes(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "y")
    assert cli.main(["add", "newer.md"]) == 0
    out = capsys.readouterr().out
    assert "newer.md (Markdown (.md); " in out
    assert "published     2024-05-02" in out
    assert "(Published 2 May 2024)" in out
    assert "replaces      mandate-2023" in out
    assert "2 documents" in out
    assert "(1 read, 1 unchanged, " in out
    assert listed(capsys) == [("newer", True), ("mandate-2023", False)]


@pytest.mark.parametrize("words", ["n", "", "what"])
def test_anything_but_a_yes_adds_and_removes_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    types(monkeypatch, words)
    assert cli.main(["add", "newer.md"]) == 1
    assert capsys.readouterr().out.endswith("Nothing was added.\n")
    assert cli.main(["remove", "mandate-2023"]) == 1
    assert capsys.readouterr().out.endswith("Nothing was removed.\n")
    assert listed(capsys) == [("mandate-2023", True)]


def test_with_nobody_to_ask_yes_must_be_said_beforehand(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert cli.main(["add", "newer.md"]) == 2
    assert capsys.readouterr().err.endswith("run it again with --yes to go ahead as shown.\n")
    assert cli.main(["add", "newer.md", "--key", "fresh", "--replaces", "none", "--yes"]) == 0
    assert listed(capsys) == [("fresh", True), ("mandate-2023", True)]
    assert cli.main(["remove", "fresh", "--yes"]) == 0
    assert "fresh: its file is kept as seeds/.removed/" in capsys.readouterr().out
    assert listed(capsys) == [("mandate-2023", True)]


def test_options_of_one_document_are_refused_for_several(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["add", "newer.md", "another.md", "--short-title", "x", "--yes"]) == 2
    assert "--short-title says something of one document; add the 2 files one by one." in capsys.readouterr().err


def test_the_first_document_makes_the_library(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "seeds" / "mandate-2023.md").unlink()
    assert cli.main(["add", "newer.md", "--yes"]) == 0
    assert listed(capsys) == [("newer", True)]


def test_two_files_that_replace_each_other_are_told_apart(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    third = place / "third.md"
    third.write_text(PLAN.replace("2023-24", "2025-26").replace("31 March 2023", "1 May 2025"))
    assert cli.main(["add", "newer.md", "third.md", "--yes"]) == 0
    assert listed(capsys) == [("newer", False), ("third", True), ("mandate-2023", False)]


def test_a_file_that_cannot_be_read_stops_the_others_before_anything_is_written(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "empty.md").write_text("")
    assert cli.main(["add", "newer.md", "empty.md", "--yes"]) == 1
    assert "empty.md is empty" in capsys.readouterr().err
    assert [path.name for path in (place / "seeds").iterdir()] == ["mandate-2023.md"]


def test_update_reads_what_changed_and_index_reads_all(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["update"]) == 0
    (place / "seeds" / "other.txt").write_text("1.1 Paint must be safe.")
    capsys.readouterr()
    assert cli.main(["update"]) == 0
    assert "(1 read, 1 unchanged, 1 passages embedded)" in capsys.readouterr().out
    assert cli.main(["index"]) == 0
    assert "(2 read, 0 unchanged, 0 passages embedded)" in capsys.readouterr().out


def test_check_reads_every_file_and_names_one_that_was_changed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 1
    assert "There is no index in index; run: mandate-qa index" in capsys.readouterr().err
    assert cli.main(["update"]) == 0
    capsys.readouterr()
    assert cli.main(["check"]) == 0
    assert "index is as it was written: " in capsys.readouterr().out
    (path,) = place.glob("index/segment-*/library.sqlite")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert cli.main(["check"]) == 1
    assert "library.sqlite has been changed since" in capsys.readouterr().err


def test_a_table_is_shown_by_its_number(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "mandate-2023", "--table", "1"]) == 0
    out = capsys.readouterr().out
    assert "Toys (£m)" in out
    assert out.splitlines()[-1].split() == ["Blocks", "3", "4"]
    assert cli.main(["show", "mandate-2023", "--table", "1", "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["columns"] == ["2022-23", "2023-24"]
    assert table["rows"][0]["cells"] == ["3", "4"]
    assert cli.main(["show", "mandate-2023", "--table", "2"]) == 2
    assert "mandate-2023 has 1 table, so there is no table 2" in capsys.readouterr().err


def test_list_lays_the_documents_out_in_columns(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list"]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == ["key", "title", "published", "period", "paragraphs", "edition"]
    assert line.split("  ")[0] == "mandate-2023"
    assert line.endswith("latest")
    assert head.index("published") == line.index("2023-03-31")
