"""Models behind an OpenAI-compatible address: OpenAI itself, Azure, vLLM, a llama.cpp server, a gateway.

Asked through LlamaIndex's OpenAILike. What a server does not take (a schema, a temperature, the old name of the
limit) is left out from then on. Nothing is sent but the messages, the model's name, the limits and the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from mandate_qa.backends.llms.deadlines import seconds_left
from mandate_qa.backends.llms.keys import key_for
from mandate_qa.backends.llms.servers import address, quietly
from mandate_qa.backends.llms.wrapped import WrappedLLM
from mandate_qa.settings import LanguageModelSettings

if TYPE_CHECKING:
    import httpx
    from llama_index.core.llms import ChatMessage, ChatResponse

T = TypeVar("T")
USUAL = "https://api.openai.com/v1"
_OPTIONS = ("response_format", "temperature", "max_tokens")
"""What a server may not take; it then names it."""


class OpenAIServer(WrappedLLM):
    """A model of an OpenAI-compatible server. Safe to share between threads."""

    def __init__(self, model: str, settings: LanguageModelSettings) -> None:
        from llama_index.llms import openai_like

        maker: Any = openai_like.OpenAILike  # its signature does not tell of http_client
        url = address(settings.base_url, USUAL, "/v1")
        key = key_for("openai", settings.base_url, settings.keys)
        llm = maker(
            model=model,
            api_base=url,
            api_key=key or "none",
            context_window=settings.context,
            is_chat_model=True,
            max_retries=0,
            temperature=0.0,
            http_client=quiet_client(key, url == USUAL),
        )
        super().__init__(llm, f"openai:{model}", settings.context, url, key)
        self._seconds = settings.seconds
        self._left_out: frozenset[str] = frozenset()

    @property
    def structured(self) -> bool:
        """Whether the server has not yet refused a schema."""
        return "response_format" not in self._left_out

    @structured.setter
    def structured(self, _: bool) -> None:
        """Told by what the server takes, not set."""

    def _chat(self, messages: list[ChatMessage], limit: int, schema: Mapping[str, Any] | None) -> ChatResponse:
        return self._adapting(lambda: self._llm.chat(messages, **self._options(limit, schema)))

    def _stream_chat(self, messages: list[ChatMessage], limit: int) -> Iterator[ChatResponse]:
        def begin() -> tuple[list[ChatResponse], Iterator[ChatResponse]]:
            responses = iter(self._llm.stream_chat(messages, **self._options(limit)))
            return [first for first in [next(responses, None)] if first], responses

        first, rest = self._adapting(begin)
        yield from first
        yield from rest

    def _options(self, limit: int, schema: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What is sent besides the messages."""
        options: dict[str, Any] = {"timeout": min(seconds_left(self._seconds), self._seconds)}
        if "max_tokens" in self._left_out:
            options["max_completion_tokens"] = limit
        else:
            options["max_tokens"] = limit
        if "temperature" in self._left_out:
            options["temperature"] = None
        if schema is not None and self.structured:
            form = {"name": "reply", "schema": dict(schema), "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": form}
        return options

    def _adapting(self, ask: Callable[[], T]) -> T:
        """What `ask` gives, asked again without what the server says that it does not take."""
        while True:
            try:
                return ask()
            except Exception as error:
                refused = refused_option(error) - self._left_out
                if not refused:
                    raise
                self._left_out |= refused


def refused_option(error: Exception) -> frozenset[str]:
    """The options that a server names where it refuses a request."""
    if getattr(error, "status_code", None) not in (400, 422):
        return frozenset()
    return frozenset(option for option in _OPTIONS if option in str(error))


def quiet_client(key: str, openai_itself: bool) -> httpx.Client:
    """An HTTP client that tells nothing of this machine, and is not sent elsewhere."""
    import httpx

    return httpx.Client(event_hooks={"request": [quietly(key, openai_itself)]}, follow_redirects=False)
