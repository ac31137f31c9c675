"""A reader of the chat: HTTP with cookies, and Gradio's queue as the page uses it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import httpx

Step = dict[str, Any]
"""What the page gets for a question: its kind ("looking", "writing", "answer", "failed" …) with what belongs to it."""


@dataclass
class Reader:
    """Somebody at an address of this machine who opens pages and asks."""

    url: str
    address: str = "127.0.0.1"
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        transport = httpx.HTTPTransport(local_address=self.address)
        headers = {"accept": "text/html"}
        self.client = httpx.Client(
            base_url=self.url, transport=transport, headers=headers, timeout=60, follow_redirects=False
        )

    def sign_in(self, name: str, password: str, **headers: str) -> httpx.Response:
        """What comes of a name and a password."""
        return self.client.post("/sign-in", data={"name": name, "password": password}, headers=headers)

    def steps(self, question: str) -> Iterator[Step]:
        """What the page is sent for a question, as it comes."""
        session, number = token_hex(6), self._number("converse")
        sent = {"question": question, "history": [], "documents": [], "periods": []}
        joined = {"data": [sent], "fn_index": number, "session_hash": session}
        self.client.post("/gradio_api/queue/join", json=joined).raise_for_status()
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as reply:
            reply.raise_for_status()
            shown: Any = None
            for line in reply.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {"msg": ""}
                assert message["msg"] != "unexpected_error", message
                if message["msg"] == "process_completed":
                    assert message["success"], message
                    return
                if message["msg"] == "process_generating":
                    shown = changed(shown, message["output"]["data"][0])
                    yield shown

    def answer(self, question: str) -> str:
        """The text of the answer to a question."""
        *_, last = self.steps(question)
        assert last["kind"] == "answer", last
        return str(last["record"]["text"])

    def _number(self, event: str) -> int:
        """What Gradio counts an event of the page as."""
        events = self.client.get("/config").raise_for_status().json()["dependencies"]
        return int(next(found["id"] for found in events if found["api_name"] == event))


def changed(shown: Any, told: Any) -> Any:
    """What is shown once Gradio told of it: the whole, or what of it has changed since."""
    if not (isinstance(told, list) and all(isinstance(change, list) for change in told)):
        return told
    assert isinstance(shown, dict)
    shown = dict(shown)
    for action, path, value in told:
        if not path:
            return value
        (key,) = path
        match action:
            case "replace" | "add":
                shown[key] = value
            case "append":
                shown[key] += value
            case "delete":
                del shown[key]
    return shown
