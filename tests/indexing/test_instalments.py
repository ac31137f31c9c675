"""A build by instalments that is killed: the next goes on where it was, and gives what building at once gives."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from indexed import SETTINGS, everything, folders, write

from mandate_qa import build_index
from mandate_qa.building import contents, merging, work
from mandate_qa.errors import ManifestError, NumberingError
from mandate_qa.indexing import BuildReport
from mandate_qa.searching.store import Index
from mandate_qa.searching.unfinished import UNFINISHED, read_unfinished
from mandate_qa.settings import PassageSettings, Settings

DOCUMENTS, PASSAGES, AT_ONCE = 6, 6, 12
"""Documents of so many passages, two of them an instalment."""

MOMENTS = {
    "before anything": ("mandate_qa.building.contents.number_paragraphs", 1, 0),
    "reading the first": ("mandate_qa.building.contents.number_paragraphs", 2, 0),
    "reading the second": ("mandate_qa.building.contents.number_paragraphs", 3, 2),
    "embedding the second": ("mandate_qa.indexing.embed", 2, 2),
    "writing the second": ("mandate_qa.searching.segments.Postings.save", 2, 2),
    "before the second is told": ("mandate_qa.building.work.add_part", 2, 2),
    "embedding the last": ("mandate_qa.indexing.embed", 3, 4),
    "putting documents together": ("mandate_qa.searching.joining.join_shelves", 1, 6),
    "putting vectors together": ("mandate_qa.searching.joining.join_vectors", 1, 6),
    "putting words together": ("mandate_qa.searching.joining.join_postings", 1, 6),
    "before it is put in force": ("mandate_qa.searching.saving.put_in_force", 1, 6),
    "just after it was put in force": ("mandate_qa.indexing.forget_unfinished", 1, 0),
}
"""Moment → the function at whose call, counted from 1, the process is killed, and the documents that are not lost."""

BUILDER = dedent("""
    import sys, time
    from importlib import import_module
    from pathlib import Path
    from mandate_qa.building import contents
    from mandate_qa.indexing import build_index
    from mandate_qa.settings import Settings

    seeds, out, target, call, contents.AT_ONCE = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
    names = target.split(".")
    depth = next(n for n in range(len(names) - 1, 0, -1) if names[n - 1][0].islower())
    owner = import_module(".".join(names[:depth]))
    for name in names[depth:-1]:
        owner = getattr(owner, name)
    real, calls = getattr(owner, names[-1]), []

    def wait(*given, **named):
        calls.append(1)
        if len(calls) == call:
            print("waiting", flush=True)
            time.sleep(60)
        return real(*given, **named)

    setattr(owner, names[-1], wait)
    build_index(Path(seeds), Path(out), Settings(embedder="hashing"))
""")

Build = Callable[..., BuildReport]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "AT_ONCE", AT_ONCE)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for n in range(DOCUMENTS):
        write(folder, f"plan-{n}", n, PASSAGES)
    return folder


@pytest.fixture
def build(seeds: Path, out: Path) -> Build:
    """A function that brings the index up to date."""
    return lambda settings=SETTINGS, **given: build_index(seeds, out, settings, **given)


@pytest.fixture
def at_once(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[object]]:
    """All that can be asked of an index built in one instalment."""

    def built() -> list[object]:
        with monkeypatch.context() as patch:
            patch.setattr(contents, "AT_ONCE", 1000)
            build_index(seeds, tmp_path / "at once", SETTINGS)
        return everything(tmp_path / "at once")

    return built


class TestKills:
    @pytest.mark.parametrize("moment", MOMENTS)
    def test_what_was_done_is_not_done_again(
        self, build: Build, seeds: Path, out: Path, at_once: Callable[[], list[object]], moment: str
    ) -> None:
        target, call, kept = MOMENTS[moment]
        kill_a_build(seeds, out, target, call)
        told: list[str] = []
        report = build(progress=lambda step, *_: told.append(step))
        in_force = DOCUMENTS if moment.startswith("just after") else 0
        assert (report.resumed, report.read) == (kept, DOCUMENTS - kept - in_force)
        assert report.embedded == (DOCUMENTS - kept - in_force) * PASSAGES
        assert [step for step in told if "cut off" in step] == [going_on(kept)] * (kept > 0)
        assert everything(out) == at_once()
        assert folders(out) == sorted(Index.open(out).manifest.folders)
        assert not (out / UNFINISHED).exists()

    def test_killed_over_and_over_nothing_piles_up_and_it_comes_to_an_end(
        self, build: Build, seeds: Path, out: Path, at_once: Callable[[], list[object]]
    ) -> None:
        for call in (3, 3):
            kill_a_build(seeds, out, "mandate_qa.building.contents.number_paragraphs", call)
        for _ in range(3):
            kill_a_build(seeds, out, "mandate_qa.searching.joining.join_postings", 1)
            assert len(folders(out)) <= 3 + 2  # parts, the encoder, and what was being put together
        report = build()
        assert (report.resumed, report.read) == (DOCUMENTS, 0)
        assert everything(out) == at_once()

    def test_a_line_that_was_cut_off_is_as_if_it_were_not_there(
        self, build: Build, seeds: Path, out: Path, at_once: Callable[[], list[object]]
    ) -> None:
        kill_a_build(seeds, out, "mandate_qa.indexing.embed", 3)
        note = out / UNFINISHED
        note.write_bytes(note.read_bytes()[:-20])
        assert build().resumed == 2
        assert everything(out) == at_once()


class TestWhatIsNotTrusted:
    def test_documents_that_were_changed_removed_or_added_meanwhile(
        self, build: Build, seeds: Path, out: Path, at_once: Callable[[], list[object]]
    ) -> None:
        kill_a_build(seeds, out, "mandate_qa.indexing.embed", 3)
        write(seeds, "plan-0", 99, PASSAGES)
        (seeds / "plan-2.txt").unlink()
        write(seeds, "a-new-one", 7, PASSAGES)
        report = build()
        assert (report.resumed, report.read) == (2, 4)
        assert everything(out) == at_once()

    def test_a_part_none_of_whose_documents_is_wanted_is_removed(self, build: Build, seeds: Path, out: Path) -> None:
        kill_a_build(seeds, out, "mandate_qa.indexing.embed", 3)
        gone = read_unfinished(out).parts[0].segment.folder
        for n in range(2):
            write(seeds, f"plan-{n}", 99 + n, PASSAGES)
        assert build().resumed == 2
        assert not (out / gone).exists()

    def test_a_part_whose_files_are_not_as_they_were_written(
        self, build: Build, seeds: Path, out: Path, at_once: Callable[[], list[object]]
    ) -> None:
        kill_a_build(seeds, out, "mandate_qa.indexing.embed", 3)
        file = out / read_unfinished(out).parts[0].segment.folder / "vectors.faiss"
        file.write_bytes(file.read_bytes()[:-1] + b"?")
        assert build().resumed == 2
        assert everything(out) == at_once()

    def test_parts_of_other_settings(self, build: Build, seeds: Path, out: Path) -> None:
        kill_a_build(seeds, out, "mandate_qa.indexing.embed", 3)
        other = replace(SETTINGS, passages=PassageSettings(max_words=40))
        assert build(settings=other).resumed == 0
        assert folders(out) == sorted(Index.open(out).manifest.folders)

    @pytest.mark.parametrize("name", ["program_fingerprint", "embedder_fingerprint"])
    def test_parts_of_another_program_or_embedder(
        self, build: Build, seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        kill_a_build(seeds, out, "mandate_qa.indexing.embed", 3)
        monkeypatch.setattr(work, name, lambda *_: "another")
        assert build().resumed == 0

    def test_parts_when_everything_is_to_be_read_anew(self, build: Build, seeds: Path, out: Path) -> None:
        kill_a_build(seeds, out, "mandate_qa.indexing.embed", 3)
        assert build(fresh=True).resumed == 0

    def test_parts_of_an_embedder_that_cannot_be_told_from_others_are_not_kept(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(work, "embedder_fingerprint", lambda _: "")
        monkeypatch.setattr(contents, "number_paragraphs", failing_at(contents.number_paragraphs, 5))
        with pytest.raises(NumberingError):
            build()
        assert folders(out) == []


class TestWhatFails:
    def test_what_was_done_before_an_error_is_kept_until_it_is_mended(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(contents, "number_paragraphs", failing_at(contents.number_paragraphs, 5))
            with pytest.raises(NumberingError):
                build()
        assert build().resumed == 4

    def test_two_documents_of_one_key_in_different_instalments_stop_the_build(self, build: Build, seeds: Path) -> None:
        (seeds / "plan-0.md").write_text("# Another\n\n1.1 Kites must fly.\n")
        (seeds / "z.txt").write_text("1.1 More.")
        entry = '[[document]]\nkey = "plan-5"\ntitle = "Toys"\npublished = "2024"\npath = "z.txt"\n'
        (seeds / "library.toml").write_text(entry)
        (seeds / "plan-0.md").unlink()
        with pytest.raises(ManifestError, match="have the same key 'plan-5'"):
            build()


class TestMemory:
    def test_two_instalments_at_most_are_held(self, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
        held: list[int] = []
        real = contents.read_volume

        def watched(*given: object) -> contents.Volume:
            held.append(sum(type(found) is contents.Volume for found in gc.get_objects()))
            return real(*given)

        monkeypatch.setattr(contents, "read_volume", watched)
        gc.collect()
        build()
        assert len(held) == DOCUMENTS
        assert max(held) - held[0] == 3  # the instalment before, and one document of this one


class TestPuttingTogether:
    def test_one_segment_is_left(self, build: Build, out: Path) -> None:
        build()
        assert len(Index.open(out).manifest.segments) == 1

    def test_none_grows_beyond_what_is_put_together(
        self, build: Build, out: Path, at_once: Callable[[], list[object]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("mandate_qa.building.binding.MOST_TOGETHER", 2 * AT_ONCE)
        monkeypatch.setattr(merging, "MOST_TOGETHER", 2 * AT_ONCE)
        build()
        assert [segment.passages for segment in Index.open(out).manifest.segments] == [2 * AT_ONCE, AT_ONCE]
        assert everything(out) == at_once()


def failing_at(real: Callable[..., object], call: int) -> Callable[..., object]:
    """`real`, which raises a NumberingError when it is called for the so-manieth time."""
    calls: list[int] = []

    def counted(*given: object) -> object:
        calls.append(1)
        if len(calls) == call:
            raise NumberingError("Two parts are the same; number them apart.")
        return real(*given)

    return counted


def going_on(documents: int) -> str:
    """What progress says of a build that is gone on with."""
    return f"going on with a build that was cut off; {documents} of its documents are done"


def kill_a_build(seeds: Path, out: Path, target: str, call: int) -> None:
    """Start a build in another process, and kill it when it calls `target` for the so-manieth time."""
    command = [sys.executable, "-c", BUILDER, str(seeds), str(out), target, str(call), str(AT_ONCE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == "waiting\n"
        os.kill(builder.pid, signal.SIGKILL)


def test_settings_of_the_tests_are_those_of_the_child() -> None:
    assert Settings(embedder="hashing") == SETTINGS
