"""Figures of one library, told as JSON by a process that has done nothing else: `scale.py` starts it.

Opens the index, asks questions that it has not been asked before, over everything and within three documents, and
compares what is found first with what exact search finds.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import made_corpus
from processes import memory

from mandate_qa import Assistant
from mandate_qa.evaluation import read_cases
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.records import Found
from mandate_qa.evaluation.retrieval import reached
from mandate_qa.searching.store import Index
from mandate_qa.settings import Settings
from mandate_qa.types import Hit

QUESTIONS = Path(__file__).parent.parent / "eval" / "questions.jsonl"
WARMING = 10
"""Questions asked before any is timed, none of them asked again."""
AMONG = 5
"""Hits among which the right passage should be."""

Asking = Callable[[str], object]


def main() -> None:
    """Print the figures of the library in the folder given, which has so many made documents."""
    home, made, most = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    before = memory()
    began = perf_counter()
    index = Index.open(home / "index")
    opened = perf_counter()
    assistant = Assistant(index, Settings.load())
    figures: dict[str, Any] = {"open": opened - began, "assistant": perf_counter() - opened}
    figures["memory_open"] = memory()
    made_up = [made_corpus.question(made * n // most) for n in range(most)]
    for n in range(WARMING):
        assistant.ask(made_corpus.question(made * (2 * n + 1) // (2 * WARMING + 1))[0] + " Tell us")
    real = [case for case in read_cases(QUESTIONS) if len(case.turns) == 1 and case.answerable][:most]
    figures["real"] = times(assistant.ask, [case.turns[0] for case in real])
    figures["made"] = times(assistant.ask, [question for question, _ in made_up])
    figures["memory_asked"] = memory()
    keys = tuple(assistant.library.documents)
    few = [keys[len(keys) * n // 3] for n in range(3)]
    half = keys[::2]
    figures["scoped"] = times(lambda text: assistant.ask(f"{text} Say", documents=few), [q for q, _ in made_up])
    figures["half"] = times(lambda text: assistant.ask(f"{text} Say so", documents=half), [q for q, _ in made_up[:50]])
    figures["memory_start"] = before
    figures |= quality(assistant, index, real, made_up)
    json.dump(figures, sys.stdout)


def times(ask: Asking, texts: Iterable[str]) -> dict[str, float]:
    """Milliseconds that asking took, by the clock and by the processor: half of the questions, and 95 in 100."""
    clock, processor = [], []
    for text in texts:
        began, worked = perf_counter(), process_time()
        ask(text)
        clock.append(1000 * (perf_counter() - began))
        processor.append(1000 * (process_time() - worked))
    p95, worked95 = quantiles(clock, n=20)[-1], quantiles(processor, n=20)[-1]
    return {"half": median(clock), "p95": p95, "processor": median(processor), "processor_p95": worked95}


def quality(
    assistant: Assistant, index: Index, real: list[Case], made_up: list[tuple[str, str]]
) -> dict[str, dict[str, float]]:
    """Share of questions whose passage is among the first hits, as we search and by exact search."""
    ours = (shares(assistant, real, made_up),)
    exact = getattr(index.vectors, "exact", None)
    if exact is not None:
        assistant = Assistant(replace(index, vectors=exact()), Settings.load())
        ours = (*ours, shares(assistant, real, made_up))
    return dict(zip(("found", "found_exact"), (ours[0], ours[-1]), strict=True))


def shares(assistant: Assistant, real: list[Case], made_up: list[tuple[str, str]]) -> dict[str, float]:
    """Share of the questions on real and on made documents that find their passage."""
    known = [reached(case, found(assistant.search(case.turns[0], AMONG))) for case in real]
    made = [any(words in hit.passage.text for hit in assistant.search(text, AMONG)) for text, words in made_up]
    return {"real": sum(known) / len(known), "made": sum(made) / len(made)}


def found(hits: Iterable[Hit]) -> list[Found]:
    """Hits as the evaluation reads them."""
    return [Found(hit.passage.document, hit.passage.text) for hit in hits]


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
