"""The seeds as Markdown: every paragraph is read back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks_to_markdown import markdown_text
from read_back import footnotes, told, without_empty_columns

from mandate_qa.reading import number_paragraphs, read_blocks
from mandate_qa.types import Document

KEYS = ["business-plan-2013-16", "mandate-2017-18", "mandate-2021-22", "mandate-2023", "planning-guidance-2021-22"]


@pytest.mark.parametrize("key", KEYS)
def test_a_seed_is_read_back_from_markdown(
    key: str, seeds: Path, seed_documents: dict[str, Document], tmp_path: Path
) -> None:
    document = seed_documents[key]
    blocks = without_empty_columns(read_blocks(seeds / document.path))
    path = tmp_path / f"{key}.md"
    path.write_text(markdown_text(document.title, blocks), "utf-8")
    title, *paragraphs = number_paragraphs(document, read_blocks(path))
    expected = number_paragraphs(document, blocks)
    assert title.text == document.title
    assert told(paragraphs) == told(expected)
    assert footnotes(paragraphs) == footnotes(expected)
