"""What every embedder must do, whoever made it: the built-in ones, registered ones, and light encoders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mandate_qa.backends.embedders import Embedder, known_embedders, load_embedder
from mandate_qa.backends.query_encoders import load_query_encoder, provide_encoder

TEXTS = ["the elective recovery target", "Total revenue budget (£m): 150,614", "", "one " * 400, "⁸ – …", "95%"]
LIGHT = "light encoder of "

Load = Callable[[str], Embedder]


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Loads each embedder once."""
    loaded: dict[str, Embedder] = {}

    def make(name: str) -> Embedder:
        if name.startswith(LIGHT):
            return light(tmp_path_factory.mktemp("encoder"), name.removeprefix(LIGHT))
        return load_embedder(name)

    return lambda name: loaded[name] if name in loaded else loaded.setdefault(name, make(name))


def light(folder: Path, name: str) -> Embedder:
    """The light encoder that an index with this embedder would hold."""
    provide_encoder(lambda: folder, name, None)
    encoder, note = load_query_encoder(folder, name)
    assert note is None
    return encoder


@pytest.mark.parametrize("name", [*known_embedders(), *(LIGHT + name for name in known_embedders())])
class TestEveryEmbedder:
    def test_documents_get_one_unit_row_each(self, name: str, load: Load) -> None:
        embedder = load(name)
        vectors = embedder.embed_documents(TEXTS)
        assert vectors.shape == (len(TEXTS), embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    def test_no_documents_give_no_rows(self, name: str, load: Load) -> None:
        embedder = load(name)
        assert embedder.embed_documents([]).shape == (0, embedder.dimension)
        assert embedder.embed_documents([]).dtype == np.float32

    def test_order_is_kept(self, name: str, load: Load) -> None:
        there, back = load(name).embed_documents(TEXTS), load(name).embed_documents(TEXTS[::-1])
        assert np.allclose(there, back[::-1], atol=1e-4)

    def test_a_batch_gives_what_single_texts_give(self, name: str, load: Load) -> None:
        together = load(name).embed_documents(TEXTS * 3)
        singly = np.concatenate([load(name).embed_documents([text]) for text in TEXTS] * 3)
        assert np.allclose(together, singly, atol=1e-4)

    def test_the_same_text_gets_the_same_vector(self, name: str, load: Load) -> None:
        first, second = load(name).embed_documents([TEXTS[0], TEXTS[0]])
        assert np.allclose(first, second, atol=1e-6)

    def test_a_query_gets_one_unit_vector(self, name: str, load: Load) -> None:
        vector = load(name).embed_query("what is the target?")
        assert vector.shape == (load(name).dimension,)
        assert vector.dtype == np.float32
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)

    def test_a_query_is_nearest_to_the_text_with_its_words(self, name: str, load: Load) -> None:
        vectors = load(name).embed_documents(["the price of fish", TEXTS[0], "a list of safe paints"])
        assert int(np.argmax(vectors @ load(name).embed_query("elective recovery target"))) == 1

    def test_progress_ends_with_all_texts_done(self, name: str, load: Load) -> None:
        seen: list[tuple[str, int, int]] = []
        load(name).embed_documents(TEXTS * 4, lambda *step: seen.append(step))
        assert seen[-1] == ("embedding", len(TEXTS) * 4, len(TEXTS) * 4)
        assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)

    def test_its_name_is_the_one_it_was_loaded_by(self, name: str, load: Load) -> None:
        assert load(name).name == name.removeprefix(LIGHT)
