"""A language model that says what it was told to: for tests, and for trying the chat without a model."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from mandate_qa.backends.llms.model import Message, Reply

Script = str | Exception | Callable[[Sequence[Message]], str]
"""A reply, an error to raise, or what makes a reply of the messages."""


class ScriptedLLM:
    """Gives its replies one after another; the last one again when they have run out.

    `calls` holds the messages of every prompt, oldest first.
    """

    def __init__(
        self, replies: Iterable[Script], name: str = "scripted", context: int = 4096, structured: bool = False
    ) -> None:
        self._replies = deque(replies)
        if not self._replies:
            raise ValueError("ScriptedLLM needs at least one reply.")
        self.name = name
        self.context = context
        self.structured = structured
        self.calls: list[tuple[Message, ...]] = []

    def count(self, text: str) -> int:
        """Four characters a token."""
        return len(text) // 4 + 1

    def complete(self, messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> Reply:
        """The next reply, whatever is asked; an error of the script is raised."""
        self.calls.append(tuple(messages))
        script = self._replies.popleft() if len(self._replies) > 1 else self._replies[0]
        if isinstance(script, Exception):
            raise script
        text = script if isinstance(script, str) else script(messages)
        prompt = sum(self.count(message.content) for message in messages)
        return Reply(text, prompt_tokens=prompt, reply_tokens=self.count(text))

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        """The next reply word by word."""
        for word in self.complete(messages, limit).text.split(" "):
            yield f"{word} "
