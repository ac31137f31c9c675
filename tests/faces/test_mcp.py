"""The endpoints as MCP tools: the real client of the protocol speaks to a served page."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import Any

import anyio
import httpx
import pytest
import scripted
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent
from serving import serving

from mandate_qa.cli import main
from mandate_qa.codec import decode
from mandate_qa.errors import BackendNotInstalledError, MandateQAError
from mandate_qa.settings import ServingSettings, Settings
from mandate_qa.types.records import AnswerRecord
from mandate_qa.web import mcp_tools
from mandate_qa.web.access.passwords import hashed
from mandate_qa.web.access.users import Users
from mandate_qa.web.live import Live
from mandate_qa.web.mcp_tools import keep_to_tools, require_mcp
from mandate_qa.web.queueing import FULL
from mandate_qa.web.service import Service, service_of

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    assistant: Any = scripted.Assistant()
    with serving(Service(Live(assistant), Settings(serving=ServingSettings(mcp=True)))) as address:
        yield address


def talked(address: str, talk: Callable[[ClientSession], Awaitable[Any]], auth: tuple[str, str] | None = None) -> Any:
    """What comes of a session with the server."""

    async def session() -> Any:
        client = httpx.AsyncClient(trust_env=False, timeout=30, auth=auth)
        async with (
            client,
            streamable_http_client(f"{address}/gradio_api/mcp/", http_client=client) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await talk(session)

    return anyio.run(session)


def used(address: str, tool: str, auth: tuple[str, str] | None = None, **given: Any) -> CallToolResult:
    """What a tool gives."""
    result = talked(address, lambda session: session.call_tool(tool, given), auth)
    assert isinstance(result, CallToolResult)
    return result


def words(result: CallToolResult) -> str:
    """The text of a result."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


class TestTools:
    def test_they_are_the_endpoints_and_nothing_else(self, address: str) -> None:
        tools = talked(address, lambda session: session.list_tools()).tools
        assert [tool.name for tool in tools] == ["ask", "search", "paragraph", "documents"]

    def test_each_argument_is_typed_and_described(self, address: str) -> None:
        tools = {tool.name: tool for tool in talked(address, lambda session: session.list_tools()).tools}
        for tool in tools.values():
            assert "Returns: " in tool.description
            assert all(len(given["description"]) > 10 for given in tool.inputSchema["properties"].values())
        assert tools["ask"].inputSchema["required"] == ["question"]
        assert set(tools["ask"].inputSchema["properties"]) == {"question", "history", "documents", "periods"}
        assert tools["search"].inputSchema["properties"]["k"]["default"] == 10

    def test_ask_gives_the_record_as_json(self, address: str) -> None:
        result = used(address, "ask", question=scripted.TARGET)
        told = decode(AnswerRecord, json.loads(words(result)))
        assert not result.isError
        assert told.text == scripted.ANSWERS[scripted.TARGET].text
        assert [citation.label for citation in told.citations] == ["2021-22 plan, para 1.1", "2021-22 plan, para 1.2"]

    def test_search_and_paragraph_lead_from_one_to_the_other(self, address: str) -> None:
        first = json.loads(words(used(address, "search", question="waits", k=1)))[0]
        opened = json.loads(words(used(address, "paragraph", id=first["paragraph_id"])))
        assert opened["text"] == scripted.GOALS.text

    def test_a_mistake_is_one_sentence(self, address: str) -> None:
        result = used(address, "ask", question="x", documents=["paper"])
        assert result.isError
        assert words(result) == "No document is called 'paper'; did you mean 'paper-2023'."

    def test_a_failure_shows_no_detail(self, address: str) -> None:
        result = used(address, "ask", question=scripted.BROKEN)
        assert result.isError and words(result).startswith("Something went wrong")


class TestClosed:
    @pytest.mark.parametrize(
        ("method", "given"),
        [
            ("resources/list", {}),
            ("resources/templates/list", {}),
            ("resources/read", {"uri": "a://b"}),
            ("prompts/list", {}),
            ("prompts/get", {"name": "a"}),
        ],
    )
    def test_there_are_tools_only_and_no_host_that_a_request_names_is_called(
        self, method: str, given: dict[str, str], address: str, outside_attempts: list[str]
    ) -> None:
        call = {"jsonrpc": "2.0", "id": 1, "method": method, "params": given}
        host = {"Host": "elsewhere", "X-Forwarded-Host": "elsewhere"}
        reply = httpx.post(f"{address}/gradio_api/mcp/", json=call, headers=ACCEPT | host, trust_env=False)
        assert "Method not found" in reply.text
        assert outside_attempts == []

    def test_the_script_of_a_web_page_is_refused(self, address: str) -> None:
        post = {"url": f"{address}/gradio_api/mcp/", "json": INITIALIZE, "trust_env": False}
        assert httpx.post(headers=ACCEPT, **post).status_code == 200
        assert httpx.post(headers=ACCEPT | {"Origin": "http://evil.example"}, **post).status_code == 403
        refused = httpx.post(headers=ACCEPT | {"Origin": address}, **post)
        assert refused.status_code == 403
        assert refused.text == "MCP is for programs, not for the scripts of web pages."

    @pytest.mark.parametrize("path", ["", "/", "/schema", "/sse/nowhere"])
    def test_browsers_are_told_to_load_from_here_only(self, path: str, address: str) -> None:
        reply = httpx.get(f"{address}/gradio_api/mcp{path}", trust_env=False)
        assert reply.headers["content-security-policy"].startswith("default-src 'self';")

    def test_without_the_setting_there_is_no_such_thing(self) -> None:
        assistant: Any = scripted.Assistant()
        with serving(service_of(assistant)) as address:
            reply = httpx.post(f"{address}/gradio_api/mcp/", json=INITIALIZE, headers=ACCEPT, trust_env=False)
            assert reply.status_code in (404, 405)


class TestTeam:
    @pytest.fixture
    def behind(self) -> Any:
        return scripted.Assistant()

    def test_whoever_signs_in_is_let_in_and_counted(self, behind: Any, tmp_path: Path) -> None:
        users = Users(tmp_path / "users.toml")
        users.put("anna", hashed("correct horse"))
        serving_settings = ServingSettings(mcp=True, users=str(users.path), questions_per_minute=1)
        with serving(Service(Live(behind), Settings(serving=serving_settings))) as address:
            post = {"url": f"{address}/gradio_api/mcp/", "json": INITIALIZE, "headers": ACCEPT, "trust_env": False}
            assert httpx.post(**post).status_code == 401
            assert httpx.post(auth=("anna", "wrong"), **post).status_code == 401
            first = used(address, "ask", ("anna", "correct horse"), question=scripted.TARGET)
            second = used(address, "search", ("anna", "correct horse"), question=scripted.TARGET)
        assert not first.isError
        assert second.isError and words(second).startswith("You have asked 1 question")

    def test_tools_take_turns_and_those_without_a_place_are_told(self, behind: Any) -> None:
        at_work, most, go_on = 0, 0, Event()

        def ask(question: str, **given: Any) -> Any:
            nonlocal at_work, most
            at_work += 1
            most = max(most, at_work)
            go_on.wait(20)
            at_work -= 1
            return scripted.ANSWERS[scripted.TARGET]

        behind.ask = ask
        settings = Settings(serving=ServingSettings(mcp=True, at_once=1, waiting=1))
        with serving(Service(Live(behind), settings)) as address, ThreadPoolExecutor(3) as pool:
            calls = [pool.submit(used, address, "ask", question="x") for _ in range(3)]
            full = next(as_completed(calls)).result()
            go_on.set()
            others = [call.result() for call in calls]
        assert full.isError and words(full) == FULL
        assert sorted(result.isError for result in others) == [False, False, True]
        assert most == 1


class TestMissing:
    def test_the_line_is_the_extra_of_the_project(self) -> None:
        project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
        assert project["optional-dependencies"]["mcp"] == [mcp_tools.PACKAGE]

    @pytest.fixture
    def _without_mcp(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mcp_tools, "find_spec", lambda name: None if name == "mcp" else find_spec(name))

    @pytest.mark.usefixtures("_without_mcp")
    def test_the_package_is_named_with_the_line_that_installs_it(self) -> None:
        with pytest.raises(BackendNotInstalledError, match=r"run: pip install 'gradio\[mcp\]>=6\.31'$"):
            require_mcp()

    @pytest.mark.usefixtures("_without_mcp", "installed")
    def test_the_command_says_so_before_it_opens_anything(self, capsys: pytest.CaptureFixture[str]) -> None:
        scripted.Assistant.last = None
        assert main(["serve", "--mcp", "--port", "0"]) == 1
        assert "pip install 'gradio[mcp]>=6.31'" in capsys.readouterr().err
        assert scripted.Assistant.last is None

    def test_what_gradio_keeps_to_itself_is_told(self) -> None:
        class Page:
            mcp_server_obj = None
            mcp_error = "Error launching MCP server: no"

        with pytest.raises(MandateQAError, match=r"Error launching MCP server: no\); serve without --mcp\.$"):
            keep_to_tools(Page())  # type: ignore[arg-type]
