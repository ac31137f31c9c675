"""A whole document, laid out in several ways: what is read is what was set, block by block and page by page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from blocks_to_pdf import Layout, typeset

from mandate_qa.reading.files import read_blocks
from mandate_qa.types import Block, BlockKind

H, T, B, TABLE, NOTE = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.TABLE, BlockKind.FOOTNOTE

CARE = (
    "Every nursery should have at least 40 wooden blocks by March 2025, up from 25 in the year before, and should keep "
    "them where children reach them without help. Nurseries that cannot do so by then should tell the inspection "
    "office, which will agree a later date with them and publish the reasons together with the numbers."
)
MONEY = (
    "The revenue budget for 2024-25 is £3.5 million, of which £0.5 million is set aside for repairs that become "
    "necessary during the year; what remains of it on 31 March may be carried over. Capital spending beyond 2025-26 "
    "is subject to the outcome of the next review, and nothing in this plan should be read as a commitment to it."
)
SAFETY = (
    "The inspection office will work with seven-day nurseries, weekend workshops and their suppliers to reduce the "
    "number of splinters, and will publish what it finds every quarter. A seven-day nursery is one that opens on "
    "Saturday and Sunday as well, and the government expects there to be sixty of them before the end of the period."
)
ROWS = (
    ("Measure", "2023-24", "2024-25", "Owner"),
    *(
        (f"Measure {n} of the plan", f"{100 * n:,}", f"{110 * n:,}", f"Director of department {n}")
        for n in range(1, 31)
    ),
)
DUTIES = (
    ("Duty", "What is to be done"),
    ("1.1 Blocks", "Goals for 2025:\n- Publish a list of paints.\n- Inspect workshops:\n  - six new\n  - six old"),
    ("1.2 Shelves", "Every shelf is within reach of a child of four."),
    ("1.3 Paint", "Lead is not used."),
)  # fmt: skip


def paragraph(section: int, n: int, text: str) -> Block:
    return Block(T, f"{text} This is paragraph {n} of part {section}.", marker=f"{section}.{n}")


PLAN = [
    Block(H, "Playing", level=1, marker="1."),
    *(paragraph(1, n, (CARE, SAFETY)[n % 2]) for n in range(1, 8)),
    Block(T, "In the first year the office will:", marker="1.8"),
    Block(B, "publish a list of safe paints by 30 June 2024", marker="•", bulleted=True),
    Block(B, "inspect 12 workshops a month, of which", marker="•", bulleted=True),
    Block(B, "six should be in the north and", level=1, marker="–", bulleted=True),
    Block(B, "six in the south, chosen without notice and visited by two inspectors who have not been there before",
          level=1, marker="–", bulleted=True),
    Block(B, "report to the committee", marker="•", bulleted=True),
    Block(T, f"{SAFETY} The figures are provisional.", marker="1.9", notes=(1, 2)),
    Block(NOTE, "Published by the inspection office every quarter, with a commentary that explains what has changed "
                "since the last one and why.", marker="1"),
    Block(NOTE, "See section 13 of the Nurseries Act 2006.", marker="2"),
    Block(H, "What the plan is for", level=2),
    *(paragraph(1, n, (CARE, SAFETY)[n % 2]) for n in range(10, 14)),
    Block(H, "Money", level=1, marker="2."),
    *(paragraph(2, n, (MONEY, SAFETY)[n % 2]) for n in range(1, 6)),
    Block(TABLE, "", rows=ROWS),
    Block(T, f"{MONEY} It has no number.", notes=(3,)),
    Block(NOTE, "In cash terms.", marker="3"),
    Block(H, "Annex A: duties", level=1),
    Block(T, f"{SAFETY} The duties of every nursery follow from that:"),
    Block(TABLE, "", rows=DUTIES),
    Block(T, "They apply from 1 April 2024."),
]  # fmt: skip

LAYOUTS = {
    "one column": Layout(),
    "justified and hyphenated": Layout(justified=True, hyphenated=True),
    "two columns": Layout(columns=2, size=10, left=60, hyphenated=True, justified=True),
    "two columns, headings and tables across": Layout(
        columns=2, size=10, left=60, hyphenated=True, wide=frozenset({H, TABLE})
    ),
    "three columns": Layout(columns=3, size=9, left=40, gutter=18, wide=frozenset({TABLE})),
    "heads by turns, numbers alone at the foot": Layout(head=("The plan", "Toy Office | Playing"), foot="{page}"),
    "tables without a header": Layout(header=False),
}


@pytest.fixture(scope="module", params=LAYOUTS, ids=list(LAYOUTS))
def laid_out(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Block], list[Block]]:
    """The blocks of the plan with their pages as they were set, and as they were read."""
    data, pages = typeset(PLAN, LAYOUTS[request.param])
    path = tmp_path_factory.mktemp("plan") / "plan.pdf"
    path.write_bytes(data)
    return [replace(block, page=page) for block, page in zip(PLAN, pages, strict=True)], read_blocks(path)


def without_notes(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind is not NOTE]


def test_every_block_comes_back_in_order_with_its_mark_level_and_page(
    laid_out: tuple[list[Block], list[Block]],
) -> None:
    printed, found = map(without_notes, laid_out)

    def told(block: Block) -> tuple[object, ...]:
        return block.kind, block.level, block.marker, block.bulleted, block.text, block.page, block.notes

    assert [told(block) for block in found if not block.rows] == [told(block) for block in printed if not block.rows]


def test_every_cell_comes_back_in_its_table(laid_out: tuple[list[Block], list[Block]]) -> None:
    printed, found = laid_out
    assert [(block.rows, block.page) for block in found if block.rows] == [
        (block.rows, block.page) for block in printed if block.rows
    ]


def test_footnotes_come_back_on_the_page_of_their_marks(laid_out: tuple[list[Block], list[Block]]) -> None:
    printed, found = ([(b.marker, b.text, b.page) for b in blocks if b.kind is NOTE] for blocks in laid_out)
    assert found == printed


def test_lines_are_counted_through_the_document(laid_out: tuple[list[Block], list[Block]]) -> None:
    _, found = laid_out
    assert [block.lines[0] for block in found] == sorted(block.lines[0] for block in found)
    assert all(len(block.row_lines) == len(block.rows) for block in found)
