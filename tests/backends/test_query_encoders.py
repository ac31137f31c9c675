from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mandate_qa.backends import query_encoders
from mandate_qa.backends.onnx_encoder import OnnxQueryEncoder
from mandate_qa.backends.query_encoders import load_query_encoder, provide_encoder
from mandate_qa.backends.transformer_embedder import TransformerEmbedder
from mandate_qa.errors import UnknownBackendError


@pytest.fixture(scope="module")
def index_folder(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the light encoder of the small model."""
    folder = tmp_path_factory.mktemp("index")
    provide_encoder(folder, str(model_folder), None)
    return folder


def test_the_light_encoder_is_taken_without_a_word(index_folder: Path, model_folder: Path) -> None:
    encoder, note = load_query_encoder(index_folder, str(model_folder))
    assert isinstance(encoder, OnnxQueryEncoder)
    assert note is None


def test_without_a_light_encoder_the_embedder_answers_and_the_note_says_so(tmp_path: Path, model_folder: Path) -> None:
    encoder, note = load_query_encoder(tmp_path, str(model_folder))
    assert isinstance(encoder, TransformerEmbedder)
    assert note is not None
    assert note.startswith("Answered through sentence-transformers because there is no light encoder in ")


def test_with_a_damaged_light_encoder_the_embedder_answers(
    tmp_path: Path, index_folder: Path, model_folder: Path
) -> None:
    provide_encoder(tmp_path, str(model_folder), index_folder)
    (tmp_path / "encoder" / "model.onnx").write_bytes(b"")
    encoder, note = load_query_encoder(tmp_path, str(model_folder))
    assert isinstance(encoder, TransformerEmbedder)
    assert note is not None
    assert "model.onnx has been changed or damaged" in note


def test_the_encoder_of_another_embedder_is_not_taken(index_folder: Path) -> None:
    with pytest.raises(UnknownBackendError):
        load_query_encoder(index_folder, "another embedder")


def test_the_previous_indexs_encoder_is_copied_without_loading_the_embedder(
    tmp_path: Path, index_folder: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_encoders, "load_embedder", lambda name: pytest.fail("the embedder was loaded"))
    encoder, note = provide_encoder(tmp_path, str(model_folder), index_folder)
    assert note is None
    assert np.array_equal(encoder.embed_query("plan"), OnnxQueryEncoder(index_folder / "encoder").embed_query("plan"))


def test_a_damaged_encoder_of_the_previous_index_is_exported_afresh(
    tmp_path: Path, index_folder: Path, model_folder: Path
) -> None:
    previous, new = tmp_path / "previous", tmp_path / "new"
    provide_encoder(previous, str(model_folder), index_folder)
    (previous / "encoder" / "model.onnx").write_bytes(b"")
    encoder, note = provide_encoder(new, str(model_folder), previous)
    assert note is None
    assert isinstance(encoder, OnnxQueryEncoder)


def test_a_model_without_a_light_encoder_embeds_itself_and_the_note_says_why(make_model, tmp_path: Path) -> None:
    folder = make_model("max")
    encoder, note = provide_encoder(tmp_path, str(folder), None)
    assert isinstance(encoder, TransformerEmbedder)
    assert note is not None
    assert note.startswith("Questions will be embedded through sentence-transformers because")
    assert not (tmp_path / "encoder").exists()
