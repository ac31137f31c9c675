from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.entries import Entries, headings_below, labels_of, series_of
from mandate_qa.answering.verification import faults
from mandate_qa.types import ParagraphKind

COMMITMENTS = """\
    The Toy Office's plan

    1. Playing

    1.1 Toys are safe.

    Annex A: Commitments

    1. Test 40 paints by March 2025. Every paint counts.

    2. Train three hundred makers.

    3. Open two workshops.
    """

FUNDS = """\
    Toy funds

    Fund\tPays for\t2024-25 (£m)
    Kites\tString and cloth\t12
    Blocks\tWood\t8
    Total\t\t20
    """

HEADINGS = """\
    The plan

    Our aims

    Aim 1: safety

    Toys are safe and have always been safe in every town.

    Aim 2: joy

    Toys are fun and have always been fun in every town.

    Aim 3: thrift

    Toys are cheap and have always been cheap in every town.
    """


def cited(entries: Entries, shelf: Any) -> list[Any]:
    return [shelf.paragraph(item.evidence[0].paragraph_id).number for item in entries.items]


class TestSeries:
    @pytest.fixture
    def shelf(self, toys: Any) -> Any:
        return toys.shelf(COMMITMENTS)

    def test_paragraphs_numbered_alike_are_a_list_of_their_first_sentences(self, shelf: Any) -> None:
        found = series_of(shelf.unit("Train three hundred").paragraph, shelf)
        assert found is not None
        assert found.kind.startswith("commitment")
        assert found.texts == (
            "Test 40 paints by March 2025.",
            "Train three hundred makers.",
            "Open two workshops.",
        )
        assert cited(found, shelf) == [f"Annex A commitment {n}" for n in (1, 2, 3)]
        assert [faults(item, shelf) for item in found.items] == [()] * 3

    def test_a_plain_number_makes_no_series(self, shelf: Any) -> None:
        assert series_of(shelf.unit("Toys are safe").paragraph, shelf) is None

    def test_what_does_not_fit_is_told_of(self, shelf: Any) -> None:
        found = series_of(shelf.unit("Train three hundred").paragraph, shelf)
        assert found is not None
        assert found.draft(200).notes == ()
        cut = found.draft(10)
        assert [statement.text for statement in cut.statements] == list(found.texts[:2])
        (note,) = cut.notes
        assert note.startswith("1 more")


class TestLabels:
    def test_the_first_column_of_a_table_is_a_list_without_its_total(self, toys: Any) -> None:
        shelf = toys.shelf(FUNDS)
        found = labels_of(shelf.unit("String and cloth").paragraph)
        assert found is not None
        assert found.texts == ("Kites", "Blocks")
        assert found.kind == "Fund"
        assert [faults(item, shelf) for item in found.items] == [()] * 2

    def test_text_has_no_labels(self, toys: Any) -> None:
        shelf = toys.shelf(COMMITMENTS)
        assert labels_of(shelf.unit("Toys are safe").paragraph) is None


def test_headings_below_a_heading_are_a_list(toys: Any) -> None:
    shelf = toys.shelf(HEADINGS)
    headings = [p for p in shelf.paragraphs.values() if p.kind is ParagraphKind.HEADING and "im" in p.text]
    found = headings_below(headings)
    assert found.kind == "Aim"
    assert found.lead is not None
    assert "Our aims" in found.lead.text
    assert found.texts == ("Aim 1: safety", "Aim 2: joy", "Aim 3: thrift")
    assert len({item.evidence[0].paragraph_id for item in found.items}) == 3
    assert [faults(statement, shelf) for statement in found.draft(200).statements] == [()] * 4


def test_headings_beside_one_another_are_a_list_without_a_lead_in(toys: Any) -> None:
    shelf = toys.shelf(HEADINGS)
    headings = [p for p in shelf.paragraphs.values() if p.kind is ParagraphKind.HEADING and p.text.startswith("Aim")]
    found = headings_below(headings)
    assert found.lead is None
    assert found.kind == "Aim"
    assert found.texts == ("Aim 1: safety", "Aim 2: joy", "Aim 3: thrift")
