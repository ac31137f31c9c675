"""How many questions are worked on and wait, and what is said when no more may wait."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from mandate_qa.settings import ServingSettings
from mandate_qa.web.queueing import FULL, add_queue, at_once


@pytest.mark.parametrize(("cores", "told"), [(1, 2), (2, 2), (8, 8)])
def test_as_many_at_once_as_there_are_cores(cores: int, told: int) -> None:
    assert at_once(ServingSettings(), cores) == told


def test_as_many_as_is_set() -> None:
    assert at_once(ServingSettings(at_once=5), 2) == 5


def test_a_full_queue_says_so_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import gradio as gr
    from gradio.data_classes import PredictBodyInternal

    with gr.Blocks() as page:
        gr.api(lambda: "", api_name="nothing")
    add_queue(page, ServingSettings(waiting=1, at_once=3))
    assert page._queue.default_concurrency_limit == 3

    def pushed() -> tuple[bool, Any, str]:
        body: Any = PredictBodyInternal(fn_index=0, data=[], session_hash="s", request=None)
        return asyncio.run(page._queue.push(body=body, request=None, username=None))  # type: ignore[arg-type]

    assert pushed()[0] is True
    assert pushed() == (False, FULL, "queue_full")


def test_questions_that_are_over_take_no_memory() -> None:
    import gradio as gr
    from fastapi import FastAPI
    from gradio.routes import App

    with gr.Blocks() as page:
        gr.api(lambda: "", api_name="nothing")
    add_queue(page, ServingSettings(waiting=1, at_once=3))
    served = gr.mount_gradio_app(FastAPI(), page, path="/")
    (chat,) = (route.app for route in served.routes if isinstance(getattr(route, "app", None), App))
    for number in range(50):  # a question is a session of its own
        assert chat.state_holder[f"question {number}"] is not None
    assert len(chat.state_holder.session_data) == 4
