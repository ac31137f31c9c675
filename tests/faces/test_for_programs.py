"""What docs/for-programs.md tells is so: its examples run against a chat over the toy library."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from serving import serving

from mandate_qa import Assistant
from mandate_qa.settings import ServingSettings, Settings
from mandate_qa.types import Status
from mandate_qa.types.schema import schema
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service

PAGE = (Path(__file__).parent.parent.parent / "docs" / "for-programs.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:7860"
QUESTION = "what was the 2021-22 elective recovery target"
TOYS = "what is the budget for 2024-25"


@pytest.fixture
def address(toy_library: Path, tmp_path: Path) -> Iterator[str]:
    settings = Settings(embedder="hashing", serving=ServingSettings(mcp=True))
    assistant = Assistant.open(index=tmp_path / "index", seeds=toy_library, settings=settings)
    with serving(Service(Live(assistant), settings)) as address:
        yield address


def example(language: str, holding: str, address: str = ADDRESS) -> str:
    """The one example in a language with these words, for another address and a question that the toys answer."""
    found = [block for block in re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL) if holding in block]
    (block,) = found
    assert ADDRESS in block
    return str(block).replace(ADDRESS, address).replace(QUESTION, TOYS)


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
def test_the_shell_example_runs(address: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    script = example("sh", "curl", address)
    run = subprocess.run(["sh", "-euc", script], env=environ, capture_output=True, text=True, check=True)
    kind, data = run.stdout.strip().splitlines()
    assert kind == "event: complete"
    (answer,) = json.loads(data.removeprefix("data: "))
    assert "£3.5 million" in answer["text"]


def test_the_python_example_runs(address: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "GRADIO_"))}
    command = [sys.executable, "-c", example("python", "gradio_client", address)]
    run = subprocess.run(command, env=environ, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    label, quote, link = run.stdout.decode().splitlines()[-1].split(" | ")
    assert label == "2024-25 toy plan, para 2.1"
    assert "£3.5 million" in quote
    assert link == f"{address}/paragraph?id=toy-plan-2024%20%C2%B62.1"
    opened = httpx.get(link, trust_env=False, follow_redirects=True, timeout=30)
    assert opened.status_code == 200 and "£3.5 million" in opened.text


def test_the_mcp_configuration_leads_to_the_tools(address: str) -> None:
    (server,) = json.loads(example("json", "mcpServers", address))["mcpServers"].values()

    async def tools() -> list[str]:
        client = httpx.AsyncClient(trust_env=False)
        async with (
            client,
            streamable_http_client(server["url"], http_client=client) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return [tool.name for tool in (await session.list_tools()).tools]

    assert server["type"] == "http"
    assert anyio.run(tools) == [name.removeprefix("/") for name in named_endpoints()]


def test_the_arguments_are_those_that_are_taken(address: str) -> None:
    info = httpx.get(f"{address}/gradio_api/info", trust_env=False).json()["named_endpoints"]
    taken = {name: [argument["parameter_name"] for argument in told["parameters"]] for name, told in info.items()}
    assert named_endpoints() == taken


def named_endpoints() -> dict[str, Any]:
    """Endpoints and their arguments as the page lists them."""
    rows = re.findall(r"^\| `(/\w+)` \| (.+?) \|", PAGE, re.MULTILINE)
    return {name: re.findall(r"`(\w+)`", arguments) for name, arguments in rows}


def test_the_fields_that_are_told_of_are_there() -> None:
    table = PAGE.partition("## What an answer holds")[2].partition("\n## ")[0]
    fields = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert len(fields) == 8
    assert set(fields) <= schema("answer")["properties"].keys()
    of_citation = re.findall(r"`(\w+)`", next(line for line in table.splitlines() if line.startswith("| `citations`")))
    assert set(of_citation[1:]) <= schema("answer")["$defs"]["CitationRecord"]["properties"].keys()


def test_every_status_is_named() -> None:
    (row,) = re.findall(r"^\| `status` \| (.*) \|$", PAGE, re.MULTILINE)
    assert [name for name in re.findall(r"`(\w+)`", row) if name != "answered"] == [*Status][1:]


def test_a_new_process_with_mcp_reaches_for_nobody(toy_library: Path, tmp_path: Path) -> None:
    """As a person runs it, without the settings that the tests make beforehand."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "GRADIO_"))}
    environ |= {"MANDATE_QA_EMBEDDER": "hashing", "PYTHONUNBUFFERED": "1"}
    folders = [f"--seeds={toy_library}", f"--index={tmp_path / 'index'}"]
    command = [sys.executable, "-c", WATCHED, *folders, "serve", "--mcp", "--port=0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ, text=True) as process:
        assert process.stdout and process.stderr
        address = re.match(r"Chat window: (\S+)", process.stdout.readline())
        if address:
            assert httpx.get(f"{address[1]}/gradio_api/mcp/schema", trust_env=False, timeout=30).status_code == 200
        process.terminate()
        told = process.stderr.read()
    assert address, told
    assert "reached for" not in told


WATCHED = """
import sys
def watch(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        host = given[1] if event in ("socket.connect", "socket.sendto") else given[0]
        host = host[0] if isinstance(host, tuple) else host
        if host not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::") and not isinstance(host, bytes):
            print("reached for", host, file=sys.stderr, flush=True)
sys.addaudithook(watch)
from mandate_qa.cli import main
sys.exit(main())
"""
"""The command line, telling of every host beyond this machine that anything in the process tries to reach."""
