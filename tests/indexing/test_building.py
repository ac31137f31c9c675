"""The document's way as a whole: what an index holds, and when it is out of date."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from indexed import SETTINGS, Build, first_hit, folders

from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.building import contents, embedding, planning
from mandate_qa.errors import NumberingError, SearchIndexError, UnknownBackendError, UnreadableDocumentError
from mandate_qa.indexing import build_index, is_stale
from mandate_qa.searching.store import Index
from mandate_qa.settings import INDEX_FORMAT, PassageSettings, Settings
from mandate_qa.types import Document, Paragraph, Passage


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
    def test_an_index_of_another_format_is(self, build: Build, toy_library: Path, out: Path) -> None:
        build()
        manifest = out / "manifest.json"
        manifest.write_text(manifest.read_text().replace(f'"format": {INDEX_FORMAT}', '"format": 3'))
        reason = is_stale(out, toy_library, SETTINGS)
        assert reason == f"The index in {out} has format 3, this program reads {INDEX_FORMAT}"
        assert build().read == 1
        assert is_stale(out, toy_library, SETTINGS) is None

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


def vectors_by_words(index: Index) -> dict[str, bytes]:
    """Words of each passage → its vector."""
    passages: tuple[Passage, ...] = index.library.passages()
    return {passage.search_text: index.vectors.rows([row]).tobytes() for row, passage in enumerate(passages)}


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
