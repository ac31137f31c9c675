"""JSONL files → blocks: one record, or all of them one below the other.

A record is a document of its own to the library; a file that is read whole has a heading for each. How lines become
records is `jsonl_records`' business, what their texts say that of `text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import shorten

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.jsonl_names import parted
from mandate_qa.reading.jsonl_records import BadLineError, Record, read_record, read_records
from mandate_qa.reading.text import text_blocks
from mandate_qa.types import Block, BlockKind

_LONGEST_TITLE = 100


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a record ("plans.jsonl#7") or of a whole file. Raises UnreadableDocumentError."""
    file, identifier = parted(path)
    if identifier:
        return text_blocks(read_record(file, identifier).text)
    blocks = [block for record in good_records(file) for block in section(record)]
    if not blocks:
        raise UnreadableDocumentError(f"{file} holds no records; remove it or give a file with some.", str(file))
    return blocks


def read_title(path: Path) -> str:
    """The title of a record, or of a whole file: its name."""
    file, identifier = parted(path)
    return title_of(read_record(file, identifier)) if identifier else file.stem


def good_records(file: Path) -> Iterator[Record]:
    """The records of a file. Raises BadLineError at the first line that holds none."""
    for record in read_records(file):
        if isinstance(record, BadLineError):
            raise record
        yield record


def section(record: Record) -> list[Block]:
    """The blocks of a record below its title."""
    title = Block(BlockKind.HEADING, title_of(record), level=1, lines=(1, 1))
    below = [
        replace(block, level=block.level + 1) if block.kind is BlockKind.HEADING else block
        for block in text_blocks(record.text)
    ]
    return [title, *below]


def title_of(record: Record) -> str:
    """The title of a record as given, or else the first words of its text."""
    given = record.fields.get("title")
    words = given if isinstance(given, str) and given.strip() else record.text.strip().split("\n")[0]
    return shorten(words, _LONGEST_TITLE, placeholder=" …") if words is not given else " ".join(words.split())
