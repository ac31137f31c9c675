"""What every test shares: no network beyond loopback, the seeds, and a toy library whose answers are plain to see."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

# Set before anything is imported, because the libraries read them once, while they are imported.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

OUTSIDE: list[str] = []
"""Hosts beyond loopback that the running test has tried to reach."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew: `pytest tests/reading/test_golden.py --regenerate`."""
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew instead of comparing them")


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """Let sockets reach this machine alone; anything else is noted, and fails as if the cable were out."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded_send(getattr(socket.socket, name)))
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            patch.setattr(socket, name, guarded_lookup(getattr(socket, name)))
        yield


@pytest.fixture(autouse=True)
def outside_attempts() -> Iterator[list[str]]:
    """Fail a test that tried to reach a host beyond loopback, also where a library or a thread hid the error."""
    OUTSIDE.clear()
    yield OUTSIDE
    if OUTSIDE:
        pytest.fail(f"tried to reach {', '.join(sorted(set(OUTSIDE)))}; nothing here may leave this machine")


def guarded_send(real: Any) -> Any:
    """A method of sockets that refuses addresses beyond loopback; the address is its last argument."""

    def send(self: socket.socket, *args: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            require_loopback(args[-1][0])
        return real(self, *args)

    return send


def guarded_lookup(real: Any) -> Any:
    """A look-up of host names that refuses those beyond loopback; the host is its first argument."""

    def look_up(host: Any, *args: Any, **options: Any) -> Any:
        require_loopback(host)
        return real(host, *args, **options)

    return look_up


def require_loopback(host: Any) -> None:
    """Note and refuse a host that is not this machine."""
    if not is_loopback(host.decode() if isinstance(host, bytes) else host):
        OUTSIDE.append(str(host))
        raise OSError(f"the network is off in tests: {host}")


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address stands for this machine; None and "" do, and so does what a server binds to."""
    if host in (None, "", "localhost", "0.0.0.0", "::"):
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five documents that come with the project."""
    return Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """The index of the five documents with default settings: the real embedder takes about half a minute, once."""
    from mandate_qa import Settings, build_index  # late, so that tests of what importing costs begin with nothing

    home = tmp_path_factory.mktemp("real") / "index"
    report = build_index(seeds, home, Settings())
    assert (report.documents, report.failures, report.notes) == (5, (), ())
    return home


@pytest.fixture
def toy_library(tmp_path: Path) -> Path:
    """A folder with one document of three numbered paragraphs, one of them a list, and its manifest."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.toml").write_text(dedent(TOY_MANIFEST), "utf-8")
    (folder / "toy-plan-2024.txt").write_text(dedent(TOY_TEXT), "utf-8")
    return folder


TOY_MANIFEST = """\
    [[document]]
    key = "toy-plan-2024"
    title = "The Toy Office's plan for 2024-25"
    short_title = "2024-25 toy plan"
    publisher = "Toy Office"
    published = "2024-03-28"
    period_start = "2024-04-01"
    period_end = "2025-03-31"
    aliases = ["toy plan"]
    path = "toy-plan-2024.txt"
    """

TOY_TEXT = """\
    The Toy Office's plan for 2024-25

    1. Playing

    1.1 Every nursery should have at least 40 wooden blocks by March 2025, up from 25 in 2023-24.

    1.2 The Toy Office will:

    - publish a list of safe paints by 30 June 2024
    - inspect 12 workshops a month

    2. Money

    2.1 The budget for 2024-25 is £3.5 million, of which £0.5 million is for repairs.
    """
