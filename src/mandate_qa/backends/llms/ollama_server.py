"""Models of an Ollama server, asked in its own words: its OpenAI-compatible address silently cuts long prompts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mandate_qa.backends.llms.keys import key_for
from mandate_qa.backends.llms.servers import address, quietly
from mandate_qa.backends.llms.wrapped import WrappedLLM
from mandate_qa.settings import LanguageModelSettings

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage, ChatResponse

USUAL = "http://127.0.0.1:11434"


class OllamaServer(WrappedLLM):
    """A model of an Ollama server. Safe to share between threads."""

    def __init__(self, model: str, settings: LanguageModelSettings) -> None:
        from llama_index.llms.ollama import Ollama
        from ollama import Client

        url = address(settings.base_url, usual_address(os.environ.get("OLLAMA_HOST", "")))
        key = key_for("ollama", url, settings.keys)
        llm = Ollama(
            model=model,
            base_url=url,
            temperature=0.0,
            context_window=settings.context,
            client=Client(
                url, follow_redirects=False, timeout=settings.seconds, event_hooks={"request": [quietly(key)]}
            ),
        )
        super().__init__(llm, f"ollama:{model}", settings.context, url, key)
        self.structured = True

    def _chat(self, messages: list[ChatMessage], limit: int, schema: Mapping[str, Any] | None) -> ChatResponse:
        form = {} if schema is None else {"format": dict(schema)}
        response: ChatResponse = self._limited(limit).chat(messages, **form)
        return response

    def _stream_chat(self, messages: list[ChatMessage], limit: int) -> Iterator[ChatResponse]:
        responses: Iterator[ChatResponse] = self._limited(limit).stream_chat(messages)
        return responses

    def _limited(self, limit: int) -> Any:
        """The model with a limit on tokens, which Ollama takes with the model and not with a prompt."""
        return self._llm.model_copy(update={"additional_kwargs": {"num_predict": limit}})


def usual_address(host: str) -> str:
    """The address that Ollama's own variable OLLAMA_HOST stands for: "", "0.0.0.0:8000", "http://gpu:11434"."""
    host = host.strip().replace("0.0.0.0", "127.0.0.1")
    if not host:
        return USUAL
    url = host if "://" in host else f"http://{host}"
    return url if ":" in url.split("://")[1] else f"{url}:11434"
