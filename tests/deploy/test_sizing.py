"""The arithmetic of deploy/README.md follows from what is stated there, and that from code and measurements."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from deployed import README, ROOT

from mandate_qa.backends.milvus import INDEXES
from mandate_qa.searching.manifest import MANIFEST, read_index_manifest

UNITS = {"": 1, "MB": 10**6, "GB": 10**9, "TB": 10**12}
COUNTS = (10**6, 10**7, 10**8, 10**9)
FLOAT = 4
"""Bytes of a number of a vector."""


def number(text: str) -> float:
    """A number as people write it, the unit after it taken in."""
    found = re.fullmatch(r"([\d,.]+)(?: (MB|GB|TB))?", text.strip())
    assert found, text
    return float(found[1].replace(",", "")) * UNITS[found[2] or ""]


def stated(pattern: str, page: str = README) -> float:
    """The number that stands in the one group of a pattern, however the lines are broken."""
    (found,) = {*re.findall(pattern.replace(" ", r"\s+"), page)}
    return number(found)


def rows() -> dict[str, tuple[str, list[str]]]:
    """The table: what a passage costs and the four cells of what many do, by the row's first words."""
    found = {}
    for line in README.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 6 and cells[0].strip("-") and "1 billion" not in cells:
            found[cells[0].replace("*", "")] = (cells[1], cells[2:])
    return found


ROWS = rows()
COSTS = {name: row for name, row in ROWS.items() if not name.startswith("embedding")}


def row(words: str) -> tuple[str, list[str]]:
    """The row whose first cell begins with these words."""
    (found,) = (cells for name, cells in ROWS.items() if name.startswith(words))
    return found


def each(words: str) -> float:
    """Bytes a passage of the row that begins with these words."""
    return sum(float(n.replace(",", "")) for n in re.findall(r"[\d,.]+", row(words)[0]))


DIMENSION = int(stated(r"with (\d+) numbers a vector"))
WORDS = int(stated(r"(\d+) words a passage"))
EACH_DOCUMENT = int(stated(r"words a passage and (\d+) passages a document"))
LIBRARY, POSTINGS, VECTORS, LATE, DOCUMENT = (
    stated(pattern)
    for pattern in (r"library ([\d,]+),", r"postings ([\d,]+),", r"vectors ([\d,]+) \(", r"\(token vectors ([\d,]+),",
                    r"; ([\d,]+) a document in")
)  # fmt: skip


@pytest.mark.parametrize("name", COSTS)
def test_a_row_is_what_a_passage_costs_times_how_many_there_are(name: str) -> None:
    cost, cells = each(name), COSTS[name][1]
    for cell, count in zip(cells, COUNTS, strict=True):
        assert number(cell) == pytest.approx(cost * count, abs=half_of_the_last_digit(cell))


def half_of_the_last_digit(cell: str) -> float:
    """How much a rounded number may differ from what it stands for."""
    digits, unit = cell.split()
    return 0.5 * UNITS[unit] / 10 ** len(digits.partition(".")[2])


def test_what_a_passage_costs_follows_from_its_parts() -> None:
    assert VECTORS == DIMENSION * FLOAT
    assert each("memory for words") == WORDS * (4 + 4)
    assert each("builder") == LIBRARY + POSTINGS + VECTORS
    assert each("app, disk") == LIBRARY + POSTINGS
    assert each("memory of each app") == np.dtype(np.uint32).itemsize
    assert each("the manifest") == pytest.approx(DOCUMENT / EACH_DOCUMENT, rel=0.02)
    assert each("fast disk") == 4096 / 2
    assert each("memory with `DISKANN`") == pytest.approx(VECTORS * (0.125 + 0.1), rel=0.01)
    links = INDEXES["HNSW"][0]["M"]
    # Twice M at the lowest of the layers, M at each above, of which a vector is on 1 / (M - 1) in the mean.
    assert each("Milvus, memory") == pytest.approx(VECTORS + 4 * (2 * links + links / (links - 1)), rel=0.01)


def test_the_object_store_is_told_generously() -> None:
    held = VECTORS + each("memory for words") + each("Milvus, memory")
    assert held < each("object store") < 1.2 * held


def test_embedding_takes_as_many_hours_as_the_speed_says() -> None:
    speed = stated(r"\((\d+) passages a second, measured")
    for cell, count in zip(row("embedding")[1][-4:], COUNTS, strict=True):
        assert number(cell) == pytest.approx(count / speed / 3600, rel=0.05)
    days, cores = re.findall(r"hours of embedding, (\w+) days on (\d+) cores", README)[0]
    assert number(row("embedding")[1][-1]) / 24 / int(cores) == pytest.approx({"two": 2}[days], rel=0.05)


def test_what_is_said_of_a_manifest_follows() -> None:
    documents = stated(r"the manifest is what hurts first: ([\d,]+) documents")
    assert documents == pytest.approx(10**8 / EACH_DOCUMENT, rel=0.05)
    assert stated(r"are (\d+ MB) of JSON") == pytest.approx(documents * DOCUMENT, rel=0.05)
    smaller = stated(r"documents have (\d+) passages each")
    assert stated(r"the manifest is (\d+ MB) a million") == pytest.approx(10**6 / smaller * DOCUMENT, rel=0.05)


def test_what_was_measured_is_what_the_measurements_say() -> None:
    measured = (ROOT / "bench" / "results" / "scale.md").read_text("utf-8")
    table = [line.strip("|").split("|") for line in measured.splitlines() if line.startswith("| ")]
    names = [cells[0].strip() for cells in table]
    columns = [dict(zip(names, column, strict=True)) for column in zip(*table, strict=False)][1:]
    (large,) = (c for c in columns if first(c["passages"]) == stated(r"at ([\d,]+) passages the index took"))
    assert stated(r"documents have (\d+) passages each") == round(first(large["passages"]) / first(large["documents"]))
    disk = stated(r"the index took ([\d.]+ GB) on disk")
    assert disk == pytest.approx(first(large["index on disk, MB"]) * 1e6, abs=0.05e9)
    reckoned = each("builder") * first(large["passages"]) / 1e9
    assert stated(r"where this says ([\d.]+) \(") == pytest.approx(reckoned, abs=0.05)
    held = [first(column["memory when open, MB (of files)"]) for column in columns]
    assert stated(r"an app held (\d+) MB") == first(large["memory when open, MB (of files)"])
    assert stated(r"after (\d+) MB at a tenth") in held


def first(cell: str) -> float:
    """The number that a cell begins with."""
    found = re.match(r"\s*([\d,]*\d)", cell)
    assert found, cell
    return float(found[1].replace(",", ""))


def test_what_a_passage_takes_is_what_the_index_of_the_seeds_takes(real_index: Path) -> None:
    manifest = read_index_manifest(real_index)
    sizes: Counter[str] = Counter()
    for segment in manifest.segments:
        for name, file in segment.files.items():
            sizes[Path(name).parts[0].partition("-")[0].partition(".")[0]] += file.size
    told = {"library": LIBRARY, "keywords": POSTINGS, "vectors": VECTORS, "tokens": LATE}
    assert {name: sizes[name] / manifest.passages for name in told} == pytest.approx(told, rel=0.1)
    # What an engine holds of a document, and what files of further segments there are, comes on top.
    assert DOCUMENT * 0.7 < (real_index / MANIFEST).stat().st_size / len(manifest.documents) <= DOCUMENT
    assert manifest.passages / len(manifest.documents) == pytest.approx(EACH_DOCUMENT, rel=0.05)
