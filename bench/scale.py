"""What a library costs as it grows: `python bench/scale.py --sizes 1000 10000 100000`.

For each number of passages a library is made (`made_corpus`, the real documents of `seeds/` in it), indexed by
`build_index` with made vectors (`made_vectors`), opened by a new process that asks questions (`scale_asking`), and
brought up to date by another when a document has changed (`changing`).
Prints a table a size, and writes all of it with a plot to `bench/results/`. Libraries are kept in a folder and used
again; `--fresh` indexes them anew.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

import made_corpus
from made_vectors import making
from memory_watch import MemoryWatch
from processes import python
from scale_report import table, write_report

from mandate_qa import indexing
from mandate_qa.cli.progress import ProgressBar
from mandate_qa.places import seeds_folder
from mandate_qa.settings import Settings

HERE = Path(__file__).parent
REAL_PASSAGES = 1223
"""About how many the real documents have."""

Figures = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> None:
    """Measure each size, print and write the report."""
    parser = argparse.ArgumentParser(description="measure building, opening and asking as a library grows")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="passages")
    parser.add_argument(
        "--folder", type=Path, default=HERE.parent / ".cache" / "scale", help="where libraries are kept"
    )
    parser.add_argument("--questions", type=int, default=100, help="questions of each sort (default: 100)")
    parser.add_argument("--fresh", action="store_true", help="index anew what is indexed already")
    parser.add_argument("--out", type=Path, default=HERE / "results", help="where the report goes")
    given = parser.parse_args(argv)
    found = []
    for size in given.sizes:
        found.append(measured(size, given))
        sys.stdout.write(table(found[-1:]) + "\n")
        sys.stdout.flush()
    write_report(given.out, found)


def measured(size: int, given: argparse.Namespace) -> Figures:
    """All figures of one size."""
    home: Path = given.folder / str(size)
    count = made(home / "seeds", size)
    built = home / "built.json"
    stale = indexing.is_stale(home / "index", home / "seeds", Settings.load())
    if given.fresh or stale or not built.is_file():
        shutil.rmtree(home / "index", ignore_errors=True)
        built.write_text(json.dumps(indexed(home, given.folder / "bases.npy")), "utf-8")
    asked = python(HERE / "scale_asking.py", home, count, given.questions)
    changed = python(HERE / "changing.py", home, count, given.folder / "alone")
    return {**json.loads(built.read_text("utf-8")), **json.loads(asked.printed), **json.loads(changed.printed)}


def made(seeds: Path, size: int) -> int:
    """Write the documents of a library of so many passages; how many of them are made."""
    if not seeds.is_dir():
        shutil.copytree(seeds_folder(), seeds)
    count = max(1, round((size - REAL_PASSAGES) / made_corpus.PASSAGES))
    for number in range(count):
        path = seeds / f"{made_corpus.name_of(number)}.txt"
        if not path.is_file():
            path.write_text(made_corpus.document(number), "utf-8")
    return count


def indexed(home: Path, kept: Path) -> Figures:
    """Build the index, and what that took."""
    provide, began = indexing.provide_encoder, process_time()
    indexing.provide_encoder = making(provide, kept)  # type: ignore[assignment]
    try:
        with ProgressBar() as progress, MemoryWatch() as watch:
            report = indexing.build_index(home / "seeds", home / "index", progress=progress, fresh=True)
    finally:
        indexing.provide_encoder = provide
    took = {step: seconds for step, seconds in report.seconds.items() if step not in ("total", "encoder", "embedding")}
    thousands = report.passages / 1000
    size = sum(path.stat().st_size for path in (home / "index").rglob("segment-*/**/*") if path.is_file())
    return {
        "passages": report.passages,
        "documents": report.documents,
        "build": sum(took.values()) / thousands,
        "build_steps": {step: seconds / thousands for step, seconds in took.items()},
        "build_processor": (process_time() - began) / thousands,
        "memory_build": watch.most,
        "disk": size,
    }


if __name__ == "__main__":
    main()
