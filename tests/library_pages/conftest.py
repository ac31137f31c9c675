"""The library's pages over the toy library, indexed with the hashing embedder, where adding is allowed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from library_visitor import HASHING, Visitor

from mandate_qa import Assistant
from mandate_qa.web import library
from mandate_qa.web.live import live_over
from mandate_qa.web.service import Service

SECOND = """Ministry of Paint

The Paint Office's plan for 2023-24

Published 2 May 2023

1.1 Workshops must use lead-free paint.
"""


@pytest.fixture
def shelf(toy_library: Path) -> Path:
    """The seeds folder: the toy library and a file that nobody described."""
    (toy_library / "paint.txt").write_text(SECOND, "utf-8")
    return toy_library


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the index."""
    return tmp_path / "index"


@pytest.fixture
def service(shelf: Path, home: Path) -> Service:
    live = live_over(home, Assistant.open(home, "extractive", shelf, HASHING), HASHING)
    return Service(live, HASHING, shelf, home)


@pytest.fixture
def visit(service: Service) -> Iterator[Callable[..., Visitor]]:
    """`visit(uploads=False, …)`: a visitor of the pages with those settings of serving; `user` names who signed in."""
    clients: list[TestClient] = []

    def open_client(user: str = "", root: str = "", **serving: Any) -> Visitor:
        settings = replace(HASHING, serving=replace(HASHING.serving, **serving))
        return Visitor(client_over(replace(service, settings=settings), user, root))

    def client_over(over: Service, user: str, root: str) -> TestClient:
        app = FastAPI()

        @app.middleware("http")
        async def signed_in(request: Request, call_next: Any) -> Any:
            request.state.user = request.headers.get("x-test-user", user)
            return await call_next(request)

        app.include_router(library.router(over))
        clients.append(TestClient(app, root_path=root))
        return clients[-1]

    yield open_client
    for client in clients:
        client.close()


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    """A visitor where adding is allowed and nobody needs to sign in."""
    return visit()
