"""New processes, how long they took and the most memory they had."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter

LOOKS = 0.02
"""Seconds between two looks at a process' memory; the highest is kept by the system, so only the last ones count."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that has ended well."""

    seconds: float
    """By the clock, from its start to its end."""
    megabytes: float
    """The most memory it had at a time, pages of files that it had mapped included."""
    printed: str


def python(*arguments: object) -> Ran:
    """Run this Python with `arguments`. Ends the program with what it printed when that fails."""
    command = [sys.executable, *map(str, arguments)]
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as faults:
        began = perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=faults)
        most = watched(process)
        seconds = perf_counter() - began
        out.seek(0)
        faults.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{faults.read()}")
        return Ran(seconds, most, out.read())


def watched(process: subprocess.Popen[bytes]) -> float:
    """Wait for a process; the most memory it was seen to have had, in megabytes."""
    most = 0.0
    while True:
        try:
            process.wait(LOOKS)
        except subprocess.TimeoutExpired:
            most = max(most, memory(process.pid).get("most", 0.0))
        else:
            return most


def memory(process: int | str = "self") -> dict[str, float]:
    """Megabytes of a process in memory: all, of files, and other; the highest so far. Nothing of one that has ended."""
    names = {"all": "VmRSS", "files": "RssFile", "other": "RssAnon", "most": "VmHWM"}
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    told = dict(line.split(":", 1) for line in lines)
    return {name: int(told[key].split()[0]) / 1024 for name, key in names.items() if key in told}
