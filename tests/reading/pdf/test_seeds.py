"""The five seeds set as PDF and read again: the same numbers, and on them the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest
from blocks_to_pdf import Layout, typeset

from mandate_qa.reading import number_paragraphs, read_blocks
from mandate_qa.types import Block, BlockKind, Document, Paragraph

KEYS = ("business-plan-2013-16", "mandate-2017-18", "mandate-2021-22", "mandate-2023", "planning-guidance-2021-22")
LAYOUTS = {
    "one column": Layout(),
    "two columns": Layout(
        columns=2,
        size=10,
        left=60,
        justified=True,
        hyphenated=True,
        wide=frozenset({BlockKind.HEADING, BlockKind.TABLE}),
    ),
}


@pytest.fixture(scope="module", params=[(key, name) for key in KEYS for name in LAYOUTS], ids=lambda p: " in ".join(p))
def both(
    request: pytest.FixtureRequest,
    seeds: Path,
    seed_documents: dict[str, Document],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Paragraph], list[Paragraph], list[Block], list[Block]]:
    """Paragraphs and blocks of a seed, from its text and from its PDF."""
    key, layout = request.param
    document = seed_documents[key]
    printed = with_whole_tables(read_blocks(seeds / document.path))
    data, pages = typeset(printed, LAYOUTS[layout])
    printed = [replace(block, page=page) for block, page in zip(printed, pages, strict=True)]
    path = tmp_path_factory.mktemp("seeds") / f"{key}.pdf"
    path.write_bytes(data)
    found = read_blocks(path)
    return number_paragraphs(document, printed), number_paragraphs(document, found), printed, found


def with_whole_tables(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with tables that follow each other put together, as they are one on paper."""
    result = [blocks[0]]
    for above, block in pairwise(blocks):
        last = result[-1]
        if above.kind is block.kind is BlockKind.TABLE and len(last.rows[0]) == len(block.rows[0]):
            notes = (*(last.row_notes or ((),) * len(last.rows)), *(block.row_notes or ((),) * len(block.rows)))
            lines = (*last.row_lines, *block.row_lines)
            result[-1] = replace(last, rows=(*last.rows, *block.rows), row_notes=notes, row_lines=lines)
        else:
            result.append(block)
    return result


def letters(text: str) -> str:
    """What of a text its line breaks cannot change."""
    return re.sub(r"[\W_]+", "", text)


def share(printed: Sequence[object], found: Sequence[object]) -> float:
    """How much of what was printed was found, in its order."""
    matches = SequenceMatcher(None, printed, found, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matches) / max(len(printed), 1)


def test_every_number_is_found_and_none_besides(both: tuple[list[Paragraph], list[Paragraph], object, object]) -> None:
    printed, found, *_ = both
    assert [p.number for p in found if p.number] == [p.number for p in printed if p.number]


def test_numbered_paragraphs_keep_their_words_and_pages(
    both: tuple[list[Paragraph], list[Paragraph], object, object],
) -> None:
    printed, found = ([(p.number, letters(p.text), p.page) for p in ps if p.number] for ps in both[:2])
    assert not printed or share(printed, found) >= 0.95


def test_blocks_keep_their_order(both: tuple[object, object, list[Block], list[Block]]) -> None:
    printed, found = ([letters(b.text) for b in bs if b.kind is not BlockKind.FOOTNOTE] for bs in both[2:])
    assert share(printed, found) >= 0.95


def test_cells_keep_their_words(both: tuple[object, object, list[Block], list[Block]]) -> None:
    printed, found = ([letters(cell) for b in bs for row in b.rows for cell in row] for bs in both[2:])
    assert not printed or share(printed, found) >= 0.97


def test_list_items_keep_their_levels(both: tuple[object, object, list[Block], list[Block]]) -> None:
    printed, found = ([(b.level, letters(b.text)) for b in bs if b.kind is BlockKind.BULLET] for bs in both[2:])
    assert found == printed


def test_footnotes_keep_their_marks_and_are_tied(both: tuple[object, object, list[Block], list[Block]]) -> None:
    printed, found = ([(b.marker, letters(b.text)) for b in bs if b.kind is BlockKind.FOOTNOTE] for bs in both[2:])
    tied = [[(letters(b.text)[:40], b.notes) for b in bs if b.notes and not b.rows] for bs in both[2:]]
    assert sorted(found) == sorted(printed)
    assert tied[1] == tied[0]
