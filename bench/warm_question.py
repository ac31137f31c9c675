"""How long a warm question takes, beside embedding it alone: `python bench/warm_question.py`.

Each question of the sample is embedded, embedded and looked up in the FAISS index, and asked of the assistant, each of
the three first in its turn, so that a busy moment of the machine and what a processor keeps falls on all alike;
medians and ratios are told, by the clock and, which other programs change less, by the processor's time. Nothing is
kept between them: a question is asked once. With `--plain` the same questions are asked afterwards of a plain
LlamaIndex pipeline over the same documents, in a process of its own, since its threads go on working for a while after
each answer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

from comparison import Comparison, Measured
from processes import python
from start_time import KEPT

from mandate_qa import Assistant, Settings
from mandate_qa.backends.query_encoders import light_encoder
from mandate_qa.evaluation import read_cases
from mandate_qa.evaluation.baseline import SPLITTINGS, folder
from mandate_qa.places import index_folder
from mandate_qa.searching.store import Index

QUESTIONS = Path(__file__).parent.parent / "eval" / "questions.jsonl"
WARMING = 5
"""Questions asked before any is timed."""
TOP = 10
"""Passages looked up by the floor, as many as the pipeline gives."""
PIPELINE = "plain LlamaIndex + FAISS, hits"
CLOCKS = (perf_counter, process_time)

Ways = dict[str, Callable[[str], object]]
Times = dict[str, list[list[float]]]
"""By way: milliseconds of each question by each of `CLOCKS`."""


def main(argv: Sequence[str] | None = None) -> None:
    """Ask the questions and print the tables."""
    parser = argparse.ArgumentParser(description="time warm questions beside embedding them")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="graded questions (default: the sample)")
    parser.add_argument("--plain", action="store_true", help="also a plain LlamaIndex pipeline, built by start_time.py")
    parser.add_argument("--only-plain", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.only_plain:
        json.dump(timed(pipeline(), given.questions), sys.stdout)
        return
    for found in measured(given.questions, given.plain):
        p95 = quantiles(found.measured[0].values, n=20)[-1]
        sys.stdout.write(f"{found.table()}\n95 in 100 answers took at most {p95:.1f} ms.\n\n")


def measured(questions: Path = QUESTIONS, plain: bool = False) -> tuple[Comparison, Comparison]:
    """Milliseconds of each question by the clock and by the processor, told against embedding it."""
    times = timed(ready(), questions)
    if plain:
        times |= json.loads(python(__file__, "--questions", questions, "--only-plain").printed)
    count = len(next(iter(times.values()))[0])
    told = f"{count} questions, each once, to what is open and has answered {WARMING}."
    clock, processor = (
        tuple(Measured(name, tuple(found[n])) for name, found in times.items()) for n in range(len(CLOCKS))
    )
    by_clock = Comparison("question", "A question to a warm assistant", told, "milliseconds", clock, 1, 1)
    title, told = "The same by the processor's time", "All threads of a process together."
    by_processor = replace(by_clock, name="question-processor", title=title, told=told, measured=processor)
    return by_clock, replace(by_processor, unit="milliseconds of the processor")


def timed(ways: Ways, questions: Path) -> Times:
    """Ask every question in each way, another way first each time."""
    found: Times = {name: [[] for _ in CLOCKS] for name in ways}
    for n, case in enumerate(read_cases(questions)):
        names = list(ways)
        for name in names[n % len(names) :] + names[: n % len(names)]:
            began = [clock() for clock in CLOCKS]
            ways[name](case.turns[-1])
            took = [clock() - start for clock, start in zip(CLOCKS, began, strict=True)]
            for values, seconds in zip(found[name], took, strict=True):
                values += [1000 * seconds] * (n >= WARMING)
    return found


def ready() -> Ways:
    """Asking the assistant, embedding alone, and embedding with one search by FAISS."""
    assistant = Assistant.open()
    index = Index.open(index_folder())
    encoder = light_encoder(index.encoder, Settings.load().embedder)
    return {
        "mandate-qa, checked answer": assistant.ask,
        "embedding alone": encoder.embed_query,
        "embedding and one FAISS search": lambda text: index.vectors.search(encoder.embed_query(text), TOP),
    }


def pipeline() -> Ways:
    """Asking a plain LlamaIndex pipeline over the same documents."""
    from mandate_qa.evaluation.plain_pipeline import load

    return {PIPELINE: load(folder(KEPT, SPLITTINGS[0])).retrieve}


if __name__ == "__main__":
    main()
