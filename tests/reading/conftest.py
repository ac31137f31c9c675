"""The seeds as paragraphs, read once, and short texts read as if they were a document."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from mandate_qa.reading import number_paragraphs, read_blocks, read_manifest
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Block, Document, Paragraph

sys.path.insert(0, str(Path(__file__).parent))  # public_blocks and public_texts

ReadBlocks = Callable[[str], list[Block]]
ReadParagraphs = Callable[[str], list[Paragraph]]
Seeds = dict[str, list[Paragraph]]


@pytest.fixture(scope="session")
def seed_documents(seeds: Path) -> dict[str, Document]:
    """The five documents that come with the project, by key."""
    return {document.key: document for document in read_manifest(seeds)}


@pytest.fixture(scope="session")
def seed_paragraphs(seeds: Path, seed_documents: dict[str, Document]) -> Seeds:
    """Paragraphs of each seed in reading order, by key."""
    return {key: number_paragraphs(d, read_blocks(seeds / d.path)) for key, d in seed_documents.items()}


@pytest.fixture(scope="session")
def plan() -> Document:
    """A document that short texts are read as."""
    return Document("plan", "A plan", "2024 plan", "Toy Office", "2024", None, None)


@pytest.fixture
def blocks() -> ReadBlocks:
    """A function that reads an indented text into blocks."""
    return lambda text: text_blocks(dedent(text))


@pytest.fixture
def paragraphs(plan: Document) -> ReadParagraphs:
    """A function that reads an indented text into the paragraphs of `plan`."""
    return lambda text: number_paragraphs(plan, text_blocks(dedent(text)))
