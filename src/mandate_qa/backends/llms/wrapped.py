"""Any `llama_index.core.llms.LLM` as a LanguageModel; what servers need besides is left to their own files."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mandate_qa.backends.llms.faults import as_backend_error
from mandate_qa.backends.llms.model import Message, Reply
from mandate_qa.backends.llms.texts import estimated_tokens
from mandate_qa.errors import BackendError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage, ChatResponse


class WrappedLLM:
    """A LanguageModel over a LlamaIndex LLM, which keeps its own limits, keys and address."""

    def __init__(self, llm: LLM, name: str = "", context: int = 0, place: str = "", secret: str = "") -> None:
        """`place` and `secret` are for errors: the address to name, and the key to leave out."""
        metadata = llm.metadata
        self._llm = llm
        self._place = place
        self._secret = secret
        self.name = name or f"{llm.class_name()}:{metadata.model_name}"
        self.context = context or metadata.context_window
        self.structured = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    def count(self, text: str) -> int:
        """An estimate."""
        return estimated_tokens(text)

    def complete(self, messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> Reply:
        """The reply of the model, with what it tells of its cost."""
        started = time.perf_counter()
        try:
            response = self._chat(chat_messages(messages), limit, schema)
            return reply_of(response, time.perf_counter() - started)
        except Exception as error:
            raise self._told(error) from error

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        """The pieces as the model gives them."""
        try:
            for response in self._stream_chat(chat_messages(messages), limit):
                if response.delta:
                    yield response.delta
        except Exception as error:
            raise self._told(error) from error

    def _chat(self, messages: list[ChatMessage], limit: int, schema: Mapping[str, Any] | None) -> ChatResponse:
        """The model's response; any LLM takes messages, and no other argument is known to all."""
        return self._llm.chat(messages)

    def _stream_chat(self, messages: list[ChatMessage], limit: int) -> Iterator[ChatResponse]:
        """The model's responses, growing."""
        return self._llm.stream_chat(messages)

    def _told(self, error: Exception) -> BackendError:
        """What went wrong, in one sentence without a key."""
        return as_backend_error(error, self.name, self._place, self._secret)


def wrapped(llm: LLM, name: str = "") -> WrappedLLM:
    """A LanguageModel over a `llama_index.core.llms.LLM`, called `name` in notes and reports."""
    return WrappedLLM(llm, name)


def chat_messages(messages: Sequence[Message]) -> list[ChatMessage]:
    """The messages in LlamaIndex's words."""
    from llama_index.core.llms import ChatMessage

    return [ChatMessage(role=message.role, content=message.content) for message in messages]


def reply_of(response: ChatResponse, seconds: float) -> Reply:
    """What a response says, and what it cost."""
    usage = {**_usage(response.raw), **response.additional_kwargs}
    prompt, written = usage.get("prompt_tokens") or 0, usage.get("completion_tokens") or 0
    return Reply(response.message.content or "", int(prompt), int(written), seconds, ended_by_limit(response.raw))


def _usage(raw: Any) -> dict[str, Any]:
    """The tokens that a server counted, where it tells."""
    usage = raw.get("usage") if isinstance(raw, dict) else None
    return dict(usage) if usage else {}


def ended_by_limit(raw: Any) -> bool:
    """Whether a server says that the limit on tokens ended its reply."""
    if isinstance(raw, dict):
        return raw.get("done_reason") == "length"
    choices = getattr(raw, "choices", None) or ()
    return any(getattr(choice, "finish_reason", "") == "length" for choice in choices)
