"""Markdown files: told by their names, titles, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.files import read_blocks, reader_for
from mandate_qa.reading.markdown_file import MAX_BYTES, read_title


def problem(path: Path) -> str:
    """The one sentence that reading `path` ends in."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_blocks(path)
    message = str(caught.value)
    assert caught.value.path == str(path)
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("plan.md", "Markdown (.md)"),
        ("plan.MARKDOWN", "Markdown (.md)"),
        ("plan.txt", "plain text"),
        ("plan", "plain text"),
    ],
)
def test_only_the_name_tells_markdown(tmp_path: Path, name: str, reader: str) -> None:
    path = tmp_path / name
    path.write_text("# Plan\n\n**Bold** words\n\n- item\n", "utf-8")
    assert reader_for(path).name == reader


def test_the_seeds_are_plain_text(seeds: Path) -> None:
    assert {reader_for(path).name for path in seeds.glob("*.txt")} == {"plain text"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The plan\n\nText.", "The plan"),
        ("Text.\n\nThe plan\n===\n", "The plan"),
        ("---\ntitle: 'A plan: now'\n---\n# Other\n", "A plan: now"),
        ("Text only.", ""),
    ],
)
def test_titles(tmp_path: Path, text: str, title: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(text, "utf-8")
    assert read_title(path) == title


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"<!-- nothing -->\n", "holds no text"),
        ("Budget: £3".encode("latin-1"), "not UTF-8 text (byte 8)"),
        (b"# Plan\x00\x01", "binary data"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(content)
    assert words in problem(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# Plan\n" * 1000)
    with path.open("r+b") as file:
        file.truncate(200_000_000)
    assert MAX_BYTES == 4_000_000
    assert "has 200 MB, and Markdown may have 4; cut it into several" in problem(path)


def test_signs_without_end(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("[" * 3000 + "\n\n" + "*a " * 3000 + "\n\nThe end.\n", "utf-8")
    assert read_blocks(path)[-1].text == "The end."


def test_text_from_right_to_left_and_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# תוכנית\n\n1.1 تقرير \u202e2021\u202c\x07 end.\r\n", "utf-8")
    assert [(block.marker, block.text) for block in read_blocks(path)] == [("", "תוכנית"), ("1.1", "تقرير 2021 end.")]
