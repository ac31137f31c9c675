"""The endpoints for programs, called over HTTP as programs do, over a scripted Assistant."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import scripted
from gradio_client import Client
from gradio_client.exceptions import AppError
from jsonschema import Draft202012Validator
from serving import serving
from starlette.requests import Request

from mandate_qa.codec import decode
from mandate_qa.errors import UsageError
from mandate_qa.settings import ServingSettings, Settings
from mandate_qa.types.documents import Row, Table
from mandate_qa.types.records import AnswerRecord
from mandate_qa.types.schema import schema
from mandate_qa.web import arguments
from mandate_qa.web.access.passwords import hashed
from mandate_qa.web.access.users import Users
from mandate_qa.web.endpoints import asking, opening, searching
from mandate_qa.web.found import paragraph_record
from mandate_qa.web.live import Live
from mandate_qa.web.service import Service, service_of


@pytest.fixture(scope="module")
def behind() -> scripted.Assistant:
    """The Assistant that is served."""
    return scripted.Assistant()


@pytest.fixture(scope="module")
def address(behind: Any) -> Iterator[str]:
    with serving(service_of(behind)) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    with closing(Client(address, verbose=False, analytics_enabled=False)) as client:
        yield client


class TestAsk:
    def test_it_gives_the_record_of_an_answer(self, client: Client) -> None:
        given = client.predict(scripted.TARGET, api_name="/ask")
        told = decode(AnswerRecord, given)
        assert told.answered and told.text == scripted.ANSWERS[scripted.TARGET].text
        assert [(c.source.edition, c.number, c.quote, c.checked) for c in told.citations] == [
            ("2021-22 plan", "1.1", "95% of the level\nof 2019-20", True),
            ("2021-22 plan", "1.2", "Capital\t301", False),
        ]
        Draft202012Validator(schema("answer")).validate(given)

    def test_history_and_documents_are_passed_on(self, client: Client, behind: scripted.Assistant) -> None:
        turns = [{"role": "user", "content": "hello"}]
        client.predict("and then?", turns, ["paper-2023"], api_name="/ask")
        assert behind.calls[-1] == ("and then?", turns, ["paper-2023"])

    def test_no_documents_mean_all(self, client: Client, behind: scripted.Assistant) -> None:
        client.predict(scripted.TARGET, [], [], api_name="/ask")
        assert behind.calls[-1] == (scripted.TARGET, [], None)

    def test_years_are_passed_on_as_the_scope(
        self, behind: scripted.Assistant, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[Any] = []

        def ask(question: str, **given: Any) -> Any:
            asked.append(given)
            return scripted.ANSWERS[scripted.TARGET]

        monkeypatch.setattr(behind, "ask", ask)
        asking(service_of(behind))(scripted.TARGET, None, ["plan-2021-22"], ["2022-23"])
        assert asked == [{"history": [], "documents": ["plan-2021-22"], "scope": {"periods": ["2022-23"]}}]

    def test_a_mistake_is_named(self, client: Client) -> None:
        with pytest.raises(AppError, match=r"^No document is called 'paper'; did you mean 'paper-2023'\.$"):
            client.predict("x", None, ["paper"], api_name="/ask")

    def test_a_failure_shows_no_detail(self, client: Client) -> None:
        with pytest.raises(AppError, match="Something went wrong") as failed:
            client.predict(scripted.BROKEN, api_name="/ask")
        assert "secret detail" not in str(failed.value)

    def test_a_program_without_a_client_calls_it(self, address: str) -> None:
        name, data = called(address, "ask", question=scripted.TARGET)
        assert name == "complete"
        assert data[0]["text"] == scripted.ANSWERS[scripted.TARGET].text

    def test_a_program_without_a_client_is_told_of_its_mistake(self, address: str) -> None:
        name, data = called(address, "ask", question=5)
        assert (name, data["error"]) == ("error", "question is 5; give text.")

    @pytest.mark.parametrize(
        ("path", "sent", "told"),
        [
            (
                "ask",
                {"question": "x", "year": 1},
                "/ask takes other arguments; send a JSON object with: question (needed)",
            ),
            ("paragraph", {}, "/paragraph takes other arguments; send a JSON object with: id (needed)."),
            ("answer", {}, "There is no endpoint 'answer'; there are: /ask, /search, /paragraph, /documents."),
        ],
    )
    def test_a_wrong_call_is_told_what_is_right(self, path: str, sent: Any, told: str, address: str) -> None:
        reply = httpx.post(f"{address}/gradio_api/call/v2/{path}", json=sent, trust_env=False)
        assert reply.status_code == 400
        assert reply.json()["detail"].startswith(told)

    def test_many_at_once(self, address: str) -> None:
        with ThreadPoolExecutor(20) as pool:
            replies = list(pool.map(lambda _: called(address, "ask", question=scripted.TARGET), range(20)))
        assert all(name == "complete" and data[0]["status"] == "answered" for name, data in replies)


class TestSearch:
    def test_it_gives_passages_with_their_places(self, client: Client) -> None:
        first, second = client.predict("waits", 2, api_name="/search")
        assert (first["rank"], first["paragraph_id"], second["paragraph_id"]) == (
            1,
            "plan-2021-22 ¶1.1",
            "plan-2021-22 ¶1.2",
        )
        assert (first["document"], first["edition"], first["number"]) == ("plan-2021-22", "2021-22 plan", "1.1")
        assert (first["label"], first["section"]) == ("2021-22 plan, para 1.1", ["Part 1", "Care & <cure>"])
        assert first["text"] == scripted.GOALS.text
        Draft202012Validator(schema("found")).validate(first)

    @pytest.mark.parametrize("k", [0, 101, 2.5, True, "ten"])
    def test_a_number_that_cannot_be(self, k: object, behind: Any) -> None:
        with pytest.raises(Exception, match=r"^k is .+; give a whole number from 1 to 100\.$"):
            searching(service_of(behind))("waits", k)


class TestParagraph:
    def test_it_gives_the_paragraph_with_its_place(self, client: Client) -> None:
        given = client.predict(scripted.GOALS.id, api_name="/paragraph")
        assert (given["number"], given["edition"], given["text"]) == ("1.1", "2021-22 plan", scripted.GOALS.text)
        assert [part["kind"] for part in given["parts"]] == ["text", "bullet", "bullet"]
        assert (given["previous"], given["next"]) == (scripted.FOREWORD.id, scripted.BUDGET.id)
        Draft202012Validator(schema("paragraph")).validate(given)

    def test_nothing_stands_before_the_first_or_after_the_last(self, client: Client) -> None:
        assert client.predict(scripted.FOREWORD.id, api_name="/paragraph")["previous"] is None
        assert client.predict(scripted.BUDGET.id, api_name="/paragraph")["next"] is None

    def test_the_link_leads_through_a_proxy(self, behind: Any) -> None:
        service = Service(Live(behind), Settings(serving=ServingSettings(root_path="/ask-us/")))
        link = opening(service)(scripted.GOALS.id)["link"]
        assert link == "/ask-us/paragraph?id=plan-2021-22%20%C2%B61.1"
        assert httpx.URL(f"http://a{link}").params["id"] == scripted.GOALS.id

    def test_a_table_is_given_as_data(self, monkeypatch: pytest.MonkeyPatch) -> None:
        table = Table("Capital budget", ("2021-22", "2022-23"), (Row("Capital", ("301", "337"), "", 1),), "£m")
        monkeypatch.setattr(scripted.Library, "paragraph", lambda self, id: with_table(table))
        told = paragraph_record(scripted.BUDGET.id, scripted.Library())  # type: ignore[arg-type]
        assert told.table == table

    def test_what_is_no_id(self, client: Client) -> None:
        with pytest.raises(AppError, match=r"^id is a list of 1; give text\.$"):
            client.predict([scripted.GOALS.id], api_name="/paragraph")


def with_table(table: Table) -> Any:
    return replace(scripted.BUDGET, table=table)


class TestAll:
    def test_documents_are_listed(self, client: Client) -> None:
        plan, paper = client.predict(api_name="/documents")
        assert (plan["key"], plan["standing"], plan["paragraphs"]) == ("plan-2021-22", "revised", 3)
        assert (paper["period_start"], paper["period_end"]) == ("2023-06-15", None)
        Draft202012Validator(schema("document")).validate(plan)

    def test_nothing_else_is_offered(self, client: Client) -> None:
        offered = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
        assert set(offered) == {"/ask", "/search", "/paragraph", "/documents"}

    def test_arguments_are_typed_and_what_may_be_left_out_can_be(self, client: Client) -> None:
        offered = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
        ask = {given["parameter_name"]: given for given in offered["/ask"]["parameters"]}
        assert list(ask) == ["question", "history", "documents", "periods"]
        assert ask["question"]["type"] == {"type": "string"} and not ask["question"]["parameter_has_default"]
        assert ask["history"]["parameter_has_default"] and ask["documents"]["parameter_has_default"]
        assert offered["/search"]["parameters"][1]["parameter_default"] == 10
        assert offered["/ask"]["returns"][0]["type"]["type"] == "object"

    def test_the_assistant_in_force_is_asked(self) -> None:
        live = Live(scripted.Assistant())  # type: ignore[arg-type]
        ask = asking(Service(live))
        live._assistant = other = scripted.Assistant()  # type: ignore[assignment]
        ask(scripted.TARGET)
        assert other.calls == [(scripted.TARGET, [], None)]


@pytest.mark.parametrize("make", [asking, searching])
def test_whoever_asks_too_often_is_told(make: Any, behind: Any) -> None:
    ask = make(Service(Live(behind), Settings(serving=ServingSettings(questions_per_minute=1))))
    here, there = (
        Request({"type": "http", "client": (f"192.0.2.{n}", 5000), "state": {}, "headers": []}) for n in (7, 8)
    )
    ask(scripted.TARGET, request=here)
    ask(scripted.TARGET, request=there)
    with pytest.raises(Exception, match=r"^You have asked 1 question"):
        ask(scripted.TARGET, request=here)


def test_gradios_client_signs_in_with_name_and_password(behind: Any, tmp_path: Path) -> None:
    users = Users(tmp_path / "users.toml")
    users.put("anna", hashed("correct horse"))
    settings = Settings(serving=ServingSettings(users=str(users.path), questions_per_minute=1))
    basic = {"Authorization": f"Basic {b64encode(b'anna:correct horse').decode()}"}
    with (
        serving(Service(Live(behind), settings)) as address,
        closing(Client(address, headers=basic, verbose=False, analytics_enabled=False)) as client,
    ):
        assert client.predict(scripted.TARGET, api_name="/ask")["answered"]
        with pytest.raises(AppError, match=r"^You have asked 1 question"):
            client.predict(scripted.TARGET, api_name="/ask")


def test_questions_over_http_are_counted_too(behind: Any) -> None:
    service = Service(Live(behind), Settings(serving=ServingSettings(questions_per_minute=1)))
    with serving(service) as address:
        assert called(address, "ask", question=scripted.TARGET)[0] == "complete"
        assert called(address, "ask", question=scripted.TARGET)[1]["error"].startswith("You have asked 1 question")
        assert called(address, "paragraph", id=scripted.GOALS.id)[0] == "complete"


class TestArguments:
    def test_what_is_right_is_given_back(self) -> None:
        turns = [{"role": "user", "content": "hello"}]
        assert arguments.turns(turns) == turns and arguments.turns(None) == []
        assert arguments.texts(["a"], "documents") == ["a"] and arguments.texts([], "documents") is None

    @pytest.mark.parametrize("given", ["paper-2023", [1], {"a": 1}, 5, ["x"] * 1001])
    def test_documents_that_are_no_list_of_keys(self, given: object) -> None:
        with pytest.raises(
            UsageError, match=r"^documents is .+; give at most 1000 texts in a list, or leave it out\.$"
        ):
            arguments.texts(given, "documents")

    @pytest.mark.parametrize(
        "given", ["hello", ["hello"], [{"role": "user"}], [{"role": "user", "content": 5}], {}, [{}] * 201]
    )
    def test_a_history_that_is_none(self, given: object) -> None:
        with pytest.raises(UsageError, match=r"^history is .+; give a list of at most 200 turns"):
            arguments.turns(given)


def called(address: str, name: str, **given: Any) -> tuple[str, Any]:
    """How a call over plain HTTP ends, made as docs/for-programs.md tells it: the last event and its data."""
    with httpx.Client(base_url=f"{address}/gradio_api/call", trust_env=False, timeout=60) as http:
        event = http.post(f"/v2/{name}", json=given).json()["event_id"]
        *_, kind, told = http.get(f"/{name}/{event}").text.strip().splitlines()
    return kind.removeprefix("event: "), json.loads(told.removeprefix("data: "))
