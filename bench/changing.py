"""What a changed document costs in a library of `scale.py`, beside what it costs alone: `scale.py` starts it.

Told as JSON by a process that has done nothing else, as the one of `mandate-qa add` has not. The document is embedded
for real; both libraries are brought up to date in turns.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import made_corpus

from mandate_qa.indexing import build_index

CHANGES = 5


def main() -> None:
    """Print what changing a document costs in the library in the folder given, which has so many made documents."""
    home, number, alone = Path(sys.argv[1]), int(sys.argv[2]) // 2, Path(sys.argv[3])
    name = f"{made_corpus.name_of(number)}.txt"
    shutil.rmtree(alone, ignore_errors=True)
    (alone / "seeds").mkdir(parents=True)
    shutil.copy(home / "seeds" / name, alone / "seeds" / name)
    build_index(alone / "seeds", alone / "index")
    times: dict[Path, list[tuple[float, float]]] = {home: [], alone: []}
    for version in range(1, CHANGES + 1):
        for place, taken in times.items():
            taken.append(changed(place, name, made_corpus.document(number, version)))
    for place in times:
        changed(place, name, made_corpus.document(number))
    whole, single = (median(processor for _, processor in times[place]) for place in (home, alone))
    seconds = median(seconds for seconds, _ in times[home])
    json.dump({"change": seconds, "change_processor": whole, "change_ratio": whole / single}, sys.stdout)


def changed(home: Path, name: str, words: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor until the index holds a document's new words."""
    (home / "seeds" / name).write_text(words, "utf-8")
    began, processor = perf_counter(), process_time()
    build_index(home / "seeds", home / "index")
    return perf_counter() - began, process_time() - processor


if __name__ == "__main__":
    main()
