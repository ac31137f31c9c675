"""The encoder for questions: the light one that the index holds, or else the embedder itself.

Knows which to take and what to tell the reader. Both give the same vectors; the embedder takes seconds to start.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from mandate_qa.backends.embedders import Embedder, embedder_fingerprint, load_embedder
from mandate_qa.backends.hashing_embedder import HashingEmbedder
from mandate_qa.backends.onnx_encoder import THREADS, OnnxQueryEncoder, check_files, read_card
from mandate_qa.errors import BackendError, BackendNotInstalledError, ModelFileError

FOLDER = "encoder"
"""Name of the light encoder's folder inside an index."""


def load_query_encoder(index_folder: Path, embedder_name: str) -> tuple[Embedder, str | None]:
    """What embeds the questions for an index built with `embedder_name`, and a note for the reader or None.

    `index_folder` is the folder that holds `encoder/` (`Index.folder`). The note says why the light encoder could
    not be used. Raises what `load_embedder` raises when the embedder cannot be loaded either.
    """
    try:
        return light_encoder(index_folder / FOLDER, embedder_name), None
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
    return OnnxQueryEncoder(folder, threads)


def provide_encoder(folder: Path, embedder_name: str, previous: Path | None) -> tuple[Embedder, str | None]:
    """Put the light encoder for an index into `folder`/encoder and give what embeds its passages, and a note or None.

    It is copied from the index in `previous` where that has the same one, which spares loading the embedder. The
    note says why there is no light encoder; the embedder itself is then given. Raises what `load_embedder` raises.
    """
    if previous and copy_encoder(previous / FOLDER, folder / FOLDER, embedder_name):
        return light_encoder(folder / FOLDER, embedder_name, os.cpu_count() or 1), None
    from mandate_qa.backends.onnx_export import export_query_encoder

    embedder = load_embedder(embedder_name)
    try:
        export_query_encoder(embedder, folder / FOLDER)
        return light_encoder(folder / FOLDER, embedder_name, os.cpu_count() or 1), None
    except BackendError as error:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        return embedder, f"Questions will be embedded through {_library(embedder)} because {str(error).rstrip('.')}."


def copy_encoder(source: Path, target: Path, embedder_name: str) -> bool:
    """Copy an encoder when it is whole and is what exporting `embedder_name` afresh would give; say whether it was."""
    try:
        card = read_card(source)
        if card.name != embedder_name or not card.fingerprint == embedder_fingerprint(embedder_name) != "":
            return False
        check_files(source, card)
        shutil.copytree(source, target)
    except (ModelFileError, OSError):  # damaged, or removed by another build in the meantime
        shutil.rmtree(target, ignore_errors=True)
        return False
    return True


def _library(embedder: Embedder) -> str:
    """What a reader knows the slow way by."""
    module = type(embedder).__module__
    return "sentence-transformers" if module.endswith(".transformer_embedder") else f"the embedder {embedder.name!r}"
