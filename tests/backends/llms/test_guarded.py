"""A model that fails in any way ends within its time, and may be asked again only where that helps."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from threading import Event, Thread
from typing import Any

import pytest

from mandate_qa.backends.llms import guarded
from mandate_qa.backends.llms.deadlines import seconds_left
from mandate_qa.backends.llms.guarded import GuardedLLM
from mandate_qa.backends.llms.model import Message, Reply
from mandate_qa.backends.llms.scripted import Script, ScriptedLLM
from mandate_qa.errors import BackendError
from mandate_qa.settings import LanguageModelSettings

ASKED = [Message("user", "what is the target?")]
LOOP = "The target is 95%. " + "And then some more of that and so on and on. " * 40


def passing(after: float = 0.0) -> BackendError:
    """An error after which asking again may help."""
    return BackendError("toy failed.", "toy", retryable=True, retry_after=after)


def guarding(*script: Script, **settings: Any) -> tuple[GuardedLLM, ScriptedLLM]:
    """A guarded model with this script, and the model behind it."""
    model = ScriptedLLM(script)
    return GuardedLLM(model, LanguageModelSettings(**{"seconds": 2.0, **settings})), model


class Hanging(ScriptedLLM):
    """Answers only once it is let go, or says a few words and hangs then."""

    def __init__(self, *pieces: str) -> None:
        super().__init__(["late"])
        self.let_go = Event()
        self.left: list[float] = []
        self.pieces = pieces

    def complete(self, messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> Reply:
        self.left.append(seconds_left(99.0))
        self.let_go.wait(10)
        return super().complete(messages, limit, schema)

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        yield from self.pieces
        self.let_go.wait(10)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "FIRST_WAIT", 0.01)


def test_a_good_reply_comes_as_it_is() -> None:
    model, _ = guarding("95%")
    assert model.complete(ASKED, 10).text == "95%"
    assert "".join(model.stream(ASKED, 10)) == "95% "


def test_it_has_the_name_and_the_size_of_the_model() -> None:
    model, within = guarding("95%")
    assert (model.name, model.context, model.structured) == (within.name, within.context, within.structured)
    assert model.count("four words are here") == within.count("four words are here")


@pytest.mark.parametrize("how", ["complete", "stream"])
def test_what_may_pass_is_asked_again(how: str) -> None:
    model, within = guarding(passing(), passing(), "95%")
    assert told(model, how).strip() == "95%"
    assert len(within.calls) == 3


@pytest.mark.parametrize("how", ["complete", "stream"])
def test_it_is_asked_again_only_as_often_as_is_set(how: str) -> None:
    model, within = guarding(passing(), retries=1)
    with pytest.raises(BackendError, match="toy failed"):
        told(model, how)
    assert len(within.calls) == 2


def test_what_cannot_pass_is_not_asked_again() -> None:
    model, within = guarding(BackendError("no such model."), "95%")
    with pytest.raises(BackendError, match="no such model"):
        model.complete(ASKED, 10)
    assert len(within.calls) == 1


def test_a_server_is_left_alone_as_long_as_it_asks() -> None:
    model, _ = guarding(passing(after=0.3), "95%")
    began = time.monotonic()
    assert model.complete(ASKED, 10).text == "95%"
    assert 0.3 <= time.monotonic() - began < 1


def test_a_wait_that_would_outlast_the_time_is_not_begun() -> None:
    model, within = guarding(passing(after=60), "95%")
    began = time.monotonic()
    with pytest.raises(BackendError):
        model.complete(ASKED, 10)
    assert time.monotonic() - began < 0.5
    assert len(within.calls) == 1


@pytest.mark.parametrize("how", ["complete", "stream"])
def test_an_empty_reply_is_an_error_that_may_pass(how: str) -> None:
    model, _ = guarding(" ", "95%")
    assert told(model, how).strip() == "95%"
    model, _ = guarding("")
    with pytest.raises(BackendError, match="answered with nothing"):
        told(model, how)


@pytest.mark.parametrize("how", ["complete", "stream"])
def test_any_error_is_told_as_one_of_the_back_end(how: str) -> None:
    model, _ = guarding(KeyError("choices"))
    with pytest.raises(BackendError, match=r"scripted gave what cannot be read as a reply \(KeyError\)"):
        told(model, how)


@pytest.mark.parametrize("how", ["complete", "stream"])
def test_a_model_that_hangs_does_not_hold_the_asker(how: str) -> None:
    hanging = Hanging()
    model = GuardedLLM(hanging, LanguageModelSettings(seconds=0.3))
    began = time.monotonic()
    with pytest.raises(BackendError, match="did not answer in time") as caught:
        told(model, how)
    assert time.monotonic() - began < 1
    assert caught.value.retryable
    hanging.let_go.set()


def test_a_stream_that_hangs_gives_what_it_had_and_ends() -> None:
    hanging = Hanging("The target ", "is ")
    heard: list[str] = []
    with pytest.raises(BackendError, match="in time"):
        heard.extend(said(GuardedLLM(hanging, LanguageModelSettings(seconds=0.3)), heard))
    assert heard == ["The target ", "is "]
    hanging.let_go.set()


def said(model: GuardedLLM, heard: list[str]) -> Iterator[str]:
    for piece in model.stream(ASKED, 50):
        heard.append(piece)
    yield from ()


def test_the_back_end_is_told_how_long_it_may_take() -> None:
    hanging = Hanging()
    with pytest.raises(BackendError):
        GuardedLLM(hanging, LanguageModelSettings(seconds=0.2)).complete(ASKED, 10)
    assert 0.1 < hanging.left[0] <= 0.2
    hanging.let_go.set()


def test_the_prompts_of_one_answer_share_its_time() -> None:
    hanging = Hanging()
    model = GuardedLLM(hanging, LanguageModelSettings(seconds=2)).for_answer()
    began = time.monotonic()
    for _ in range(2):
        with pytest.raises(BackendError, match="in time"):
            model.complete(ASKED, 10)
    assert time.monotonic() - began < 3.9
    assert len(hanging.left) == 1
    hanging.let_go.set()


def test_a_reply_that_goes_round_in_circles_is_cut() -> None:
    model, _ = guarding(LOOP)
    reply = model.complete(ASKED, 400)
    assert reply.text == "The target is 95%. And then some more of that and so on and on. "
    assert reply.cut


def test_a_stream_that_goes_round_in_circles_is_ended() -> None:
    model, _ = guarding(LOOP * 100)
    text = "".join(model.stream(ASKED, 100_000))
    assert text.startswith("The target is 95%.")
    assert len(text) < 400


def test_a_stream_that_minds_no_limit_is_ended() -> None:
    model, _ = guarding(" ".join(str(n) for n in range(100_000)))
    assert len("".join(model.stream(ASKED, 50))) < 1000


def test_a_back_end_that_keeps_failing_is_left_alone_and_tried_again() -> None:
    model, within = guarding(passing(), passing(), passing(), "95%", retries=0, rest=0.3)
    for _ in range(3):
        with pytest.raises(BackendError, match="toy failed"):
            model.complete(ASKED, 10)
    with pytest.raises(BackendError, match="failed 3 times in a row and is left alone for another 1 s"):
        model.complete(ASKED, 10)
    with pytest.raises(BackendError, match="left alone"):
        list(model.for_answer().stream(ASKED, 10))
    assert len(within.calls) == 3
    time.sleep(0.35)
    assert model.complete(ASKED, 10).text == "95%"


def test_after_the_rest_one_asker_tries_it_and_a_failure_begins_the_rest_anew() -> None:
    model, within = guarding(passing(), retries=0, rest=0.2)
    for _ in range(3):
        with pytest.raises(BackendError):
            model.complete(ASKED, 10)
    time.sleep(0.25)
    outcomes = [failure(model) for _ in range(3)]
    assert [outcome.startswith("toy failed") for outcome in outcomes] == [True, False, False]
    assert len(within.calls) == 4


def test_a_prompt_that_is_refused_says_nothing_of_the_back_end() -> None:
    model, within = guarding(BackendError("too long."), retries=0)
    assert {failure(model) for _ in range(5)} == {"too long."}
    assert len(within.calls) == 5


def test_many_may_ask_at_once() -> None:
    model, within = guarding(*[passing()] * 4, "95%", retries=5)
    replies: list[str] = []
    threads = [Thread(target=lambda: replies.append(model.complete(ASKED, 10).text)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == ["95%"] * 20
    assert len(within.calls) == 24


def test_a_stream_nobody_listens_to_any_more_is_ended() -> None:
    pieces: list[int] = []

    class Talking(ScriptedLLM):
        def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
            for number in range(1000):
                pieces.append(number)
                time.sleep(0.005)
                yield f"{number} "

    stream = GuardedLLM(Talking(["x"]), LanguageModelSettings()).stream(ASKED, 5000)
    assert next(stream) == "0 "
    stream.close()  # type: ignore[attr-defined]
    time.sleep(0.1)
    assert len(pieces) < 20


def told(model: GuardedLLM, how: str) -> str:
    """The whole text, in one piece or streamed."""
    return model.complete(ASKED, 50).text if how == "complete" else "".join(model.stream(ASKED, 50))


def failure(model: GuardedLLM) -> str:
    """The message of the error that a prompt ends with."""
    with pytest.raises(BackendError) as caught:
        model.complete(ASKED, 10)
    return str(caught.value)
