"""One reader of the chat, as light as can be: HTTP and Gradio's queue by hand, over asyncio's sockets.

Knows how a question is sent and how its reply comes; what is measured is for `serving.py`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from secrets import token_hex
from time import perf_counter
from typing import Any

READER = "X-Forwarded-User"
"""Header in which a proxy names the reader, where the server is set to believe it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How one question went."""

    first: float
    """Seconds from sending it to the first words of its reply."""
    whole: float
    """Seconds from sending it to the end of its reply."""
    problem: str = ""
    """What went wrong; "" when it was answered."""
    last: Any = None
    """The last step of the reply as the page got it: "answer" with the record, or "failed" with words."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens, and which of its events answers questions."""

    host: str
    port: int
    event: str
    number: int
    """What Gradio counts the event as."""
    arguments: int
    reader: str = ""
    """Whom a proxy would name; "" where nobody signs in."""

    def of(self, reader: str) -> Place:
        """The same place for another reader."""
        return replace(self, reader=reader)

    async def ask(self, question: str) -> Reply:
        """Send a question as the chat's page does, and read its reply to the end."""
        began, session = perf_counter(), token_hex(6)
        try:
            joined = {"data": self.sent(question), "fn_index": self.number, "session_hash": session}
            status, body = await fetched(self, "POST", "/gradio_api/queue/join", joined)
            if status != 200:
                return Reply(0.0, perf_counter() - began, str(json.loads(body)["detail"]))
            return await self.listened(session, began)
        except (OSError, asyncio.IncompleteReadError, ValueError, KeyError) as error:
            return Reply(0.0, perf_counter() - began, f"{type(error).__name__}: {error}")

    def sent(self, question: str) -> list[Any]:
        """The event's arguments."""
        if self.event == "converse":
            return [{"question": question, "history": [], "documents": [], "periods": []}]
        return [question, *[None] * (self.arguments - 1)]

    async def listened(self, session: str, began: float) -> Reply:
        """The reply as it comes: the first picture of it that holds words, and its end."""
        first = 0.0
        async for message in streamed(self, f"/gradio_api/queue/data?session_hash={session}"):
            kind = message["msg"]
            if kind in ("process_generating", "process_completed") and not first and has_words(message):
                first = perf_counter() - began
            if kind == "process_completed":
                problem = "" if message["success"] else str(message["output"].get("error") or "failed")
                now, data = perf_counter() - began, message["output"].get("data")
                return Reply(first or now, now, problem, data[0] if data else None)
            if kind == "unexpected_error":
                return Reply(first, perf_counter() - began, str(message.get("message")))
        return Reply(first, perf_counter() - began, "the reply broke off")


def has_words(message: dict[str, Any]) -> bool:
    """Whether a message holds something of the answer, not only that it is being worked on."""
    output = json.dumps(message.get("output") or {})
    return '"looking"' not in output and len(output) > len('{"data": [{}]}')


async def found(host: str, port: int, wanted: str, reader: str = "") -> Place:
    """The server at an address, with the event `wanted`, else `ask`."""
    status, body = await fetched(Place(host, port, "", 0, 0, reader), "GET", "/config")
    assert status == 200, body
    events = {event["api_name"]: event for event in json.loads(body)["dependencies"]}
    event = events.get(wanted) or events["ask"]
    return Place(host, port, event["api_name"], event["id"], len(event["inputs"]), reader)


async def fetched(place: Place, method: str, path: str, value: Any = None) -> tuple[int, bytes]:
    """Status and body of one request on a connection of its own."""
    reader, writer = await sent(place, method, path, value)
    try:
        status, _ = await head_of(reader)
        return status, await reader.read()
    finally:
        writer.close()


async def streamed(place: Place, path: str) -> AsyncIterator[dict[str, Any]]:
    """The messages of a stream, one by one."""
    reader, writer = await sent(place, "GET", path)
    try:
        await head_of(reader)
        while line := await reader.readline():  # the lengths of chunks stand on lines of their own
            if line.startswith(b"data:"):
                yield json.loads(line.removeprefix(b"data:"))
    finally:
        writer.close()


async def sent(
    place: Place, method: str, path: str, value: Any = None
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection over which a request was sent; the server closes it after its reply."""
    reader, writer = await asyncio.open_connection(place.host, place.port, limit=2**24)
    body = b"" if value is None else json.dumps(value).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: {place.host}:{place.port}\r\nConnection: close\r\n"
    head += f"{READER}: {place.reader}\r\n" if place.reader else ""
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    return reader, writer


async def head_of(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and headers of a reply."""
    head = await reader.readuntil(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), head
