"""Systems of others to be evaluated, asked over HTTP or called in Python.

Knows how a name typed after `--system` becomes something that replies. Whatever goes wrong with one question is raised
in a sentence, which `asking` records with its case; the next question is asked all the same.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from mandate_qa.errors import UsageError
from mandate_qa.evaluation.posting import post
from mandate_qa.evaluation.replies import ReplyError, checked
from mandate_qa.types import Answer

TIMEOUT = 60.0
"""Seconds a system may take for a question."""

History = Sequence[Mapping[str, str]]
Reply = Callable[[str, History], Any]
"""Question and earlier turns, oldest first → the reply as plain values."""


@dataclass(frozen=True, slots=True)
class OtherSystem:
    """A system whose replies have the form that eval/README.md describes."""

    name: str
    reply: Reply

    def respond(self, question: str, history: History) -> dict[str, Any]:
        """The reply's `answer`, `hits` and `published`, checked; raises ReplyError when it has another form."""
        return checked(self.reply(question, history), self.name)


def other_system(name: str, timeout: float = TIMEOUT) -> OtherSystem:
    """The system called `name`: an http(s) address, or `package.module:name` of a function, object or class.

    Raises UsageError when it is neither, or when nothing of that name can be imported.
    """
    if name.startswith(("http://", "https://")):
        return OtherSystem(name, lambda question, history: post(name, question, history, timeout))
    if "://" in name or name.count(":") != 1 or not all(name.split(":")):
        message = f"{name!r} is no system; give http://host/path or package.module:name, as eval/README.md shows."
        raise UsageError(message)
    function = in_python(imported(name))
    return OtherSystem(name, lambda question, history: in_time(function, question, history, timeout, name))


def imported(name: str) -> Any:
    """What `package.module:name` stands for; modules of the working folder are found too."""
    module, _, path = name.partition(":")
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, here)
    try:
        found: Any = importlib.import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
        return found() if isinstance(found, type) else found
    except Exception as error:  # a module of somebody else's may raise anything while it is imported
        told = f"{type(error).__name__}: {error}"
        raise UsageError(f"{name} cannot be imported ({told}); check its name, and run where it is found.") from error


def in_python(found: Any) -> Reply:
    """What to call for a reply: `ask` of an object that has one, else the function itself."""
    ask = getattr(found, "ask", found)
    if not callable(ask):
        raise UsageError(f"{found!r} can neither be called nor has it a method 'ask'; name one that can.")

    def reply(question: str, history: History) -> Any:
        said = ask(question, history=history)
        return as_reply(said, found, question, history) if isinstance(said, Answer) else said

    return reply


def as_reply(answer: Answer, found: Any, question: str, history: History) -> dict[str, Any]:
    """An `Answer` as a reply, with hits when its system can search."""
    search = getattr(found, "search", None)
    hits = search(question, history=history) if search else ()
    listed = [{"document": hit.passage.document, "text": hit.passage.text} for hit in hits if hit.kept]
    return {"answer": json.loads(json.dumps(answer.to_dict())), "hits": listed}


def in_time(function: Reply, question: str, history: History, timeout: float, name: str) -> Any:
    """What `function` replies; ReplyError when it raises or takes too long.

    Each question is asked in a thread of its own. One that takes too long is left behind: no thread can be stopped.
    """
    replies: list[Any] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            replies.append(function(question, history))
        except BaseException as error:  # even SystemExit is a finding of the evaluation, not its end
            failures.append(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(timeout)
    if failures:
        raise ReplyError(f"{name} raised {type(failures[0]).__name__}: {failures[0]}") from failures[0]
    if not replies:
        raise ReplyError(f"{name} did not answer within {timeout:g} s; --timeout SECONDS gives it longer.")
    return replies[0]
