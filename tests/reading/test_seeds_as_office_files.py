"""The seeds written as Word and OpenDocument texts read to the same paragraphs, their numbers counted by lists."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from blocks_to_docx import as_docx
from blocks_to_odt import as_odt
from counted import planned

from mandate_qa.reading import number_paragraphs, read_blocks
from mandate_qa.types import Block, Document, Paragraph, ParagraphKind

KEYS = ("mandate-2021-22", "mandate-2017-18", "mandate-2023", "business-plan-2013-16", "planning-guidance-2021-22")
Write = Callable[[Sequence[Block]], bytes]

DIFFERENT = {
    # A bullet right after paragraph 2.5 stands beside it in the text, by its mark alone, and below it in a list.
    "mandate-2021-22": ["mandate-2021-22 ¶2.5", "mandate-2021-22 §nhs-improvement ¶1"],
    # A column that holds nothing is left out.
    "business-plan-2013-16": ["business-plan-2013-16 §the-quality-premium-and-commissioning-for-quality-and table-1"],
}
"""Paragraphs that are not the same, and why."""


def comparable(paragraph: Paragraph) -> tuple[Any, ...]:
    """What must be the same: everything but the place in the file, on which the section of a footnote depends."""
    parts = tuple((part.kind, part.text, part.level, part.ordinal, part.lead) for part in paragraph.parts)
    words = (paragraph.kind, paragraph.label, paragraph.text, parts, tuple(sorted(paragraph.notes)))
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        return words
    return (*words, paragraph.number, paragraph.section, paragraph.table)


def without_notes(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.kind is not ParagraphKind.FOOTNOTE]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("suffix", "write"), [("docx", as_docx), ("odt", as_odt)])
def test_paragraphs_are_the_same(
    key: str, suffix: str, write: Write, seeds: Path, seed_documents: dict[str, Document], tmp_path: Path
) -> None:
    document = seed_documents[key]
    blocks = read_blocks(seeds / document.path)
    written = tmp_path / f"{key}.{suffix}"
    written.write_bytes(write(blocks))
    wanted = number_paragraphs(document, blocks)
    found = {paragraph.id: comparable(paragraph) for paragraph in number_paragraphs(document, read_blocks(written))}
    different = [paragraph.id for paragraph in wanted if found.get(paragraph.id) != comparable(paragraph)]
    assert different == DIFFERENT.get(key, [])
    assert found.keys() <= {paragraph.id for paragraph in wanted}


@pytest.mark.parametrize("key", KEYS)
def test_paragraphs_stand_in_the_same_order(
    key: str, seeds: Path, seed_documents: dict[str, Document], tmp_path: Path
) -> None:
    document = seed_documents[key]
    blocks = read_blocks(seeds / document.path)
    written = tmp_path / f"{key}.docx"
    written.write_bytes(as_docx(blocks))
    wanted = [paragraph.id for paragraph in without_notes(number_paragraphs(document, blocks))]
    found = [paragraph.id for paragraph in without_notes(number_paragraphs(document, read_blocks(written)))]
    assert found == [identifier for identifier in wanted if identifier in found]


def test_every_number_is_counted_and_none_typed(seeds: Path, seed_documents: dict[str, Document]) -> None:
    counts = {}
    for key in KEYS:
        plan, _ = planned(read_blocks(seeds / seed_documents[key].path))
        numbered = [place for block, place in plan if any(c.isalnum() for c in block.marker)]
        assert None not in numbered
        counts[key] = len(numbered)
    assert sum(counts.values()) > 300
