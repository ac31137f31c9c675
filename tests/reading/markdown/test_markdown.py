"""Markdown: headings, numbered paragraphs, lists, tables, footnotes, and what it leaves of its own signs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]


def shapes(blocks: list[Block]) -> list[tuple[BlockKind, int, str, str]]:
    return [(block.kind, block.level, block.marker, block.text) for block in blocks]


def test_headings_of_both_kinds(read: Read) -> None:
    blocks = read(
        """
        The plan
        ========

        ## 1. Money ##

        Text.

        ### Paint
        More.
        """
    )
    assert shapes(blocks) == [
        (BlockKind.HEADING, 1, "", "The plan"),
        (BlockKind.HEADING, 1, "1.", "Money"),
        (BlockKind.TEXT, 0, "", "Text."),
        (BlockKind.HEADING, 2, "", "Paint"),
        (BlockKind.TEXT, 0, "", "More."),
    ]


def test_numbered_paragraphs_and_their_lists(read: Read) -> None:
    blocks = read(
        """
        1.1 Every nursery should have
        40 blocks.

        1.2 The Office will:

        - paint
          - red
          - blue

        * build

          in wood

        3. Third.
        4. Fourth:
           1. one
        """
    )
    assert shapes(blocks) == [
        (BlockKind.TEXT, 0, "1.1", "Every nursery should have 40 blocks."),
        (BlockKind.TEXT, 0, "1.2", "The Office will:"),
        (BlockKind.BULLET, 0, "-", "paint"),
        (BlockKind.BULLET, 1, "-", "red"),
        (BlockKind.BULLET, 1, "-", "blue"),
        (BlockKind.BULLET, 0, "-", "build in wood"),
        (BlockKind.TEXT, 0, "3.", "Third."),
        (BlockKind.TEXT, 0, "4.", "Fourth:"),
        (BlockKind.BULLET, 0, "1.", "one"),
    ]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**bold** *italic* _too_ ~~gone~~ `code *x*`", "bold italic too gone code *x*"),
        ('[link](https://example.org "title") <https://example.org>', "link https://example.org"),
        ("![picture](x.png) text", "text"),
        ("a \\* b \\# c 1\\.5", "a * b # c 1.5"),
        ("R&D &pound;5 &amp; more", "R&D £5 & more"),
        ("x<sup>2</sup> and <b>bold</b>", "x² and bold"),
        ("one  \ntwo\\\nthree", "one two three"),
        ("a|b", "a|b"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("    code\n    more", "code more"),
        ("```python\ncode\n```", "code"),
        ("> quoted\n> text", "quoted text"),
        ("<div>html</div>", "html"),
    ],
)
def test_words_without_their_signs(read: Read, markdown: str, text: str) -> None:
    assert [block.text for block in read(markdown)] == [text]


def test_tables(read: Read) -> None:
    [table] = read(
        """
        | Region | Year to March 2021 (£m) | Note |
        |:-------|-----:|---|
        | North | 150,614 | a \\| b |
        | South | **(34.6)** |
        """
    )
    assert (table.kind, table.headers) == (BlockKind.TABLE, 1)
    assert table.rows == (
        ("Region", "Year to March 2021 (£m)", "Note"),
        ("North", "150,614", "a | b"),
        ("South", "(34.6)", ""),
    )
    assert table.row_lines == ((2, 2), (4, 4), (5, 5))


def test_footnotes(read: Read) -> None:
    text, table, one, two = read(
        """
        Paint is safe[^safe].

        | a | b |
        |---|---|
        | x[^2] | 1 |

        [^2]: Not yet.
        [^safe]: Since *2021*,
            at least.
        """
    )
    assert (text.text, text.notes) == ("Paint is safe.", (1,))
    assert (table.rows[1], table.row_notes) == (("x", "1"), ((), (2,)))
    assert [(note.kind, note.marker, note.text) for note in (one, two)] == [
        (BlockKind.FOOTNOTE, "1", "Since 2021, at least."),
        (BlockKind.FOOTNOTE, "2", "Not yet."),
    ]


def test_blocks_know_their_lines(read: Read) -> None:
    blocks = read("# Plan\n\n1.1 One\ntwo\n\n- three\n- four\n")
    assert [block.lines for block in blocks] == [(1, 1), (3, 4), (6, 6), (7, 7)]


def test_front_matter_is_no_text(read: Read) -> None:
    assert [block.text for block in read("---\ntitle: Plan\ndate: 2024-01-01\n---\n\nText.\n")] == ["Text."]


def test_a_table_of_contents(read: Read) -> None:
    [contents, _] = read("- [Money](#money)\n- [Paint](#paint)\n- [Blocks](#blocks)\n\nText.\n")
    assert (contents.kind, contents.text) == (BlockKind.CONTENTS, "Money\nPaint\nBlocks")
