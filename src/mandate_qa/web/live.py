"""The assistant in force, which may be replaced by another while questions are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant


class Live:
    """Holds the assistant in force. Safe to share between threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    @property
    def assistant(self) -> Assistant:
        """The assistant that answers questions from now on."""
        return self._assistant
