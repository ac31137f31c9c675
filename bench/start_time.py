"""How long a new process takes to its first answer, beside a plain LlamaIndex pipeline: `python bench/start_time.py`.

Both answer the same question over the same documents with the same embedder. The starts are interleaved, so that a
busy moment of the machine falls on both, and the medians are told. What is compared is kind to the pipeline: it only
finds chunks, while ours finds, composes and checks an answer.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from mandate_qa import Assistant
from mandate_qa.evaluation.baseline import QUESTION, SPLITTINGS, folder, one_start
from mandate_qa.evaluation.plain_pipeline import build
from mandate_qa.places import seeds_folder

KEPT = Path(__file__).parent.parent / ".cache" / "bench"
"""Where the pipeline's index is kept between runs."""

Start = Callable[[], float]


def main(argv: Sequence[str] | None = None) -> None:
    """Make both indexes ready, time the starts in turns and print the table."""
    parser = argparse.ArgumentParser(description="time new processes to their first answer")
    parser.add_argument("--runs", type=int, default=5, help="starts of each; the median is told (default: 5)")
    given = parser.parse_args(argv)
    sys.stdout.write(table(timed(ready(KEPT), given.runs)))


def ready(kept: Path) -> dict[str, Start]:
    """What is timed, by name, its index built if need be and its files read once, ours first."""
    splitting = SPLITTINGS[0]
    plain = folder(kept, splitting)
    Assistant.open()
    if not (plain / "docstore.json").is_file():
        build(seeds_folder(), splitting, plain)
    starts = {
        "mandate-qa ask (composed and checked answer)": ask,
        "plain LlamaIndex + FAISS (first hits)": lambda: one_start(plain),
        "Python alone": lambda: seconds([sys.executable, "-c", ""]),
    }
    for start in starts.values():
        start()
    return starts


def ask() -> float:
    """Seconds from the start of a new process until its answer is printed and it has ended."""
    return seconds([sys.executable, "-m", "mandate_qa", "ask", QUESTION])


def seconds(command: Sequence[str]) -> float:
    """Seconds that a command took; raises CalledProcessError when it fails."""
    started = perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return perf_counter() - started


def timed(starts: dict[str, Start], runs: int) -> dict[str, list[float]]:
    """Seconds of each start, the kinds in turns."""
    found: dict[str, list[float]] = {name: [] for name in starts}
    for _ in range(runs):
        for name, start in starts.items():
            found[name].append(start())
    return found


def table(found: dict[str, list[float]]) -> str:
    """Median, fastest and slowest start of each, and how many times as long as ours it takes."""
    ours = median(next(iter(found.values())))
    lines = ["| new process | median s | fastest | slowest | times ours |", "|---|---|---|---|---|"]
    for name, took in found.items():
        cells = [f"{value:.2f}" for value in (median(took), min(took), max(took))]
        lines.append(f"| {name} | {' | '.join(cells)} | {median(took) / ours:.1f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
