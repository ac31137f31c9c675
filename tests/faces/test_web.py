"""The chat page, served for real on loopback over a scripted Assistant."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import scripted
from serving import serving

from mandate_qa.errors import UsageError
from mandate_qa.web.server import address, listening, url
from mandate_qa.web.service import service_of

HERE = Path(__file__).parent


class TestAddress:
    def test_given_before_environment_before_default(self) -> None:
        environ = {"HOST": "0.0.0.0", "PORT": "8000"}
        assert address(None, None, {}) == ("127.0.0.1", 7860)
        assert address(None, None, environ) == ("0.0.0.0", 8000)
        assert address("::1", "9000", environ) == ("::1", 9000)

    @pytest.mark.parametrize("port", ["http", "-1", "65536", "80.5"])
    def test_what_is_no_port(self, port: str) -> None:
        with pytest.raises(UsageError, match="is no port"):
            address(None, port, {})

    def test_a_port_that_is_taken(self) -> None:
        with listening("127.0.0.1", 0) as first:
            port = first.getsockname()[1]
            with pytest.raises(UsageError, match=rf"^Cannot listen on 127\.0\.0\.1:{port} \([^()]+\); choose another"):
                listening("127.0.0.1", port)

    def test_an_open_host_is_announced_as_this_computer(self) -> None:
        with listening("0.0.0.0", 0) as listener:
            assert url(listener) == f"http://localhost:{listener.getsockname()[1]}"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, scripted.Assistant]]:
    """Address of the page, served from a thread, and the Assistant behind it."""
    assistant: Any = scripted.Assistant()
    with serving(service_of(assistant)) as address:
        yield address, assistant


class TestPage:
    def test_nothing_is_loaded_from_another_host(self, served: tuple[str, scripted.Assistant]) -> None:
        page = httpx.get(served[0], trust_env=False)
        loaded = re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*?\b(?:src|href)=[\"']?([^\"'\s>]+)", page.text)
        assert loaded, "the page loads its own scripts at least"
        assert [source for source in loaded if urlsplit(source).netloc] == []
        for source in loaded:
            if source.endswith(".css"):
                assert foreign_urls(httpx.get(f"{served[0]}/{source.lstrip('./')}", trust_env=False).text) == []
        assert foreign_urls(httpx.get(f"{served[0]}/theme.css", trust_env=False).text) == []

    @pytest.mark.parametrize("path", ["/", "/config", "/theme.css", "/nowhere"])
    def test_browsers_are_told_to_load_from_here_only(self, path: str, served: tuple[str, scripted.Assistant]) -> None:
        policy = httpx.get(f"{served[0]}{path}", trust_env=False).headers["content-security-policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'self'"
        assert not re.search(r"https?:|\*|unsafe-eval", policy)

    def test_uploads_are_refused(self, served: tuple[str, scripted.Assistant]) -> None:
        reply = httpx.post(f"{served[0]}/gradio_api/upload", files={"files": b"hello"}, trust_env=False)
        assert reply.status_code >= 400


def foreign_urls(css: str) -> list[str]:
    """Addresses of other hosts that a style sheet loads; what stands inside a data: address is loaded by nobody."""
    loaded = re.findall(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s]+)", css)
    return [source for source in loaded if urlsplit(source).netloc]


def test_serve_announces_its_address_and_stops_on_ctrl_c() -> None:
    """As a person runs it: a process, an address on stdout, a page, Ctrl-C."""
    code = "import sys, scripted; scripted.install(); from mandate_qa.cli import main; sys.exit(main())"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent.parent / "src")]), "PORT": "0"}
    command = [sys.executable, "-c", code, "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ, text=True) as process:
        assert process.stdout and process.stderr
        line = process.stdout.readline()
        found = re.match(r"Chat window: (http://127\.0\.0\.1:\d+) ", line)
        assert found, line + process.stderr.read()
        assert scripted.TARGET in httpx.get(f"{found[1]}/chat-window", trust_env=False, timeout=30).text
        with httpx.stream("GET", f"{found[1]}/gradio_api/heartbeat/an-open-page", trust_env=False, timeout=30) as page:
            assert page.status_code == 200
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
        assert process.stderr.read().splitlines() == ["embedding …", "Stopped."]
    assert process.returncode == 0
