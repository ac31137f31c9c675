"""The whole application over the scripted Assistant, reached as a browser, a proxy or a program would."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "faces"))

import scripted
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from mandate_qa.settings import Settings
from mandate_qa.web import application
from mandate_qa.web.access import passwords
from mandate_qa.web.access.passwords import hashed
from mandate_qa.web.access.users import Users
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service

PASSWORD = "correct horse"
PAGE = {"accept": "text/html,*/*;q=0.8", "sec-fetch-dest": "document", "user-agent": "Mozilla/5.0"}
"""What a browser sends that opens a page."""

Reached = Callable[..., TestClient]


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> None:
    """Argon2 at its cheapest: what it costs in earnest is not what these tests are about."""
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    passwords.argon2 = lambda: cheap  # type: ignore[assignment]
    passwords.nobodys_hash.cache_clear()


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """A file with anna and Åsa in it."""
    made = Users(tmp_path / "team" / "users.toml")
    for name in ("anna", "Åsa"):
        made.put(name, hashed(PASSWORD))
    return made


def service_with(**serving: Any) -> Service:
    """A service over the scripted Assistant with these settings."""
    assistant: Any = scripted.Assistant()
    return Service(Live(assistant), Settings.load(Path("none.toml"), {}, serving=serving))


def plain_chat(app: FastAPI, service: Service) -> None:
    """A page under everything that is left, in place of Gradio's, which takes a while to build."""

    async def everything(request: Request) -> Response:
        return PlainTextResponse(str(request.base_url))

    app.router.add_route("/{path:path}", everything, methods=["GET", "HEAD", "OPTIONS", "POST"])


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Reached:
    """A client of the application with the given settings, at the given address; with Gradio's page if `chat`."""

    def reach(client: str = "192.0.2.7", chat: bool = False, **serving: Any) -> TestClient:
        with monkeypatch.context() as patch:
            if not chat:
                patch.setattr(application, "add_chat", plain_chat)
            app = application.build_app(service_with(**serving))
        return TestClient(app, "http://policy.example", client=(client, 5000), follow_redirects=False)

    return reach
