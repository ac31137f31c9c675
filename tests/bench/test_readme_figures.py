"""The figures of speed in the README are those of the reports that `make bench` last wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SORTS = (
    "question on the real documents",
    "question on the made documents",
    "within 3 documents",
    "within half of the documents",
)
ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "README.md").read_text("utf-8").partition("\n## How fast it is\n")[2].partition("\n## ")[0]
LAPTOP = (ROOT / "bench" / "results" / "laptop.md").read_text("utf-8")
SCALE = (ROOT / "bench" / "results" / "scale.md").read_text("utf-8")


def rows(table: str) -> dict[str, list[str]]:
    """The cells of each row of a table, by its first."""
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {name: cells for name, *cells in lines}


def medians(title: str) -> dict[str, float]:
    """Of a comparison of the report: what was measured, by name."""
    part = LAPTOP.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return {name: float(cells[0].replace(",", "")) for name, cells in rows(part).items() if cells[0][0].isdigit()}


@pytest.mark.parametrize(
    ("said", "title", "places"),
    [
        ("a new process to its first answer, s", "A new process to its first answer", 1),
        ("the most memory of that process, MB", "The most memory of that process", -1),
        ("a question to what is open, ms", "A question to a warm assistant", 0),
        ("passages indexed a second", "Passages indexed a second", 0),
        ("indexing the five documents, s", "Seconds to index the five documents", 0),
    ],
)
def test_the_five_documents(said: str, title: str, places: int) -> None:
    measured = medians(title)
    ours = next(value for name, value in measured.items() if name.startswith("mandate-qa"))
    plain = next(value for name, value in measured.items() if name.startswith("plain LlamaIndex"))
    assert [float(cell) for cell in rows(SECTION)[said]] == [round(ours, places), round(plain, places)]


def test_a_million_passages() -> None:
    columns = rows(SCALE)
    assert columns["passages"][-1].replace(",", "").startswith(("99", "100"))
    slowest = max(int(re.findall(r"\((\d+)\)", columns[f"{sort}, ms (p95)"][-1])[0]) for sort in SORTS)
    memory = float(columns["memory after the questions, MB (of files)"][-1].split()[0].replace(",", "")) / 1024
    said = re.search(r"95 in 100 questions take at most (\d+) ms and (\d\.\d) GB", " ".join(SECTION.split()))
    assert said is not None
    assert (int(said[1]), float(said[2])) == (slowest, round(memory, 1))
