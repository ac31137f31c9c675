"""Models in a Hugging Face folder, run in this process by transformers. Nothing is looked up on a hub."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from mandate_qa.backends.llms.deadlines import seconds_left
from mandate_qa.backends.llms.faults import telling
from mandate_qa.backends.llms.model import Message, Reply
from mandate_qa.backends.llms.texts import as_one_text
from mandate_qa.backends.llms.workers import Emit, emitted
from mandate_qa.errors import BackendError, ModelFileError
from mandate_qa.settings import LanguageModelSettings


class TransformersFolder:
    """A causal language model of a folder. Safe to share between threads; one prompt is worked on at a time."""

    def __init__(self, folder: str, settings: LanguageModelSettings) -> None:
        """Loads the model. Raises ModelFileError when the folder holds none."""
        self.name = f"transformers:{folder}"
        self.structured = False
        self._tokenizer, self._model = loaded(Path(folder).expanduser())
        told = getattr(self._model.config, "max_position_embeddings", settings.context)
        self.context: int = min(told, settings.context)
        self._seconds = settings.seconds
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"TransformersFolder({self.name!r})"

    def count(self, text: str) -> int:
        """As its own tokenizer counts, and the few that open and close a text."""
        return len(self._tokenizer(text)["input_ids"])

    def complete(self, messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> Reply:
        """The reply, within the deadline, after which the model stops writing."""
        started = time.perf_counter()
        told: dict[str, int] = {}
        text = "".join(self._pieces(messages, limit, told))
        written = told["written"]
        return Reply(text, told["prompt"], written, time.perf_counter() - started, bool(told["cut"]))

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        """The pieces as they are written."""
        return self._pieces(messages, limit, {})

    def _pieces(self, messages: Sequence[Message], limit: int, told: dict[str, int]) -> Iterator[str]:
        """The pieces of a reply; what it cost is put into `told`."""
        end = time.monotonic() + seconds_left(self._seconds)
        inputs = self._inputs(messages, limit)
        return telling(emitted(lambda emit: self._write(inputs, limit, emit, end, told), end), self.name)

    def _write(self, inputs: Any, limit: int, emit: Emit, end: float, told: dict[str, int]) -> None:
        """Let the model write, piece by piece, until it is done, the time is up, or nobody listens."""
        from transformers import StoppingCriteriaList

        stopper = Stopper(end)
        streamer = _streamer(self._tokenizer, lambda piece: stopper.note(emit(piece)))
        with self._lock:
            ids = self._model.generate(
                **inputs,
                max_new_tokens=limit,
                do_sample=False,
                streamer=streamer,
                stopping_criteria=StoppingCriteriaList([stopper]),
                pad_token_id=self._tokenizer.pad_token_id or self._tokenizer.eos_token_id,
            )
        prompt = inputs["input_ids"].shape[1]
        written = ids.shape[1] - prompt
        told.update(prompt=prompt, written=written, cut=int(written >= limit and not self._ended(int(ids[0, -1]))))

    def _ended(self, token: int) -> bool:
        """Whether a token is one that closes a reply."""
        closing = self._model.generation_config.eos_token_id
        return token in (closing if isinstance(closing, list) else [closing])

    def _inputs(self, messages: Sequence[Message], limit: int) -> Any:
        """The prompt as tokens; BackendError when it leaves no room for `limit` more."""
        if self._tokenizer.chat_template:
            turns = [{"role": message.role, "content": message.content} for message in messages]
            inputs = self._tokenizer.apply_chat_template(
                turns, add_generation_prompt=True, return_tensors="pt", return_dict=True
            )
        else:
            inputs = self._tokenizer(as_one_text(messages), return_tensors="pt")
        inputs.pop("token_type_ids", None)
        if (length := inputs["input_ids"].shape[1]) + limit > self.context:
            told = f"The prompt has {length} tokens, and {limit} are to be written; {self.name} takes {self.context}."
            raise BackendError(told, self.name)
        return inputs


class Stopper:
    """Tells `generate` to stop at a moment, or once somebody said so."""

    def __init__(self, end: float) -> None:
        self._end = end
        self._stopped = False

    def note(self, stopped: bool) -> None:
        """Remember whether no more is wanted."""
        self._stopped = self._stopped or stopped

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        """True for each row when it is time."""
        import torch

        stop = self._stopped or time.monotonic() >= self._end
        return torch.full((input_ids.shape[0],), stop, dtype=torch.bool, device=input_ids.device)


def _streamer(tokenizer: Any, hand_on: Any) -> Any:
    """What `generate` hands its tokens to, and that hands on their text without the prompt."""
    from transformers import TextStreamer

    class Handing(TextStreamer):  # type: ignore[misc, unused-ignore]
        def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
            if text:
                hand_on(text)

    return Handing(tokenizer, skip_prompt=True, skip_special_tokens=True)


def loaded(folder: Path) -> tuple[Any, Any]:
    """The tokenizer and the model of a folder."""
    if not (folder / "config.json").is_file():
        raise ModelFileError(f"{folder} holds no model (no config.json); name a folder: transformers:FOLDER.")
    from transformers import AutoModelForCausalLM, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        model: Any = AutoModelForCausalLM.from_pretrained(str(folder), local_files_only=True)
        model.eval()
    except Exception as error:
        told = f"{folder} cannot be loaded as a language model ({type(error).__name__}); see that it is complete."
        raise ModelFileError(told) from error
    return tokenizer, model
