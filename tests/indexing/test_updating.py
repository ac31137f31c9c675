"""An index that is brought up to date reads what changed alone, and is then the one that would be built at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from indexed import SETTINGS, everything, write

from mandate_qa import Assistant, build_index
from mandate_qa.building import contents, merging
from mandate_qa.indexing import BuildReport, is_stale
from mandate_qa.reading import seeds as seeds_module
from mandate_qa.searching.saving import writing
from mandate_qa.searching.store import Index


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Four short documents."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for n in range(4):
        write(folder, f"plan-{n}", n)
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def build(seeds: Path, out: Path) -> Callable[[], BuildReport]:
    """A function that brings the index up to date."""
    return lambda: build_index(seeds, out, SETTINGS)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are read from now on."""
    names: list[str] = []
    real = contents.read_blocks

    def watched(path: Path) -> list:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(contents, "read_blocks", watched)
    return names


class TestWhatIsRead:
    def test_nothing_when_nothing_changed(self, build: Callable[[], BuildReport], out: Path, read: list[str]) -> None:
        build()
        read.clear()
        report = build()
        assert (read, report.read, report.embedded, report.documents) == ([], 0, 0, 4)
        assert set(Index.open(out).manifest.folders) == {path.name for path in out.iterdir() if path.is_dir()}

    def test_a_new_document_alone(self, build: Callable[[], BuildReport], seeds: Path, read: list[str]) -> None:
        build()
        read.clear()
        write(seeds, "another", 9)
        report = build()
        assert read == ["another.txt"]
        assert (report.documents, report.read, report.embedded) == (5, 1, 6)

    def test_a_changed_document_alone_and_of_its_passages_the_new_ones(
        self, build: Callable[[], BuildReport], seeds: Path, read: list[str]
    ) -> None:
        build()
        read.clear()
        plan = seeds / "plan-2.txt"
        plan.write_text(plan.read_text() + "\n1.7 Marbles are for those over three.\n")
        report = build()
        assert read == ["plan-2.txt"]
        assert (report.documents, report.read, report.embedded) == (4, 1, 1)

    def test_nothing_when_one_is_removed(
        self, build: Callable[[], BuildReport], seeds: Path, out: Path, read: list[str]
    ) -> None:
        build()
        read.clear()
        (seeds / "plan-1.txt").unlink()
        report = build()
        assert (read, report.removed, report.embedded) == ([], ("plan-1",), 0)
        index = Index.open(out)
        assert "plan-1" not in index.library.documents
        assert not [p for p in index.library.passages() if p.document == "plan-1"]

    def test_what_library_toml_now_says_otherwise(
        self, build: Callable[[], BuildReport], seeds: Path, out: Path, read: list[str]
    ) -> None:
        build()
        read.clear()
        entry = '[[document]]\nkey = "toys"\ntitle = "Toys"\npublished = "2024"\npath = "plan-3.txt"\n'
        (seeds / "library.toml").write_text(entry)
        assert build().removed == ("plan-3",)
        assert read == ["plan-3.txt"]
        (seeds / "library.toml").write_text(f"# A remark.\n{entry}")
        assert is_stale(out, seeds, SETTINGS) == "library.toml has changed since the index was built"
        assert build().read == 0
        assert is_stale(out, seeds, SETTINGS) is None

    def test_what_could_not_be_read_is_tried_again_and_told_again(
        self, build: Callable[[], BuildReport], seeds: Path, out: Path
    ) -> None:
        (seeds / "picture.txt").write_bytes(b"\x89PNG\x00\x01\x02\xff" * 50)
        for _ in range(2):
            assert [Path(failure.path).name for failure in build().failures] == ["picture.txt"]
        assert is_stale(out, seeds, SETTINGS) is None

    def test_records_of_a_file_that_changed(
        self, build: Callable[[], BuildReport], seeds: Path, read: list[str]
    ) -> None:
        notes = seeds / "notes.jsonl"
        lines = [f'{{"id": "note-{n}", "text": "Note {n} is about marbles."}}' for n in range(3)]
        notes.write_text("\n".join(lines))
        build()
        read.clear()
        lines[1] = '{"id": "note-1", "text": "Note 1 is about kites."}'
        notes.write_text("\n".join([*lines, '{"id": "note-3", "text": "A fourth one."}']))
        assert build().read == 2
        assert read == ["notes.jsonl#note-1", "notes.jsonl#note-3"]

    def test_a_file_that_was_not_touched_is_not_even_opened(
        self, build: Callable[[], BuildReport], seeds: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (seeds / "notes.jsonl").write_text('{"id": "note", "text": "Marbles."}')
        monkeypatch.setattr(seeds_module, "_SETTLED", -1)
        build()
        seen = Index.open(seeds.parent / "index").manifest.seeds
        monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file was opened"))
        assert len(seeds_module.find_sources(seeds, seen)) == 5

    def test_a_file_changed_within_a_moment_is_noticed(self, build: Callable[[], BuildReport], seeds: Path) -> None:
        build()
        plan = seeds / "plan-0.txt"
        plan.write_text(plan.read_text().replace("must", "MUST"))
        assert build().read == 1


class TestTheSameAsAtOnce:
    @pytest.mark.parametrize("at_once", [1000, 9])
    @pytest.mark.parametrize("chance", range(6))
    def test_whatever_was_added_changed_and_removed(
        self, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chance: int, at_once: int
    ) -> None:
        monkeypatch.setattr(contents, "AT_ONCE", at_once)
        random_, out = random.Random(chance), tmp_path / "index"
        build_index(seeds, out, SETTINGS)
        for step in range(8):
            change(seeds, random_, step)
            build_index(seeds, out, SETTINGS)
        monkeypatch.setattr(contents, "AT_ONCE", 1000)
        build_index(seeds, tmp_path / "at once", SETTINGS)
        assert everything(out) == everything(tmp_path / "at once")

    def test_segments_stay_few(self, seeds: Path, out: Path, build: Callable[[], BuildReport]) -> None:
        for n in range(40):
            write(seeds, f"small-{n:02}", n, size=2)
            build()
        manifest = Index.open(out).manifest
        assert len(manifest.segments) <= 6
        assert manifest.passages == 4 * 6 + 40 * 2


def change(seeds: Path, chance: random.Random, step: int) -> None:
    """Add, change or remove a document."""
    files = sorted(seeds.glob("*.txt"))
    kind = chance.choice(["add", "add", "change", "remove"])
    if kind == "add" or len(files) < 3:
        write(seeds, f"{chance.choice('abz')}-new-{step}", chance.randint(0, 999), chance.randint(1, 20))
    elif kind == "change":
        write(seeds, chance.choice(files).stem, chance.randint(0, 999), chance.randint(1, 12))
    else:
        chance.choice(files).unlink()


class TestMerging:
    @pytest.mark.parametrize(
        ("live", "sizes", "new", "chosen"),
        [
            ([], [], 5, []),
            ([100], [100], 5, []),
            ([100, 5], [100, 5], 5, [1]),
            ([100, 5, 4], [100, 5, 4], 5, [1, 2]),
            ([100, 60, 20], [100, 60, 20], 40, [0, 1, 2]),
            ([49], [100], 0, [0]),
            ([51], [100], 0, []),
            ([0, 10], [7, 10], 0, [0]),
        ],
    )
    def test_segments_no_larger_than_what_is_written_are_written_too(
        self, live: list[int], sizes: list[int], new: int, chosen: list[int]
    ) -> None:
        assert sorted(merging.to_merge(live, sizes, new)) == chosen

    def test_a_passage_is_written_again_a_handful_of_times_only(self) -> None:
        sizes: list[int] = []
        written = 0
        for _ in range(1000):
            merged = merging.to_merge(sizes, sizes, 1)
            together = 1 + sum(sizes[n] for n in merged)
            sizes = [size for n, size in enumerate(sizes) if n not in merged] + [together]
            written += together
            assert len(sizes) <= 11
        assert written < 1000 * 11


def test_questions_are_answered_while_documents_are_added(seeds: Path, out: Path) -> None:
    build_index(seeds, out, SETTINGS)
    assistant = Assistant.open(out, settings=SETTINGS, build=False)
    expected = assistant.ask("How safe must paint be?").text
    for n in range(5):
        write(seeds, f"more-{n}", n)
        build_index(seeds, out, SETTINGS)
        assert assistant.ask("How safe must paint be?").text == expected
    assert len(Index.open(out).library.documents) == 9


def test_questions_are_answered_while_another_process_writes(seeds: Path, out: Path) -> None:
    build_index(seeds, out, SETTINGS)
    with writing(out):
        assistant = Assistant.open(out, settings=SETTINGS, build=False)
        assert assistant.ask("How safe must paint be?").citations
