"""Two toy plans, and how answers about them are compared."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from mandate_qa import Answer, Settings

SETTINGS = Settings(embedder="hashing")
QUESTION = "how many wooden blocks must every nursery have?"
FIRST = "what is the revenue budget in the 2024-25 toy plan?"
"""Of a conversation that goes on with "and capital?"."""
OTHERS = (
    "how much is the repairs grant in the 2024-25 toy plan?",
    "what is the revenue budget for 2025-26?",
    "list what the Toy Office will do",
    "who won the world cup in 1966?",
    "may blocks be painted with lead?",
    "hello",
    QUESTION,
)

MANIFEST = """\
    [[document]]
    key = "plan-2024"
    title = "The Toy Office's plan for 2024-25"
    short_title = "2024-25 toy plan"
    publisher = "Toy Office"
    published = "2024-03-28"
    period_start = "2024-04-01"
    period_end = "2025-03-31"
    path = "plan-2024.txt"

    [[document]]
    key = "plan-2025"
    title = "The Toy Office's plan for 2025-26"
    short_title = "2025-26 toy plan"
    publisher = "Toy Office"
    published = "2025-03-27"
    period_start = "2025-04-01"
    period_end = "2026-03-31"
    replaces = "plan-2024"
    path = "plan-2025.txt"
    """

PLAN_2024 = """\
    The Toy Office's plan for 2024-25

    1. Playing

    1.1 Every nursery must have at least 40 wooden blocks by March 2025. Blocks should not be painted with lead unless \
the Toy Office has tested the paint.

    1.2 The Toy Office will:

    - publish a list of safe paints by 30 June 2024
    - inspect 12 workshops a month
    - train three hundred makers

    2. Money

    2.1 The repairs grant in 2024-25 is £3.5 million.

    Office budget (£m)\t2024-25\t2025-26
    Revenue\t120\t130
    Capital\t8\t9
    """

PLAN_2025 = """\
    The Toy Office's plan for 2025-26

    1. Playing

    1.1 Every nursery must have at least 55 wooden blocks by March 2026.

    2. Money

    2.1 The repairs grant in 2025-26 is £4.4 million.

    Office budget (£m)\t2024-25\t2025-26
    Revenue\t120\t135
    Capital\t8\t11
    """


def written(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in {"library.toml": MANIFEST, "plan-2024.txt": PLAN_2024, "plan-2025.txt": PLAN_2025}.items():
        (folder / name).write_text(dedent(text), "utf-8")
    return folder


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers are alike but for the time they took."""
    return {**one.to_dict(), "timings": 0} == {**other.to_dict(), "timings": 0}
