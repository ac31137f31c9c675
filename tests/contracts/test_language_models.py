"""What every language model must do, whoever made it; those that run here go through it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from small_models import NEEDS_GGUF, gguf, needs, random_transformer

from mandate_qa.backends.llms.guarded import GuardedLLM
from mandate_qa.backends.llms.model import LanguageModel, Message, Reply
from mandate_qa.backends.llms.names import as_language_model, load_language_model
from mandate_qa.backends.llms.scripted import ScriptedLLM
from mandate_qa.errors import BackendError
from mandate_qa.settings import LanguageModelSettings

ASKED = [
    Message("system", "You answer in one short sentence."),
    Message("user", "The elective recovery target was 70% for April 2021. What was the target?"),
]
SCHEMA = {
    "type": "object",
    "properties": {"mark": {"enum": [1, 2, 3]}, "text": {"type": "string", "maxLength": 20}},
    "required": ["mark", "text"],
    "additionalProperties": False,
}
SETTINGS = LanguageModelSettings(seconds=60, context=1024, threads=1, retries=0)


def scripted(_: Path) -> LanguageModel:
    return ScriptedLLM(["The target was 70%."])


def wrapped_mock(_: Path) -> LanguageModel:
    from llama_index.core.llms import MockLLM

    return as_language_model(MockLLM(max_tokens=5))


def of_transformers(folder: Path) -> LanguageModel:
    return load_language_model(f"transformers:{random_transformer(folder)}", SETTINGS)


def llama_in_process(_: Path) -> LanguageModel:
    return load_language_model(f"llama:{gguf()}", SETTINGS)


def openai_at(url: str) -> LanguageModel:
    return load_language_model("openai:smollm2", LanguageModelSettings(base_url=url, seconds=60, context=1024))


MAKERS: dict[str, Callable[[Path], LanguageModel]] = {
    "scripted": scripted,
    "wrapped": wrapped_mock,
    "transformers": of_transformers,
    "llama": llama_in_process,
}


Open = Callable[[str], LanguageModel]
LLAMA = pytest.param("llama", marks=[*needs("llama"), NEEDS_GGUF])
OPENAI = pytest.param("openai", marks=[*needs("openai"), *needs("llama"), NEEDS_GGUF])


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Opens each language model once."""
    models: dict[str, LanguageModel] = {}

    def make(name: str) -> LanguageModel:
        if name == "openai":
            return openai_at(request.getfixturevalue("llama_server"))
        return MAKERS[name](tmp_path_factory.mktemp("model"))

    return lambda name: models[name] if name in models else models.setdefault(name, make(name))


@pytest.fixture(params=["scripted", "wrapped", "transformers", LLAMA, OPENAI])
def model(request: pytest.FixtureRequest, opened: Open) -> LanguageModel:
    """Each language model that runs here."""
    return opened(request.param)


@pytest.fixture(params=["transformers", LLAMA, OPENAI])
def limited(request: pytest.FixtureRequest, opened: Open) -> LanguageModel:
    """Each whose length can be told."""
    return opened(request.param)


class TestEveryLanguageModel:
    def test_it_says_who_it_is(self, model: LanguageModel) -> None:
        assert model.name
        assert model.context >= 256
        assert model.structured in (True, False)

    def test_it_replies(self, model: LanguageModel) -> None:
        reply = model.complete(ASKED, 24)
        assert isinstance(reply, Reply)
        assert reply.text.strip()
        assert reply.seconds >= 0
        assert reply.prompt_tokens >= 0

    def test_the_same_prompt_gets_the_same_reply(self, model: LanguageModel) -> None:
        assert model.complete(ASKED, 12).text == model.complete(ASKED, 12).text

    def test_a_stream_says_what_a_reply_says(self, model: LanguageModel) -> None:
        pieces = list(model.stream(ASKED, 12))
        assert all(isinstance(piece, str) for piece in pieces)
        assert "".join(pieces).split() == model.complete(ASKED, 12).text.split()

    def test_a_stream_that_is_left_does_no_harm(self, model: LanguageModel) -> None:
        stream = model.stream(ASKED, 24)
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        assert model.complete(ASKED, 12).text.strip()

    def test_tokens_are_counted_rather_too_many(self, model: LanguageModel) -> None:
        text = "The elective recovery target was 70% for April 2021, of 2019-20 activity."
        assert model.count("") <= 2
        assert 14 <= model.count(text) <= len(text)
        assert model.count(text * 3) > 2 * model.count(text)

    def test_a_schema_is_kept_where_that_is_promised(self, model: LanguageModel) -> None:
        reply = model.complete(ASKED, 80, SCHEMA)
        if model.structured:
            assert set(json.loads(reply.text)) == {"mark", "text"}
            assert json.loads(reply.text)["mark"] in (1, 2, 3)

    def test_several_may_ask_at_once(self, model: LanguageModel) -> None:
        alone = model.complete(ASKED, 8).text
        replies: list[str] = []
        threads = [Thread(target=lambda: replies.append(model.complete(ASKED, 8).text)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert replies == [alone] * 3

    def test_its_guard_ends_within_the_time(self, model: LanguageModel) -> None:
        began = time.monotonic()
        try:
            GuardedLLM(model, SETTINGS).for_answer(0.3).complete(ASKED, 900)
        except BackendError as error:
            assert error.retryable or "tokens" in str(error)
        assert time.monotonic() - began < 1.3


class TestModelsWithALimit:
    """What a model whose length can be told does besides."""

    def test_a_limit_on_tokens_is_kept_and_told(self, limited: LanguageModel) -> None:
        reply = limited.complete(ASKED, 4)
        assert reply.reply_tokens == 4
        assert reply.cut
        assert reply.prompt_tokens > 10

    def test_a_prompt_that_is_too_long_is_an_error_that_asking_again_does_not_mend(
        self, limited: LanguageModel
    ) -> None:
        with pytest.raises(BackendError) as caught:
            limited.complete([Message("user", "target " * 3000)], 10)
        assert not caught.value.retryable
        assert "tokens" in str(caught.value)
        with pytest.raises(BackendError):
            list(limited.stream([Message("user", "target " * 3000)], 10))
