"""What back-ends share about texts: an estimate of their tokens, and messages as one text."""

from __future__ import annotations

from collections.abc import Sequence

from mandate_qa.backends.llms.model import Message


def estimated_tokens(text: str) -> int:
    """Tokens of `text`, rather too many: three bytes each, where English has four to five and figures two to three."""
    return len(text.encode()) // 3 + 1


def as_one_text(messages: Sequence[Message]) -> str:
    """The messages one below the other, for a model that was never taught to chat; it goes on after the last line."""
    return "\n\n".join([*(message.content for message in messages), "Answer:"])
