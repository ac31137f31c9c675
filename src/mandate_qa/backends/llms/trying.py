"""What language models there are to choose from, and whether one answers, tried with a short question."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from mandate_qa.backends.llms.guarded import GuardedLLM
from mandate_qa.backends.llms.model import SYSTEM, USER, LanguageModel, Message
from mandate_qa.backends.llms.names import BUILT_IN, NONE, installed, known_kinds, load_language_model
from mandate_qa.errors import MandateQAError
from mandate_qa.settings import LanguageModelSettings

QUESTION = "What colour is the sky on a clear day?"
PROMPT = (Message(SYSTEM, "Answer in one short sentence."), Message(USER, QUESTION))
TOKENS = 40
"""At most so many are written."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of language model that may be named."""

    name: str
    """As it is typed: "openai:MODEL"."""
    installed: bool
    install: str = ""
    """Line that installs it, where it is not."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a language model answered a short question."""

    name: str
    reply: str = ""
    error: str = ""
    """What went wrong, in one sentence; "" when it answered."""
    opened_seconds: float = 0.0
    """Until it could be asked: what runs in this process is loaded in it."""
    seconds: float = 0.0
    """Until the whole reply was there."""
    tokens: int = 0
    """Of the reply: counted by the back-end or, where it does not tell, estimated."""
    context: int = 0
    structured: bool = False

    @property
    def tokens_a_second(self) -> float:
        """Of the reply, the reading of the prompt included; 0 when there is none."""
        return self.tokens / self.seconds if self.seconds else 0.0


def choices() -> tuple[Choice, ...]:
    """Every kind that may be named, "extractive" first, which needs none of them."""
    return (Choice("extractive", True), *(choice(kind) for kind in known_kinds()))


def choice(kind: str) -> Choice:
    """One kind, built in or registered."""
    if kind not in BUILT_IN:
        return Choice(kind, True)
    there = installed(kind)
    return Choice(f"{kind}:{BUILT_IN[kind].after}", there, "" if there else BUILT_IN[kind].install)


def configured(llm: str, named: Sequence[str] = ()) -> tuple[str, ...]:
    """The language models that are `named` or, when none is, the one that the settings choose, if they do."""
    return tuple(name for name in named or (llm,) if name not in NONE)


def tried(name: str, settings: LanguageModelSettings) -> Trial:
    """How the model called `name` answers; its errors are told and not raised."""
    began = time.perf_counter()
    try:
        model = load_language_model(name, settings)
        return asked(model, settings, time.perf_counter() - began)
    except MandateQAError as error:
        return Trial(name, error=str(error))


def asked(model: LanguageModel, settings: LanguageModelSettings, opened_seconds: float = 0.0) -> Trial:
    """How `model` answers, within the time that is set. Raises BackendError."""
    began = time.perf_counter()
    reply = GuardedLLM(model, settings).complete(PROMPT, TOKENS)
    seconds = time.perf_counter() - began
    tokens = reply.reply_tokens or model.count(reply.text)
    text = " ".join(reply.text.split())
    return Trial(model.name, text, "", opened_seconds, seconds, tokens, model.context, model.structured)
