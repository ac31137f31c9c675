"""What an engine holds of an index: what is new goes in, what nobody reads comes out, and a kill loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from engines import Memory  # found in tests/contracts

from mandate_qa.building.publishing import NOTE
from mandate_qa.errors import BackendError, IndexDamagedError, IndexMismatchError
from mandate_qa.indexing import build_index, is_stale
from mandate_qa.searching.store import Index
from mandate_qa.settings import Settings

FILES = Settings(embedder="hashing")
ENGINE = replace(FILES, store="memory")

Build = Callable[[], Index]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """The engine that "memory" stands for."""
    engine = Memory()
    named = {"files": None, "memory": engine}
    monkeypatch.setattr("mandate_qa.indexing.engine_of", lambda settings: named[settings.store])
    return engine


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Three documents of two paragraphs each."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for key in ("blocks", "paint", "swings"):
        write(folder, key, f"{key.title()} must be safe.")
    return folder


@pytest.fixture
def build(engine: Memory, seeds: Path, out: Path) -> Build:
    """A function that brings the index up to date and opens it."""

    def built() -> Index:
        build_index(seeds, out, ENGINE)
        return Index.open(out, engine)

    return built


def write(folder: Path, key: str, text: str) -> None:
    (folder / f"{key}.txt").write_text(
        f"The {key} plan\n\n1. Toys\n\n1.1 {text}\n\n1.2 The {key} plan ends.\n", "utf-8"
    )


def held(engine: Memory) -> dict[str, int]:
    """How many entities each collection has."""
    return {name: len(entities) for name, entities in engine.collections.items()}


def all_found(index: Index) -> bool:
    """Whether a search for anything finds every row."""
    rows, _ = index.vectors.search(np.ones(index.manifest.dimension, dtype=np.float32), 100)
    return sorted(rows.tolist()) == list(range(len(index.vectors)))


def test_only_what_is_new_is_written(build: Build, engine: Memory, seeds: Path) -> None:
    build()
    assert len(engine.written) == 6
    write(seeds, "paint", "Paint must be red and blue.")  # the mean length of passages is another now
    assert all_found(build())
    assert len(engine.written) == 8
    build()
    assert len(engine.written) == 8


def test_what_was_removed_stays_until_the_next_change(build: Build, engine: Memory, seeds: Path) -> None:
    before = build()
    (seeds / "paint.txt").unlink()
    after = build()
    assert (list(held(engine).values()), len(after.vectors)) == ([6], 4)
    assert all_found(before) and all_found(after)
    build()
    assert list(held(engine).values()) == [6]
    write(seeds, "boats", "Boats must float.")
    assert all_found(build()) and all_found(after)
    assert list(held(engine).values()) == [6]  # four that stayed, two of boats


def test_what_was_added_meanwhile_takes_no_place_from_those_who_read_on(build: Build, seeds: Path) -> None:
    before = build()
    (seeds / "dolls.txt").write_text(
        "The dolls plan\n\n1. Toys\n\n" + "\n\n".join(f"1.{n} Paint must be safe." for n in range(1, 60))
    )
    build()
    (wanted,) = before.vectors.rows(before.rows(["paint"])[:1])
    assert before.vectors.search(wanted, 3)[0].tolist()[0] == before.rows(["paint"])[0]
    assert len(before.vectors.search(wanted, 3)[0]) == 3
    assert len(before.keywords.search({"safe": 1.0, "paint": 1.0}, 3)[0]) == 3


def test_what_comes_back_is_written_again(build: Build, engine: Memory, seeds: Path) -> None:
    build()
    words = (seeds / "paint.txt").read_text()
    (seeds / "paint.txt").unlink()
    build()
    (seeds / "paint.txt").write_text(words)
    assert all_found(build())
    assert list(held(engine).values()) == [6]


def test_a_build_that_is_cut_off_leaves_the_index_in_force_and_nothing_for_ever(
    build: Build, engine: Memory, seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build()
    write(seeds, "paint", "Paint must be blue.")
    with monkeypatch.context() as patch:
        patch.setattr(engine, "settle", lambda collection: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build_index(seeds, out, ENGINE)
    assert (out / NOTE).exists()
    assert Index.open(out, engine).manifest == before.manifest
    assert all_found(before)
    write(seeds, "paint", "Paint must be green.")
    assert all_found(build())
    assert not (out / NOTE).exists()
    assert list(held(engine).values()) == [8]  # six, and two of the index before; the blue paint is gone


def test_what_was_cut_off_is_gone_on_with(
    build: Build, engine: Memory, seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine, "settle", lambda collection: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build_index(seeds, out, ENGINE)
    assert all_found(build())
    assert len(engine.written) == 6


def test_an_engine_that_lost_something_is_told_of_and_filled_again(build: Build, engine: Memory, out: Path) -> None:
    collection = build().manifest.published.collection
    engine.collections[collection].popitem()
    with pytest.raises(
        IndexDamagedError, match=r"memory has 5 of 6 passages in 'mandate_qa_\w+'; run: mandate-qa index"
    ):
        Index.open(out, engine)
    assert all_found(build())
    engine.drop(collection)
    with pytest.raises(IndexDamagedError, match="memory has no such collection"):
        Index.open(out, engine)
    assert all_found(build())


def test_passages_that_are_lost_later_are_named(build: Build, engine: Memory) -> None:
    index = build()
    engine.collections[index.manifest.published.collection].clear()
    with pytest.raises(IndexDamagedError, match=r"memory has lost the passage \w{16}-0 .* run: mandate-qa index"):
        index.vectors.rows(np.array([0]))


def test_another_length_of_passages_weighs_all_words_anew(build: Build, engine: Memory, seeds: Path) -> None:
    before = build()
    write(seeds, "paint", "Paint must be safe. " * 20)
    after = build()
    assert list(held(engine).values()) == [6, 6]
    assert all_found(before) and all_found(after)
    fresh = Index.open(after.home)
    for index in (after, fresh):
        rows, scores = index.keywords.search({"safe": 1.0, "paint": 1.0}, 10)
        assert rows.tolist() == fresh.keywords.search({"safe": 1.0, "paint": 1.0}, 10)[0].tolist()
        assert np.allclose(scores, fresh.keywords.search({"safe": 1.0, "paint": 1.0}, 10)[1], atol=1e-6)
    write(seeds, "swings", "Swings must be red.")
    build()
    assert list(held(engine)) == [after.manifest.published.collection]


def test_an_index_that_was_not_put_into_the_engine_is_stale_and_refused(
    build: Build, engine: Memory, seeds: Path, out: Path
) -> None:
    build_index(seeds, out, FILES)
    assert is_stale(out, seeds, FILES) is None
    assert is_stale(out, seeds, ENGINE) == "The index has not been put into memory"
    with pytest.raises(IndexMismatchError, match="The index has not been put into memory; run: mandate-qa index"):
        Index.open(out, engine)
    assert all_found(build())
    assert is_stale(out, seeds, ENGINE) is None


def test_a_document_that_only_the_files_lost_is_noticed(build: Build, engine: Memory, seeds: Path, out: Path) -> None:
    build()
    (seeds / "paint.txt").unlink()
    build_index(seeds, out, FILES)
    assert is_stale(out, seeds, ENGINE) == "The index has not been put into memory"
    assert all_found(build())


def test_the_vectors_of_an_index_that_an_engine_searches_need_not_be_there(
    build: Build, engine: Memory, out: Path
) -> None:
    build()
    for path in out.glob("segment-*/vectors.faiss"):
        path.unlink()
    assert all_found(Index.open(out, engine))


def test_an_engine_that_fails_is_told_of_before_anything_is_read(
    seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(settings: Settings) -> None:
        raise BackendError("It does not answer.")

    monkeypatch.setattr("mandate_qa.indexing.engine_of", unreachable)
    with pytest.raises(BackendError):
        build_index(seeds, out, ENGINE)
    assert not out.exists()
