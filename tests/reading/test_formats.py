"""A folder of documents of every kind: which files are listed, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import read_manifest


def test_files_of_every_kind_are_listed_by_name(tmp_path: Path) -> None:
    (tmp_path / "a page.html").write_text("<!DOCTYPE html><title>x</title><h1>The\nplan</h1>", "utf-8")
    (tmp_path / "b.md").write_text("# The *Markdown* plan\n", "utf-8")
    (tmp_path / "c_table.csv").write_text("Region,2021\nNorth,1\n", "utf-8")
    (tmp_path / "d.jsonl").write_text('{"id": "r1", "text": "Paint."}\n', "utf-8")
    (tmp_path / "e.txt").write_text("The text plan\n", "utf-8")
    (tmp_path / "f.html").write_text("<!DOCTYPE html><p>No title.", "utf-8")
    assert [(document.key, document.title) for document in read_manifest(tmp_path)] == [
        ("a-page", "The plan"),
        ("b", "The Markdown plan"),
        ("c_table", "c table"),
        ("r1", "Paint."),
        ("e", "The text plan"),
        ("f", "No title."),
    ]


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "LICENCE.md", "License.txt", ".hidden.md", "~$plan.docx"])
def test_files_about_the_folder_are_no_documents(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("About the folder.", "utf-8")
    with pytest.raises(UnreadableDocumentError, match="put the documents there"):
        read_manifest(tmp_path)


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_listed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<!DOCTYPE html>" + bytes(5000))
    (tmp_path / "b.txt").write_text("Words.", "utf-8")
    errors: list[UnreadableDocumentError] = []
    assert [document.key for document in read_manifest(tmp_path, errors.append)] == ["b"]
    assert "holds binary data" in str(errors[0])
