"""Writes the light encoder of an embedder, and refuses to when its vectors would differ.

Knows torch's exporter and what of a sentence-transformers model must go along: tokenizer, pooling, prompts, lengths.
Running what is written here is left to `onnx_encoder`. Needs torch and onnx; only building an index comes here.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from mandate_qa.backends.embedders import Embedder, embedder_fingerprint
from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.backends.onnx_encoder import CARD, MODEL, TOKENIZER, EncoderCard, OnnxQueryEncoder, silent_runtime
from mandate_qa.backends.transformer_embedder import TransformerEmbedder
from mandate_qa.codec import encode
from mandate_qa.errors import BackendError, BackendNotInstalledError
from mandate_qa.files import sha256

AGREEMENT = 0.998
"""Lowest cosine with the embedder's own vectors that is let through."""
OPSET = 17
POOLINGS = ("mean", "cls")
SAMPLE = (
    "x",
    "elective recovery",
    "What was the 2021-22 elective recovery target?",
    "Total revenue budget (£m): 150,614 – 95% of patients, 18-week waits, A&E (4 hours).",
    "NHS England must publish an annual report on each objective by 31 March and lay it before Parliament.",
    "The café's naïve résumé — “quoted”, footnoted⁸ and £4.26bn over budget.",
    "Systems should protect and expand elective services, prioritising clinical urgency and the longest waiters. " * 4,
    "A paragraph that is longer than the model reads is cut at the same place by both. " * 40,
)
"""Texts of every length the model meets, from one word to more than it reads."""


def export_query_encoder(embedder: Embedder, folder: Path) -> None:
    """Write the light encoder of `embedder` into `folder`: encoder.json, and for a model model.onnx, tokenizer.json.

    Raises BackendError when this kind of embedder has none, or when a sample text's vector differs;
    BackendNotInstalledError when the exporter's library is missing. What was written is then not to be used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(embedder, HashingEmbedder):
        fingerprint = embedder_fingerprint(embedder.name)
        write_card(folder, EncoderCard("hashing", embedder.name, embedder.dimension, fingerprint))
    elif isinstance(embedder, TransformerEmbedder):
        export_model(embedder, folder)
    else:
        raise BackendError(f"the embedder {embedder.name!r} has no light encoder", backend=embedder.name)


def export_model(embedder: TransformerEmbedder, folder: Path) -> None:
    """Write model, tokenizer and card, then compare what they give with what the embedder gives."""
    card = describe(embedder)
    (folder / TOKENIZER).write_text(embedder.model.tokenizer.backend_tokenizer.to_str(), "utf-8")
    with TemporaryDirectory(dir=folder) as scratch:
        raw = Path(scratch) / "raw.onnx"
        trace(embedder, raw)
        optimise(raw, folder / MODEL)
    files = {name: sha256(folder / name) for name in (MODEL, TOKENIZER)}
    write_card(folder, replace(card, files=files))
    found = agreement(embedder, OnnxQueryEncoder(folder))
    if found < AGREEMENT:
        reason = f"its vectors differ from the embedder's own (cosine {found:.4f}, at least {AGREEMENT} is needed)"
        raise BackendError(f"the light encoder of {embedder.name!r} is refused: {reason}", backend=embedder.name)
    write_card(folder, replace(card, files=files, agreement=round(found, 6)))


def describe(embedder: TransformerEmbedder) -> EncoderCard:
    """What the encoder must do besides running the model; BackendError when the model pools in another way."""
    model, kinds = embedder.model, [type(module).__name__ for module in embedder.model]
    pooling = str(getattr(model[1], "pooling_mode", "")) if len(kinds) > 1 else ""
    if kinds not in (["Transformer", "Pooling", "Normalize"], ["Transformer", "Pooling"]) or pooling not in POOLINGS:
        reason = f"only mean and cls pooling are written so far, not {'-'.join(kinds)} with {pooling or 'none'}"
        raise BackendError(f"the embedder {embedder.name!r} has no light encoder: {reason}", backend=embedder.name)
    return EncoderCard(
        kind="onnx",
        name=embedder.name,
        dimension=embedder.dimension,
        fingerprint=embedder_fingerprint(embedder.name),
        max_tokens=int(model.max_seq_length or 512),
        pooling=pooling,
        query_prompt=model.prompts.get("query") or "",
        document_prompt=model.prompts.get("document") or "",
    )


def trace(embedder: TransformerEmbedder, path: Path) -> None:
    """Write the transformer, which gives one vector a token, as ONNX with free batch size and length.

    Torch's older exporter is used on purpose: it needs `onnx` alone, where the newer one needs onnxscript as well.
    """
    import torch

    transformer: Any = embedder.model[0]
    inner = transformer.auto_model.eval()
    batch = embedder.model.tokenizer(list(SAMPLE[1:3]), padding=True, return_tensors="pt")
    names = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in batch]

    class Tokens(torch.nn.Module):
        """The transformer with plain inputs and one plain output."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, *given: torch.Tensor) -> Any:
            """Last hidden states."""
            return self.inner(**dict(zip(names, given, strict=True))).last_hidden_state

    axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "token_vectors"]}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # they announce the newer exporter; the result is compared below anyway
        _export(Tokens(), tuple(batch[name] for name in names), path, names, axes)


def _export(module: Any, given: tuple[Any, ...], path: Path, names: list[str], axes: dict[str, dict[int, str]]) -> None:
    import torch

    try:
        torch.onnx.export(
            module,
            given,
            str(path),
            input_names=names,
            output_names=["token_vectors"],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
    except Exception as error:  # torch wraps whatever went wrong, a missing onnx included
        if "onnx is not installed" in str(error):
            message = "the light encoder needs onnx to be written; run: pip install onnx"
            raise BackendNotInstalledError(message) from error
        raise BackendError(f"torch could not write the light encoder ({type(error).__name__})") from error


def optimise(raw: Path, path: Path) -> None:
    """Write `raw` with its operations fused, which halves the time to open it; nothing bound to this one CPU."""
    onnxruntime = silent_runtime()
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(raw), options, providers=["CPUExecutionProvider"])


def agreement(embedder: Embedder, encoder: Embedder) -> float:
    """Lowest cosine between the two over the sample, as passages in one batch and as questions one by one."""
    passages = (embedder.embed_documents(SAMPLE) * encoder.embed_documents(SAMPLE)).sum(axis=1)
    questions = [float(embedder.embed_query(text) @ encoder.embed_query(text)) for text in SAMPLE]
    return min(float(np.min(passages)), *questions)


def write_card(folder: Path, card: EncoderCard) -> None:
    """Write encoder.json."""
    (folder / CARD).write_text(json.dumps(encode(card), indent=2) + "\n", "utf-8")
