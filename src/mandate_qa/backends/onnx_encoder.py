"""Text to vectors with onnxruntime and tokenizers alone, which start in a fraction of a second.

Knows how to run an encoder that `onnx_export` wrote. The model gives one vector a token; pooling them into one a
text happens here, so that the token vectors can be had as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from mandate_qa.backends.batching import batches, in_batches, unit
from mandate_qa.backends.embedders import Vectors
from mandate_qa.backends.token_vectors import Tokens, in_eight_bits
from mandate_qa.codec import decode
from mandate_qa.errors import BackendNotInstalledError, ModelFileError
from mandate_qa.files import sha256
from mandate_qa.types import Progress

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

T = TypeVar("T")

CARD = "encoder.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
ENCODER_FORMAT = 1
THREADS = 1
"""For questions: a second thread saves half a millisecond of five on an idle machine, and nothing when many ask."""


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What `encoder.json` says of the encoder beside it."""

    kind: str
    """"onnx", or "hashing" for the embedder that needs no files."""
    name: str
    """Name of the embedder it stands for."""
    dimension: int
    fingerprint: str = ""
    """Fingerprint of that embedder, as `embedder_fingerprint` gives it."""
    max_tokens: int = 0
    """Texts are cut after so many tokens, special ones included."""
    pooling: str = ""
    """"mean" over the tokens, or "cls" for the first token's vector."""
    query_prompt: str = ""
    document_prompt: str = ""
    agreement: float = 0.0
    """Lowest cosine with the embedder's own vectors over the sample texts, when it was exported."""
    files: dict[str, str] | None = None
    """File name → SHA-256."""
    format: int = ENCODER_FORMAT


def read_card(folder: Path) -> EncoderCard:
    """The card of the encoder in `folder`. Raises ModelFileError when there is none or it cannot be read."""
    path = folder / CARD
    try:
        card = decode(EncoderCard, json.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise ModelFileError(f"there is no light encoder in {folder}") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelFileError(f"{path} cannot be read") from error
    if card.format != ENCODER_FORMAT:
        raise ModelFileError(f"{path} has format {card.format} and this program reads {ENCODER_FORMAT}")
    return card


def check_files(folder: Path, card: EncoderCard) -> None:
    """Raise ModelFileError when a file of the encoder is missing or is not the one that was exported."""
    for name, wanted in (card.files or {}).items():
        path = folder / name
        if not path.is_file():
            raise ModelFileError(f"{path} is missing")
        if sha256(path) != wanted:
            raise ModelFileError(f"{path} has been changed or damaged")


class OnnxQueryEncoder:
    """An embedder for questions and passages that needs neither torch nor sentence-transformers. Thread-safe."""

    def __init__(self, folder: Path, threads: int = THREADS) -> None:
        """The encoder in `folder`; `threads` work on one text or batch at a time.

        Raises ModelFileError when the files are not the exported ones, BackendNotInstalledError.
        """
        self.card = read_card(folder)
        self.name = self.card.name
        self.dimension = self.card.dimension
        check_files(folder, self.card)
        self._tokenizer = open_tokenizer(folder / TOKENIZER, self.card.max_tokens)
        self._session = open_session(folder / MODEL, threads)
        self._inputs = {given.name for given in self._session.get_inputs()}
        self.vocabulary = int(self._tokenizer.get_vocab_size())

    def embed_query(self, text: str) -> Vectors:
        """Unit vector of shape (dimension,)."""
        result: Vectors = self._embed([self.card.query_prompt + text])[0]
        return result

    def embed_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit rows of shape (len(texts), dimension), in order."""
        prompted = [self.card.document_prompt + text for text in texts]
        return in_batches(prompted, self.dimension, self._embed, progress)

    def encode_query(self, text: str) -> tuple[Vectors, Tokens]:
        """What `embed_query` gives and the word pieces of `text`, from one run of the model."""
        prompt = len(self.card.query_prompt)
        encoding = self._tokenizer.encode(self.card.query_prompt + text)
        vectors, kept = self._run([encoding]), spoken(encoding, prompt)
        words = tuple(text[max(start - prompt, 0) : end - prompt] for start, end in picked(encoding.offsets, kept))
        return self._pooled(vectors, [encoding])[0], Tokens(pieces(encoding, kept), unit(vectors[0, kept]), words)

    def encode_documents(
        self, texts: Sequence[str], skipped: Sequence[int], progress: Progress | None = None
    ) -> tuple[Vectors, list[Tokens]]:
        """What `embed_documents` gives, and each text's word pieces after its first `skipped` characters.

        Both come from one run of the model, so the pieces know of what is skipped.
        """
        prompt = self.card.document_prompt
        whole = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens: dict[int, Tokens] = {}
        for chosen in batches(texts, progress):
            encodings = [self._tokenizer.encode(prompt + texts[place]) for place in chosen]
            vectors = self._run(encodings)
            whole[chosen] = self._pooled(vectors, encodings)
            for n, (place, encoding) in enumerate(zip(chosen, encodings, strict=True)):
                kept = spoken(encoding, len(prompt) + skipped[place])
                tokens[place] = Tokens(pieces(encoding, kept), in_eight_bits(unit(vectors[n, kept])))
        return whole, [tokens[place] for place in range(len(texts))]

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """For each text one unit row a token, shape (tokens, dimension), special tokens left out.

        Tokens are word pieces in reading order; what lies beyond the longest text the model reads has none.
        """
        encodings = [self._tokenizer.encode(text) for text in texts]
        return [unit(self._run([one])[0][np.array(one.special_tokens_mask) == 0]) for one in encodings]

    def _embed(self, texts: list[str]) -> Vectors:
        encodings = [self._tokenizer.encode(text) for text in texts]
        return self._pooled(self._run(encodings), encodings)

    def _pooled(self, tokens: Vectors, encodings: Sequence[Encoding]) -> Vectors:
        """One unit row a text, from the vectors of all its tokens."""
        if self.card.pooling == "cls":
            return unit(tokens[:, 0])
        mask = padded([one.attention_mask for one in encodings])[..., None].astype(np.float32)
        return unit((tokens * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1e-9))

    def _run(self, encodings: Sequence[Encoding]) -> Vectors:
        """Vectors of all tokens: shape (texts, longest, dimension)."""
        given = {
            "input_ids": padded([one.ids for one in encodings]),
            "attention_mask": padded([one.attention_mask for one in encodings]),
            "token_type_ids": padded([one.type_ids for one in encodings]),
        }
        wanted: Any = {name: value for name, value in given.items() if name in self._inputs}
        result: Vectors = self._session.run(None, wanted)[0]
        return result


def spoken(encoding: Encoding, skipped: int = 0) -> list[int]:
    """Places of the tokens that stand for words of the text after its first `skipped` characters."""
    ends = (end for _, end in encoding.offsets)
    return [n for n, (special, end) in enumerate(zip(encoding.special_tokens_mask, ends, strict=True))
            if not special and end > skipped]  # fmt: skip


def pieces(encoding: Encoding, kept: Sequence[int]) -> npt.NDArray[np.int32]:
    """Numbers of these tokens in the vocabulary."""
    return np.array(picked(encoding.ids, kept), dtype=np.int32)


def picked(values: Sequence[T], kept: Sequence[int]) -> list[T]:
    """The values at these places; the lists of an encoding are made anew each time they are asked for."""
    return [values[n] for n in kept]


def padded(rows: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    """Rows of different lengths as one array, zeros where a row has ended; the attention mask hides those."""
    longest = max(len(row) for row in rows)
    return np.array([[*row, *[0] * (longest - len(row))] for row in rows], dtype=np.int64)


def open_tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    """The tokenizer in `path`, cutting after `max_tokens` whatever the file itself says."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise BackendNotInstalledError("The light encoder needs tokenizers; run: pip install tokenizers") from error
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def open_session(path: Path, threads: int) -> InferenceSession:
    """The model in `path`, ready to run on the CPU."""
    onnxruntime = silent_runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # done at export
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # spinning starves busy machines
    options.log_severity_level = 3
    session: InferenceSession = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session


def silent_runtime() -> Any:
    """onnxruntime, kept from numbering this machine and from telling its makers of every model that is opened."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # read once, while it is imported
    try:
        import onnxruntime
    except ImportError as error:
        raise BackendNotInstalledError("The light encoder needs onnxruntime; run: pip install onnxruntime") from error
    return onnxruntime
