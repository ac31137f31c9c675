"""Every benchmark of one machine, and its report: `make bench`, or `python bench/all.py`.

Writes `laptop.md` with a plot of each comparison: the five real documents beside a plain LlamaIndex pipeline, and
beside the floor, which is embedding a question and one search by FAISS. Then `scale.py` writes `scale.md`. The figures
of the README are those of the reports in `results/`, which a test holds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import build_time
import scale
import start_time
import warm_question
from comparison import Comparison
from scale_report import machine

REPORT = Path(__file__).parent.parent / ".cache" / "bench" / "report"
INTRODUCTION = (
    "# The five documents on one machine\n\n"
    "Written by `make bench`. Only ratios within one table can be compared: the machine is used by others, too. The "
    "plain LlamaIndex pipeline is that of `mandate_qa.evaluation.plain_pipeline`, as LlamaIndex' quick start gives it, "
    "with the same embedder; it stops at its hits, where ours goes on to an answer that is composed and checked.\n\n"
)


def main(argv: Sequence[str] | None = None) -> None:
    """Measure everything, print it and write the reports."""
    parser = argparse.ArgumentParser(description="run every benchmark of one machine and write the reports")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[1_000, 10_000], help="passages of libraries; none: skip"
    )
    parser.add_argument("--runs", type=int, default=5, help="starts and builds of each (default: 5)")
    parser.add_argument("--out", type=Path, default=REPORT, help="where the reports go")
    given = parser.parse_args(argv)
    found = [*start_time.measured(given.runs), *warm_question.measured(plain=True), *build_time.measured(given.runs)]
    write_report(given.out, found)
    sys.stdout.write(
        f"{given.out / 'laptop.md'}\n\n" + "\n".join(f"{one.title}\n\n{one.table()}" for one in found) + "\n"
    )
    if given.sizes:
        scale.main(["--out", str(given.out), "--sizes", *map(str, given.sizes)])


def write_report(folder: Path, found: Sequence[Comparison]) -> None:
    """Write `laptop.md` and a plot of each comparison into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [f"{INTRODUCTION}{machine()}\n"]
    for one in found:
        (folder / f"{one.name}.svg").write_text(f"{one.plot()}\n", "utf-8")
        parts.append(f"## {one.title}\n\n{one.told}\n\n{one.table()}\n![]({one.name}.svg)\n")
    (folder / "laptop.md").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
