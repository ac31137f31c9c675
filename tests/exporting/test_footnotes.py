"""Footnotes are numbered once over all answers, and say what a reader needs to find the words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from made_records import OLD, answered, cited

from mandate_qa.exporting.footnotes import cut, one_line, permalink, place_words
from mandate_qa.exporting.layout import Block, Mark
from mandate_qa.exporting.paper import paper_of


def told(**given: Any) -> str:
    """The one footnote of an answer, its citation as `given`."""
    (footnote,) = paper_of([answered("A. [1]", cited(1, **given))]).footnotes
    return "".join(footnote.told())


def test_a_footnote_says_document_edition_place_page_quote_and_day() -> None:
    assert told() == (
        "The plan for England (2021-22 plan), Office, published 31 March 2022, “Part 1”, para 1.1, page 7: "
        "“95% by March 2022”. Accessed 1 March 2026."
    )


def test_it_says_what_has_superseded_its_edition() -> None:
    assert told(source=OLD, label="2017-18 plan, para 2", number="2").startswith(
        "The plan (2017-18 plan; superseded by 2021-22 plan), Office, published March 2017, “Part 1”, para 2, page 7: "
    )


def test_it_says_when_it_was_not_verified() -> None:
    assert "”. Not verified. Accessed" in told(checked=False)


def test_a_title_that_is_the_edition_stands_once() -> None:
    assert told(source=replace(OLD, edition="The plan", superseded_by=None), label="The plan, para 1.1").startswith(
        "The plan, Office, "
    )


def test_an_edition_that_the_title_names_and_a_heading_that_the_place_names_stand_once() -> None:
    source = replace(OLD, title="The 2017-18 plan of the Office", superseded_by=None, publisher="", published="")
    words = told(source=source, section=("One", "Priority 1"), label="2017-18 plan, Priority 1, bullet 4", number=None)
    assert words.startswith("The 2017-18 plan of the Office, Priority 1, bullet 4 (unnumbered), page 7: ")
    assert told(source=source, section=("One", "Money"), label="2017-18 plan, para 2", number="2").startswith(
        "The 2017-18 plan of the Office, “Money”, para 2, page 7: "
    )


def test_no_page_is_said_where_none_is_known() -> None:
    assert "page" not in told(page=None)


@pytest.mark.parametrize(
    ("label", "number", "place"),
    [
        ("2021-22 plan, para 1.15, bullet 1", "1.15", "para 1.15, bullet 1"),
        ("2021-22 plan, Foreword (unnumbered)", None, "Foreword (unnumbered)"),
        ("2021-22 plan, heading “Objective 1”", None, "heading “Objective 1” (unnumbered)"),
        ("somewhere", "5", "somewhere (5)"),
        ("2021-22 plan, para 1.15", "1.1", "para 1.15 (1.1)"),
        ("", None, "(unnumbered)"),
    ],
)
def test_a_place_has_its_printed_number_or_says_that_there_is_none(label: str, number: str | None, place: str) -> None:
    assert place_words(cited(label=label, number=number)) == place


def test_a_long_quote_is_cut_after_a_word() -> None:
    assert cut("one two three", 9) == "one two …"
    assert cut("one two three", 7) == "one two …"
    assert cut("one two three", 13) == "one two three"
    assert cut("x" * 20, 5) == "xxxxx …"
    assert cut("one two three", None) == "one two three"


def test_a_quoted_row_keeps_its_cells_apart() -> None:
    assert one_line("Total\t260\t365\n  more") == "Total | 260 | 365 more"


def test_numbers_follow_the_marks_over_all_answers() -> None:
    first = answered("B. [2] A. [1]", cited(1, "a"), cited(2, "b"))
    second = answered("C. [1] B again. [2]", cited(1, "c", paragraph_id="other"), replace(cited(2, "b"), marker=2))
    paper = paper_of([first, second])
    assert [note.citation.quote for note in paper.footnotes] == ["b", "a", "c"]
    (block,) = paper.sections[1].layout
    assert isinstance(block, Block)
    assert [piece for piece in block.pieces if isinstance(piece, Mark)] == [Mark(3), Mark(1, first=False)]


def test_words_cited_on_two_days_have_one_footnote_with_both() -> None:
    later = answered(asked_at="2026-03-02T09:00:00+00:00")
    (note,) = paper_of([answered(), later, later]).footnotes
    assert note.accessed == ("1 March 2026", "2 March 2026")


def test_words_that_were_checked_once_and_once_not_have_a_footnote_each() -> None:
    assert len(paper_of([answered(), answered("95%. [1]", cited(checked=False))]).footnotes) == 2


def test_a_source_that_no_mark_leads_to_is_marked_at_the_end() -> None:
    paper = paper_of([answered("One. [1]", cited(1), cited(2, "other"))])
    (block,) = paper.sections[0].layout
    assert block == Block(("One. ", Mark(1), Mark(2)))


def test_of_two_citations_with_one_marker_the_first_counts() -> None:
    paper = paper_of([answered("One. [1]", cited(1, "first"), cited(1, "second"))])
    assert [note.citation.quote for note in paper.footnotes] == ["first"]


def test_a_permalink_needs_an_address_of_the_web() -> None:
    assert permalink("https://qa.example/tool/", "plan ¶1.1") == "https://qa.example/tool/paragraph?id=plan%20%C2%B61.1"
    for base in ("", "javascript:alert(1)", "ftp://x", "https://", "https://user@host", "https://[broken"):
        assert permalink(base, "plan ¶1.1") == ""


def test_notes_tell_what_to_beware_of() -> None:
    record = answered("A. [1]", cited(1, source=OLD, checked=False), notes=("A later edition differs.",))
    (section,) = paper_of([record]).sections
    assert section.notes == (
        "A later edition differs.",
        "The 2017-18 plan has been superseded by the 2021-22 plan.",
        "The check of footnote 1 failed: read the words cited before you rely on them.",
    )
