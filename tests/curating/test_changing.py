"""Adding to the library and taking out of it: folder and index change together, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import build_index
from mandate_qa.curating import changing
from mandate_qa.curating.changing import add_documents, remove_documents
from mandate_qa.curating.proposing import propose
from mandate_qa.curating.returning import put_back, set_aside
from mandate_qa.errors import SearchIndexError, UnreadableDocumentError, UsageError
from mandate_qa.reading.seeds import readable_files
from mandate_qa.searching.store import Index
from mandate_qa.settings import Settings
from mandate_qa.types import Document

SETTINGS = Settings(embedder="hashing")
TOML = """# Remarks stay.

[[document]]  # the first
key = "old"
title = "The old plan"
published = "2020"  # or so
path = "old.txt"
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "old.txt").write_text("1.1 Old toys stay.")
    (folder / "library.toml").write_text(TOML)
    return folder


@pytest.fixture
def out(tmp_path: Path, seeds: Path) -> Path:
    build_index(seeds, tmp_path / "index", SETTINGS)
    return tmp_path / "index"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new plan.txt"
    path.write_text("The new plan\n\nPublished 1 May 2024\n\n1.1 New toys are bought.")
    return path


def documents(out: Path) -> dict[str, Document]:
    return Index.open(out).library.documents


def state(folder: Path) -> dict[str, bytes]:
    """Every file that a person would see, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != ".lock"}


def test_a_file_is_copied_written_down_and_indexed_alone(seeds: Path, out: Path, new: Path) -> None:
    report = add_documents([propose(new, {"replaces": "old"}, documents(out))], seeds, out, SETTINGS)
    assert (report.read, report.documents) == (1, 2)
    assert (seeds / "new plan.txt").read_text() == new.read_text()
    assert (seeds / "library.toml").read_text() == TOML + (
        '\n[[document]]\nkey = "new-plan"\ntitle = "The new plan"\nshort_title = "The new plan"\n'
        'published = "2024-05-01"\nreplaces = "old"\npath = "new plan.txt"\n'
    )
    found = documents(out)
    assert (found["old"].superseded_by, found["new-plan"].superseded_by) == ("new-plan", None)


def test_a_name_that_is_taken_gives_way_to_the_key(seeds: Path, out: Path, new: Path) -> None:
    other = new.with_name("old.txt")
    new.rename(other)
    add_documents([propose(other, {"key": "newer"}, documents(out))], seeds, out, SETTINGS)
    assert (seeds / "newer.txt").exists()
    assert (seeds / "old.txt").read_text() == "1.1 Old toys stay."


def test_a_file_that_lies_in_the_folder_already_is_only_written_down(seeds: Path, out: Path, new: Path) -> None:
    lying = new.rename(seeds / new.name)
    add_documents([propose(lying, {}, documents(out))], seeds, out, SETTINGS)
    assert "new-plan" in documents(out)
    assert len(state(seeds)) == 3


def test_what_is_missing_is_asked_for(seeds: Path, out: Path, tmp_path: Path) -> None:
    path = tmp_path / "bare.txt"
    path.write_text("1.1 Toys.")
    before = state(seeds)
    with pytest.raises(UsageError, match=r"does not tell what the library needs to know; give --published\."):
        add_documents([propose(path, {}, documents(out))], seeds, out, SETTINGS)
    assert state(seeds) == before


@pytest.mark.parametrize("error", [SearchIndexError("The disk is full."), KeyboardInterrupt()])
def test_what_the_index_cannot_take_is_not_left_in_the_folder(
    seeds: Path, out: Path, new: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = state(seeds)

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(changing, "build_index", fail)
    with pytest.raises(type(error)):
        add_documents([propose(new, {}, documents(out))], seeds, out, SETTINGS)
    with pytest.raises(type(error)):
        remove_documents([documents(out)["old"]], seeds, out, SETTINGS)
    assert state(seeds) == before
    assert not any((seeds / ".removed").glob("*"))


def test_a_removed_document_is_kept_aside_and_can_be_added_again(seeds: Path, out: Path, new: Path) -> None:
    add_documents([propose(new, {}, documents(out))], seeds, out, SETTINGS)
    removed, report = remove_documents([documents(out)["new-plan"]], seeds, out, SETTINGS)
    assert (report.read, report.removed) == (0, ("new-plan",))
    assert list(documents(out)) == ["old"]
    assert (seeds / "library.toml").read_text().strip() == TOML.strip()
    (one,) = removed
    assert one.aside is not None
    assert one.aside.read_text() == new.read_text()
    add_documents([propose(one.aside, {"key": "again"}, documents(out))], seeds, out, SETTINGS)
    assert list(documents(out)) == ["old", "again"]


def test_two_files_of_one_name_are_both_kept_aside(seeds: Path, out: Path, new: Path) -> None:
    for words in ("first", "second"):
        new.write_text(f"The plan\n\nPublished 1 May 2024\n\n1.1 The {words} one.")
        add_documents([propose(new, {}, documents(out))], seeds, out, SETTINGS)
        remove_documents([documents(out)["new-plan"]], seeds, out, SETTINGS)
    assert len(list((seeds / ".removed").glob("*.txt"))) == 2


def test_the_last_document_stays(seeds: Path, out: Path) -> None:
    before = state(seeds)
    with pytest.raises(UnreadableDocumentError, match="holds no"):
        remove_documents([documents(out)["old"]], seeds, out, SETTINGS)
    assert state(seeds) == before
    assert list(documents(out)) == ["old"]


def test_a_record_is_taken_out_by_hand(seeds: Path, out: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.jsonl"
    notes.write_text('{"id": "a", "text": "Paint."}\n{"id": "b", "text": "Blocks."}\n')
    report = add_documents([propose(notes, {}, documents(out))], seeds, out, SETTINGS)
    assert report.read == 2
    with pytest.raises(UsageError, match=r"'a' is a line of notes\.jsonl; take the line out"):
        remove_documents([documents(out)["a"]], seeds, out, SETTINGS)


def test_what_was_known_of_a_removed_document_is_kept_beside_its_file(seeds: Path, out: Path, new: Path) -> None:
    proposal = propose(new, {}, documents(out))
    kept = {"aliases": ["toys"], "licence": "OGL"}
    add_documents([replace(proposal, kept=kept)], seeds, out, SETTINGS)
    remove_documents([documents(out)["new-plan"]], seeds, out, SETTINGS)
    (aside,) = set_aside(seeds)
    assert (aside.name, aside.title, aside.kept) == ("new plan.txt", "The new plan", kept)
    assert aside.entry["key"] == "new-plan"
    put_back(aside)
    assert set_aside(seeds) == []
    assert "new plan" not in (seeds / ".removed" / "library.toml").read_text()


def test_a_copy_that_is_cut_short_is_never_a_document(seeds: Path, out: Path, new: Path, monkeypatch: Any) -> None:
    def killed(file: Path, target: Path) -> None:
        target.write_bytes(file.read_bytes()[:5])
        assert readable_files(seeds) == [seeds / "old.txt"]
        raise KeyboardInterrupt

    monkeypatch.setattr("mandate_qa.curating.shelving.shutil.copy2", killed)
    with pytest.raises(KeyboardInterrupt):
        add_documents([propose(new, {}, documents(out))], seeds, out, SETTINGS)
    assert sorted(path.name for path in seeds.iterdir() if path.name != ".lock") == ["library.toml", "old.txt"]
