"""Invented documents in all formats, read and held against what a right reading of each must tell.

`python -m corpus.check` (with src and tests/documents on the path) prints the figures by format; with --wrong it names
what is not right. `tests/documents/corpus/make.py` makes what is kept of the corpus.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from corpus.check import paragraphs_of, score_of
from corpus.checking import Score, checked
from corpus.files import GOLDEN, OFFICE, File, all_files
from corpus.goldens import golden_lines, kept_pages
from corpus.source import Source, sources
from corpus.truth import cells, units, units_of

from mandate_qa.types import Paragraph

LEAST = {"numbers": 0.99, "cells": 0.99, "pages": 1.0, "sections": 0.99, "notes": 1.0}
"""The share of each that must be right."""
FORMATS = sorted({file.format for file in all_files()})
OPEN: dict[str, tuple[str, ...]] = {}
"""What is known to fall short, and in which formats; each entry goes when it does not any more."""
Scores = dict[str, list[Score]]


@pytest.fixture(scope="session")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """What is right of each file, by format."""
    folder = tmp_path_factory.mktemp("corpus")
    found: Scores = {}
    for file in all_files():
        found.setdefault(file.format, []).append(score_of(file, folder))
    return found


def together(scores: Sequence[Score]) -> Score:
    """The counts of several files in one."""
    total = Score()
    for score in scores:
        total.add(score)
    return total


# -- how much is read right ------------------------------------------------------------------------------------------


def least_of(name: str) -> Any:
    """A format as a parameter, marked where it is known to fall short."""
    reason = "; ".join(reason for reason, formats in OPEN.items() if name in formats)
    return pytest.param(name, marks=pytest.mark.xfail(reason=reason, strict=False) if reason else ())


@pytest.mark.parametrize("name", [*map(least_of, FORMATS)])
def test_a_format_is_read_right(name: str, scores: Scores) -> None:
    total = together(scores[name])
    short = [what for what, least in LEAST.items() if total.share(what) < least]
    assert not short and not total.errors("order"), "\n".join([f"{name}: {short}", *total.wrong[:20]])


@pytest.mark.xfail(bool(OPEN), reason="; ".join(OPEN), strict=False)
def test_the_whole_corpus_is_read_right(scores: Scores) -> None:
    total = together([score for found in scores.values() for score in found])
    assert {what: total.share(what) for what in LEAST if total.share(what) < LEAST[what]} == {}
    assert total.errors("order") == 0


# -- what the corpus is ----------------------------------------------------------------------------------------------


def test_each_format_has_at_least_four_documents() -> None:
    counts = Counter(file.format for file in all_files())
    assert len(sources()) >= 24
    assert {name: count for name, count in counts.items() if count < 4} == {}


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.key)
def test_the_list_of_a_document_is_that_of_its_source(source: Source) -> None:
    kept = (GOLDEN / f"{source.key}.tsv").read_text("utf-8").splitlines()
    pages = {name: piece_pages_of(source, kept_pages(kept, name)) for name in source.formats if "pdf" in name}
    assert kept == golden_lines(source, pages), "run tests/documents/corpus/make.py and read the difference"


def piece_pages_of(source: Source, pages: Sequence[int]) -> list[int]:
    """The page of each piece of a source from those of its units; 0 for a piece that has none."""
    left = iter(pages)
    found = []
    for piece in source.pieces:
        count = len(list(units_of(piece)))
        found.append(([next(left) for _ in range(count)] or [0])[0])
    return found


def test_files_that_are_kept_are_small_and_all_there() -> None:
    kept = {file.written(Path()) for file in all_files() if file.format in OFFICE}
    folder = next(iter(kept)).parent
    assert kept == set(folder.iterdir())
    assert sum(path.stat().st_size for path in kept) < 3_000_000


# -- what the checker sees -------------------------------------------------------------------------------------------

Damage = Callable[[list[Paragraph]], list[Paragraph]]


def changed(paragraphs: list[Paragraph], which: str, **changes: Any) -> list[Paragraph]:
    """`paragraphs` with the one of a number changed."""
    return [replace(p, **changes) if p.number == which else p for p in paragraphs]


def swapped(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """`paragraphs` with two that follow each other in each other's place."""
    first, second = (next(p for p in paragraphs if p.number == number) for number in ("3.3", "3.4"))
    places = {first.id: second.position, second.id: first.position}
    return sorted((replace(p, position=places.get(p.id, p.position)) for p in paragraphs), key=lambda p: p.position)


def with_cell(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """`paragraphs` with a figure of the table wrong."""
    found = next(p for p in paragraphs if p.table)
    assert found.table is not None
    rows = [replace(row, cells=("703", *row.cells[1:])) if row.cells[0] == "702" else row for row in found.table.rows]
    return [replace(p, table=replace(found.table, rows=tuple(rows))) if p is found else p for p in paragraphs]


@pytest.mark.parametrize(
    ("damage", "what", "errors"),
    [
        (lambda found: found, "numbers", 0),
        (lambda found: changed(found, "3.4", number="3.5"), "numbers", 2),
        (lambda found: changed(found, "3.4", number=None), "numbers", 1),
        (lambda found: [p for p in found if p.number != "3.4"], "numbers", 1),
        (lambda found: changed(found, "1.3", number="1.2"), "numbers", 8),
        (swapped, "order", 1),
        (with_cell, "cells", 1),
        (lambda found: changed(found, "3.4", page=9), "pages", 1),
        (lambda found: changed(found, "3.4", section=("2. Objectives",)), "sections", 1),
        (lambda found: changed(found, "1.1", notes=()), "notes", 1),
    ],
)
def test_the_checker_sees_each_kind_of_error(damage: Damage, what: str, errors: int, tmp_path: Path) -> None:
    source = next(source for source in sources() if source.key == "mandate-roads-2024")
    found = [replace(p, page=1) for p in paragraphs_of(File(source, "docx"), tmp_path)]
    pages = [1] * len(units(source))
    before = checked(units(source), cells(source), found, pages)
    after = checked(units(source), cells(source), damage(found), pages)
    assert before.wrong == []
    assert after.errors(what) == errors
