"""What opening an index takes: `python bench/opening.py index` (any index folder, such as one that `scale.py` made).

Each opening is by a new process, which has imported all it needs: the index, then the assistant over it. Every other
one begins with the files of the index dropped from the system's cache, so that they come from the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

Times = dict[str, tuple[float, float]]
"""By what is opened: seconds by the clock and by the processor."""


def main(argv: Sequence[str] | None = None) -> None:
    """Print a line for each way, or in a child process the times of one opening."""
    parser = argparse.ArgumentParser(description="time opening an index, cold and warm")
    parser.add_argument("index", type=Path)
    parser.add_argument("--times", type=int, default=5, help="openings of each sort (default: 5)")
    parser.add_argument("--once", action="store_true", help="open it in this process, and print JSON")
    given = parser.parse_args(argv)
    if given.once:
        json.dump(opened(given.index), sys.stdout)
        return
    found: dict[str, list[Times]] = {"cold": [], "warm": []}
    for _ in range(given.times):
        for way, times in found.items():
            if way == "cold":
                drop(given.index)
            command = [sys.executable, __file__, str(given.index), "--once"]
            times.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    for way, times in found.items():
        parts = [f"{name} {told([one[name] for one in times])}" for name in ("index", "assistant")]
        both = [tuple(map(sum, zip(one["index"], one["assistant"], strict=True))) for one in times]
        sys.stdout.write(f"{way}: {', '.join(parts)}, together {told(both)}\n")
    sys.stdout.write(f"load {', '.join(f'{value:.1f}' for value in os.getloadavg())}\n")


def opened(home: Path) -> Times:
    """What one opening takes in this process."""
    import faiss  # noqa: F401, which takes as long to import however large the index is
    import numpy  # noqa: F401
    import onnxruntime  # noqa: F401

    from mandate_qa import Assistant
    from mandate_qa.searching.store import Index
    from mandate_qa.settings import Settings

    moments = [(perf_counter(), process_time())]
    index = Index.open(home)
    moments.append((perf_counter(), process_time()))
    Assistant(index, Settings.load())
    moments.append((perf_counter(), process_time()))
    spent = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(moments)]
    return dict(zip(("index", "assistant"), spent, strict=True))


def drop(home: Path) -> None:
    """Have the system forget what it holds of the files of an index, as far as no process has them mapped."""
    for path in home.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def told(times: Sequence[Sequence[float]]) -> str:
    """Medians, by the clock and by the processor."""
    return f"{median(one[0] for one in times):.2f} s ({median(one[1] for one in times):.2f})"


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
