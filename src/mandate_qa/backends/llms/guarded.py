"""A language model that may fail in any way, made safe to wait for.

Every answer has a time limit that all its prompts share; what may pass is asked again within it; what goes round in
circles is cut; a back-end that keeps failing is left alone. What a reply says is left to others.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from mandate_qa.backends.llms.breaker import CircuitBreaker
from mandate_qa.backends.llms.deadlines import ending_at
from mandate_qa.backends.llms.faults import as_backend_error
from mandate_qa.backends.llms.model import LanguageModel, Message, Reply
from mandate_qa.backends.llms.repetition import looping_from
from mandate_qa.backends.llms.workers import Emit, emitted, finished
from mandate_qa.errors import BackendError
from mandate_qa.settings import LanguageModelSettings
from mandate_qa.types import Usage

T = TypeVar("T")
FIRST_WAIT = 0.25
"""Seconds before the first retry; doubled with each, and up to half as much again lest askers march in step."""
WATCHED = 32
"""Characters of a stream after which it is looked at again for repetition."""


class GuardedLLM:
    """A LanguageModel over another. Safe to share between threads when that one is."""

    def __init__(
        self,
        model: LanguageModel,
        settings: LanguageModelSettings,
        breaker: CircuitBreaker | None = None,
        end: float | None = None,
    ) -> None:
        """`end` is the moment of `time.monotonic` at which all is over; without one each prompt has the full time."""
        self._model = model
        self._settings = settings
        self._breaker = breaker or CircuitBreaker(model.name, settings.rest)
        self._end = end
        self._usage = Usage()

    @property
    def name(self) -> str:
        """The model's own."""
        return self._model.name

    @property
    def context(self) -> int:
        """The model's own."""
        return self._model.context

    @property
    def structured(self) -> bool:
        """The model's own."""
        return self._model.structured

    def count(self, text: str) -> int:
        """As the model counts."""
        return self._model.count(text)

    @property
    def usage(self) -> Usage:
        """What the prompts sent through this one cost; for one answer's alone, see `for_answer`."""
        return self._usage

    def for_answer(self, seconds: float | None = None) -> GuardedLLM:
        """The same model for one answer: its prompts share `seconds` (those of the settings) from now on."""
        limit = self._settings.seconds if seconds is None else seconds
        return GuardedLLM(self._model, self._settings, self._breaker, time.monotonic() + limit)

    def complete(self, messages: Sequence[Message], limit: int, schema: Mapping[str, Any] | None = None) -> Reply:
        """The model's reply, never empty, cut where it goes round in circles. Raises BackendError within the limit."""
        end = self._ending()

        def ask() -> Reply:
            reply = finished(lambda: self._model.complete(messages, limit, schema), end - time.monotonic())
            if not reply.text.strip():
                raise self._silent()
            return reply

        with self._noted(), self._metered(messages) as told:
            reply = self._tried(ask, end)
            told.append(reply)
        loop = looping_from(reply.text)
        return reply if loop is None else replace(reply, text=reply.text[:loop], cut=True)

    def stream(self, messages: Sequence[Message], limit: int) -> Iterator[str]:
        """The model's pieces, ended where they go round in circles or far past `limit`.

        Raises BackendError within the time limit; a prompt is sent again only while nothing has come.
        """
        end = self._ending()
        with self._noted(), self._metered(messages) as told:
            first, rest = self._tried(lambda: self._begun(messages, limit, end), end)
            try:
                for piece in self._watched(first, rest, limit):
                    told.append(Reply(piece))
                    yield piece
            except Exception as error:
                raise self._told(error) from error

    def _begun(self, messages: Sequence[Message], limit: int, end: float) -> tuple[str, Iterator[str]]:
        """The stream as far as its first word, and the pieces to come."""

        def run(emit: Emit) -> None:
            for piece in self._model.stream(messages, limit):
                if emit(piece):
                    return

        blank, pieces = "", emitted(run, end)
        for piece in pieces:
            if piece.strip():
                return blank + piece, pieces
            blank += piece
        raise self._silent()

    def _watched(self, first: str, rest: Iterator[str], limit: int) -> Iterator[str]:
        """The pieces until they end, loop, or are far more than was asked for."""
        yield first
        text, looked = first, 0
        for piece in rest:
            text += piece
            yield piece
            if len(text) - looked < WATCHED:
                continue
            looked = len(text)
            if looping_from(text) is not None or self.count(text) > 2 * limit + WATCHED:
                return

    def _tried(self, ask: Callable[[], T], end: float) -> T:
        """What `ask` gives, asked again after what may pass while there is time."""
        attempt = 0
        while True:
            try:
                with ending_at(end):
                    return ask()
            except Exception as error:
                told = self._told(error)
                if attempt == self._settings.retries or not waited(told, attempt, end):
                    raise told from error
            attempt += 1

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Let the prompt through unless the back-end rests, and note how it ended.

        An error that asking again cannot mend was an answer: a prompt may be too long for a server in good health.
        """
        self._breaker.admit()
        try:
            yield
        except BackendError as error:
            self._breaker.failed() if error.retryable else self._breaker.succeeded()
            raise
        except BaseException:
            self._breaker.succeeded()  # who asked went away
            raise
        self._breaker.succeeded()

    @contextmanager
    def _metered(self, messages: Sequence[Message]) -> Iterator[list[Reply]]:
        """Takes what came back, whole or in pieces, and adds to `usage` what it cost, also when it failed."""
        started, came = time.perf_counter(), list[Reply]()
        try:
            yield came
        finally:
            seconds = time.perf_counter() - started
            sent = sum(reply.prompt_tokens for reply in came) or sum(self.count(m.content) for m in messages)
            written = sum(reply.reply_tokens for reply in came) or self.count("".join(reply.text for reply in came))
            self._usage += Usage(1, sent, written if came else 0, seconds)

    def _ending(self) -> float:
        """The moment at which all must be done."""
        return time.monotonic() + self._settings.seconds if self._end is None else self._end

    def _silent(self) -> BackendError:
        """What is raised for an empty reply."""
        return BackendError(f"{self.name} answered with nothing; ask again.", self.name, retryable=True)

    def _told(self, error: Exception) -> BackendError:
        """Any error as one that says which back-end failed, and how."""
        return as_backend_error(error, self.name)


def waited(error: BackendError, attempt: int, end: float) -> bool:
    """Wait before asking again, as long as the server said or longer each time; False when that would be in vain."""
    seconds = max(FIRST_WAIT * 2**attempt * random.uniform(1, 1.5), error.retry_after)
    if not error.retryable or time.monotonic() + seconds >= end:
        return False
    time.sleep(seconds)
    return True
