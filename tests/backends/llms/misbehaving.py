"""A server on this machine that speaks as OpenAI's and Ollama's do, and that misbehaves as it is told to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


class Talk(BaseHTTPRequestHandler):
    """One request, answered as the server's script says."""

    server: Misbehaving

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        behaviour = self.server.next(body, {name.lower(): value for name, value in self.headers.items()}, self.path)
        try:
            behaviour(self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.server.left.set()
        self.close_connection = True

    def send(self, status: int, content: bytes, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def begin(self) -> None:
        """The head of a stream, or of a body whose length nobody knows."""
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if self.ours else "application/x-ndjson")
        self.end_headers()

    @property
    def ours(self) -> bool:
        """Whether it was asked as OpenAI is."""
        return self.path.endswith("/chat/completions")

    def piece(self, text: str, reason: str | None = None) -> None:
        """One piece of a stream."""
        if self.ours:
            choice = {"index": 0, "delta": {"content": text}, "finish_reason": reason}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        else:
            said = {"model": "m", "message": {"role": "assistant", "content": text}, "done": reason is not None}
            self.wfile.write(f"{json.dumps(said)}\n".encode())
        self.wfile.flush()

    def whole(self, text: str | None, reason: str = "stop") -> bytes:
        """A whole reply."""
        message = {"role": "assistant", "content": text}
        if self.ours:
            usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
            choice = {"index": 0, "message": message, "finish_reason": reason}
            kind = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
            return json.dumps({**kind, "choices": [choice], "usage": usage}).encode()
        told = {"model": "m", "message": message, "done": True, "done_reason": reason}
        return json.dumps({**told, "prompt_eval_count": 7, "eval_count": 3}).encode()

    def log_message(self, *_: Any) -> None:
        """Nothing to stderr."""


Behaviour = Callable[[Talk, dict[str, Any]], None]


class Misbehaving(ThreadingHTTPServer):
    """Behaves as its script says, one request after another, the last for good; remembers what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.script: list[Behaviour] = []
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.stopped = Event()
        self.left = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next(self, body: dict[str, Any], headers: dict[str, str], path: str) -> Behaviour:
        self.requests.append((path, headers, body))
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


def says(text: str | None, reason: str = "stop") -> Behaviour:
    """Answers well, streamed word by word when that is asked."""

    def behave(talk: Talk, body: dict[str, Any]) -> None:
        if not body.get("stream"):
            return talk.send(200, talk.whole(text, reason))
        talk.begin()
        for word in (text or "").split():
            talk.piece(f"{word} ")
        return talk.piece("", reason)

    return behave


def fails(status: int, message: str = "no", **headers: str) -> Behaviour:
    """Answers with a status of 400 or more."""
    return lambda talk, _: talk.send(
        status, json.dumps({"error": {"message": message}} if talk.ours else {"error": message}).encode(), **headers
    )


def hangs(talk: Talk, _: dict[str, Any]) -> None:
    """Takes the request and says nothing."""
    talk.server.stopped.wait(20)


def drips(talk: Talk, body: dict[str, Any]) -> None:
    """Says a little again and again, so that no single wait is long, and never ends."""
    talk.begin()
    while not talk.server.stopped.wait(0.05):
        if body.get("stream"):
            talk.piece(f"{time.monotonic()} ")
        else:
            talk.wfile.write(b" ")
            talk.wfile.flush()


def goes_round(talk: Talk, body: dict[str, Any]) -> None:
    """Says the same for ever when it streams; as long as it may when it does not."""
    if not body.get("stream"):
        return talk.send(200, talk.whole("It is 95%. " + "The same again and again. " * 400, "length"))
    talk.begin()
    talk.piece("It is 95%. ")
    while not talk.server.stopped.is_set():
        talk.piece("The same again and again. ")
    return None


def garbage(talk: Talk, _: dict[str, Any]) -> None:
    """A page where JSON should be."""
    talk.send(200, b"<html><body>Welcome to the gateway</body></html>", "text/html")


def other_json(talk: Talk, _: dict[str, Any]) -> None:
    """JSON that is no reply."""
    talk.send(200, b'{"status": "fine"}')


def breaks_off(talk: Talk, body: dict[str, Any]) -> None:
    """Ends in the middle of its JSON, though it said how long it would be."""
    whole = talk.whole("The target is 95%.")
    talk.send_response(200)
    talk.send_header("content-type", "application/json")
    talk.send_header("content-length", str(len(whole)))
    talk.end_headers()
    talk.wfile.write(whole[: len(whole) // 2])


def half_json(talk: Talk, body: dict[str, Any]) -> None:
    """Ends in the middle of its JSON and calls that the whole."""
    talk.send(200, talk.whole("The target is 95%.")[:60])


def nothing(talk: Talk, body: dict[str, Any]) -> None:
    """Closes the connection without a word."""
    talk.close_connection = True


@contextmanager
def started() -> Iterator[Misbehaving]:
    """A server that listens on a free port while the block runs."""
    server = Misbehaving()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
