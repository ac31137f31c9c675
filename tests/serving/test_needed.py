"""What of Gradio is served."""

from __future__ import annotations

import pytest
from reaching import service_with
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from mandate_qa.web.application import build_app


@pytest.fixture(scope="module")
def gradio() -> TestClient:
    """A client of the application with Gradio's page."""
    return TestClient(build_app(service_with()), "http://policy.example")


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=https://outside.example/x.png",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=README.md",
        "/gradio_api/file/https://outside.example/x.png",
        "/gradio_api/%66ile=https://outside.example/x.png",
        "/gradio_api/call/../file=https://outside.example/x.png",
        "/gradio_api/proxy=https://outside.example/x.png",
        "/gradio_api/upload",
        "/gradio_api/upload_progress?upload_id=1",
        "/gradio_api/component_server",
        "/gradio_api/deep_link?session_hash=1",
        "/gradio_api/api/ask/",
        "/gradio_api/stream/1",
        "/gradio_api/process_recording",
        "/gradio_api/vibe-code",
        "/gradio_api/dev/reload",
        "/gradio_api/runs",
        "/monitoring",
        "/login",
        "/logout",
        "/openapi.json",
        "/svelte/x",
        "/elsewhere",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_what_nobody_needs_is_not_there(gradio: TestClient, method: str, path: str) -> None:
    reply = gradio.request(method, path, json={"data": []} if method == "POST" else None)
    assert reply.status_code == 404
    assert method == "HEAD" or reply.json() == {"detail": "Not Found"}


@pytest.mark.parametrize(
    "path",
    ["/", "/config", "/theme.css", "/gradio_api/info", "/gradio_api/startup-events", "/gradio_api/queue/status"],
)
def test_what_the_chat_and_programs_need_is_there(gradio: TestClient, path: str) -> None:
    assert gradio.get(path).status_code == 200


def test_no_socket_is_opened(gradio: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), gradio.websocket_connect("/gradio_api/queue/join"):
        pass
