from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mandate_qa.answering.units import answers_kind, units
from mandate_qa.types import Document, Query, Wanted


def test_units_are_sentences_bullets_and_rows_each_once_best_first(plans: Any, toys: Any) -> None:
    query = toys.query("how many wooden blocks must every nursery have by March 2025", wanted=Wanted.FIGURE)
    found = units(query, plans.hits(), plans, toys.asked(query.text))
    places = [(unit.paragraph.id, unit.start, unit.end) for unit in found]
    assert len(set(places)) == len(places)
    assert [unit.score for unit in found] == sorted((unit.score for unit in found), reverse=True)
    quotes = {unit.quote for unit in found}
    assert "Every nursery must have at least 40 wooden blocks by March 2025, up from 25 in 2023-24." in quotes
    assert "inspect 12 workshops a month; and" in quotes
    assert "Revenue\t110\t120\t130" in quotes
    assert "1. Playing" not in quotes


def test_a_unit_is_the_paragraphs_own_words(plans: Any, toys: Any) -> None:
    for unit in units(toys.query("blocks"), plans.hits(), plans, toys.asked("blocks")):
        assert unit.quote == unit.paragraph.text[unit.start : unit.end]
        assert unit.quote == unit.quote.strip() != ""
        assert unit.quote in unit.paragraph.parts[unit.part].text


def test_hits_that_were_set_aside_bring_no_units(plans: Any, toys: Any) -> None:
    aside = tuple(replace(hit, kept=False, reason="another period") for hit in plans.hits())
    assert units(toys.query("blocks"), aside, plans, toys.asked("blocks")) == []


def document(key: str, title: str) -> Document:
    """A document that only its title tells from others."""
    return Document(key, title, title, "Toy Office", "2024-03-28", None, None)


def best(plans: Any, toys: Any, query: Query, *words: str) -> str:
    """The best unit of the passages that hold these words, all found equally well."""
    hits = [replace(hit, score=1.0, vector_score=0.5) for hit in plans.hits(*words)]
    return str(units(query, hits, plans, toys.asked(query.text))[0].quote)


def test_what_speaks_to_the_question_goes_first(plans: Any, toys: Any) -> None:
    for question, words in {"who may apply for the grant": "apply", "list of safe paints": "safe paints"}.items():
        assert words in best(plans, toys, toys.query(question), "grant", "workshops", "wooden blocks", "safe paints")


def test_of_two_that_speak_alike_the_nearer_in_meaning_goes_first(toys: Any) -> None:
    shelf = toys.shelf("1.1 Wooden blocks are stored.\n\n1.2 Wooden blocks are kept.\n")
    near, far = shelf.hits("kept", "stored")
    hits = [replace(far, score=1.0, vector_score=0.3), replace(near, score=1.0, vector_score=0.6)]
    assert units(toys.query("wooden blocks"), hits, shelf, toys.asked("wooden blocks"))[0].quote.endswith("kept.")


def test_of_two_that_speak_alike_the_one_goes_first_whose_document_is_loosely_named(toys: Any) -> None:
    plan, code = (document(key, title=title) for key, title in (("a", "The kite plan"), ("b", "The code of kites")))
    shelf = toys.shelf((plan, "1.1 Strings are 20 metres long.\n"), (code, "1.1 Strings are 30 metres long.\n"))
    for word, answer in (("plan", "20"), ("code", "30")):
        assert answer in best(shelf, toys, toys.query(f"how long are strings in the {word}"), "Strings")


def test_of_two_that_speak_alike_the_one_with_a_figure_answers_how_many(toys: Any) -> None:
    shelf = toys.shelf("1.1 Every nursery has wooden blocks.\n\n1.2 Every nursery has 40 wooden blocks.\n")
    assert "40" in best(shelf, toys, toys.query("how many wooden blocks", wanted=Wanted.FIGURE), "wooden")


def test_of_two_that_speak_alike_the_one_of_the_asked_year_goes_first(toys: Any) -> None:
    text = "1.1 In 2023-24 the grant is £3 million.\n\n1.2 In 2024-25 the grant is £4 million.\n\n1.3 In 2025-26 the \
grant is £5 million.\n"
    query = toys.query("how much is the grant", wanted=Wanted.FIGURE, periods=("2024-25",))
    assert "2024-25" in best(toys.shelf(text), toys, query, "grant")


def test_a_lead_in_and_headings_speak_for_what_stands_below_them(plans: Any, toys: Any) -> None:
    query, asked = toys.query("toy office paints"), toys.asked("toy office paints")
    found = {unit.quote: unit for unit in units(query, plans.hits("safe paints", "repairs grant"), plans, asked)}
    bullet = next(unit for quote, unit in found.items() if quote.startswith("publish a list"))
    assert asked.coverage(bullet.quote) < bullet.coverage


def test_a_sentence_that_points_back_speaks_to_what_the_one_before_names(toys: Any) -> None:
    shelf = toys.shelf("1.1 Makers get a toy passport. It stays valid for 8 years. Paints are sold for 3 years.")
    query = toys.query("how long is a toy passport valid", wanted=Wanted.FIGURE)
    assert "8 years" in best(shelf, toys, query, "passport")
    found = {unit.quote: unit for unit in units(query, shelf.hits("passport"), shelf, toys.asked(query.text))}
    assert found["It stays valid for 8 years."].coverage == 1
    assert found["Paints are sold for 3 years."].coverage < 1


GUILD = """
1. Priorities

1.1 Work should include:

- mending toys sooner by opening the repair benches and following the guild's plan for every bench and drawer, \
including 60% of dolls being washed, mended or returned within 3 days by May 2025 and quicker replies to letters, \
with further gains on both of these. This will also include 400 more benches and 20 new vans. Staff will be trained.
"""


def test_what_only_points_back_comes_after_what_it_points_to(toys: Any) -> None:
    shelf = toys.shelf(GUILD)
    for question in ("the target for dolls washed or returned within 3 days", "what of dolls washed and mended"):
        for wanted in (Wanted.FIGURE, Wanted.STATEMENT):
            assert "60% of dolls" in best(shelf, toys, toys.query(question, wanted=wanted), "dolls")


def test_what_points_back_goes_first_when_it_speaks_to_more(toys: Any) -> None:
    query = toys.query("how many new vans for dolls mended sooner", wanted=Wanted.FIGURE)
    assert "20 new vans" in best(toys.shelf(GUILD), toys, query, "dolls")


def test_a_lead_in_that_ends_in_a_colon_answers_with_what_it_announces(plans: Any, toys: Any) -> None:
    lead = plans.unit("The Toy Office will:")
    assert answers_kind(lead, toys.query("how many workshops", wanted=Wanted.FIGURE))
    assert answers_kind(lead, toys.query("when are the paints listed", wanted=Wanted.DATE))
    assert not answers_kind(plans.unit("Makers will hear"), toys.query("how many", wanted=Wanted.FIGURE))


def test_a_rows_figures_have_the_unit_of_its_table(plans: Any, toys: Any) -> None:
    row = plans.unit("Revenue\t110")
    assert answers_kind(row, toys.query("how much money is there", wanted=Wanted.FIGURE))
    assert not answers_kind(row, toys.query("what percentage is it", wanted=Wanted.FIGURE))


def test_evidence_of_a_row_says_what_names_it(plans: Any) -> None:
    evidence = plans.unit("Capital\t(5)").evidence()
    for name in ("Office budget", "£m", "2024-25", "Capital"):
        assert name in evidence.names
    assert evidence.quote == "Capital\t(5)\t8\t9"
    assert evidence.paragraph_id == plans.having("Capital\t(5)")[0].id


def test_only_a_row_has_cells(plans: Any) -> None:
    row = plans.unit("Capital\t(5)").row
    assert row is not None
    assert row.cells == ("(5)", "8", "9")
    assert plans.unit("wooden blocks").row is None


@pytest.mark.parametrize("unit", ["£ million", "£000", "£m", "£ per pupil"])
def test_a_table_in_pounds_holds_money(toys: Any, unit: str) -> None:
    shelf = toys.shelf(f"Grants, {unit}\t2023-24\t2024-25\nKites\t11\t12\nBlocks\t13\t14\n")
    assert answers_kind(shelf.unit("Kites"), toys.query("how much money for kites", wanted=Wanted.FIGURE))
