"""The baseline: how often a plain LlamaIndex pipeline finds the evidence, and how long its process takes to start.

Graded with the same matching as our own hits. It has no notion of a conversation, so a follow-up is asked with all its
turns joined, which is kinder to it than the last turn alone. `python -m mandate_qa.evaluation.baseline --time FOLDER`
times the start of a new process over an index that a run left in `FOLDER`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from mandate_qa.errors import BackendError, MandateQAError
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.grading import Grade
from mandate_qa.evaluation.plain_pipeline import Splitting, build
from mandate_qa.evaluation.records import Found
from mandate_qa.evaluation.report import Report
from mandate_qa.evaluation.retrieval import retrieval_scores
from mandate_qa.types import Progress

SPLITTINGS = (Splitting(1024, 200), Splitting(256, 50))
"""LlamaIndex's defaults, and a quarter of them."""

STARTS = 3
"""A start is timed so many times and the median told; the first may have to read the disk."""

QUESTION = "what was the 2021-22 elective recovery target"


@dataclass(frozen=True, slots=True)
class BaselineReport:
    """What was found for each way of cutting the files."""

    reports: tuple[Report, ...]
    starts: Mapping[str, float]
    """Seconds from the start of a new process to its first hits, by splitting; median."""

    def of(self, questions: str) -> BaselineReport:
        """The same, with the SHA-256 of the question file it is of."""
        return replace(self, reports=tuple(replace(report, questions=questions) for report in self.reports))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return {"reports": [report.to_dict() for report in self.reports], "seconds_to_first_hits": dict(self.starts)}

    def to_text(self) -> str:
        """Plain tables for a terminal."""
        starts = "".join(f"New process to first hits, {name}: {took:.2f} s\n" for name, took in self.starts.items())
        return "\n".join([*(report.to_text() for report in self.reports), starts])


def grade_baseline(
    seeds: Path, cases: Sequence[Case], out: Path, about: Mapping[str, str], progress: Progress | None = None
) -> BaselineReport:
    """Builds, asks and times the plain pipeline for each splitting; its indexes stay in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    reports = [graded(seeds, cases, splitting, out, about, progress) for splitting in SPLITTINGS]
    starts = {splitting.name: seconds_to_first_hits(folder(out, splitting)) for splitting in SPLITTINGS}
    return BaselineReport(tuple(reports), starts)


def folder(out: Path, splitting: Splitting) -> Path:
    """Where the index of a splitting is kept."""
    return out / f"index-{splitting.size}"


def graded(
    seeds: Path,
    cases: Sequence[Case],
    splitting: Splitting,
    out: Path,
    about: Mapping[str, str],
    progress: Progress | None,
) -> Report:
    """The retrieval figures of one splitting."""
    retriever = build(seeds, splitting, folder(out, splitting))
    retriever.retrieve(QUESTION)  # the first question loads what is loaded late
    grades = []
    for n, case in enumerate(cases, 1):
        grades.append(grade(case, retriever))
        if progress:
            progress(f"asking {splitting.name}", n, len(cases))
    return Report(f"LlamaIndex quick start, chunks of {splitting.name} tokens", tuple(grades), about)


def grade(case: Case, retriever: Any) -> Grade:
    """The retrieval scores of one case; all its turns make the question."""
    started = perf_counter()
    chunks = retriever.retrieve(" ".join(case.turns))
    seconds = perf_counter() - started
    hits = [Found(Path(chunk.node.metadata["file_name"]).stem, chunk.node.get_content()) for chunk in chunks]
    return Grade(case, retrieval_scores(case, hits), faults=(), words=None, seconds=seconds, text="")


def seconds_to_first_hits(index: Path) -> float:
    """Seconds from the start of a new process to its first hits over a persisted index; the median of three starts."""
    return median(one_start(index) for _ in range(STARTS))


def one_start(index: Path) -> float:
    """Seconds one new process took; raises BackendError when there is no index or it finds nothing."""
    if not (index / "docstore.json").is_file():
        raise BackendError(f"{index} holds no index of the plain pipeline; run: mandate-qa eval --baseline")
    started = perf_counter()
    command = [sys.executable, "-m", "mandate_qa.evaluation.plain_pipeline", str(index), QUESTION]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took = perf_counter() - started
    if done.returncode or not done.stdout.strip():
        last = (done.stderr.strip().splitlines() or ["it printed nothing"])[-1]
        raise BackendError(
            f"The plain pipeline over {index} did not start ({last}); run mandate-qa eval --baseline again."
        )
    return took


def main(argv: Sequence[str] | None = None) -> int:
    """Times the start and prints its seconds; gives back 1 when there is nothing to start."""
    parser = argparse.ArgumentParser(
        prog="python -m mandate_qa.evaluation.baseline",
        description="time the plain pipeline: a new process to its first hits, median of three",
        epilog="`mandate-qa eval --baseline` grades it, and leaves such a folder in that of its run.",
    )
    parser.add_argument("--time", type=Path, required=True, metavar="FOLDER", help="its index, such as DIR/index-1024")
    given = parser.parse_args(argv)
    try:
        sys.stdout.write(f"{seconds_to_first_hits(given.time):.2f}\n")
    except MandateQAError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
