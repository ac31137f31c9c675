"""Documents of the kinds that public bodies print, each line with the label that a reader would cite it by.

On the left stands the label (without the name of the document), on the right the block: "# " before a heading, "* "
before a bullet, a marker before " | ". What has no label of its own goes on with the paragraph above.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent

import pytest
from public_blocks import BLOCKS
from public_texts import TEXTS

from mandate_qa.reading import number_paragraphs
from mandate_qa.reading.labels import part_label
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Block, BlockKind, Document, Paragraph, ParagraphKind

LINE = re.compile(r"(?P<depth> *)(?P<kind>#+ |\* )?(?:(?P<marker>[^|]{1,8}) \| )?(?P<text>.+)")


def lines_of(made: str) -> list[tuple[str, str]]:
    """Label and line, for each line of a made-up document."""
    found = []
    for line in dedent(made).strip("\n").split("\n"):
        label, _, words = line.partition("::")
        found.append((label.strip(), words.removeprefix(" ")))
    return found


def blocks_of(lines: list[tuple[str, str]]) -> list[Block]:
    """Blocks as the readers of formats give them."""
    blocks = []
    for n, (_, line) in enumerate(lines, start=1):
        if found := LINE.fullmatch(line):
            kind, marker = (found["kind"] or "").strip(), found["marker"] or ""
            if kind.startswith("#"):
                block = Block(BlockKind.HEADING, found["text"], level=len(kind), marker=marker, lines=(n, n))
            elif kind:
                level = len(found["depth"]) // 2
                block = Block(BlockKind.BULLET, found["text"], level, marker or "-", bulleted=True, lines=(n, n))
            else:
                block = Block(BlockKind.TEXT, found["text"], marker=marker, lines=(n, n))
            blocks.append(block)
    return blocks


def labels(paragraphs: list[Paragraph], line: str) -> list[str]:
    """The labels, less the name of the document, of the parts that end as a line of a document does."""
    return [
        part_label(paragraph, n).removeprefix("doc, ")
        for paragraph in paragraphs
        if paragraph.kind is not ParagraphKind.HEADING
        for n, part in enumerate(paragraph.parts)
        if line.endswith(part.text)
    ]


def check(title: str, made: str, read: Callable[[list[tuple[str, str]]], list[Block]]) -> None:
    """Compare the labels of a document with those written beside its lines."""
    lines = lines_of(made)
    paragraphs = number_paragraphs(Document("doc", title, "doc", "Toy Office", "2024", None, None), read(lines))
    wanted = {line: label for label, line in lines if label}
    assert {line: next(iter(labels(paragraphs, line)), "") for line in wanted} == wanted
    numbers = [p for p in paragraphs if p.number is not None]
    named = {re.sub(r", (?:bullet|item|row) .*| \(unnumbered\)$", "", label) for label in wanted.values()}
    assert {p.label.removeprefix("doc, ") for p in numbers} <= named, "a number that nothing prints"
    assert len({p.id for p in paragraphs}) == len(paragraphs)


@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks(kind: str) -> None:
    check(*BLOCKS[kind], blocks_of)


@pytest.mark.parametrize("kind", TEXTS)
def test_texts(kind: str) -> None:
    check(*TEXTS[kind], lambda lines: text_blocks("\n".join(line for _, line in lines)))


def test_numbers_that_lost_the_blank_after_them() -> None:
    words = (
        "A.1Noise is measured twice.",
        "A.2Each reading counts.",
        "U.S.Army is no number.",
        "E.5Coli is none either.",
    )
    found = number_paragraphs(PLAN, [Block(BlockKind.TEXT, text) for text in words])
    assert [(p.number, p.text.split("\n")[0]) for p in found] == [
        ("A.1", "Noise is measured twice."),
        ("A.2", "Each reading counts."),
    ]


PLAN = Document("doc", "A plan", "doc", "Toy Office", "2024", None, None)
