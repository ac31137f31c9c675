from __future__ import annotations

import weakref
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from mandate_qa.backends import query_encoders
from mandate_qa.backends.onnx_encoder import OnnxQueryEncoder
from mandate_qa.backends.query_encoders import Provided, load_query_encoder, provide_encoder
from mandate_qa.backends.transformer_embedder import TransformerEmbedder
from mandate_qa.errors import UnknownBackendError


@pytest.fixture(scope="module")
def folder(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The light encoder of the small model."""
    folder = tmp_path_factory.mktemp("index") / "encoder"
    provided = provide_encoder(lambda: folder, str(model_folder), None)
    assert (provided.folder, provided.note) == (folder, None)
    return folder


@pytest.fixture
def damaged(folder: Path, tmp_path: Path) -> Path:
    """The same, with a file cut short."""
    copytree(folder, tmp_path / "damaged")
    (tmp_path / "damaged" / "model.onnx").write_bytes(b"")
    return tmp_path / "damaged"


def test_the_light_encoder_is_taken_without_a_word(folder: Path, model_folder: Path) -> None:
    encoder, note = load_query_encoder(folder, str(model_folder))
    assert isinstance(encoder, OnnxQueryEncoder)
    assert note is None


def test_one_that_is_in_use_is_not_opened_again(folder: Path, model_folder: Path, damaged: Path) -> None:
    encoder, _ = load_query_encoder(folder, str(model_folder))
    assert load_query_encoder(folder, str(model_folder))[0] is encoder
    assert not isinstance(load_query_encoder(damaged, str(model_folder))[0], OnnxQueryEncoder)
    gone = weakref.ref(encoder)
    del encoder
    assert gone() is None


def test_without_a_light_encoder_the_embedder_answers_and_the_note_says_so(tmp_path: Path, model_folder: Path) -> None:
    encoder, note = load_query_encoder(tmp_path, str(model_folder))
    assert isinstance(encoder, TransformerEmbedder)
    assert note is not None
    assert note.startswith("Answered through sentence-transformers because there is no light encoder in ")


def test_with_a_damaged_light_encoder_the_embedder_answers(damaged: Path, model_folder: Path) -> None:
    encoder, note = load_query_encoder(damaged, str(model_folder))
    assert isinstance(encoder, TransformerEmbedder)
    assert note is not None
    assert "model.onnx has been changed or damaged" in note


def test_the_encoder_of_another_embedder_is_not_taken(folder: Path) -> None:
    with pytest.raises(UnknownBackendError):
        load_query_encoder(folder, "another embedder")


def test_the_encoder_in_force_is_used_again_without_loading_the_embedder(
    folder: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_encoders, "load_embedder", lambda name: pytest.fail("the embedder was loaded"))
    provided = provide_encoder(lambda: pytest.fail("a folder was made"), str(model_folder), folder)
    assert (provided.folder, provided.note) == (folder, None)
    assert np.array_equal(provided.embedder.embed_query("plan"), OnnxQueryEncoder(folder).embed_query("plan"))


def test_a_damaged_encoder_is_exported_afresh(damaged: Path, tmp_path: Path, model_folder: Path) -> None:
    provided = provide_encoder(lambda: tmp_path / "new", str(model_folder), damaged)
    assert (provided.folder, provided.note) == (tmp_path / "new", None)
    assert isinstance(provided.embedder, OnnxQueryEncoder)


def test_a_model_without_a_light_encoder_embeds_itself_and_the_note_says_why(make_model, tmp_path: Path) -> None:
    provided: Provided = provide_encoder(lambda: tmp_path / "encoder", str(make_model("max")), None)
    assert isinstance(provided.embedder, TransformerEmbedder)
    assert provided.folder is None
    assert provided.note is not None
    assert provided.note.startswith("Questions will be embedded through sentence-transformers because")
    assert not (tmp_path / "encoder").exists()
