"""What the printed PDFs of the tests hold: a plan and a report of the Toy Office, written here and nowhere else.

No two paragraphs are the same, and what is hard for a reader stands in them on purpose: words with ligatures and
hyphens, figures at the beginning of a line, sentences that end at the foot of a page, items within items.
"""

from __future__ import annotations

from collections.abc import Iterator

from blocks_to_fodt import Printing
from print_pdf import Publication

from mandate_qa.types import Block, BlockKind

H, T, B, TABLE, NOTE = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.TABLE, BlockKind.FOOTNOTE

_WHO = ("the inspection office", "every nursery", "a workshop", "the committee", "the chief officer", "a supplier")
_WHAT = (
    "should publish a five-year plan that sets out how many wooden blocks there are",
    "must keep at least 40 blocks in an office that is open seven days a week",
    "will offer different shapes, so that efforts of small children are not in vain",
    "is to report any insufficient fixing or flaking of paint without delay",
    "may carry over £2.5 million of what remains unspent, in cash terms,",
    "should not use lead, and must document the affected toys by serial number",
)
_WHEN = (
    "by March 2025, up from 25 in the year before",
    "within 28 days of the date on which it was notified",
    "unless a later date has been agreed in writing with the responsible authority",
    "before the end of the 2024-25 financial year",
    "at the latest when the recommendations of the independent review are implemented",
    "as long as the organisational arrangements for quality and safety are in place",
)


def text(n: int, sentences: int = 3) -> str:
    """Text number `n`, of so many sentences."""
    return " ".join(_sentence(n * 5 + k * 7 + (n * k) % 11) for k in range(sentences)) + f" This is text {n}."


def _sentence(n: int) -> str:
    """A sentence."""
    words = f"{_WHO[n % 6]} {_WHAT[n // 6 % 6]} {_WHEN[(n // 36 + n) % 6]}"
    return f"{words[0].upper()}{words[1:]}."


def _numbered(chapter: int, first: int, last: int) -> list[Block]:
    """Numbered paragraphs of a chapter."""
    return [Block(T, text(20 * chapter + n, 2 + n % 3), marker=f"{chapter}.{n}") for n in range(first, last + 1)]


def _items() -> list[Block]:
    """A list with items within items."""
    return [
        Block(B, "publish a list of safe paints by 30 June 2024;", marker="•", bulleted=True),
        Block(B, "inspect 12 workshops a month, of which", marker="•", bulleted=True),
        Block(B, "six should be in the north and", level=1, marker="–", bulleted=True),
        Block(B, f"six in the south, where {_sentence(9)[:-1]};", level=1, marker="–", bulleted=True),
        Block(B, "report to the committee.", marker="•", bulleted=True),
    ]


def _lettered() -> list[Block]:
    """Items that have letters and small Roman numbers."""
    return [
        Block(T, f"{_sentence(n + 3)}", marker=marker, indent=4)
        for n, marker in enumerate(("(a)", "(b)", "(c)", "(i)", "(ii)", "(iii)", "(iv)"))
    ]


def _note(number: int, words: str) -> Block:
    return Block(NOTE, words, marker=str(number))


def _measures(count: int) -> Block:
    """A table that is longer than a page."""
    head = ("Measure", "2023-24", "2024-25", "Owner")
    rows = [
        (f"Measure {n} of the plan" + (", which has a long name of its own" if n % 7 == 0 else ""),
         f"{100 * n:,}", f"({110 * n:,})" if n % 5 == 0 else f"{110 * n:,}", f"Director of department {n}")
        for n in range(1, count + 1)
    ]  # fmt: skip
    return Block(TABLE, "", rows=(head, *rows))


def _budget(year: int) -> Block:
    """A wide table."""
    years = tuple(f"{n}-{(n + 1) % 100:02}" for n in range(year, year + 6))
    names = ("Revenue", "Capital", "Transfers to workshops", "Repairs", "Total")
    rows = [(f"{name} (£m)", *(f"{1000 * k + 37 * n:,}" for n in range(6))) for k, name in enumerate(names, start=1)]
    return Block(TABLE, "", rows=(("Budget", *years), *rows))


_CONTENTS = Block(
    BlockKind.CONTENTS,
    "Foreword..... 2\n1. Blocks..... 3\n1.1 Duties of nurseries and of the workshops that supply them..... 3\n"
    "2. Money..... 7\nAnnex A: measures..... 9",
)


def _plan() -> Iterator[Block]:
    """The plan: chapters with numbered paragraphs, lists, footnotes, an annex."""
    yield Block(H, "Playing with blocks: the plan for nurseries", level=1)
    yield Block(H, "Contents", level=2)
    yield _CONTENTS
    yield Block(H, "Foreword", level=1)
    yield from (Block(T, text(n, 4)) for n in range(1, 5))
    yield Block(H, "Blocks", level=1, marker="1.")
    yield Block(H, "Duties of nurseries", level=2)
    yield from _numbered(1, 1, 4)
    yield Block(T, f"{text(25, 2)} The office will:", marker="1.5")
    yield from _items()
    yield Block(T, f"{text(26, 2)} The figures are provisional.", marker="1.6", notes=(1, 2))
    yield _note(1, f"Published every quarter. {_sentence(11)}")
    yield _note(2, "See section 13 of the Nurseries Act 2006.")
    yield Block(H, "Duties of workshops", level=3)
    yield Block(T, f"{text(27, 1)} A workshop must:", marker="1.7")
    yield from _lettered()
    yield from _numbered(1, 8, 14)
    yield Block(H, "Money", level=1, marker="2.")
    yield from _numbered(2, 1, 2)
    yield Block(T, f"{text(60, 3)} What remains may be carried over.", marker="2.3", notes=(3,))
    yield _note(3, "In cash terms; https://www.example.org/toys/accounts/2024-25")
    yield _budget(2019)
    yield from _numbered(2, 4, 9)
    yield Block(H, "Annex A: measures", level=1)
    yield Block(T, text(90, 2))
    yield _measures(45)
    yield Block(T, text(91, 3))


def _report() -> Iterator[Block]:
    """The report: unnumbered text below headings, and short tables."""
    yield Block(H, "What inspectors found", level=1)
    for chapter in range(1, 5):
        yield Block(H, f"{('North', 'South', 'East', 'West')[chapter - 1]}ern workshops", level=2)
        yield from (Block(T, text(100 + 10 * chapter + n, 3 + n % 2)) for n in range(3))
        yield Block(T, f"{text(109 + 10 * chapter, 1)} Inspectors ask workshops to:")
        yield from (
            Block(B, f"{_sentence(chapter * 4 + n)[:-1]}; item {chapter}.{n}", marker="•", bulleted=True)
            for n in range(4)
        )
        if chapter == 2:
            yield _budget(2021)
    yield Block(H, "What comes next", level=1)
    yield from _numbered(5, 1, 9)


PLAN, REPORT = list(_plan()), list(_report())
_LANDSCAPE = frozenset(n for n, block in enumerate(PLAN) if block.rows and block.rows[0][0] == "Budget")

PUBLICATIONS = [
    Publication(
        "plan-office",
        PLAN,
        Printing(
            font="DejaVu Serif", size=10.5, headings=(13.0, 11.5, 10.5), sideways=_LANDSCAPE, breaks=True,
            heads=("Playing with blocks", "Toy Office | 2024"),
        ),
    ),
    Publication(
        "report-office",
        REPORT,
        Printing(
            font="Liberation Serif", size=10, headings=(18.0, 12.0, 10.0), columns=2, justified=True, hyphenated=True,
            wide=frozenset({TABLE, H}), bordered=False, foot="{page}", heads=("What inspectors found",) * 2,
        ),
    ),
    Publication("plan-web", PLAN, header=True),
    Publication("report-web", REPORT, page={"columns": 2, "font": "Liberation Serif"}),
]  # fmt: skip
