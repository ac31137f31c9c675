"""`ask --out FILE` writes the answer to a file of the kind that its name ends in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import scripted
from docx import Document

from mandate_qa.cli import main


@pytest.mark.parametrize(("ending", "begins"), [("txt", scripted.TARGET), ("md", "# what"), ("csv", "\ufeffQuestion,")])
def test_the_ending_chooses_the_kind(
    installed: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, begins: str
) -> None:
    file = tmp_path / f"answer.{ending}"
    assert main(["ask", scripted.TARGET, "--out", str(file)]) == 0
    assert file.read_text("utf-8").startswith(begins)
    out, err = capsys.readouterr()
    assert out.startswith("The target was 95% [1].")
    assert f"Written to {file}." in err


def test_a_word_document_opens(installed: Any, tmp_path: Path) -> None:
    file = tmp_path / "answer.DOCX"
    assert main(["ask", scripted.TARGET, "--out", str(file)]) == 0
    assert Document(str(file)).paragraphs[0].text == scripted.TARGET


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("answer.pdf", "end it in .txt, .md, .docx, .csv."),
        ("answer", "end it in .txt, .md, .docx, .csv."),
        ("nowhere/answer.md", "to write answer.md to; make it, or name another file."),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_anything_is_asked(
    installed: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, told: str
) -> None:
    installed.last = None
    assert main(["ask", scripted.TARGET, "--out", str(tmp_path / name)]) == 2
    assert told in capsys.readouterr().err
    assert installed.last is None


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(
    installed: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answer.md").mkdir()
    assert main(["ask", scripted.TARGET, "--out", str(tmp_path / "answer.md")]) == 2
    assert "answer.md cannot be written (Is a directory); name another file." in capsys.readouterr().err
