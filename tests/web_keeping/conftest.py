"""The routes over a real assistant of a toy library, with a reader for each request by the header X-Test-User."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "keeping"))

from mandate_qa import Assistant
from mandate_qa.codec import encode
from mandate_qa.recording import record
from mandate_qa.settings import ServingSettings, Settings
from mandate_qa.types.records import AnswerRecord
from mandate_qa.web import keeping
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service

QUESTION = "what is the budget for 2024-25"


@pytest.fixture
def assistant(toy_library: Path, tmp_path: Path) -> Assistant:
    return Assistant.open(tmp_path / "index", seeds=toy_library, settings=Settings(embedder="hashing"))


@pytest.fixture
def told(assistant: Assistant) -> AnswerRecord:
    return record(assistant.ask(QUESTION), assistant.library)


@pytest.fixture
def sent(told: AnswerRecord) -> dict[str, Any]:
    """The answer as a browser sends it."""
    value: dict[str, Any] = encode(told)
    return value


Serve = Callable[..., TestClient]


@pytest.fixture
def serve(assistant: Assistant, tmp_path: Path) -> Iterator[Serve]:
    """A client of the routes, with the settings of serving that are given."""

    def served(other: Assistant | None = None, root: str = "", **serving: Any) -> TestClient:
        settings = Settings(serving=ServingSettings(**serving))
        app = FastAPI()

        @app.middleware("http")
        async def signed_in(request: Request, call_next: Any) -> Any:
            request.state.user = request.headers.get("x-test-user", "")
            return await call_next(request)

        app.include_router(keeping.router(Service(Live(other or assistant), settings, None, tmp_path / "index")))
        return TestClient(app, root_path=root)

    yield served


@pytest.fixture
def client(serve: Serve) -> TestClient:
    return serve(keep_conversations=True)
