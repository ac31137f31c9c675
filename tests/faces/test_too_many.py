"""More people ask in the chat than may wait: each of them is told so while the others still wait for their answers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import httpx
import pytest
import scripted
from serving import serving

from mandate_qa.settings import ServingSettings, Settings
from mandate_qa.web.live import Live
from mandate_qa.web.queueing import FULL
from mandate_qa.web.service import Service

WAITING = 3
ASKERS = 20
PATIENCE = 30
"""Seconds after which the test gives up; nothing here is waited for on time alone."""


@pytest.fixture
def go_on() -> Event:
    return Event()


@pytest.fixture
def address(go_on: Event) -> Iterator[str]:
    """A chat that works on one question at once, lets three wait, and answers none before it may."""
    assistant: Any = scripted.Assistant()
    answered = assistant.ask

    def ask(*args: Any, **given: Any) -> Any:
        go_on.wait(PATIENCE)
        return answered(*args, **given)

    assistant.ask = ask
    with serving(Service(Live(assistant), Settings(serving=ServingSettings(at_once=1, waiting=WAITING)))) as address:
        yield address
        go_on.set()


def test_each_of_them_has_a_clear_word_at_once(address: str, go_on: Event) -> None:
    with httpx.Client(base_url=address, trust_env=False, timeout=PATIENCE) as client:
        events = {event["api_name"]: event["id"] for event in client.get("/config").json()["dependencies"]}

        def asked(reader: int) -> httpx.Response:
            sent = {"question": scripted.TARGET, "history": [], "documents": []}
            body = {"data": [sent], "fn_index": events["converse"], "session_hash": f"reader-{reader}"}
            return client.post("/gradio_api/queue/join", json=body)

        with ThreadPoolExecutor(ASKERS) as pool:
            joined = list(pool.map(asked, range(ASKERS)))  # while nobody has an answer
        refused = [reply for reply in joined if reply.status_code == 503]
        taken = [reader for reader, reply in enumerate(joined) if reply.status_code == 200]
        assert len(refused) + len(taken) == ASKERS
        assert {reply.json()["detail"] for reply in refused} == {FULL}
        assert WAITING <= len(taken) <= WAITING + 1  # those that wait, and the one that is worked on
        go_on.set()
        for reader in taken:
            with client.stream("GET", f"/gradio_api/queue/data?session_hash=reader-{reader}") as stream:
                told = "".join(stream.iter_text())
            assert '"process_completed"' in told and '"kind":"answer"' in told
