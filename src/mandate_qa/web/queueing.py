"""How many questions are worked on at the same time, how many wait, and what those are told that cannot."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from mandate_qa.settings import ServingSettings

if TYPE_CHECKING:
    from gradio import Blocks

FULL = "Too many people are asking at the moment; ask again in a minute."
QUESTIONS = "questions"
"""Gradio's concurrency id for all that asks the assistant, so that one limit holds for them together."""


def at_once(serving: ServingSettings, cores: int | None = None) -> int:
    """Questions worked on at the same time: as set, else one for each of `cores`, and at least two.

    A question takes the same 36–41 ms of a processor whether 1, 2, 4, 8 or 16 are worked on, so that more at once
    answers no more of them; but what came first is then not answered first. With 50 readers at the same instant on two
    cores the slowest twentieth waited 3.1–4.3 s with 2 at once, 4.2–7.3 s with 4, 3.6–5.7 s with 8, 5.4–6.8 s with 16
    (docs/decisions/0010-serving.md).
    """
    return serving.at_once or max(2, cores or os.cpu_count() or 1)


def add_queue(page: Blocks, serving: ServingSettings) -> None:
    """Have `page` work on so many questions at once, let others wait, and tell the rest in a sentence to come back."""
    most, together = max(1, serving.waiting), at_once(serving)
    page.queue(max_size=most, default_concurrency_limit=together)
    # A question is a session to Gradio, which would keep what it needs for the last ten thousand, some 70 kB each;
    # of those that are over nothing is needed.
    page.state_session_capacity = most + together
    push = page._queue.push

    async def pushed(*args: Any, **options: Any) -> tuple[bool, Any, Any]:
        taken, words, state = await push(*args, **options)
        return taken, FULL if state == "queue_full" else words, state

    page._queue.push = pushed  # type: ignore[method-assign]
