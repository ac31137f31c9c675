"""The two endpoints for programs: `/ask` gives an Answer as a dict, `/search` its hits.

From Python: `gradio_client.Client(address).predict("what was the elective recovery target", api_name="/ask")`. That
client reports its use unless `HF_HUB_DISABLE_TELEMETRY` is 1; the server reports nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import MandateQAError
from mandate_qa.web import wording

if TYPE_CHECKING:
    from mandate_qa.assistant import Assistant

log = logging.getLogger(__name__)


def add_endpoints(assistant: Assistant) -> None:
    """Put `/ask` and `/search` on the page that is being built."""
    from gradio.events import api

    def ask(
        question: str, history: list[dict[str, str]] | None = None, documents: list[str] | None = None
    ) -> dict[str, Any]:
        """Answer a question: text with marks, status, citations, notes. `history` holds earlier turns, oldest first."""
        with plain_errors():
            return assistant.ask(question, history=history or (), documents=documents or None).to_dict()

    def search(question: str, k: int = 10, documents: list[str] | None = None) -> list[dict[str, Any]]:
        """List the `k` passages nearest to a question, best first."""
        with plain_errors():
            return [asdict(hit) for hit in assistant.search(question, k=k, documents=documents or None)]

    api(ask, api_name="ask")
    api(search, api_name="search")


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what goes wrong into the one sentence that a client gets to see."""
    import gradio as gr

    try:
        yield
    except MandateQAError as error:
        raise gr.Error(str(error), print_exception=False) from error
    except Exception as error:
        log.exception("A request was not answered.")
        raise gr.Error(wording.FAILED, print_exception=False) from error
