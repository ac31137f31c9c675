"""How fast the documents are indexed, beside a plain LlamaIndex pipeline: `python bench/build_time.py`.

Each index is built from nothing by a new process, in turns. Ours cuts the documents into short passages with their
numbers and tables; the pipeline cuts them into chunks of 1,024 tokens as it does by default, of which the embedder
reads the first 256 word pieces, or of 256, which it reads whole. So passages a second are told beside the seconds of
the whole, which is what a person waits for; the words are the same for all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from comparison import Comparison, by_name
from processes import Ran, python

from mandate_qa.evaluation.baseline import SPLITTINGS

OURS = """
import json, sys
from mandate_qa import build_index
from mandate_qa.places import seeds_folder
report = build_index(seeds_folder(), sys.argv[1])
print(json.dumps({"passages": report.passages, "steps": report.seconds}))
"""
PLAIN = """
import json, sys
from pathlib import Path
from mandate_qa.evaluation.plain_pipeline import Splitting, build
from mandate_qa.places import seeds_folder
build(seeds_folder(), Splitting(int(sys.argv[2]), int(sys.argv[3])), Path(sys.argv[1]))
stored = json.loads((Path(sys.argv[1]) / "docstore.json").read_text("utf-8"))
print(json.dumps({"passages": len(stored["docstore/data"])}))
"""
NAMES = ("mandate-qa", *(f"plain LlamaIndex, chunks of {splitting.size}" for splitting in SPLITTINGS))


def main(argv: Sequence[str] | None = None) -> None:
    """Build the indexes in turns and print the tables."""
    parser = argparse.ArgumentParser(description="time building an index from nothing")
    parser.add_argument("--runs", type=int, default=3, help="builds of each; the median is told (default: 3)")
    for found in measured(parser.parse_args(argv).runs):
        sys.stdout.write(f"{found.told}\n\n{found.table()}\n")


def measured(runs: int) -> tuple[Comparison, Comparison]:
    """Passages a second and seconds of new processes that index the seeds, ours first."""
    turns = [[built(n) for n in range(len(NAMES))] for _ in range(runs)]
    counts = [json.loads(ran.printed.splitlines()[-1])["passages"] for ran in turns[0]]
    rates = [[count / ran.seconds for count, ran in zip(counts, turn, strict=True)] for turn in turns]
    pieces = ", ".join(f"{name} {count:,}" for name, count in zip(NAMES, counts, strict=True))
    told = f"The seeds indexed from nothing by a new process, {runs} times each in turns. Passages: {pieces}."
    steps = json.loads(turns[0][0].printed.splitlines()[-1])["steps"]
    spent = ", ".join(f"{step} {seconds:.1f}" for step, seconds in steps.items() if step != "total")
    seconds = [[ran.seconds for ran in turn] for turn in turns]
    return (
        Comparison("build", "Passages indexed a second", told, "passages a second", by_name(NAMES, rates), 1, 1),
        Comparison(
            "build-seconds",
            "Seconds to index the five documents",
            f"The same processes, from start to end. Ours by step, in seconds: {spent}.",
            "seconds",
            by_name(NAMES, seconds),
            1,
            1,
        ),
    )


def built(n: int) -> Ran:
    """One index built in a folder that is gone afterwards: ours, or the pipeline's with one of the splittings."""
    with TemporaryDirectory() as folder:
        if n == 0:
            return python("-c", OURS, Path(folder) / "index")
        splitting = SPLITTINGS[n - 1]
        return python("-c", PLAIN, folder, splitting.size, splitting.overlap)


if __name__ == "__main__":
    main()
