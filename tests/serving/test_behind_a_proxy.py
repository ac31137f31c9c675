"""The real server behind a real reverse proxy on loopback, which serves it under a path: stripped, and not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import httpx
import pytest
from gradio_client import Client
from reaching import PASSWORD, service_with
from serving import serving
from uvicorn import Config, Server

from mandate_qa.web.access.passwords import hashed
from mandate_qa.web.access.users import Users
from mandate_qa.web.server import listening, url

DROPPED = ("connection", "transfer-encoding", "content-length", "date", "server")
"""Headers of one connection, which the proxy makes anew."""


class Proxy:
    """An ASGI application that passes requests below /policy on, streams included, as nginx would."""

    def __init__(self, behind: str, strips: bool) -> None:
        self._behind, self._strips = behind, strips

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        path = scope["raw_path"].decode()
        assert path.startswith("/policy")
        target = self._behind + (path.removeprefix("/policy") or "/" if self._strips else path)
        headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
        outside = dict(scope["headers"])[b"host"]
        headers += [(b"x-forwarded-host", outside), (b"x-forwarded-proto", b"http"), (b"x-forwarded-for", b"192.0.2.9")]
        body = b""
        while (message := await receive()).get("more_body"):
            body += message["body"]
        body += message.get("body", b"")
        query = scope["query_string"].decode()
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            asked = client.build_request(
                scope["method"], f"{target}?{query}" if query else target, headers=headers, content=body
            )
            reply = await client.send(asked, stream=True)
            kept = [(k, v) for k, v in reply.headers.raw if k.decode().lower() not in DROPPED]
            await send({"type": "http.response.start", "status": reply.status_code, "headers": kept})
            async for piece in pieces(reply):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


async def pieces(reply: httpx.Response) -> AsyncIterator[bytes]:
    """The body as it comes, still packed."""
    async for piece in reply.aiter_raw():
        yield piece


@contextmanager
def proxied(behind: str, strips: bool) -> Iterator[str]:
    """The address of the path that the proxy serves."""
    with listening("127.0.0.1", 0) as listener:
        server = Server(Config(Proxy(behind, strips), log_level="error", lifespan="off", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            sleep(0.01)
        try:
            yield f"{url(listener)}/policy"
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.parametrize("strips", [True, False])
def test_a_reader_and_a_program(tmp_path: Path, strips: bool) -> None:
    users = Users(tmp_path / "users.toml")
    users.put("anna", hashed(PASSWORD))
    service = service_with(users=str(users.path), root_path="/policy")
    with serving(service) as behind, proxied(behind, strips) as outside:
        with httpx.Client(trust_env=False, timeout=60, headers={"accept": "text/html"}) as browser:
            form = browser.get(f"{outside}/library", follow_redirects=True)
            assert str(form.url) == f"{outside}/sign-in?next=/library"
            sent = {"name": "anna", "password": PASSWORD, "next": "/library"}
            own = {"origin": outside.removesuffix("/policy")}
            library = browser.post(f"{outside}/sign-in", data=sent, headers=own, follow_redirects=True)
            assert (library.status_code, str(library.url)) == (200, f"{outside}/library")
            assert browser.get(f"{outside}/static/style.css").status_code == 200
            assert browser.get(f"{outside}/config").json()["root"] == outside
        program = Client(
            f"{outside}/", httpx_kwargs={"auth": ("anna", PASSWORD)}, verbose=False, analytics_enabled=False
        )
        assert "95%" in program.predict("what was the elective recovery target", api_name="/ask")["text"]
        program.close()
