"""SIGTERM and Ctrl-C, sent to a real process that serves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import pytest

import mandate_qa

ASK = "/gradio_api/run/ask"
QUESTION = {"data": ["what was the elective recovery target", None, None, None]}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address."""
    environ = os.environ | {"PYTHONPATH": str(Path(mandate_qa.__file__).parents[1])}
    command = [sys.executable, str(Path(__file__).parent / "stoppable.py"), str(folder)]
    with subprocess.Popen(command, env=environ, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().split()[2]
        finally:
            (folder / "go").touch()
            if process.poll() is None:
                process.kill()


def until(true: Callable[[], Any]) -> None:
    """Wait until something is true."""
    for _ in range(3000):
        if true():
            return
        sleep(0.01)
    pytest.fail("it never was")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_code_0(tmp_path: Path, sent: signal.Signals) -> None:
    with served(tmp_path) as (process, _):
        process.send_signal(sent)
        assert process.wait(60) == 0


def test_what_is_under_way_is_finished_and_nothing_new_begun(tmp_path: Path) -> None:
    with served(tmp_path) as (process, address), httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        with ThreadPoolExecutor() as pool:
            asked = pool.submit(client.post, ASK, json=QUESTION)
            until((tmp_path / "begun").exists)
            process.send_signal(signal.SIGTERM)
            until(lambda: client.get("/health").status_code == 503)
            refused = client.post(ASK, json=QUESTION)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
            assert process.poll() is None
            (tmp_path / "go").touch()
            assert "95%" in asked.result().json()["data"][0]["text"]
        assert process.wait(60) == 0


def test_a_second_signal_does_not_wait(tmp_path: Path) -> None:
    with served(tmp_path) as (process, address), httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        with ThreadPoolExecutor() as pool:
            asked = pool.submit(client.post, ASK, json=QUESTION)
            until((tmp_path / "begun").exists)
            process.send_signal(signal.SIGTERM)
            until(lambda: client.get("/health").status_code == 503)
            process.send_signal(signal.SIGTERM)
            until(lambda: refuses(address))
            (tmp_path / "go").touch()
            asked.exception()
        assert process.wait(60) == 0


def refuses(address: str) -> bool:
    """Whether nobody listens there any more."""
    try:
        httpx.get(f"{address}/health", trust_env=False)
    except httpx.TransportError:
        return True
    return False
