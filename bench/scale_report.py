"""The figures of `scale.py` as a table and a plot."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from math import log10
from pathlib import Path
from typing import Any

from mandate_qa.evaluation.svg import Field, axes, curve, dot, drawing, text

Figures = dict[str, Any]
ROWS: dict[str, Callable[[Figures], str]] = {
    "documents": lambda f: f"{f['documents']:,}",
    "index on disk, MB": lambda f: f"{f['disk'] / 2**20:,.0f}",
    "building, s per 1,000 passages, without embedding": lambda f: f"{f['build']:.2f}",
    "most memory while building, MB (and of files)": lambda f: (
        f"{f['memory_build']['other']:,.0f} ({f['memory_build']['files']:,.0f})"
    ),
    "opening the index, s": lambda f: f"{f['open']:.2f}",
    "opening the assistant over it, s more": lambda f: f"{f['assistant']:.2f}",
    "memory when open, MB (of files)": lambda f: _memory(f["memory_open"]),
    "memory after the questions, MB (of files)": lambda f: _memory(f["memory_asked"]),
    "question on the real documents, ms (p95)": lambda f: _times(f["real"]),
    "question on the made documents, ms (p95)": lambda f: _times(f["made"]),
    "within 3 documents, ms (p95)": lambda f: _times(f["scoped"]),
    "within half of the documents, ms (p95)": lambda f: _times(f["half"]),
    "the same by the processor: real, made, 3, half": lambda f: ", ".join(
        f"{f[name]['processor']:.0f} ({f[name]['processor_p95']:.0f})" for name in ("real", "made", "scoped", "half")
    ),
    "hit@5, real questions (exact search)": lambda f: _found(f, "real"),
    "hit@5, made questions (exact search)": lambda f: _found(f, "made"),
    "one changed document, s": lambda f: f"{f['change']:.2f}",
    "… times what it costs alone, by the processor": lambda f: f"{f['change_ratio']:.2f}",
}


def table(found: Sequence[Figures]) -> str:
    """A column a size."""
    lines = ["| passages |" + "".join(f" {f['passages']:,} |" for f in found), "|---|" + "---|" * len(found)]
    lines += [f"| {name} |" + "".join(f" {told(f)} |" for f in found) for name, told in ROWS.items()]
    return "\n".join(lines) + "\n"


def write_report(folder: Path, found: Sequence[Figures]) -> None:
    """Write `scale.md` and `scale.svg` into `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "scale.svg").write_text(plot(found) + "\n", "utf-8")
    words = (
        "# What a library costs as it grows\n\n"
        "Written by `python bench/scale.py`. The five real documents lie among made-up ones (`bench/made_corpus.py`). "
        "Vectors of made-up passages are made as well: one of 3,000 embedded base sentences and a random part "
        "(`bench/made_vectors.py`), so what is said of hits on them holds for such clusters and is no promise for real "
        "ones. Everything is written by the code that indexes real documents. Questions are asked for the first time, "
        "to an assistant that is warm. Times are by the clock unless said otherwise, on a machine that others use too; "
        "half of the questions take at most the first figure.\n\n"
    )
    (folder / "scale.md").write_text(f"{words}{machine()}\n\n{table(found)}\n![](scale.svg)\n", "utf-8")


def machine() -> str:
    """What it was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    names = ("numpy", "faiss-cpu", "onnxruntime")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GB, load {load} at the end; "
        f"{platform.machine()}, Python {platform.python_version()}, {versions}."
    )


def plot(found: Sequence[Figures]) -> str:
    """Milliseconds of the processor a question, by passages, the 95th percentile."""
    points = [(log10(f["passages"]), f["made"]["processor_p95"]) for f in found]
    scoped = [(log10(f["passages"]), f["scoped"]["processor_p95"]) for f in found]
    most = max(100.0, *(y for _, y in points + scoped))
    field = Field(6, most)
    told = "Milliseconds of the processor that 95 in 100 questions take at most, by passages of the library"
    parts = [
        axes(field, "passages, as a power of ten", "ms a question, p95", range(7), [most * n / 4 for n in range(5)])
    ]
    for line, kind, name in ((points, "one", "everywhere"), (scoped, "two", "within 3 documents")):
        parts += [curve(field, line, kind), *(dot(field, at, kind, f"{name}: {at[1]:.0f} ms") for at in line)]
        parts.append(text(field.x(line[-1][0]) - 8, field.y(line[-1][1]) - 8, name, "end"))
    style = "<style>.one{stroke:#1d70b8}circle.one{fill:#1d70b8}.two{stroke:#d4351c}circle.two{fill:#d4351c}"
    style += ".axis{stroke:#505a5f}text{fill:#505a5f;font-family:sans-serif}</style>"
    return drawing(field, told, [style, *parts]).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _memory(found: dict[str, float]) -> str:
    return f"{found['all']:,.0f} ({found['files']:,.0f})"


def _times(found: dict[str, float]) -> str:
    return f"{found['half']:.0f} ({found['p95']:.0f})"


def _found(figures: Figures, sort: str) -> str:
    return f"{figures['found'][sort]:.3f} ({figures['found_exact'][sort]:.3f})"
