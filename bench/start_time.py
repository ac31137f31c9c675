"""How long a new process takes to its first answer, beside a plain LlamaIndex pipeline: `python bench/start_time.py`.

Both answer the same question over the same documents with the same embedder. The starts are interleaved, so that a
busy moment of the machine falls on both, and the medians are told. What is compared is kind to the pipeline: it only
finds chunks, while ours finds, composes and checks an answer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from comparison import Comparison, by_name
from processes import python

from mandate_qa import Assistant
from mandate_qa.evaluation.baseline import QUESTION, SPLITTINGS, folder
from mandate_qa.evaluation.plain_pipeline import build
from mandate_qa.places import seeds_folder

KEPT = Path(__file__).parent.parent / ".cache" / "bench"
"""Where the pipeline's index is kept between runs."""
NAMES = ("mandate-qa, checked answer", "plain LlamaIndex + FAISS, hits", "Python alone")


def main(argv: Sequence[str] | None = None) -> None:
    """Make both indexes ready, time the starts in turns and print the tables."""
    parser = argparse.ArgumentParser(description="time new processes to their first answer")
    parser.add_argument("--runs", type=int, default=5, help="starts of each; the median is told (default: 5)")
    for found in measured(parser.parse_args(argv).runs):
        sys.stdout.write(f"{found.table()}\n")


def measured(runs: int) -> tuple[Comparison, Comparison]:
    """Seconds and megabytes of new processes, ours first."""
    commands = ready(KEPT)
    for command in commands:  # their files have been read then
        python(*command)
    turns = [[python(*command) for command in commands] for _ in range(runs)]
    told = f"“{QUESTION}” asked of a new process, from its start to its end, {runs} times each in turns."
    start = by_name(NAMES, [[ran.seconds for ran in turn] for turn in turns])
    memory = by_name(NAMES[:2], [[ran.megabytes for ran in turn[:2]] for turn in turns])
    return (
        Comparison("start", "A new process to its first answer", told, "seconds", start),
        Comparison(
            "memory", "The most memory of that process", "Of the same processes.", "megabytes", memory, digits=0
        ),
    )


def ready(kept: Path) -> list[list[str]]:
    """What Python is given to run each, the indexes built if need be."""
    splitting = SPLITTINGS[0]
    plain = folder(kept, splitting)
    Assistant.open()
    if not (plain / "docstore.json").is_file():
        build(seeds_folder(), splitting, plain)
    pipeline = ["-m", "mandate_qa.evaluation.plain_pipeline", str(plain), QUESTION]
    return [["-m", "mandate_qa", "ask", QUESTION], pipeline, ["-c", ""]]


if __name__ == "__main__":
    main()
