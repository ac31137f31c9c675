"""The encoder for questions: the light one that the index holds, or else the embedder itself.

Knows which to take and what to tell the reader. Both give the same vectors; the embedder takes seconds to start.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

from mandate_qa.backends.embedders import Embedder, embedder_fingerprint, load_embedder
from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.backends.onnx_encoder import THREADS, EncoderCard, OnnxQueryEncoder, check_files, read_card
from mandate_qa.errors import BackendError, BackendNotInstalledError, ModelFileError

_IN_USE: WeakValueDictionary[tuple[Path, int, str], OnnxQueryEncoder] = WeakValueDictionary()
"""Encoders that somebody holds, by folder, threads and card: an index that takes over from another has the same one,
which would take as long to open as all the rest, and its memory again."""


@dataclass(frozen=True, slots=True)
class Provided:
    """What embeds the passages of an index."""

    embedder: Embedder
    folder: Path | None = None
    """Of the light encoder that will embed its questions; None without one."""
    note: str | None = None
    """Why there is none."""


def load_query_encoder(folder: Path, embedder_name: str) -> tuple[Embedder, str | None]:
    """What embeds the questions for an index built with `embedder_name`, and a note for the reader or None.

    `folder` is that of the light encoder (`Index.encoder`). The note says why it could not be used. Raises what
    `load_embedder` raises when the embedder cannot be loaded either.
    """
    try:
        return light_encoder(folder, embedder_name), None
    except (ModelFileError, BackendNotInstalledError) as error:
        embedder = load_embedder(embedder_name)
        return embedder, f"Answered through {_library(embedder)} because {str(error).rstrip('.')}."


def light_encoder(folder: Path, embedder_name: str, threads: int = THREADS) -> Embedder:
    """The encoder in `folder`, working with so many threads.

    Raises ModelFileError when it is missing, damaged or another embedder's.
    """
    card = read_card(folder)
    if card.name != embedder_name:
        raise ModelFileError(f"{folder} holds the encoder of {card.name!r}, not of {embedder_name!r}")
    if card.kind == "hashing":
        return HashingEmbedder(card.dimension)
    return _shared(folder, threads, card)


def provide_encoder(new_folder: Callable[[], Path], embedder_name: str, in_force: Path | None) -> Provided:
    """The light encoder for an index: the one in the folder `in_force` where it is the same, else one written afresh.

    Taking it over spares loading the embedder. Where there can be no light encoder the embedder itself is given. Raises
    what `load_embedder` raises.
    """
    threads = os.cpu_count() or 1
    if in_force and is_current(in_force, embedder_name):
        return Provided(light_encoder(in_force, embedder_name, threads), in_force)
    from mandate_qa.backends.onnx_export import export_query_encoder

    embedder, folder = load_embedder(embedder_name), new_folder()
    try:
        export_query_encoder(embedder, folder)
        return Provided(light_encoder(folder, embedder_name, threads), folder)
    except BackendError as error:
        shutil.rmtree(folder, ignore_errors=True)
        note = f"Questions will be embedded through {_library(embedder)} because {str(error).rstrip('.')}."
        return Provided(embedder, note=note)


def is_current(folder: Path, embedder_name: str) -> bool:
    """Whether the encoder in `folder` is whole and is what exporting `embedder_name` afresh would give."""
    try:
        card = read_card(folder)
        check_files(folder, card)
    except (ModelFileError, OSError):
        return False
    return card.name == embedder_name and card.fingerprint == embedder_fingerprint(embedder_name) != ""


def _shared(folder: Path, threads: int, card: EncoderCard) -> OnnxQueryEncoder:
    """The encoder in `folder`, the one in use where there is one. Raises what OnnxQueryEncoder raises."""
    key = (folder.resolve(), threads, repr(card))
    encoder = _IN_USE.get(key)
    if encoder is None:
        encoder = _IN_USE[key] = OnnxQueryEncoder(folder, threads)
    return encoder


def _library(embedder: Embedder) -> str:
    """What a reader knows the slow way by."""
    module = type(embedder).__module__
    return "sentence-transformers" if module.endswith(".transformer_embedder") else f"the embedder {embedder.name!r}"
