"""Every paragraph of every seed, as it was when somebody last looked at the list.

After a change that is meant, `pytest tests/reading/test_golden.py --regenerate` writes the lists anew; their diff is
read like code.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

import pytest

from mandate_qa.types import Paragraph

GOLDEN = Path(__file__).parent.parent / "golden"
HEADER = "id\tnumber\tkind\tparts\tlines\tlabel\ttext"
KEYS = ("business-plan-2013-16", "mandate-2017-18", "mandate-2021-22", "mandate-2023", "planning-guidance-2021-22")


@pytest.mark.parametrize("key", KEYS)
def test_paragraphs_are_those_of_the_list(
    key: str, seed_paragraphs: dict[str, list[Paragraph]], request: pytest.FixtureRequest
) -> None:
    path = GOLDEN / f"{key}.tsv"
    found = [HEADER, *map(entry, seed_paragraphs[key])]
    if request.config.getoption("--regenerate"):
        path.write_text("\n".join([*found, ""]), "utf-8")
    kept = path.read_text("utf-8").splitlines() if path.exists() else []
    if found != kept:
        pytest.fail(difference(path.name, kept, found), pytrace=False)


def test_each_seed_has_its_list(seed_paragraphs: dict[str, list[Paragraph]]) -> None:
    assert {path.stem for path in GOLDEN.glob("*.tsv")} == set(KEYS) == seed_paragraphs.keys()


def test_a_difference_is_shown_with_the_way_to_accept_it() -> None:
    shown = difference("plan.tsv", ["a", "b", "c"], ["a", "x", "c"])
    assert shown.splitlines()[-2:] == ["-b", "+x"]
    assert "pytest tests/reading/test_golden.py --regenerate" in shown


def entry(paragraph: Paragraph) -> str:
    """One line for a paragraph; line breaks and tabs of its text become blanks."""
    first, last = paragraph.lines
    cells = (paragraph.id, paragraph.number or "-", paragraph.kind.value, len(paragraph.parts), f"{first}-{last}")
    return "\t".join([*map(str, cells), paragraph.label, " ".join(paragraph.text.split())[:60].rstrip()])


def difference(name: str, kept: Sequence[str], found: Sequence[str]) -> str:
    """The first lines that differ, below a sentence that says how to accept them."""
    lines = [line for line in unified_diff(kept, found, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]
    more = [f"… and {len(lines) - 20} lines more"] if len(lines) > 20 else []
    advice = "if the change is meant, run `pytest tests/reading/test_golden.py --regenerate` and read the diff."
    return "\n".join([f"{name} is not what is read now; {advice}", *lines[:20], *more])
