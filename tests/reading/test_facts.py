"""What documents tell of themselves, and what is not taken for it."""

from __future__ import annotations

import pytest

from mandate_qa.reading import read_blocks
from mandate_qa.reading.facts import date_in, facts_of, kind_and_year
from mandate_qa.types import Block, BlockKind, Document


def told(*lines: str, title: str = "") -> dict[str, str]:
    blocks = [Block(BlockKind.TEXT, line) for line in lines]
    return {name: fact.value for name, fact in facts_of(blocks, title).items()}


def test_the_seeds_tell_what_was_written_down_of_them_by_hand(seeds, seed_documents: dict[str, Document]) -> None:
    for key, document in seed_documents.items():
        found = {name: fact.value for name, fact in facts_of(read_blocks(seeds / document.path)).items()}
        if "published" in found:
            assert found["published"] == document.published, key
        if "period_start" in found:
            assert (found["period_start"], found["period_end"]) == (document.period_start, document.period_end), key
        assert kind_and_year(found["title"]) == kind_and_year(document.title), key


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Department of Health", "The mandate for 2017-18", "March 2017"), "The mandate for 2017-18"),
        (("NHSE041302", "BOARD", "Title: Business Plan 2013/14", "Clearance: A Name"), "Business Plan 2013/14"),
        (("31 March 2022", "Our plan for toys", "This document replaces the former."), "Our plan for toys"),
        (("Published 3 May 2024", "Toys and safety"), "Toys and safety"),
        (("# A strategy for the coast",), "A strategy for the coast"),
        (("Paint.",), "Paint."),
    ],
)
def test_the_title_is_the_first_line_that_reads_like_one(lines: tuple[str, ...], title: str) -> None:
    assert told(*lines)["title"] == title


def test_the_files_own_title_comes_first() -> None:
    assert told("Some words here", title="The plan of 2024-25")["title"] == "The plan of 2024-25"


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (("Published 31 March 2022",), "2022-03-31"),
        (("First published: 3rd May 2024 | Updated 1 June 2024",), "2024-05-03"),
        (("A plan", "(March 2017)"), "2017-03"),
        (("Date of issue 04/09/2023",), "2023-09-04"),
        (("Dated: September 4, 2023",), "2023-09-04"),
        (("A plan", "2024-05-01"), "2024-05-01"),
        (
            ("A plan published by NHS England in October 2014 says that hospitals and practices must do so.",),
            "",
        ),
        (("We shall decide by March 2020.",), ""),
        (("Published 31 February 2022",), "2022-02"),
    ],
)
def test_the_date_is_the_one_beside_a_word_that_says_so_or_alone(lines: tuple[str, ...], published: str) -> None:
    assert told(*lines).get("published", "") == published


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("The mandate for 2021-22", ("2021-04-01", "2022-03-31")),
        ("Plan 2013/14 – 2015/16", ("2013-04-01", "2016-03-31")),
        ("A strategy for the coast 2025 to 2040", ("2025-01-01", "2040-12-31")),
        ("The 2023 mandate", (None, None)),
        ("Circular letter 14/2023", (None, None)),
    ],
)
def test_the_period_is_that_of_the_titles_years(title: str, period: tuple[str | None, str | None]) -> None:
    found = told(title)
    assert (found.get("period_start"), found.get("period_end")) == period


def test_the_publisher_is_a_bodys_name_and_nothing_else() -> None:
    assert told("Department of Health & Social Care", "A plan")["publisher"] == "Department of Health & Social Care"
    assert told("A plan for toys", "Publisher: The Toy Office.")["publisher"] == "The Toy Office"
    assert told("Harbour Safety Authority", "A plan")["publisher"] == "Harbour Safety Authority"
    assert "publisher" not in told("NHS England must publish a report; it will do so.", "A plan")


def test_nothing_is_told_by_no_words() -> None:
    assert told() == {}


@pytest.mark.parametrize("text", ["99 March 2022", "31 March 1022", "2022-13-01", "March", "2022"])
def test_what_is_no_date(text: str) -> None:
    assert date_in(text, whole=True) == ""
