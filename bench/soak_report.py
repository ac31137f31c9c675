"""What a soak showed, as a page and a plot of what its processes held."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from scale_report import machine  # found beside this file
from soak_library import Library
from soak_processes import by_life
from soak_records import Check, Sample
from soak_watching import Watch

from mandate_qa.evaluation.svg import Field, axes, curve, drawing, text

SHOWN = 20
"""Faults of a check that are told."""
MEMORY_STEP = 100.0
"""MB between two ticks."""
KINDS = ("one", "two")
"""Classes of lines, a server each."""


def write_report(
    folder: Path, given: argparse.Namespace, checks: Sequence[Check], watch: Watch, library: Library
) -> None:
    """Write `soak.md` and `soak.svg` into `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "soak.svg").write_text(plot(watch.samples) + "\n", "utf-8")
    changes = ", ".join(f"{count} {name}" for name, count in library.counts.items())
    words = (
        "# What holds out\n\n"
        f"Written by `python bench/soak.py --minutes {given.minutes:g} --readers {given.readers} --seed {given.seed}`: "
        f"two servers over one index, readers who think for a mean of {given.think:g} s before a question, a change of "
        f"one to three made-up documents every {given.pause:g} s or so ({changes}), and kills at random moments. "
        "The readers run on the same machine.\n\n"
    )
    (folder / "soak.md").write_text(f"{words}{machine()}\n\n{table(checks)}{told(checks)}\n![](soak.svg)\n", "utf-8")


def table(checks: Sequence[Check]) -> str:
    """A line a check."""
    lines = ["| what | | looked at |", "|---|---|---|"]
    for check in checks:
        held = "fails" if not check.passed else "holds" if check.judged else "too short to tell"
        lines.append(f"| {check.name} | **{held}** | {check.count} |")
    return "\n".join(lines) + "\n"


def told(checks: Sequence[Check]) -> str:
    """What speaks against the checks that fail."""
    parts = []
    for check in checks:
        if check.faults:
            more = f"\n- and {len(check.faults) - SHOWN} more" if len(check.faults) > SHOWN else ""
            faults = "\n".join(f"- {' '.join(fault.split())}" for fault in check.faults[:SHOWN])
            parts.append(f"\n## {check.name}\n\n{faults}{more}\n")
    return "".join(parts)


def plot(samples: Sequence[Sample]) -> str:
    """Anonymous memory of each process over the minutes."""
    begun = min(one.at for one in samples)
    minutes = (max(one.at for one in samples) - begun) / 60
    most = MEMORY_STEP * (1 + max(one.own for one in samples) // MEMORY_STEP)
    field = Field(minutes, most, width=640)
    ticks = [MEMORY_STEP * n for n in range(int(most / MEMORY_STEP) + 1)]
    parts = [axes(field, "minutes", "memory of its own, MB", range(int(minutes) + 1), ticks)]
    servers = sorted({one.server for one in samples})
    for (server, _), held in by_life(samples).items():
        parts.append(curve(field, [((one.at - begun) / 60, one.own) for one in held], KINDS[servers.index(server) % 2]))
    for place, server in enumerate(servers):
        parts.append(f'<g class="name-{KINDS[place % 2]}">{text(80, 30 + 18 * place, f"server {server}")}</g>')
    style = "<style>.one{stroke:#1d70b8}.two{stroke:#d4351c}.name-one text{fill:#1d70b8}.name-two text{fill:#d4351c}"
    style += ".axis{stroke:#505a5f}text{fill:#505a5f;font-family:sans-serif}</style>"
    said = "Anonymous memory of the servers' processes over the minutes of the soak; a new line after each kill"
    return drawing(field, said, [style, *parts]).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
