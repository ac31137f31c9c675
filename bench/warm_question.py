"""How long a warm question takes, beside embedding it alone: `python bench/warm_question.py`.

Each question of the sample is embedded and asked in turn, so that a busy moment of the machine falls on both; medians
and their ratio are told, by the clock and, which other programs change less, by the processor's time. Nothing is kept
between the two: a question is asked once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from mandate_qa import Assistant, Settings
from mandate_qa.backends.query_encoders import light_encoder
from mandate_qa.evaluation import read_cases
from mandate_qa.places import index_folder
from mandate_qa.searching.store import Index

QUESTIONS = Path(__file__).parent.parent / "eval" / "questions.jsonl"
WARMING = 5
"""Questions asked before any is timed."""


def main(argv: Sequence[str] | None = None) -> None:
    """Ask the questions and print medians, the 95th percentile and the ratio."""
    parser = argparse.ArgumentParser(description="time warm questions beside embedding them")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="graded questions (default: the sample)")
    given = parser.parse_args(argv)
    assistant = Assistant.open()
    encoder = light_encoder(Index.open(index_folder()).encoder, Settings.load().embedder)
    moments = []
    for case in read_cases(given.questions):
        began = perf_counter(), process_time()
        encoder.embed_query(case.turns[-1])
        embedded = perf_counter(), process_time()
        assistant.ask(case.turns[-1])
        moments.append((began, embedded, (perf_counter(), process_time())))
    for n, name in enumerate(("by the clock", "of the processor")):
        embedding = [embedded[n] - began[n] for began, embedded, _ in moments[WARMING:]]
        asking = [ended[n] - embedded[n] for _, embedded, ended in moments[WARMING:]]
        told(name, embedding, asking)


def told(name: str, embedding: Sequence[float], asking: Sequence[float]) -> None:
    """Print one line."""
    sys.stdout.write(
        f"{len(asking)} questions, {name}: embedding {1000 * median(embedding):.1f} ms, "
        f"asking {1000 * median(asking):.1f} ms (95th percentile {1000 * quantiles(asking, n=20)[-1]:.1f} ms), "
        f"ratio {median(asking) / median(embedding):.1f}\n"
    )


if __name__ == "__main__":
    main()
