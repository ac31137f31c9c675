"""Files that cannot be read: one sentence each, naming the path."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import read_blocks


def problem(path: Path) -> str:
    """The one sentence that reading `path` ends in."""
    with pytest.raises(UnreadableDocumentError) as caught:
        read_blocks(path)
    assert caught.value.path == str(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_missing_file(tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory)" in problem(tmp_path / "plan.txt")


def test_a_folder(tmp_path: Path) -> None:
    assert "cannot be read (Is a directory)" in problem(tmp_path)


@pytest.mark.parametrize("words", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\x0c\n\x0c"])
def test_an_empty_file(tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(words)
    assert "is empty" in problem(path)


def test_a_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"PK\x03\x04\x00\x00\x00plan")
    assert "binary data" in problem(path)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("Budget: £3.5m".encode("latin-1"))
    message = problem(path)
    assert "not UTF-8 text (byte 8)" in message
    assert "save it as UTF-8" in message


def test_a_byte_order_mark_and_foreign_line_ends_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("\ufeff1.1 Paint must be safe.\r\n\r\n1.2 Blocks too.\r".encode())
    assert [(block.marker, block.text) for block in read_blocks(path)] == [
        ("1.1", "Paint must be safe."),
        ("1.2", "Blocks too."),
    ]


def test_any_unicode_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Cynllun y GIG: £2bn – “ŵyl” 健康.", "utf-8")
    assert [block.text for block in read_blocks(path)] == ["Cynllun y GIG: £2bn – “ŵyl” 健康."]


def test_a_text_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.write(b"The plan")
        file.truncate(200_000_000)
    with pytest.raises(UnreadableDocumentError, match="has 200 MB, and a text may have 16; cut it into several files"):
        read_blocks(path)


def test_a_paragraph_of_very_many_lines_is_put_together_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(f"and the {n} block went on with" for n in range(20_000)))
    [block] = read_blocks(path)
    assert block.lines == (1, 20_000)
    assert block.text.endswith("and the 19999 block went on with")
