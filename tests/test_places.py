from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.places import belong_together, index_folder, seeds_folder


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and nothing said in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MANDATE_QA_INDEX", raising=False)
    monkeypatch.delenv("MANDATE_QA_SEEDS", raising=False)
    return tmp_path


def test_what_is_given_is_taken_though_it_need_not_exist(tmp_path: Path) -> None:
    assert index_folder("somewhere/else") == Path("somewhere/else")
    assert seeds_folder(tmp_path / "texts") == tmp_path / "texts"


def test_the_environment_names_the_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MANDATE_QA_INDEX", str(tmp_path / "i"))
    monkeypatch.setenv("MANDATE_QA_SEEDS", str(tmp_path / "s"))
    (tmp_path / "index").mkdir()
    assert index_folder() == tmp_path / "i"
    assert seeds_folder() == tmp_path / "s"
    assert seeds_folder(index=tmp_path / "other" / "index") == tmp_path / "s"
    assert index_folder("given") == Path("given")


def test_folders_beside_the_reader_come_before_those_of_the_program(tmp_path: Path, seeds: Path) -> None:
    assert seeds_folder().resolve() == seeds.resolve()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "index").mkdir()
    assert seeds_folder().resolve() == tmp_path / "seeds"
    assert index_folder().resolve() == tmp_path / "index"


def test_an_index_that_was_named_brings_the_seeds_beside_it(tmp_path: Path, seeds: Path) -> None:
    beside = tmp_path / "library" / "seeds"
    index = tmp_path / "library" / "index"
    assert seeds_folder(index=index).resolve() == seeds.resolve()
    beside.mkdir(parents=True)
    assert seeds_folder(index=index).resolve() == beside
    assert seeds_folder("given", index) == Path("given")


def test_an_index_named_alone_is_built_anew_only_from_seeds_beside_it(tmp_path: Path) -> None:
    lone = tmp_path / "theirs" / "index"
    assert belong_together(None, None)
    assert belong_together(lone, tmp_path / "texts")
    assert not belong_together(lone, None)
    (tmp_path / "theirs" / "seeds").mkdir(parents=True)
    assert belong_together(lone, None)
