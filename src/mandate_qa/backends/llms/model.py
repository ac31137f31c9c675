"""What a language model is to this package: messages in, text out, with its cost.

Knows nothing of paragraphs or answers. A back-end of another package needs this and a name, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

SYSTEM, USER, ASSISTANT = "system", "user", "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: str
    """"system", "user" or "assistant"."""
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered to one prompt."""

    text: str
    prompt_tokens: int = 0
    """As the back-end counted them; 0 when it does not tell."""
    reply_tokens: int = 0
    seconds: float = 0.0
    cut: bool = False
    """Whether the limit on tokens ended it."""


class LanguageModel(Protocol):
    """What writes text after messages. Safe to share between threads, or it keeps askers waiting for each other."""

    @property
    def name(self) -> str:
        """As it was asked for: "openai:gpt-4o-mini"."""

    @property
    def context(self) -> int:
        """Tokens that prompt and reply may have together."""

    @property
    def structured(self) -> bool:
        """Whether a JSON schema that is given with a prompt is enforced."""

    def count(self, text: str) -> int:
        """Tokens of `text`, or an estimate that is rather too high."""

    def complete(self, messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> Reply:
        """The reply, of at most `limit` tokens; JSON of `schema` where that is enforced.

        Raises BackendError: retryable when asking again may help (timeout, connection, 429, 5xx).
        """

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        """The reply in pieces as they come. Raises what `complete` raises, before or between pieces."""
