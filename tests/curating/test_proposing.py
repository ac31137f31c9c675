"""What a file would be added as, and where each fact is from."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.curating.proposing import GIVEN, days_of, propose
from mandate_qa.errors import UnreadableDocumentError, UsageError
from mandate_qa.types import Document

PLAN = """Department of Toys

The Government's mandate to the Toy Office for 2024-25

Published 31 March 2024

1.1 Every nursery must have 40 wooden blocks.

1.2 Paint must be safe.
"""
FORMER = Document(
    "mandate-2023",
    "The Government's mandate to the Toy Office for 2023-24",
    "2023-24 mandate",
    "",
    "2023-03",
    None,
    None,
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Toy mandate (final).txt"
    path.write_text(PLAN)
    return path


def test_what_the_text_tells_is_proposed_with_its_words(plan: Path) -> None:
    proposal = propose(plan, {}, {})
    assert {name: fact.value for name, fact in proposal.facts.items()} == {
        "key": "toy-mandate-final",
        "title": "The Government's mandate to the Toy Office for 2024-25",
        "short_title": "2024-25 mandate",
        "publisher": "Department of Toys",
        "published": "2024-03-31",
        "period_start": "2024-04-01",
        "period_end": "2025-03-31",
    }
    assert proposal.facts["published"].words == "Published 31 March 2024"
    assert proposal.facts["key"].words == "the file's name"
    assert [p.number for p in proposal.paragraphs if p.number] == ["1.1", "1.2"]
    assert proposal.missing == ()


def test_what_the_caller_says_comes_first(plan: Path) -> None:
    given = {
        "key": "toys",
        "title": "Toys",
        "published": "2024",
        "period": "2023-24 to 2024-25",
        "replaces": "Old plan",
    }
    proposal = propose(plan, given, {})
    assert proposal.entry == {
        "key": "toys",
        "title": "Toys",
        "short_title": "Toys",
        "publisher": "Department of Toys",
        "published": "2024",
        "period_start": "2023-04-01",
        "period_end": "2025-03-31",
        "replaces": "Old plan",
    }
    assert {name for name, fact in proposal.facts.items() if fact.words == GIVEN} == set(given) - {"period"} | {
        *("period_start", "period_end")
    }
    assert all(paragraph.id.startswith("toys ") for paragraph in proposal.paragraphs)


def test_the_same_title_for_an_earlier_year_is_what_it_replaces(plan: Path) -> None:
    proposal = propose(plan, {}, {FORMER.key: FORMER})
    assert proposal.entry["replaces"] == "mandate-2023"
    assert "replaces" not in propose(plan, {"replaces": "none"}, {FORMER.key: FORMER}).entry
    unlike = Document("x", "The mandate to the Paint Office for 2023-24", "x", "", "2023", None, None)
    younger = Document("y", FORMER.title, "y", "", "2025", None, None)
    for other in (unlike, younger):
        assert "replaces" not in propose(plan, {}, {other.key: other}).entry


def test_a_short_title_that_is_taken_is_not_proposed(plan: Path) -> None:
    other = Document("other", "Another", "2024-25 mandate", "", "2024", None, None)
    assert propose(plan, {}, {"other": other}).entry["short_title"].startswith("The Government's mandate")


def test_what_nobody_tells_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Toys for all\n\n1.1 Paint must be safe.")
    proposal = propose(path, {}, {})
    assert proposal.missing == ("published",)
    assert "published" not in proposal.entry


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"key": "two words"}, "'Key' is|'key' is 'two words'; use letters"),
        ({"published": "last week"}, "'published' is 'last week'; write a date such as 2022-03-31"),
        ({"period": "soon"}, "The period 'soon' cannot be read; write a year such as 2024-25"),
        ({"period": "2024-04-01 to 2023-03-31"}, "The period ends on 2023-03-31, before it starts on 2024-04-01"),
        ({"key": "mandate-2023"}, "The key 'mandate-2023' is that of .* give another one with --key"),
    ],
)
def test_a_value_that_cannot_be_right_is_named(plan: Path, given: dict[str, str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        propose(plan, given, {FORMER.key: FORMER})


def test_a_file_that_is_in_the_library_already_is_named(plan: Path) -> None:
    from mandate_qa.files import sha256

    same = Document("same", "Toys", "toys", "", "2024", None, None, content_hash=sha256(plan))
    with pytest.raises(UsageError, match="in the library already, as 'same'"):
        propose(plan, {}, {"same": same})


@pytest.mark.parametrize("content", [b"", b"\x89PNG\x00\x01\x02\xff" * 50])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plan.txt").write_bytes(content)
    with pytest.raises(UnreadableDocumentError, match=r"plan\.txt"):
        propose(tmp_path / "plan.txt", {}, {})
    with pytest.raises(UnreadableDocumentError, match=r"missing\.txt cannot be read"):
        propose(tmp_path / "missing.txt", {}, {})


def test_records_say_themselves_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_text('{"id": "a", "text": "Paint."}')
    assert propose(path, {}, {}).key == ""
    with pytest.raises(UsageError, match="say themselves what they are; leave title out"):
        propose(path, {"title": "Notes"}, {})


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2024-25", ("2024-04-01", "2025-03-31")),
        ("24/25", ("2024-04-01", "2025-03-31")),
        ("2013/14 to 2015/16", ("2013-04-01", "2016-03-31")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-2030", ("2024-01-01", "2030-12-31")),
        ("2024-04-01 to 2025-03-31", ("2024-04-01", "2025-03-31")),
        ("2024-04-01/2025-03-31", ("2024-04-01", "2025-03-31")),
        ("2024-06-15", ("2024-06-15", "none")),
        ("none", ("none", "none")),
    ],
)
def test_periods_are_read_in_the_ways_people_write_them(period: str, days: tuple[str, str]) -> None:
    assert days_of(period) == days
