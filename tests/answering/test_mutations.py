"""Sentences of the real documents, each changed in one place: nearly all must be withheld, and none that is unchanged.

The changes are made by rule, in reading order, so that every run tests the same ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from changed_sentences import Said, replaced, said_in, swapped_years

from mandate_qa.answering.cells import cells_of
from mandate_qa.answering.units import Unit
from mandate_qa.answering.verification import faults
from mandate_qa.building.contents import instalments
from mandate_qa.periods import financial_years, normalised
from mandate_qa.reading.seeds import find_sources
from mandate_qa.reading.tables import is_figure
from mandate_qa.settings import PassageSettings
from mandate_qa.types import Query, Statement

CAUGHT = 0.95
"""Share of the changed statements of each kind that must be withheld."""
CAUGHT_IN_ALL = 0.98
"""The same of all kinds together."""
SPARED = 0.98
"""Share of the unchanged ones that must not be."""
EACH = 120
"""At most so many changes of a kind are tried."""


@pytest.fixture(scope="module")
def library(seeds: Path) -> Any:
    """The real documents, read but not embedded, as a source."""
    (contents,) = instalments(find_sources(seeds, {}), seeds, PassageSettings())
    paragraphs = {paragraph.id: paragraph for paragraph in contents.paragraphs}
    documents = {document.key: document for document in contents.documents}
    return SimpleNamespace(documents=documents, paragraphs=paragraphs, paragraph=paragraphs.__getitem__)


@pytest.fixture(scope="module")
def said(library: Any) -> list[Said]:
    """Every sentence of at least six words that an answer may quote."""
    return said_in(library.paragraphs.values(), 6)


# -- what may be changed in a sentence --------------------------------------------------------------------------------


WEAKER = {"must": "should", "should": "may", "will": "may", "may": "must", "can": "must", "shall": "should"}
MONTHS = "January February March April June July August September October November December".split()
NEXT_MONTH = dict(zip(MONTHS, MONTHS[1:] + MONTHS[:1], strict=True))
NEXT_WORD = dict(pairwise("two three four five six seven eight nine ten eleven".split()))

CHANGES: dict[str, Callable[[str], Iterator[str]]] = {
    "figure": replaced(r"(?<![\d,.])\d{1,3}(?![\d])", lambda found: str(int(found.group()) + 3)),
    "large figure": replaced(r"\d{1,3},\d{3}", lambda found: "7" + found.group()),
    "decimal": replaced(r"\d\.\d+(?=%|bn|m\b| billion| million)", lambda found: found.group() + "5"),
    "number in words": replaced(rf"\b(?:{'|'.join(NEXT_WORD)})\b", lambda found: NEXT_WORD[found.group()]),
    "year": replaced(r"\b(?:19|20)\d\d\b", lambda found: str(int(found.group()) + 1)),
    "swapped years": swapped_years,
    "month": replaced(rf"\b(?:{'|'.join(MONTHS)})\b", lambda found: NEXT_MONTH[found.group()]),
    "unit": replaced(r"(?<=\d)(?: ?%| per cent|bn| billion)", lambda found: " million"),
    "dropped negation": replaced(r"\b(?:not|no|never|without) ", lambda found: ""),
    "added negation": replaced(r"\b(?:must|should|will|may|can|shall) ", lambda found: f"{found.group()}not "),
    "modal": replaced(rf"\b(?:{'|'.join(WEAKER)})\b", lambda found: WEAKER[found.group()]),
    "dropped limit": replaced(r"\b(?:at least|up to|unless) ", lambda found: ""),
    "name": replaced(r"(?<=[a-z] )England\b", lambda found: "Scotland"),
}


def changed(said: list[Said], kind: str) -> list[Statement]:
    """The statements that a kind of change makes, spread over all documents."""
    every = [one.statement(text) for one in said for text in CHANGES[kind](one.text)]
    return every[:: max(1, len(every) // EACH)][:EACH]


def stitched(said: list[Said]) -> list[Statement]:
    """Half of one sentence and half of the next, told as one quote of the first's paragraph."""
    made = []
    for one, other in pairwise(said):
        quote = f"{one.text[: len(one.text) // 2]}{other.text[len(other.text) // 2 :]}"
        made.append(one.statement(one.text, one.paragraph, quote))
    return made[:: len(made) // EACH][:EACH]


def from_elsewhere(said: list[Said]) -> list[Statement]:
    """True sentences that name the paragraph before or after their own."""
    pairs = [(one, other) for one, other in pairwise(said) if one.text not in other.paragraph.text]
    return [one.statement(one.text, other.paragraph) for one, other in pairs][:: len(pairs) // EACH][:EACH]


def of_another_column(library: Any) -> list[Statement]:
    """A cell of the asked year replaced by another figure of its row."""
    made = []
    for unit, column in cells(library):
        row, table = unit.row, unit.paragraph.table
        assert row is not None
        assert table is not None
        true = told(unit, column)
        for cell in row.cells:
            if is_figure(cell) and cell != row.cells[column]:
                name, value = true.text.rsplit(": ", 1)
                made.append(Statement(f"{name}: {value.replace(row.cells[column], cell, 1)}", true.evidence))
    return made[:: max(1, len(made) // EACH)][:EACH]


def cells(library: Any) -> Iterator[tuple[Unit, int]]:
    """Every figure of a table that stands under a year of its own."""
    for paragraph in library.paragraphs.values():
        for row in paragraph.table.rows if paragraph.table else ():
            part = paragraph.parts[row.part]
            years = [financial_years(normalised(column)) for column in paragraph.table.columns]
            for n, cell in enumerate(row.cells):
                if is_figure(cell) and years[n] and years.count(years[n]) == 1:
                    yield Unit(paragraph, row.part, part.start, part.end, 1.0, 1.0, 1.0), n


def told(unit: Unit, column: int) -> Statement:
    """A cell as the extractive composer tells it."""
    assert unit.paragraph.table is not None
    years = financial_years(normalised(unit.paragraph.table.columns[column]))
    found = cells_of(unit, Query("how much?", "how much?", periods=years))
    assert found is not None
    return Statement(f"{found.words()}.", (unit.evidence(),))


# -- what must come of it ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mutations(library: Any, said: list[Said]) -> dict[str, list[Statement]]:
    """Changed statements by kind of change."""
    made = defaultdict(list, {kind: changed(said, kind) for kind in CHANGES})
    made["stitched quote"] = stitched(said)
    made["another paragraph"] = from_elsewhere(said)
    made["another column"] = of_another_column(library)
    return made


KINDS = (*CHANGES, "stitched quote", "another paragraph", "another column")


def test_there_are_enough_changes_to_judge_by(mutations: dict[str, list[Statement]]) -> None:
    counts = {kind: len(mutations[kind]) for kind in KINDS}
    assert sum(counts.values()) >= 800
    assert min(counts.values()) >= 5, counts


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_statement_is_withheld(kind: str, mutations: dict[str, list[Statement]], library: Any) -> None:
    missed = [statement.text for statement in mutations[kind] if not faults(statement, library)]
    assert len(missed) <= (1 - CAUGHT) * len(mutations[kind]), missed[:5]


def test_of_all_changes_together_hardly_one_is_missed(mutations: dict[str, list[Statement]], library: Any) -> None:
    every = [statement for kind in KINDS for statement in mutations[kind]]
    missed = [statement.text for statement in every if not faults(statement, library)]
    assert len(missed) <= (1 - CAUGHT_IN_ALL) * len(every), missed[:5]


def test_an_unchanged_statement_is_not(said: list[Said], library: Any) -> None:
    assert len(said) > 1000
    withheld = [one.text for one in said if faults(one.statement(), library)]
    assert len(withheld) <= (1 - SPARED) * len(said), withheld[:5]


def test_an_unchanged_cell_is_not(library: Any) -> None:
    every = [told(unit, column) for unit, column in cells(library)]
    assert len(every) > 40
    withheld = [statement.text for statement in every if faults(statement, library)]
    assert len(withheld) <= (1 - SPARED) * len(every), withheld[:5]
