"""Files that were damaged by chance: they are read, or refused in one sentence, and never anything else."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from blocks_to_html import html_page
from blocks_to_markdown import markdown_text
from make_xlsx import xlsx

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading import number_paragraphs, read_blocks
from mandate_qa.types import Block, Document

PIECES = [
    *(b"<table> </table> <td> <tr> <li> <ul> </ul> <p> </h2> <sup> <dl> <dt> <caption> <main> <nav> <svg>".split()),
    *(b'<![CDATA[ <!-- <th\tcolspan=3\trowspan=2> <a\thref="#fn:1"> <h2/ \x00 " | ; \xff [^1] ` } {" \\u'.split(b" ")),
    *(b"\n\n", b"- ", b"> ", b"1.1 ", b"(a) ", b"\t", b"   "),
]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """`content` with pieces put in, cut out, changed and repeated."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(data) or 1)
        match chance.randrange(4):
            case 0:
                data[at:at] = chance.choice(PIECES)
            case 1:
                del data[at : at + chance.randint(1, 50)]
            case 2:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                data[at:at] = data[at // 2 : at // 2 + chance.randint(1, 300)]
    return bytes(data) or b"x"


@pytest.fixture(scope="module")
def whole(seeds: Path) -> dict[str, bytes]:
    """One good file of each format."""
    blocks: list[Block] = read_blocks(seeds / "mandate-2017-18.txt")[-60:]
    return {
        "html": html_page("A plan", blocks).encode(),
        "md": markdown_text("A plan", blocks).encode(),
        "csv": 'Title\n\nRegion;2021;2022\n"North\nor so";1;2\nSouth;3;4\n\nNote\n'.encode("utf-16"),
        "tsv": b"Region\t2021\nNorth\t1\n",
        "jsonl": b'{"id": "a", "text": "1.1 Paint."}\n{"_id": 2, "contents": "Blocks."}\n',
        "xlsx": xlsx({"Money": [["Region", "2021"], ["North", 1.5]]}, {"B2": "#,##0.0"}),
    }


@pytest.mark.parametrize("suffix", ["html", "md", "csv", "tsv", "jsonl", "xlsx"])
def test_a_damaged_file_is_read_or_refused_in_one_sentence(
    suffix: str, whole: dict[str, bytes], plan: Document, tmp_path: Path
) -> None:
    chance = random.Random(suffix)
    read = 0
    for n in range(60):
        path = tmp_path / f"{n}.{suffix}"
        path.write_bytes(damaged(whole[suffix], chance))
        try:
            read += bool(number_paragraphs(plan, read_blocks(path)))
        except UnreadableDocumentError as error:
            assert str(error).startswith(str(path))
            assert str(error).endswith(".")
            assert "\n" not in str(error)
    assert read > 0 or suffix in ("xlsx", "jsonl")
