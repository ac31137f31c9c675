from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mandate_qa.backends import embedders
from mandate_qa.backends.embedders import embedder_fingerprint, known_embedders, load_embedder
from mandate_qa.errors import BackendNotInstalledError, ModelFileError, UnknownBackendError

OTHER_PACKAGE = """
from mandate_qa.backends.hashing_embedder import HashingEmbedder

def make():
    return HashingEmbedder(8)
"""


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownBackendError, match="did you mean 'all-MiniLM-L6-v2'"):
        load_embedder("all-minilm-l6")


def test_a_missing_library_is_named_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(BackendNotInstalledError, match="run: pip install sentence-transformers"):
        load_embedder(str(tmp_path))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"holds no sentence-transformers model .* modules\.json"):
        load_embedder(str(tmp_path))


def test_a_folder_is_an_embedder(model_folder: Path) -> None:
    embedder = load_embedder(str(model_folder))
    assert embedder.name == str(model_folder)
    assert embedder.embed_query("the budget").shape == (embedder.dimension,) == (16,)


def test_another_package_can_register_an_embedder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other_package.py").write_text(OTHER_PACKAGE)
    information = tmp_path / "other_package-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: other-package\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[{embedders.ENTRY_POINTS}]\ntiny = other_package:make\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert "tiny" in known_embedders()
    assert load_embedder("tiny").dimension == 8


def test_the_fingerprint_of_a_folder_changes_with_its_weights(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"one")
    before = embedder_fingerprint(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"two")
    assert embedder_fingerprint(str(tmp_path)) != before


def test_built_in_embedders_have_fingerprints_and_unknown_ones_have_none() -> None:
    fingerprints = {embedder_fingerprint(name) for name in embedders.BUILT_IN}
    assert len(fingerprints) == len(embedders.BUILT_IN)
    assert "" not in fingerprints
    assert embedder_fingerprint("registered elsewhere") == ""
