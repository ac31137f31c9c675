"""Models in a GGUF file, run in this process by llama.cpp (the package xllamacpp)."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mandate_qa.backends.llms.deadlines import seconds_left
from mandate_qa.backends.llms.faults import telling
from mandate_qa.backends.llms.model import Message, Reply
from mandate_qa.backends.llms.texts import estimated_tokens
from mandate_qa.backends.llms.workers import Emit, emitted
from mandate_qa.errors import BackendError, ModelFileError
from mandate_qa.files import sha256
from mandate_qa.settings import LanguageModelSettings

MAGIC = b"GGUF"


class LlamaFile:
    """A model of a GGUF file. Safe to share between threads; one prompt is worked on at a time."""

    def __init__(self, file: str, settings: LanguageModelSettings) -> None:
        """Loads the model. Raises ModelFileError when the file is missing, no GGUF, or not the one that is set."""
        self.name = f"llama:{file}"
        self.context = settings.context
        self.structured = True
        self._seconds = settings.seconds
        self._server = loaded(checked_file(Path(file).expanduser(), settings.sha256), settings)

    def __repr__(self) -> str:
        return f"LlamaFile({self.name!r})"

    def count(self, text: str) -> int:
        """An estimate."""
        return estimated_tokens(text)

    def complete(self, messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> Reply:
        """The reply, within the deadline, after which the model stops writing."""
        started = time.perf_counter()
        told: dict[str, Any] = {}
        text = "".join(self._pieces(prompt(messages, limit, schema), told))
        usage = told.get("usage") or {}
        cost = usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0)
        return Reply(text, *cost, time.perf_counter() - started, told.get("finish_reason") == "length")

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        """The pieces as they are written."""
        return self._pieces(prompt(messages, limit), {})

    def _pieces(self, asked: dict[str, Any], told: dict[str, Any]) -> Iterator[str]:
        """The pieces of a reply; how it ended and what it cost is put into `told`."""

        def run(emit: Emit) -> None:
            self._server.handle_chat_completions(asked, lambda chunk: taken(chunk, emit, told))
            if error := told.get("error"):
                raise BackendError(f"{self.name} refused the prompt: {error.get('message', error)}.", self.name)

        return telling(emitted(run, time.monotonic() + seconds_left(self._seconds)), self.name)


def prompt(messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What llama.cpp is asked."""
    asked: dict[str, Any] = {
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "max_tokens": limit,
        "temperature": 0.0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if schema is not None:
        asked["response_format"] = {"type": "json_schema", "json_schema": {"name": "reply", "schema": dict(schema)}}
    return asked


def taken(chunk: dict[str, Any], emit: Emit, told: dict[str, Any]) -> bool:
    """Emit the text of a chunk and note what else it tells; true when no more is wanted."""
    told.update({name: chunk[name] for name in ("usage", "error") if chunk.get(name)})
    stop = False
    for choice in chunk.get("choices") or ():
        if reason := choice.get("finish_reason"):
            told["finish_reason"] = reason
        if piece := (choice.get("delta") or {}).get("content"):
            stop = emit(piece)
    return stop


def checked_file(file: Path, pinned: str) -> Path:
    """`file`, when it is a GGUF and, where one is set, has the SHA-256 `pinned`."""
    try:
        with file.open("rb") as opened:
            magic = opened.read(len(MAGIC))
    except OSError as error:
        raise ModelFileError(f"{file} cannot be read ({error.strerror}); name a GGUF file: llama:PATH.gguf.") from error
    if magic != MAGIC:
        raise ModelFileError(f"{file} is no GGUF file; name one: llama:PATH.gguf.")
    if pinned and (found := sha256(file)) != pinned.lower():
        told = f"{file} is not the file that language_model.sha256 names: its SHA-256 begins {found[:12]}, not "
        raise ModelFileError(f"{told}{pinned[:12]}; get that one, or change the setting.")
    return file


def loaded(file: Path, settings: LanguageModelSettings) -> Any:
    """llama.cpp with the model, in this process.

    It comes as a server that wants to listen somewhere: it does so in a folder of its own that is gone at once, so that
    nobody else can ask it.
    """
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = max(settings.threads, 1)
    params.n_ctx = settings.context
    params.n_parallel = 1
    params.warmup = False
    params.verbosity = -1
    with tempfile.TemporaryDirectory(prefix="mandate-qa-") as folder:
        params.hostnames = [str(Path(folder) / "llama.sock")]
        try:
            return xllamacpp.Server(params)
        except Exception as error:
            told = f"{file} cannot be loaded by llama.cpp ({error}); it may be damaged, or too large for this machine."
            raise ModelFileError(told) from error
