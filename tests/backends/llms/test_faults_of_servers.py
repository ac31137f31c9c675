"""Servers that misbehave in every way: each prompt ends within its time, with a reply or one sentence."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import misbehaving as server_that
import pytest
from misbehaving import Behaviour, Misbehaving, fails, says

from mandate_qa.backends.llms.guarded import GuardedLLM
from mandate_qa.backends.llms.model import Message
from mandate_qa.backends.llms.names import BUILT_IN, installed, load_language_model
from mandate_qa.errors import BackendError
from mandate_qa.settings import LanguageModelSettings

ASKED = [Message("system", "Answer briefly."), Message("user", "what is the target?")]
LIMIT = 1.0
"""Seconds for an answer, where they are to run out."""
AMPLE = 20.0
"""And where a busy machine must not make them."""
KINDS = [
    pytest.param(kind, marks=pytest.mark.skipif(not installed(kind), reason=f"needs: {BUILT_IN[kind].install}"))
    for kind in ("openai", "ollama")
]
HOW = ["complete", "stream"]


def asked_of(kind: str, url: str, how: str, **settings: Any) -> str:
    """The text of a reply, or of the error that the prompt ended with, there within the limit and a second."""
    chosen = LanguageModelSettings(**{"base_url": url, "seconds": AMPLE, **settings})
    model = GuardedLLM(load_language_model(f"{kind}:toy", chosen), chosen)
    began = time.monotonic()
    try:
        return model.complete(ASKED, 50).text if how == "complete" else "".join(model.stream(ASKED, 50))
    except BackendError as error:
        return f"error: {error}"
    finally:
        assert time.monotonic() - began < chosen.seconds + 1


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("short_waits")
class TestEveryFault:
    def test_a_good_server_is_understood(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [says("The target is 95%.")]
        assert asked_of(kind, server.url, how).strip() == "The target is 95%."

    def test_a_server_that_says_nothing(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [server_that.hangs]
        assert "did not answer in time" in asked_of(kind, server.url, how, seconds=LIMIT)

    def test_a_server_that_never_ends(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [server_that.drips]
        reply = asked_of(kind, server.url, how, seconds=LIMIT)
        assert "did not answer in time" in reply

    def test_a_server_that_is_not_there(self, kind: str, how: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        reply = asked_of(kind, f"http://127.0.0.1:{port}", how)
        assert "could not be reached" in reply
        assert f"127.0.0.1:{port}" in reply

    def test_a_server_that_hangs_up(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [server_that.nothing]
        assert "could not be reached" in asked_of(kind, server.url, how)
        assert len(server.requests) == 3

    def test_a_server_with_too_much_to_do(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [fails(429, retry_after="0.2"), says("The target is 95%.")]
        began = time.monotonic()
        assert asked_of(kind, server.url, how).strip() == "The target is 95%."
        assert time.monotonic() - began >= 0.2

    def test_a_server_with_too_much_to_do_for_long(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [fails(429)]
        assert "asked too often" in asked_of(kind, server.url, how)
        assert len(server.requests) == 3

    def test_a_server_that_fails_and_is_well_again(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [fails(500), fails(503), says("The target is 95%.")]
        assert asked_of(kind, server.url, how).strip() == "The target is 95%."

    def test_a_server_that_fails_for_good(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [fails(502)]
        assert "failed (status 502)" in asked_of(kind, server.url, how)

    def test_a_server_that_refuses(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [fails(400, "the prompt is too long")]
        assert "refused the prompt (status 400): the prompt is too long." in asked_of(kind, server.url, how)
        assert len(server.requests) == 1

    def test_a_model_that_is_not_there(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [fails(404, "try pulling it first")]
        assert "no such model or address (status 404); check both: try pulling" in asked_of(kind, server.url, how)

    def test_an_empty_reply(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [says("")]
        assert "answered with nothing" in asked_of(kind, server.url, how)

    def test_endless_repetition(self, kind: str, how: str, server: Misbehaving) -> None:
        server.script = [server_that.goes_round]
        reply = asked_of(kind, server.url, how)
        assert reply.startswith("It is 95%. The same again and again.")
        assert len(reply) < 400

    @pytest.mark.parametrize("behaviour", ["garbage", "other_json", "breaks_off", "half_json"])
    def test_what_is_no_reply(self, kind: str, how: str, behaviour: str, server: Misbehaving) -> None:
        server.script = [getattr(server_that, behaviour)]
        assert asked_of(kind, server.url, how).startswith(f"error: {kind}:toy")


@pytest.mark.parametrize("kind", KINDS)
class TestWhatIsSent:
    def test_messages_limit_and_schema_are_sent_and_nothing_of_this_machine(
        self, kind: str, server: Misbehaving
    ) -> None:
        body, headers = sent(kind, server)
        assert body["messages"] == [{"role": message.role, "content": message.content} for message in ASKED]
        assert body["model"] == "toy"
        assert json.dumps({"type": "object"})[1:-1] in json.dumps(body)
        assert 50 in (body.get("max_tokens"), body.get("options", {}).get("num_predict"))
        assert not [name for name in headers if name.startswith(("x-stainless", "openai-"))]
        assert headers["user-agent"].startswith("mandate-qa/")

    def test_a_key_for_nobody_is_not_made_up_of_the_environment(
        self, kind: str, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OPENAI_ORG_ID", "hush-org")
        monkeypatch.setenv("AZURE_OPENAI_API_KEY", "hush-azure")
        _, headers = sent(kind, server)
        assert "authorization" not in headers
        assert "hush" not in str(headers)

    def test_a_key_is_sent_and_stands_nowhere_else(
        self, kind: str, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MANDATE_QA_API_KEY", "hush-hush")
        server.script = [fails(400, "no: hush-hush")]
        model = load_language_model(f"{kind}:toy", LanguageModelSettings(base_url=server.url))
        with pytest.raises(BackendError) as caught:
            model.complete(ASKED, 50)
        assert server.requests[0][1]["authorization"] == "Bearer hush-hush"
        assert "hush" not in f"{caught.value}{model!r}{caught.value!r}"

    def test_a_refused_key_is_told_without_the_servers_words(
        self, kind: str, server: Misbehaving, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MANDATE_QA_API_KEY", "hush-hush")
        server.script = [fails(401, "Incorrect API key provided: hush-h***")]
        with pytest.raises(BackendError, match=r"refused the key \(status 401\)") as caught:
            load_language_model(f"{kind}:toy", LanguageModelSettings(base_url=server.url)).complete(ASKED, 50)
        assert "hush" not in str(caught.value)
        assert not caught.value.retryable

    @pytest.mark.parametrize("how", HOW)
    def test_it_gives_up_by_itself_so_that_no_thread_waits_for_good(
        self, kind: str, how: str, server: Misbehaving
    ) -> None:
        server.script = [server_that.hangs]
        model = load_language_model(f"{kind}:toy", LanguageModelSettings(base_url=server.url, seconds=0.3))
        began = time.monotonic()
        with pytest.raises(BackendError, match="did not answer in time"):
            model.complete(ASKED, 50) if how == "complete" else list(model.stream(ASKED, 50))
        assert time.monotonic() - began < 2

    def test_a_reply_tells_its_cost(self, kind: str, server: Misbehaving) -> None:
        server.script = [says("The target", "length")]
        reply = load_language_model(f"{kind}:toy", LanguageModelSettings(base_url=server.url)).complete(ASKED, 2)
        assert (reply.prompt_tokens, reply.reply_tokens, reply.cut) == (7, 3, True)
        assert reply.seconds > 0

    def test_an_answer_of_another_host_is_not_followed(self, kind: str, server: Misbehaving) -> None:
        server.script = [fails(307, location="http://192.0.2.1/v1/chat/completions")]
        with pytest.raises(BackendError):
            load_language_model(f"{kind}:toy", LanguageModelSettings(base_url=server.url)).complete(ASKED, 50)


def sent(kind: str, server: Misbehaving) -> tuple[dict[str, Any], dict[str, str]]:
    """Body and headers of a prompt with a schema."""
    server.script = [says("{}")]
    model = load_language_model(f"{kind}:toy", LanguageModelSettings(base_url=server.url))
    assert model.structured
    model.complete(ASKED, 50, {"type": "object"})
    ((_, headers, body),) = server.requests
    return body, headers


@pytest.mark.skipif(not installed("openai"), reason=f"needs: {BUILT_IN['openai'].install}")
class TestWhatAServerDoesNotTake:
    @pytest.mark.parametrize("option", ["response_format", "temperature", "max_tokens"])
    def test_it_is_left_out_from_then_on(self, option: str, server: Misbehaving) -> None:
        server.script = [choosy(option)]
        model = load_language_model("openai:toy", LanguageModelSettings(base_url=server.url))
        for _ in range(2):
            assert model.complete(ASKED, 50, {"type": "object"}).text == "Fine."
        assert "".join(model.stream(ASKED, 50)).strip() == "Fine."
        assert len(server.requests) == 4
        assert model.structured == (option != "response_format")

    def test_the_limit_goes_by_its_other_name(self, server: Misbehaving) -> None:
        server.script = [choosy("max_tokens")]
        load_language_model("openai:toy", LanguageModelSettings(base_url=server.url)).complete(ASKED, 50)
        assert server.requests[-1][2]["max_completion_tokens"] == 50

    def test_a_spent_account_is_not_asked_again(self, server: Misbehaving) -> None:
        server.script = [spent]
        chosen = LanguageModelSettings(base_url=server.url, seconds=LIMIT)
        with pytest.raises(BackendError, match="too often or too much"):
            GuardedLLM(load_language_model("openai:toy", chosen), chosen).complete(ASKED, 50)
        assert len(server.requests) == 1

    def test_an_address_may_have_a_path(self, server: Misbehaving) -> None:
        server.script = [says("Fine.")]
        for url, path in {"": "/v1", "/v1/": "/v1", "/openai/v1": "/openai/v1"}.items():
            asked_of("openai", server.url + url, "complete")
            assert server.requests[-1][0] == f"{path}/chat/completions"


def choosy(option: str) -> Behaviour:
    """Refuses a request with this option, naming it."""

    def behave(talk: server_that.Talk, body: dict[str, Any]) -> None:
        if option in body and body[option] is not None:
            return fails(400, f"Unsupported parameter: '{option}' is not supported with this model.")(talk, body)
        return says("Fine.")(talk, body)

    return behave


def spent(talk: server_that.Talk, body: dict[str, Any]) -> None:
    """Refuses for want of money."""
    error = {"message": "You exceeded your current quota", "code": "insufficient_quota"}
    talk.send(429, json.dumps({"error": error}).encode())
