"""The reader over the real index, and over documents that a test makes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from mandate_qa import Assistant
from mandate_qa.web import reader
from mandate_qa.web.service import Service, service_of

sys.path.insert(0, str(Path(__file__).parent))

import reading_html  # found beside this file, as the other test modules find it


def client_of(service: Service, root: str = "") -> TestClient:
    """A browser before the reader alone."""
    app = FastAPI()
    app.include_router(reader.router(service))
    return TestClient(app, root_path=root)


@pytest.fixture(scope="session")
def library_assistant() -> Assistant:
    """The assistant over the seeds."""
    return Assistant.open()


@pytest.fixture(scope="session")
def browser(library_assistant: Assistant) -> TestClient:
    return client_of(service_of(library_assistant))


@pytest.fixture
def fragment(browser: TestClient) -> Callable[..., reading_html.Page]:
    """Fetches a fragment, as the chat's script does."""

    def fetch(path: str, **params: object) -> reading_html.Page:
        reply = browser.get(path, params=params, headers={"sec-fetch-dest": "empty"})  # type: ignore[arg-type]
        return reading_html.parsed(reply.text)

    return fetch


@pytest.fixture
def made() -> Iterator[Callable[..., TestClient]]:
    """A reader over an assistant of the test's own, under a path if one is given."""
    clients: list[TestClient] = []

    def over(service: Service, root: str = "") -> TestClient:
        clients.append(client_of(service, root))
        return clients[-1]

    yield over
    for client in clients:
        client.close()
