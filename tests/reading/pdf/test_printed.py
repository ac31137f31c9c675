"""Publications that LibreOffice and Chromium printed: what is read is what their source says.

`tests/documents/print_pdf.py` made the files, and wrote beside each what is to be read.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from measure_pdf import figures, letters
from print_pdf import FOLDER, expected_blocks

from mandate_qa.reading.files import read_blocks
from mandate_qa.types import Block, BlockKind

ASIDE = (BlockKind.FOOTNOTE, BlockKind.CONTENTS)
Both = tuple[list[Block], list[Block]]


@pytest.fixture(scope="module", params=sorted(FOLDER.glob("*.pdf")), ids=lambda path: path.stem)
def both(request: pytest.FixtureRequest) -> Both:
    """The blocks of a publication, as its source has them and as they were read."""
    path: Path = request.param
    return expected_blocks(path), read_blocks(path)


def test_there_are_publications_of_both_programs() -> None:
    assert {path.stem.rpartition("-")[2] for path in FOLDER.glob("*.pdf")} >= {"office", "web"}


def test_the_body_comes_back_block_by_block_each_on_its_page(both: Both) -> None:
    def told(block: Block) -> tuple[object, ...]:
        marker = block.marker if block.kind is BlockKind.TEXT else ""
        level = block.level if block.kind is BlockKind.BULLET else 0
        return block.kind, level, marker, block.bulleted, letters(block.text), block.notes, block.page

    printed, found = ([told(b) for b in blocks if b.kind not in ASIDE and not b.rows] for blocks in both)
    assert found == printed


def test_words_are_whole_and_apart(both: Both) -> None:
    printed, found = ([b.text for b in blocks if b.kind is not BlockKind.CONTENTS and not b.rows] for blocks in both)
    assert sorted(found) == sorted(printed)


def test_headings_keep_their_ranks(both: Both) -> None:
    printed, found = ([(b.level, b.text) for b in blocks if b.kind is BlockKind.HEADING] for blocks in both)
    assert found == printed


def test_every_cell_comes_back_in_its_table(both: Both) -> None:
    printed, found = ([(b.rows, b.page) for b in blocks if b.rows] for blocks in both)
    assert found == printed


def test_footnotes_come_back(both: Both) -> None:
    printed, found = ([(b.marker, b.text, b.page) for b in blocks if b.kind is BlockKind.FOOTNOTE] for blocks in both)
    assert found == printed


def test_numbers_words_cells_and_pages_are_all_right(both: Both) -> None:
    counts = figures(*both)
    assert counts["order"] == 0
    for name in ("numbers", "words", "cells", "pages"):
        assert counts[name] == counts[f"{name} of"]
