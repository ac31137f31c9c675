"""What a term is, from the words that a document explains it with."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.defining import Explanation, asks_outright, explained
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.answering.wording import NOT_EXPLAINED
from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Query, Status

TEXT = """\
    The Toy Office's plan for 2024-25

    1. Words

    1.1 In this plan "safe" means that a toy has passed all three tests; "play area" (PA) means a park or a beach that \
the Office has marked out with signs and that any child may use without asking; and "maker" means anyone who sells \
what they have made.

    1.2 The Office has nine toy delivery units (TDUs). A TDU is the team that brings toys to nurseries.

    1.3 Rule 7 pays makers for paint that peels. Rule 8 is published every year. A kite is "torn" when a third of it \
is gone.

    1.4 We will work with Spinning Top Networks (STNs), which gather makers from every town.

    1.5 Unheralded visits rose by a third.

    Spending (£m)\t2023-24\t2024-25
    Rule 7\t110\t120
    Rule 9\t5\t8
    """


@pytest.fixture
def shelf(toys: Any) -> Any:
    return toys.shelf(TEXT)


def asked(question: str, *concepts: tuple[str, ...], **given: Any) -> Query:
    return Query(question, question, wanted=wanted_of(question), concepts=concepts, **given)


def told(shelf: Any, question: str, *concepts: tuple[str, ...]) -> list[str]:
    found = explanation(shelf, question, *concepts)
    return [unit.quote for unit in found.units] if found else []


def explanation(shelf: Any, question: str, *concepts: tuple[str, ...], **given: Any) -> Explanation | None:
    query = asked(question, *concepts, **given)
    return explained(query, shelf.hits(), shelf, Asked(query, lambda *_: 1.0))


def test_what_the_document_defines_comes_first(shelf: Any) -> None:
    assert told(shelf, 'what counts as "safe"?') == ['"safe" means that a toy has passed all three tests']


def test_a_defined_term_may_end_what_is_asked(shelf: Any) -> None:
    assert told(shelf, 'what counts as a toy being "safe"') == ['"safe" means that a toy has passed all three tests']


def test_letters_and_explanation_are_given_together_when_short(shelf: Any) -> None:
    assert told(shelf, "whats a TDU") == [
        "The Office has nine toy delivery units (TDUs).",
        "A TDU is the team that brings toys to nurseries.",
    ]


def test_a_clause_of_a_long_sentence_is_enough(shelf: Any) -> None:
    (clause,) = told(shelf, "what is a PA?")
    assert clause.startswith('"play area" (PA) means')
    assert "maker" not in clause


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what is rule 7", "Rule 7 pays makers"),
        ("what does torn mean?", 'is "torn" when'),
        ("what are STNs?", ", which gather makers"),
        ("what is rule 7 in the plan", "Rule 7 pays makers"),
    ],
)
def test_a_sentence_that_says_what_it_is_or_does(shelf: Any, question: str, words: str) -> None:
    (sentence,) = told(shelf, question)
    assert words in sentence


def test_other_words_for_the_term_count(shelf: Any) -> None:
    assert "three tests" in told(shelf, "what is OK?", ("ok", "safe"))[0]


@pytest.mark.parametrize("question", ["rule 8, what is it?", "what does unheralded mean?"])
def test_what_only_uses_a_term_is_told_as_no_explanation(shelf: Any, question: str) -> None:
    found = explanation(shelf, question)
    assert found is not None
    assert not found.surely


@pytest.mark.parametrize(
    "question", ["what is rule 8?", "what is rule 9?", "rule 9, what is it?", "what is unheralded?"]
)
def test_use_and_rows_of_figures_explain_nothing(shelf: Any, question: str) -> None:
    assert told(shelf, question) == []


def test_a_sentence_in_a_cell_explains(toys: Any) -> None:
    text = """\
        The plan

        1. Work

        What we will do\tWho
        > Kite watch groups (KWGs) will meet in every town. They will bring together makers and parks to see \
that kites are safe.\tDirector of Play
        Ropes\tDirector of Ropes
        """
    (answer,) = toys.assistant(text).ask("what are kite watch groups for and who's on them").citations
    assert answer.quote.startswith("Kite watch groups (KWGs) will meet")
    assert answer.quote.endswith("kites are safe.")


def test_letters_are_the_meaning_when_nothing_explains_more(toys: Any) -> None:
    shelf = toys.shelf(
        "The plan\n\n1. Paint\n\n1.1 We will test Quick Drying Paint (QDP) by May. QDP should be stored dry."
    )
    for question in ("what does QDP stand for?", "QDP stands for...?", "what is QDP?", "QDP short for?"):
        assert told(shelf, question) == ["We will test Quick Drying Paint (QDP) by May."]
    assert told(shelf, "what does DPQ stand for?") == []


def test_two_short_forms_are_both_spelt_out(toys: Any) -> None:
    shelf = toys.shelf(
        "The plan\n\n1. Paint\n\n1.1 We will test Quick Drying Paint (QDP) by May.\n\n"
        "1.2 Old Lead Paint (OLP) is banned."
    )
    assert [quote.split(" (")[0][-5:] for quote in told(shelf, "QDP and OLP, what are these abbreviations")] == [
        "Paint",
        "Paint",
    ]


def test_what_a_thing_does_goes_before_what_is_said_of_it(toys: Any) -> None:
    shelf = toys.shelf(
        "The plan\n\n1. Paint\n\n1.1 There will be 12 paint panels. Paint panels will be open to all makers.\n\n"
        "1.2 Paint panels will bring together makers and give advice on paint."
    )
    assert told(shelf, "paint panels?? what do they do") == [
        "Paint panels will bring together makers and give advice on paint."
    ]


def test_scope_keeps_another_documents_meaning_away(toys: Any) -> None:
    other = toys.document("other", title="Other", short_title="other")
    shelf = toys.shelf((toys.document(), TEXT), (other, 'Other\n\n1. Words\n\n1.1 "safe" means locked away.'))
    found = explanation(shelf, "what does safe mean", documents=("other",))
    assert found is not None
    assert [unit.quote for unit in found.units] == ['"safe" means locked away']


def test_a_meaning_that_no_document_gives_is_refused(toys: Any) -> None:
    assert toys.assistant(TEXT).ask("what counts as an unheralded visit?").status is Status.NOT_IN_DOCUMENTS
    assert asks_outright(asked("what counts as an unheralded visit?"))
    assert not asks_outright(asked("what is a visit?"))


@pytest.mark.parametrize("question", ["what does zorbing mean", "QQP stands for?", "what counts as zorbing"])
def test_a_term_that_no_document_uses_is_refused(toys: Any, question: str) -> None:
    assert toys.assistant(TEXT).ask(question).status is Status.NOT_IN_DOCUMENTS


def test_what_says_most_of_a_term_comes_with_a_note(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("what does unheralded mean?")
    assert answer.text.startswith("Unheralded visits rose by a third.")
    assert answer.notes == (NOT_EXPLAINED,)


def test_two_long_forms_of_one_short_form_are_both_told(toys: Any) -> None:
    text = """\
        1.1 We will use the Toy Delivery System (TDS) in all shops.

        1.2 The Toy Diversity System (TDS) will be renewed, and the kite fund (KF) will pay.

        1.3 The Kite Fund (KF) is open.
        """
    answer = toys.assistant(text).ask("what does TDS stand for?")
    assert answer.status.value == "conflicting"
    assert "Toy Delivery System" in answer.text
    assert "Toy Diversity System" in answer.text
    assert toys.assistant(text).ask("what does KF stand for?").status.value == "answered"
