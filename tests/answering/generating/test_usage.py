"""What the model's part in an answer cost, carried to the answer."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from typing import Any

import pytest

from mandate_qa import Answer, Assistant
from mandate_qa.backends.llms.guarded import FIRST_WAIT
from mandate_qa.errors import BackendError
from mandate_qa.types import Usage

BLOCKS = "How many wooden blocks must every nursery have under the 2024-25 toy plan?"
GOOD = "Nurseries must have at least 40 wooden blocks by March 2025 [1]."
BAD = "Every nursery must have at least 60 wooden blocks by March 2025 [1]."
HISTORY = [{"role": "user", "content": BLOCKS}, {"role": "assistant", "content": "At least 40."}]

Opened = Callable[..., Assistant]


def spent(answer: Answer) -> Usage:
    recorded: dict[str, Any] = answer.to_dict()
    assert Usage(**recorded["query"]["usage"]) + Usage(**recorded["draft"]["usage"]) == answer.usage
    return answer.usage


def test_without_a_model_nothing_is_spent(assistant: Assistant) -> None:
    assert spent(assistant.ask(BLOCKS)) == Usage()


def test_prompt_and_reply_are_counted(opened: Opened) -> None:
    usage = spent(opened(GOOD).ask(BLOCKS))
    assert usage.prompts == 1 and usage.reply_tokens == len(GOOD) // 4 + 1
    assert usage.prompt_tokens > 200 and usage.seconds > 0


def test_a_second_round_is_counted_too_also_when_the_extractive_answer_stands(opened: Opened) -> None:
    once, twice = spent(opened(GOOD).ask(BLOCKS)), spent(opened(BAD, BAD).ask(BLOCKS))
    assert twice.prompts == 2 and twice.prompt_tokens > 2 * once.prompt_tokens


def test_the_wording_of_a_follow_up_is_counted(opened: Opened) -> None:
    answer = opened("nothing of use").ask("And by when?", history=HISTORY)
    assert answer.query.usage.prompts == 1 and answer.usage.prompts == 1 + answer.draft.usage.prompts


@pytest.mark.parametrize("error", [BackendError("gone"), BackendError("busy", retryable=True)])
def test_a_prompt_without_a_reply_is_counted_as_sent(opened: Opened, error: BackendError) -> None:
    usage = spent(opened(error).ask(BLOCKS))
    assert usage.prompts == 1 and usage.reply_tokens == 0 and usage.prompt_tokens > 200


def test_a_streamed_answer_costs_the_same(opened: Opened) -> None:
    *_, streamed = opened(GOOD).stream(BLOCKS)
    asked = opened(GOOD).ask(BLOCKS)
    assert isinstance(streamed, Answer)
    assert streamed.usage.prompts == 1 and abs(streamed.usage.reply_tokens - asked.usage.reply_tokens) <= 1


def test_each_answer_has_its_own(opened: Opened) -> None:
    assistant = opened(GOOD)
    first, second = assistant.ask(BLOCKS), assistant.ask(BLOCKS)
    assert first.usage.prompt_tokens == second.usage.prompt_tokens


def test_the_seconds_are_those_that_were_waited(opened: Opened) -> None:
    def slow(messages: Any) -> str:
        sleep(0.05)
        return GOOD

    assert spent(opened(slow).ask(BLOCKS)).seconds >= 0.05
    waited = spent(opened(BackendError("busy", retryable=True), GOOD, retries=1).ask(BLOCKS))
    assert waited.seconds >= FIRST_WAIT
