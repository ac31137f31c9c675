from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mandate_qa.answering.scope import without
from mandate_qa.answering.understanding import Understanding
from mandate_qa.types import Query, Wanted

Ask = Callable[..., Query]


@pytest.fixture
def understood(toys: Any) -> Ask:
    """The query that a question stands for, after the turns before it."""
    documents = [
        toys.document("plan-2024", "2024-03", publisher="Guild of Toy Makers"),
        toys.document("note", "2024-06", title="Note on 2024-25", short_title="the note", publisher="Office"),
        toys.document("plan-2025", "2025-03", publisher="Office"),
    ]
    reader = Understanding({d.key: d for d in documents}, {"SPR": "safe paint register"}, {"carrto": "carrot"}.get)

    def ask(*turns: str, documents: tuple[str, ...] = ()) -> Query:
        query: Query | None = None
        for turn in turns:
            query = reader.query(turn, query, documents)
        assert query is not None
        return query

    return ask


def test_months_cut_short_are_searched_for_in_full(understood: Ask) -> None:
    assert understood("kite aims, Apr-Oct 2013").text == "kite aims, April to October 2013"


def test_a_question_is_kept_as_typed_but_for_its_blanks(understood: Ask) -> None:
    query = understood("  how many \n blocks  in 24/25? ")
    assert query.question == "how many blocks in 24/25?"
    assert query.text == "how many blocks in 2024-25?"
    assert (query.wanted, query.periods, query.documents) == (Wanted.FIGURE, ("2024-25",), ())
    assert query.notes == ()


def test_a_document_named_is_the_scope_and_not_what_is_searched_for(understood: Ask) -> None:
    query = understood("how many blocks in the 2024-25 toy plan")
    assert query.documents == ("plan-2024",)
    assert "blocks" in query.focus
    assert "toy plan" not in query.focus


def test_a_publishers_initials_name_its_document(understood: Ask) -> None:
    assert understood("what does the GTM say of kites").documents == ("plan-2024",)


def test_documents_that_the_reader_chose_narrow_whatever_is_named(understood: Ask) -> None:
    assert understood("how many blocks?", documents=("note",)).searched == ("note",)
    both = ("plan-2024", "plan-2025")
    assert understood("how many blocks?", documents=both).searched == both
    assert understood("how many blocks?", documents=both).documents == ()
    assert understood("compare the blocks", documents=both).documents == both
    assert understood("blocks in the 2024-25 toy plan", documents=both).documents == ("plan-2024",)
    assert understood("blocks in the 2024-25 toy plan", documents=("note",)).documents == ("note",)


def test_a_comparison_of_years_means_the_documents_of_those_years(understood: Ask) -> None:
    query = understood("compare blocks in 2024-25 and 2025-26")
    assert query.wanted is Wanted.COMPARISON
    assert {"plan-2024", "plan-2025"} <= set(query.documents)


def test_a_comparison_of_plans_leaves_out_what_is_no_plan(understood: Ask) -> None:
    query = understood("how do the plans for 2024-25 and 2025-26 differ on blocks")
    assert query.documents == ("plan-2024", "plan-2025")


def test_a_comparison_within_one_year_is_of_no_two_documents(understood: Ask) -> None:
    assert len(understood("compare blocks and kites in the 2025-26 toy plan").documents) == 1


@pytest.mark.parametrize(
    "question",
    [
        "how many blocks does the 2024-25 toy plan want for 2025-26?",
        "what is the block budget for 2025/26 in the 2024-25 toy plan",
    ],
)
def test_a_named_document_is_asked_about_another_year_and_not_compared(understood: Ask, question: str) -> None:
    query = understood(question)
    assert (query.documents, query.wanted, query.periods) == (("plan-2024",), Wanted.FIGURE, ("2025-26",))


def test_with_and_between_another_years_document_is_meant_too(understood: Ask) -> None:
    query = understood("how many blocks did the 2024-25 toy plan ask for, and how many are needed in 2025-26?")
    assert (query.documents, query.wanted) == (("plan-2024", "plan-2025"), Wanted.COMPARISON)


def test_a_year_in_brackets_belongs_to_the_document_before_which_it_stands(understood: Ask) -> None:
    query = understood("block money for 25-26 in the (2024) toy plan?")
    assert (query.documents, query.periods) == (("plan-2024",), ("2025-26",))


@pytest.mark.parametrize(
    "question", ["blocks in 2025-26 as planned for 2024-25?", "how many blocks, 2024-25 total, 2025-26 prices"]
)
def test_two_years_that_nothing_joins_are_not_compared(understood: Ask, question: str) -> None:
    assert understood(question).documents == ()


def test_years_that_one_document_covers_together_tell_no_documents_apart(toys: Any) -> None:
    long = toys.document("long", "2023-03", title="The long plan", period_end="2026-03-31")
    documents = {d.key: d for d in (long, toys.document("a", "2024-03"), toys.document("b", "2025-03"))}
    query = Understanding(documents, {}, {}.get).query("blocks in 2024-25 versus 2025-26")
    assert (query.documents, query.periods) == ((), ("2024-25", "2025-26"))


def test_another_years_document_is_one_by_the_same_publisher_where_there_is_one(toys: Any) -> None:
    old, new = toys.document("old", "2024-03"), toys.document("new", "2025-03")
    note = toys.document("note", "2025-06", title="Note", short_title="note", publisher="Guild")
    query = Understanding({d.key: d for d in (old, note, new)}, {}, {}.get).query(
        "how many blocks did the 2024-25 toy plan ask for, and how many in 2025-26?"
    )
    assert query.documents == ("old", "new")


def test_what_the_documents_define_is_searched_for_too(understood: Ask) -> None:
    assert "safe paint register" in understood("what is the SPR").expansions


def test_a_misspelt_word_is_searched_for_as_the_word_it_is_like(understood: Ask) -> None:
    assert understood("how many blocks in a carrto").expansions == ("carrot",)
    assert understood("how many blocks in a carrot").expansions == ()


def test_printed_numbers_are_found(understood: Ask) -> None:
    assert understood("what does para 1.2 say").references == ("1.2",)


class TestConversations:
    def test_a_follow_up_is_made_to_stand_alone(self, understood: Ask) -> None:
        query = understood("how many blocks in the 2024-25 toy plan?", "and the year after?")
        assert query.periods == ("2025-26",)
        assert "blocks" in query.text
        assert query.question == "and the year after?"
        assert query.notes

    def test_a_new_question_leaves_the_old_one_behind(self, understood: Ask) -> None:
        alone = understood("who publishes the list of safe paints for makers?")
        after = understood(
            "how many blocks in the 2024-25 toy plan?", "who publishes the list of safe paints for makers?"
        )
        assert after == alone

    def test_the_first_turn_leans_on_nothing(self, understood: Ask) -> None:
        assert understood("and capital?").notes == ()

    def test_scope_is_carried_through_several_turns(self, understood: Ask) -> None:
        query = understood("blocks in the 2024-25 toy plan?", "and kites?", "what about paint?", "and who pays for it?")
        assert query.documents == ("plan-2024",)
        assert query.periods == ("2024-25",)

    def test_another_document_can_be_turned_to(self, understood: Ask) -> None:
        query = understood("how many blocks in the 2024-25 toy plan?", "and in the 2025-26 toy plan?")
        assert query.documents == ("plan-2025",)
        assert "blocks" in query.text


def test_what_only_names_the_scope_is_taken_out_unless_nothing_is_left() -> None:
    assert without("kites in the toy plan please", ["toy plan"]) == "kites please"
    assert without("the toy plan", ["toy plan"]) == "the toy plan"
    assert without("kites", []) == "kites"


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("how many blocks did Hewitt ask for?", ("Hewitt",)),
        ("how many blocks did Guild ask for?", ()),
        ("Blocks of the Tower, how many?", ()),
        ("how many blocks did Carrto ask for?", ()),
    ],
)
def test_a_name_that_no_document_has_is_told(toys: Any, question: str, unknown: tuple[str, ...]) -> None:
    known = {"guild", "block", "tower"}
    plan = toys.document("plan-2024", "2024-03")
    reader = Understanding({plan.key: plan}, {}, {"carrto": "carrot"}.get, known.__contains__)
    assert reader.query(question).unknown == unknown
