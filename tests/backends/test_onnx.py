"""The light encoder: written from a model, compared with it, read without it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mandate_qa.backends import onnx_export
from mandate_qa.backends.batching import unit
from mandate_qa.backends.onnx_encoder import OnnxQueryEncoder, padded, read_card
from mandate_qa.backends.onnx_export import SAMPLE, export_query_encoder
from mandate_qa.backends.transformer_embedder import TransformerEmbedder
from mandate_qa.errors import BackendError, BackendNotInstalledError, ModelFileError

TEXTS = ["the plan", "elective recovery target: 95%", "x", "waiting " * 60, ""]


@pytest.fixture(scope="module", params=["mean", "cls"])
def pair(
    request: pytest.FixtureRequest, make_model: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[TransformerEmbedder, Path]:
    """An embedder and the folder of its light encoder, once for each way of pooling."""
    folder = make_model(request.param)
    embedder, target = TransformerEmbedder(folder, str(folder)), tmp_path_factory.mktemp("encoder")
    export_query_encoder(embedder, target)
    return embedder, target


Pair = tuple[TransformerEmbedder, Path]


def test_it_gives_the_embedders_own_vectors(pair: Pair) -> None:
    embedder, folder = pair
    encoder = OnnxQueryEncoder(folder)
    assert np.allclose(encoder.embed_documents(TEXTS), embedder.embed_documents(TEXTS), atol=1e-5)
    assert np.allclose(encoder.embed_query(TEXTS[1]), embedder.embed_query(TEXTS[1]), atol=1e-5)


def test_what_lies_beyond_the_longest_text_does_not_count(pair: Pair) -> None:
    encoder = OnnxQueryEncoder(pair[1])
    assert np.array_equal(encoder.embed_query("target " * 24), encoder.embed_query("target " * 24 + "budget"))


def test_token_vectors_are_unit_rows_without_special_tokens(pair: Pair) -> None:
    rows = OnnxQueryEncoder(pair[1]).encode_tokens(["elective recovery target", "plan", ""])
    assert [row.shape for row in rows] == [(3, 16), (1, 16), (0, 16)]
    assert np.allclose(np.linalg.norm(rows[0], axis=1), 1, atol=1e-5)


def test_token_vectors_are_the_models_last_layer(pair: Pair) -> None:
    embedder, folder = pair
    inner = embedder.model.encode(["elective target"], output_value="token_embeddings")[0].numpy()
    assert np.allclose(OnnxQueryEncoder(folder).encode_tokens(["elective target"])[0], unit(inner[1:3]), atol=1e-5)


def test_a_question_gets_its_vector_and_its_tokens_from_one_run(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder, runs = OnnxQueryEncoder(pair[1]), []
    real = encoder._run
    monkeypatch.setattr(encoder, "_run", lambda encodings: runs.append(len(encodings)) or real(encodings))
    vector, tokens = encoder.encode_query("The target: 95%")
    assert runs == [1]
    assert np.array_equal(vector, encoder.embed_query("The target: 95%"))
    assert np.array_equal(tokens.vectors, encoder.encode_tokens(["The target: 95%"])[0])
    assert tokens.words == ("The", "target", ":", "95", "%")
    assert encoder.encode_query("target")[1].pieces.tolist() == tokens.pieces[1:2].tolist()
    assert 0 <= tokens.pieces.min() <= tokens.pieces.max() < encoder.vocabulary


def test_a_question_without_words_has_no_tokens(pair: Pair) -> None:
    vector, tokens = OnnxQueryEncoder(pair[1]).encode_query("")
    assert (vector.shape, tokens.vectors.shape, tokens.pieces.shape, tokens.words) == ((16,), (0, 16), (0,), ())


def test_passages_get_their_tokens_without_what_is_skipped_but_aware_of_it(pair: Pair) -> None:
    encoder = OnnxQueryEncoder(pair[1])
    texts, skipped = ["plan\nelective target", "budget", "plan\n", "waiting " * 60], [5, 0, 5, 0]
    vectors, tokens = encoder.encode_documents(texts, skipped)
    assert np.array_equal(vectors, encoder.embed_documents(texts))
    assert [found.vectors.shape for found in tokens] == [(2, 16), (1, 16), (0, 16), (22, 16)]
    assert [found.pieces.shape for found in tokens] == [(2,), (1,), (0,), (22,)]
    aware = encoder.encode_tokens(texts[:1])[0][1:]
    assert tokens[0].vectors.dtype == np.int8
    assert np.allclose(tokens[0].vectors / 127, aware, atol=0.005)
    assert not np.allclose(aware, encoder.encode_tokens(["elective target"])[0], atol=0.005)


def test_a_prompt_is_read_but_gives_no_tokens(pair: Pair, tmp_path: Path) -> None:
    copy(pair[1], tmp_path)
    card = replace(read_card(tmp_path), query_prompt="waiting: ", document_prompt="recovery: ")
    onnx_export.write_card(tmp_path, card)
    encoder = OnnxQueryEncoder(tmp_path)
    vector, tokens = encoder.encode_query("the plan")
    assert tokens.words == ("the", "plan")
    assert np.array_equal(vector, OnnxQueryEncoder(pair[1]).embed_query("waiting: the plan"))
    vectors, passages = encoder.encode_documents(["in the plan"], [3])
    assert passages[0].pieces.tolist() == tokens.pieces.tolist()
    assert np.array_equal(vectors, encoder.embed_documents(["in the plan"]))


def test_the_card_says_how_it_was_made(pair: Pair) -> None:
    embedder, folder = pair
    card = read_card(folder)
    assert (card.name, card.dimension, card.max_tokens) == (embedder.name, 16, 24)
    assert card.agreement > 0.9999
    assert sorted(card.files or {}) == ["model.onnx", "tokenizer.json"]


def test_nothing_but_the_encoder_is_left_in_the_folder(pair: Pair) -> None:
    assert sorted(path.name for path in pair[1].iterdir()) == ["encoder.json", "model.onnx", "tokenizer.json"]


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_refused(pair: Pair, tmp_path: Path, name: str) -> None:
    copy(pair[1], tmp_path)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b" ")
    with pytest.raises(ModelFileError, match=f"{name} has been changed or damaged"):
        OnnxQueryEncoder(tmp_path)


def test_a_missing_file_is_refused(pair: Pair, tmp_path: Path) -> None:
    copy(pair[1], tmp_path)
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(ModelFileError, match=r"model\.onnx is missing"):
        OnnxQueryEncoder(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "onnx", "name": "a", "dimension": 1, "format": 99}'])
def test_a_card_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "encoder.json").write_text(text)
    with pytest.raises(ModelFileError, match=r"encoder\.json (cannot be read|has format 99)"):
        read_card(tmp_path)


def test_a_model_that_pools_in_another_way_gets_no_light_encoder(
    make_model: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = make_model("max")
    with pytest.raises(BackendError, match=r"no light encoder: only mean and cls pooling .* max"):
        export_query_encoder(TransformerEmbedder(folder, str(folder)), tmp_path)


def test_an_encoder_whose_vectors_differ_is_refused(model_folder: Path, tmp_path: Path) -> None:
    embedder = Shifted(model_folder, str(model_folder))
    with pytest.raises(BackendError, match=r"is refused: its vectors differ .* 0\.998 is needed"):
        export_query_encoder(embedder, tmp_path)


class Shifted(TransformerEmbedder):
    """An embedder that does something to its vectors that the exported model does not know of."""

    def embed_documents(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        vectors = super().embed_documents(texts)
        return np.roll(vectors, 1, axis=1)


def test_without_the_exporters_library_the_line_that_installs_it_is_named(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = TransformerEmbedder(model_folder, str(model_folder))
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(BackendNotInstalledError, match="run: pip install onnx"):
        onnx_export.trace(embedder, tmp_path / "raw.onnx")


def test_an_embedder_of_another_kind_has_no_light_encoder(tmp_path: Path) -> None:
    class Other:
        name = "other"

    with pytest.raises(BackendError, match="'other' has no light encoder"):
        export_query_encoder(Other(), tmp_path)  # type: ignore[arg-type]


def test_the_sample_has_texts_longer_than_the_default_model_reads() -> None:
    assert max(len(text.split()) for text in SAMPLE) > 256


def test_running_it_brings_in_neither_torch_nor_transformers(pair: Pair) -> None:
    code = (
        "import sys; from pathlib import Path; from mandate_qa.backends.onnx_encoder import OnnxQueryEncoder; "
        f"OnnxQueryEncoder(Path({str(pair[1])!r})).embed_query('the plan'); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "onnxruntime" in loaded
    assert not {"torch", "transformers", "sentence_transformers", "onnx"} & set(loaded)


def test_rows_are_padded_with_zeros() -> None:
    assert padded([[1, 2, 3], [4]]).tolist() == [[1, 2, 3], [4, 0, 0]]


def copy(source: Path, target: Path) -> None:
    """Copy the files of an encoder."""
    for path in source.iterdir():
        (target / path.name).write_bytes(path.read_bytes())


def test_its_runtime_neither_numbers_this_machine_nor_keeps_anything_to_send(pair: Pair, tmp_path: Path) -> None:
    code = "import sys, pathlib; from mandate_qa.backends.onnx_encoder import OnnxQueryEncoder as Encoder; "
    code += "Encoder(pathlib.Path(sys.argv[1])).embed_query('x')"
    # It keeps still by itself where it takes the place for one that tests programs, so nothing of that is passed on.
    environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code, str(pair[1])], env=environ, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []
