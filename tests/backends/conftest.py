"""A sentence-transformers model small enough to be made on the spot, with random but fixed weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ModelMaker = Callable[[str], Path]

WORDS = "the a of and to in plan budget target recovery elective waiting hospital 2021 22 95 £ % ( ) . , - ? :".split()


@pytest.fixture(scope="session")
def make_model(tmp_path_factory: pytest.TempPathFactory) -> ModelMaker:
    """A function that gives the folder of a model with the pooling named: "mean", "cls" or "max"."""

    def make(pooling: str) -> Path:
        folder = tmp_path_factory.mktemp(f"model-{pooling}")
        write_model(folder, pooling)
        return folder

    return make


@pytest.fixture(scope="session")
def model_folder(make_model: ModelMaker) -> Path:
    """The folder of a model with mean pooling."""
    return make_model("mean")


def write_model(folder: Path, pooling: str) -> None:
    """Write a two-layer BERT with 16 dimensions that reads 24 tokens."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(7)
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)] + list("0123456789")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *letters, *(f"##{letter}" for letter in letters)]
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(dict.fromkeys(pieces)), "utf-8")
    base = folder / "base"
    size = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(set(pieces)), max_position_embeddings=32, **size)).save_pretrained(base)
    BertTokenizerFast(vocab_file=str(vocabulary), model_max_length=24).save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=24)
    SentenceTransformer(modules=[transformer, Pooling(16, pooling_mode=pooling), Normalize()]).save(str(folder))
