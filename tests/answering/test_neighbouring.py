from __future__ import annotations

from typing import Any

from mandate_qa.answering.neighbouring import responsible, with_context


def test_a_sentence_that_points_back_brings_the_one_before(toys: Any) -> None:
    shelf = toys.shelf("1.1 The register is public. It lists every paint. Makers pay nothing.")
    assert with_context(shelf.unit("It lists")).quote == "The register is public. It lists every paint."
    assert with_context(shelf.unit("Makers pay")).quote == "Makers pay nothing."
    assert with_context(shelf.unit("The register")).quote == "The register is public."


def test_it_is_not_brought_when_it_is_very_long(toys: Any) -> None:
    long = "The register " + "and every list that goes with it " * 12 + "is public."
    shelf = toys.shelf(f"1.1 {long} It lists every paint.")
    assert with_context(shelf.unit("It lists")).quote == "It lists every paint."


def test_who_is_to_do_it_may_stand_on_a_line_of_its_own(toys: Any) -> None:
    text = "Plan\n\n1. Kites\n\n1.1 We will:\n\n- mend kites by May\n- Lead: the Department, with the Guild\n"
    shelf = toys.shelf(text)
    line = responsible(shelf.unit("mend kites"))
    assert line is not None
    assert line.quote == "Lead: the Department, with the Guild"
    assert responsible(toys.shelf("Plan\n\n1. Kites\n\n1.1 Leads and strings are sold.").unit("Leads")) is None
