"""Asks every case and writes down what came back; grading is left for afterwards.

Each answer is written as soon as it is there, so a run that is broken off leaves what it had. A follow-up is asked
as it would be in a chat: its earlier turns first, then the last one with the assistant's own answers as history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from mandate_qa.errors import MandateQAError
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.systems import OtherSystem
from mandate_qa.types import Answer, Hit, Progress

HITS = 10
"""As many hits of a search are recorded and graded."""

History = Sequence[Mapping[str, str]]


class Asks(Protocol):
    """Anything that can be evaluated; `mandate_qa.Assistant` is one."""

    def ask(self, question: str, history: Any = ()) -> Answer:
        """The answer to `question` after the turns of `history`."""

    def search(self, question: str, k: int = 10, history: Any = ()) -> Sequence[Hit]:
        """The `k` best hits for `question`, best first."""


def ask_all(assistant: Asks | OtherSystem, cases: Sequence[Case], path: Path, progress: Progress | None = None) -> None:
    """Asks every case and writes one line a case to `path`, in the form `records.to_record` reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for n, case in enumerate(cases, 1):
            file.write(json.dumps(ask_case(assistant, case), ensure_ascii=False) + "\n")
            file.flush()
            if progress:
                progress("asking", n, len(cases))


def ask_case(assistant: Asks | OtherSystem, case: Case) -> dict[str, Any]:
    """What became of one case, as plain values; an exception of the assistant's is recorded, not raised."""
    history: list[dict[str, str]] = []
    line: dict[str, Any] = {"id": case.id, "turns": list(case.turns)}
    try:
        for turn in case.turns[:-1]:
            said = say(assistant, turn, tuple(history))
            history += [{"role": "user", "content": turn}, {"role": "assistant", "content": said}]
        return {**line, "history": history, **ask_last(assistant, case.turns[-1], tuple(history))}
    except MandateQAError as error:
        return {**line, "history": history, "error": str(error)}
    except Exception as error:  # whatever an assistant raises is a finding of the evaluation, not its end
        return {**line, "history": history, "error": f"{type(error).__name__}: {error}"}


def say(assistant: Asks | OtherSystem, question: str, history: History) -> str:
    """The text of the answer to an earlier turn."""
    if isinstance(assistant, OtherSystem):
        return str(assistant.respond(question, history)["answer"]["text"])
    return assistant.ask(question, history=history).text


def ask_last(assistant: Asks | OtherSystem, question: str, history: History) -> dict[str, Any]:
    """The answer and hits for the turn that is graded, and the seconds its ask took."""
    started = perf_counter()
    if isinstance(assistant, OtherSystem):
        reply = assistant.respond(question, history)
        return {"seconds": perf_counter() - started, "error": "", **reply, "hits": reply["hits"][:HITS]}
    answer = assistant.ask(question, history=history)
    seconds = perf_counter() - started
    hits = assistant.search(question, k=HITS, history=history)
    return {
        "seconds": seconds,
        "error": "",
        "answer": plain(answer),
        "hits": [{"document": hit.passage.document, "text": hit.passage.text} for hit in hits if hit.kept][:HITS],
        "published": published(assistant, (citation.document for citation in answer.citations)),
    }


def plain(answer: Answer) -> dict[str, Any]:
    """The answer for JSON, without most hits that were set aside: there can be hundreds, and none is graded."""
    written = answer.to_dict()
    return {**written, "hits": [hit for n, hit in enumerate(written["hits"]) if hit["kept"] or n < HITS]}


def published(assistant: Asks, keys: Iterable[str]) -> dict[str, str]:
    """When each document was published, ISO by key, as far as the assistant's library tells."""
    documents = getattr(getattr(assistant, "library", None), "documents", ())
    listed = documents.values() if isinstance(documents, Mapping) else documents
    wanted = set(keys)
    return {document.key: document.published for document in listed if document.key in wanted}
