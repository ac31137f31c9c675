"""The document's way as a whole: what an index holds, when it is out of date, and what no crash can do to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from mandate_qa import indexing
from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.backends.query_encoders import Provided, load_query_encoder
from mandate_qa.backends.token_vectors import Tokens, in_eight_bits
from mandate_qa.building import contents, embedding, planning
from mandate_qa.errors import NumberingError, SearchIndexError, UnknownBackendError, UnreadableDocumentError
from mandate_qa.indexing import BuildReport, build_index, is_stale
from mandate_qa.searching.late import FILES, TokenFile
from mandate_qa.searching.retriever import Retriever
from mandate_qa.searching.store import Index
from mandate_qa.settings import INDEX_FORMAT, PassageSettings, Settings
from mandate_qa.types import Document, Paragraph, Passage, Query

SETTINGS = Settings(embedder="hashing")
QUESTION = "How many wooden blocks should a nursery have?"

Build = Callable[..., BuildReport]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def build(toy_library: Path, out: Path) -> Build:
    """A function that indexes the toy library."""
    return lambda **given: build_index(toy_library, out, given.pop("settings", SETTINGS), **given)


def first_hit(home: Path) -> str:
    """Open the index in `home`, ask it the question and give the best passage's words."""
    index = Index.open(home)
    encoder, _ = load_query_encoder(index.encoder, index.manifest.embedder)
    return Retriever(index, encoder, SETTINGS.retrieval).search(Query(QUESTION, QUESTION))[0].passage.text


def folders(home: Path) -> list[str]:
    """Names of the builds' folders."""
    return sorted(path.name for path in home.iterdir() if path.is_dir())


class TestBuilding:
    def test_what_was_read_can_be_found(self, build: Build, out: Path) -> None:
        report = build()
        index = Index.open(out)
        assert (report.documents, report.failures, report.notes) == (1, (), ())
        assert report.paragraphs == len(index.library.paragraphs()) > 3
        assert report.passages == len(index.library.passages()) > 3
        assert "at least 40 wooden blocks" in first_hit(out)

    def test_the_report_tells_the_seconds_of_each_step(self, build: Build) -> None:
        seconds = build().seconds
        assert list(seconds) == ["comparing", "reading", "encoder", "embedding", "saving", "total"]
        assert 0 < sum(seconds.values()) - seconds["total"] <= seconds["total"]

    def test_progress_tells_the_steps(self, build: Build) -> None:
        seen: list[str] = []
        build(progress=lambda step, done, total: seen.append(f"{step} {done}/{total}"))
        assert seen[0] == "reading 1/1"
        assert seen[-1].startswith("embedding ")

    def test_the_same_seeds_give_the_same_fingerprint_and_searchers(self, build: Build, out: Path) -> None:
        first, one = build().fingerprint, Index.open(out)
        second, two = build(fresh=True).fingerprint, Index.open(out)
        assert first == second == one.fingerprint == two.fingerprint
        assert one.manifest.segments[0].folder != two.manifest.segments[0].folder
        assert one.manifest.segments[0].files == two.manifest.segments[0].files

    def test_a_readme_in_the_folder_is_never_touched(self, build: Build, out: Path) -> None:
        out.mkdir()
        (out / "README.md").write_text("Built on first use.")
        build()
        build()
        assert (out / "README.md").read_text() == "Built on first use."

    def test_an_unknown_embedder_leaves_nothing_behind(self, build: Build, out: Path) -> None:
        with pytest.raises(UnknownBackendError, match="did you mean 'hashing'"):
            build(settings=Settings(embedder="hashin"))
        assert folders(out) == []

    def test_every_hash_of_the_seeds_is_kept(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        assert sorted(Index.open(out).manifest.seeds) == ["library.toml", "toy-plan-2024.txt"]


class TestDocumentsThatFail:
    def test_one_does_not_stop_the_others(self, build: Build, toy_library: Path, out: Path) -> None:
        (toy_library / "empty.txt").write_text("  \n")
        (toy_library / "picture.txt").write_bytes(b"\x89PNG\x00\x01\x02\xff" * 50)
        report = build()
        assert report.documents == 1
        assert {Path(failure.path).name for failure in report.failures} == {"empty.txt", "picture.txt"}
        assert "wooden blocks" in first_hit(out)

    def test_the_index_is_not_stale_because_of_it(self, build: Build, toy_library: Path, out: Path) -> None:
        (toy_library / "empty.txt").write_text("")
        (toy_library / "picture.txt").write_bytes(b"\x89PNG\x00\x01\x02\xff" * 50)
        build()
        assert is_stale(out, toy_library, SETTINGS) is None
        (toy_library / "empty.txt").write_text("1.1 Now it says something.")
        assert is_stale(out, toy_library, SETTINGS) == "empty.txt has changed since the index was built"

    def test_when_none_can_be_read_the_old_index_stays(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        (toy_library / "toy-plan-2024.txt").write_text("")
        with pytest.raises(UnreadableDocumentError, match=r"No document in .* could be read; .*empty"):
            build()
        assert "wooden blocks" in first_hit(out)

    def test_no_folder_of_seeds_is_named(self, tmp_path: Path, out: Path) -> None:
        with pytest.raises(UnreadableDocumentError, match="nowhere"):
            build_index(tmp_path / "nowhere", out, SETTINGS)

    def test_two_paragraphs_with_one_id_stop_the_build(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = contents.number_paragraphs

        def clumsy(document: Document, blocks: list) -> list[Paragraph]:
            return [replace(paragraph, id="toy ¶1") for paragraph in real(document, blocks)]

        monkeypatch.setattr(contents, "number_paragraphs", clumsy)
        with pytest.raises(NumberingError, match=r"would both be 'toy ¶1' \(line .*, line .*\)"):
            build()
        assert not out.exists() or folders(out) == []


class TestStaleness:
    def test_an_index_of_another_format_is(
        self, build: Build, toy_library: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build()
        monkeypatch.setattr("mandate_qa.searching.manifest.INDEX_FORMAT", INDEX_FORMAT + 1)
        reason = is_stale(out, toy_library, SETTINGS)
        assert reason == f"The index in {out} has format {INDEX_FORMAT}, this program reads {INDEX_FORMAT + 1}"

    def test_a_fresh_index_is_not_stale(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        assert is_stale(out, toy_library, SETTINGS) is None

    def test_a_missing_index_is(self, toy_library: Path, out: Path) -> None:
        assert is_stale(out, toy_library, SETTINGS) == f"There is no index in {out}"

    def test_a_changed_new_or_removed_seed_is_named(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        other, toy = toy_library / "other.txt", toy_library / "toy-plan-2024.txt"
        other.write_text("1.1 Another document.")
        assert is_stale(out, toy_library, SETTINGS) == "other.txt is new since the index was built"
        build()
        other.unlink()
        assert is_stale(out, toy_library, SETTINGS) == "other.txt has been removed since the index was built"
        build()
        toy.write_text(toy.read_text() + "\n2.2 One more.")
        assert is_stale(out, toy_library, SETTINGS) == "toy-plan-2024.txt has changed since the index was built"

    def test_a_changed_library_manifest_is_named(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        manifest = toy_library / "library.toml"
        manifest.write_text(manifest.read_text().replace("Toy Office", "Office of Toys"))
        assert is_stale(out, toy_library, SETTINGS) == "library.toml has changed since the index was built"

    @pytest.mark.parametrize(
        "settings", [Settings(embedder="other"), Settings(embedder="hashing", passages=PassageSettings(max_words=40))]
    )
    def test_settings_that_change_the_index_do(
        self, build: Build, toy_library: Path, out: Path, settings: Settings
    ) -> None:
        build()
        reason = is_stale(out, toy_library, settings)
        assert reason == "The settings for the embedder or for passages have changed since the index was built"

    def test_settings_that_do_not_change_the_index_do_not(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        assert is_stale(out, toy_library, replace(SETTINGS, llm="extractive")) is None

    def test_another_program_does(
        self, build: Build, toy_library: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build()
        monkeypatch.setattr(planning, "program_fingerprint", lambda: "another")
        reason = is_stale(out, toy_library, SETTINGS)
        assert reason == "The program reads documents in another way than when the index was built"

    def test_without_its_seeds_an_index_is_taken_as_it_is(self, build: Build, out: Path, tmp_path: Path) -> None:
        build()
        assert is_stale(out, tmp_path / "not on this machine", SETTINGS) is None

    def test_a_damaged_manifest_does(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        (out / "manifest.json").write_text("{")
        assert is_stale(out, toy_library, SETTINGS) == f"{out / 'manifest.json'} cannot be read"


class TestReuse:
    def test_only_new_words_are_embedded(
        self, build: Build, toy_library: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = build()
        before = Index.open(out)
        embedded: list[str] = []
        real = HashingEmbedder.embed_documents

        def watched(self: HashingEmbedder, texts: list[str], progress: object = None) -> np.ndarray:
            embedded.extend(texts)
            return real(self, texts)

        monkeypatch.setattr(HashingEmbedder, "embed_documents", watched)
        toy = toy_library / "toy-plan-2024.txt"
        toy.write_text(toy.read_text() + "\n2.2 Teddy bears are exempt from inspection.\n")
        report = build()
        assert report.embedded == report.passages - first.passages == len(embedded) > 0
        assert all("Teddy bears" in text for text in embedded)
        assert vectors_by_words(before).items() <= vectors_by_words(Index.open(out)).items()

    def test_vectors_of_another_embedder_are_not_taken_over(
        self, build: Build, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build()
        for module in (planning, embedding):
            monkeypatch.setattr(module, "embedder_fingerprint", lambda name: "other weights")
        report = build()
        assert report.embedded == report.passages

    def test_vectors_are_not_taken_over_when_the_embedder_cannot_be_told(
        self, build: Build, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (planning, embedding):
            monkeypatch.setattr(module, "embedder_fingerprint", lambda name: "")
        build()
        report = build()
        assert report.embedded == report.passages

    def test_a_damaged_index_is_built_afresh(self, build: Build, out: Path) -> None:
        build()
        (out / Index.open(out).manifest.segments[0].folder / "vectors.faiss").write_bytes(b"")
        with pytest.raises(SearchIndexError):
            Index.open(out)
        report = build()
        assert report.embedded == report.passages
        assert "wooden blocks" in first_hit(out)


class SpellingEmbedder(HashingEmbedder):
    """One token a word, whose vector is the word's own."""

    vocabulary = 1000

    def encode_query(self, text: str) -> tuple[np.ndarray, Tokens]:
        words = tuple(text.split())
        pieces = np.array([len(word) for word in words], dtype=np.int32)
        return self.embed_query(text), Tokens(pieces, self.embed_documents(words), words)

    def encode_documents(self, texts: list[str], skipped: list[int], progress: object = None) -> tuple:
        own = [self.encode_query(text[start:])[1] for text, start in zip(texts, skipped, strict=True)]
        return self.embed_documents(texts), [Tokens(one.pieces, in_eight_bits(one.vectors)) for one in own]


class TestTokens:
    @pytest.fixture(autouse=True)
    def _with_tokens(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(indexing, "provide_encoder", lambda *_: Provided(SpellingEmbedder()))

    def test_a_passages_own_words_are_kept_without_its_heading(self, build: Build, out: Path) -> None:
        build()
        index = Index.open(out)
        assert index.tokens is not None
        for row, passage in enumerate(index.library.passages()):
            assert index.tokens.tokens(row).pieces.tolist() == [len(word) for word in passage.text.split()]

    def test_only_new_words_are_run_and_the_rest_taken_over(
        self, build: Build, toy_library: Path, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = build()
        before = Index.open(out)
        run: list[str] = []
        real = SpellingEmbedder.encode_documents

        def watched(self: SpellingEmbedder, texts: list[str], skipped: list[int], progress: object = None) -> tuple:
            run.extend(texts)
            return real(self, texts, skipped)

        monkeypatch.setattr(SpellingEmbedder, "encode_documents", watched)
        toy = toy_library / "toy-plan-2024.txt"
        toy.write_text(toy.read_text().replace("2. Money", "1.3 Teddy bears are exempt.\n\n2. Money"))
        assert build().embedded == len(run) > 0
        assert all("Teddy bears" in text for text in run)
        after = tokens_by_words(Index.open(out))
        assert tokens_by_words(before).items() <= after.items()
        assert len(after) == first.passages + len(run)

    def test_an_index_built_on_another_is_the_one_built_afresh(
        self, build: Build, toy_library: Path, out: Path, tmp_path: Path
    ) -> None:
        build()
        toy = toy_library / "toy-plan-2024.txt"
        toy.write_text(toy.read_text() + "\n2.2 Teddy bears are exempt.\n")
        build()
        build_index(toy_library, tmp_path / "afresh", SETTINGS)
        one, two = Index.open(out), Index.open(tmp_path / "afresh")
        for name in FILES:
            assert one.manifest.segments[0].files[name] == two.manifest.segments[0].files[name]

    def test_an_index_without_tokens_is_not_taken_over(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(indexing, "provide_encoder", lambda *_: Provided(HashingEmbedder()))
            build()
            assert Index.open(out).tokens is None
        report = build(fresh=True)
        assert report.embedded == report.passages
        assert Index.open(out).tokens is not None

    def test_a_library_too_large_for_them_has_none_and_takes_over_the_rest(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = build()
        monkeypatch.setattr(planning, "MOST_PASSAGES", first.passages - 1)
        assert build(fresh=True).embedded == 0
        assert Index.open(out).tokens is None
        assert "wooden blocks" in first_hit(out)

    def test_a_disk_that_fills_while_they_are_written_leaves_the_old_index_in_force(
        self, build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build()
        old = Index.open(out)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(TokenFile, "save", full)
        with pytest.raises(SearchIndexError, match="No space left on device"):
            build(fresh=True)
        assert folders(out) == sorted(old.manifest.folders)
        assert tokens_by_words(Index.open(out)) == tokens_by_words(old)


def tokens_by_words(index: Index) -> dict[str, bytes]:
    """Words of each passage → its token vectors."""
    assert index.tokens is not None
    passages = index.library.passages()
    return {p.search_text: index.tokens.tokens(row).vectors.tobytes() for row, p in enumerate(passages)}


def vectors_by_words(index: Index) -> dict[str, bytes]:
    """Words of each passage → its vector."""
    passages: tuple[Passage, ...] = index.library.passages()
    return {passage.search_text: index.vectors.rows([row]).tobytes() for row, passage in enumerate(passages)}


MOMENTS = {
    "while reading": "mandate_qa.building.contents.number_paragraphs",
    "after embedding": "mandate_qa.indexing.write_segment",
    "while saving the vectors": "mandate_qa.searching.segments.Postings.save",
    "before it is put in force": "mandate_qa.searching.manifest.Path.replace",
    "just after it was put in force": "mandate_qa.searching.saving.remove_others",
}
"""Moment → the function at whose call the building process stops and waits to be killed."""

BUILDER = dedent("""
    import sys, time
    from importlib import import_module
    from pathlib import Path
    from mandate_qa.indexing import build_index
    from mandate_qa.settings import Settings

    seeds, out, target = sys.argv[1:]
    names = target.split(".")
    depth = next(n for n in range(len(names) - 1, 0, -1) if names[n - 1][0].islower())
    owner = import_module(".".join(names[:depth]))
    for name in names[depth:-1]:
        owner = getattr(owner, name)

    def wait(*_, **__):
        print("waiting", flush=True)
        time.sleep(60)

    setattr(owner, names[-1], wait)
    build_index(Path(seeds), Path(out), Settings(embedder="hashing"), fresh=True)
""")


class TestKills:
    @pytest.mark.parametrize("moment", MOMENTS)
    def test_a_kill_leaves_an_index_that_serves_and_the_next_build_clears_up(
        self, build: Build, toy_library: Path, out: Path, moment: str
    ) -> None:
        build()
        kill_a_build(toy_library, out, MOMENTS[moment])
        assert "wooden blocks" in first_hit(out)
        build()
        assert "wooden blocks" in first_hit(out)
        assert folders(out) == sorted(Index.open(out).manifest.folders)

    def test_a_first_build_that_is_killed_leaves_no_index_and_the_next_succeeds(
        self, build: Build, toy_library: Path, out: Path
    ) -> None:
        kill_a_build(toy_library, out, MOMENTS["before it is put in force"])
        assert is_stale(out, toy_library, SETTINGS) == f"There is no index in {out}"
        build()
        assert folders(out) == sorted(Index.open(out).manifest.folders)

    def test_builds_side_by_side_leave_one_whole_index(self, toy_library: Path, out: Path) -> None:
        code = (
            "import sys; from mandate_qa.indexing import build_index; from mandate_qa.settings import Settings\n"
            "for _ in range(3): build_index(sys.argv[1], sys.argv[2], Settings(embedder='hashing'), fresh=True)"
        )
        command = [sys.executable, "-c", code, str(toy_library), str(out)]
        builders = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
        for builder in builders:
            assert (builder.communicate()[1], builder.returncode) == ("", 0)
        assert folders(out) == sorted(Index.open(out).manifest.folders)
        assert "wooden blocks" in first_hit(out)


def kill_a_build(seeds: Path, out: Path, target: str) -> None:
    """Start a build in another process, and kill it when it calls `target`."""
    command = [sys.executable, "-c", BUILDER, str(seeds), str(out), target]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == "waiting\n"
        os.kill(builder.pid, signal.SIGKILL)


@pytest.mark.parametrize("embedder", ["hashing", "all-MiniLM-L6-v2"])
def test_opening_and_searching_brings_in_nothing_heavy(build: Build, out: Path, embedder: str) -> None:
    build(settings=Settings(embedder=embedder))
    code = dedent(f"""
        import sys
        from mandate_qa.backends.query_encoders import Provided, load_query_encoder
        from mandate_qa.searching.retriever import Retriever
        from mandate_qa.searching.store import Index
        from mandate_qa.settings import Settings
        from mandate_qa.types import Query
        index = Index.open({str(out)!r})
        encoder, note = load_query_encoder(index.encoder, index.manifest.embedder)
        assert note is None
        hits = Retriever(index, encoder, Settings().retrieval).search(Query("blocks", "blocks"))
        assert (hits[0].late_score is not None) == (index.manifest.embedder != "hashing")
        print(*sys.modules)
    """)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"torch", "transformers", "sentence_transformers", "llama_index", "gradio", "bm25s", "scipy", "onnx"}
    assert not heavy & set(run.stdout.split())
