from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mandate_qa.answering.naming import DocumentNames, document_kinds, publisher_acronym
from mandate_qa.answering.scope import read_references, read_scope
from mandate_qa.types import Document

Read = Callable[..., Any]


@pytest.fixture(scope="module")
def shelf(toys: Any) -> tuple[Document, ...]:
    """Two plans, two mandates of other years, and a member note about the second plan's year."""
    make = toys.document
    return (
        make("plan-2014", "2014-03", title="Play: the business plan 2014/15 – 2016/17", short_title="2014-17 plan",
             period_end="2017-03-31", aliases=("business plan", "first plan")),
        make("mandate-2018", "2018-03", title="The mandate to Toys England for 2018-19",
             short_title="2018-19 mandate", publisher="Department of Play", aliases=("18/19 mandate",)),
        make("note-2021", "2021-05", title="Member note: 2021/22 planning guidance", short_title="GTM note",
             publisher="Guild of Toy Makers", status="summary by a third party",
             aliases=("planning guidance", "member note")),
        make("mandate-2021", "2021-03", title="The revised 2021-22 mandate to Toys England",
             short_title="2021-22 mandate", publisher="Department of Play", aliases=("revised mandate",)),
        make("mandate-2023", "2023-06-15", title="The 2023 mandate to Toys England", short_title="2023 mandate",
             publisher="Department of Play", period_start="2023-06-15", period_end=None),
    )  # fmt: skip


@pytest.fixture
def documents(shelf: tuple[Document, ...]) -> Read:
    """The keys of the documents that a question names."""
    return lambda question: read_scope(question, DocumentNames(shelf)).documents


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("what does the first plan say about kites", "plan-2014"),
        ("Business plan: kites?", "plan-2014"),
        ("kites in the 2021-22 mandate", "mandate-2021"),
        ("kites in the revised mandate's foreword", "mandate-2021"),
        ("kites in the 18/19 mandate", "mandate-2018"),
        ("kites in the 2018/19 mandate", "mandate-2018"),
        ("the member note on kites", "note-2021"),
        ("Play: the business plan 2014/15 – 2016/17 on kites", "plan-2014"),
    ],
)
def test_a_title_or_alias_names_its_document(documents: Read, question: str, meant: str) -> None:
    assert documents(question) == (meant,)
    assert documents(question.upper()) == (meant,)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("the mandate for 2018-19 on kites", "mandate-2018"),
        ("what did the mandate of 2021/22 say", "mandate-2021"),
        ("kites in the 2021-22 Toys England mandate", "mandate-2021"),
        ("kites in the 2023 mandate", "mandate-2023"),
        ("the mandate from 2023", "mandate-2023"),
        ("who signed the 2018-19 foreword", "mandate-2018"),
        ("annex of the 2021-22 mandate", "mandate-2021"),
    ],
)
def test_a_kind_beside_a_year_names_its_document(documents: Read, question: str, meant: str) -> None:
    assert documents(question) == (meant,)


def test_a_plural_takes_every_year_before_it(documents: Read) -> None:
    assert documents("kites in the 2018-19 and 2021-22 mandates") == ("mandate-2018", "mandate-2021")
    assert documents("the 2018-19, the revised 2021-22 and the 2023 mandates") == (
        "mandate-2018",
        "mandate-2021",
        "mandate-2023",
    )


def test_a_publisher_that_has_one_document_is_named_by_its_initials(documents: Read, shelf: tuple[Document]) -> None:
    assert documents("what does the GTM say about kites") == ("note-2021",)
    assert documents("what is a GTMX") == ()
    twice = (*shelf, replace(shelf[2], key="another", title="Another note", aliases=()))
    assert read_scope("what does the GTM say", DocumentNames(twice)).documents == ()


def test_initials_need_three_words(toys: Any) -> None:
    assert publisher_acronym(toys.document(publisher="Guild of Toy Makers")) == "GTM"
    assert publisher_acronym(toys.document(publisher="Toy Office")) == ""


def test_a_name_beside_another_documents_year_is_not_taken(documents: Read) -> None:
    assert "plan-2014" not in documents("the 2021-22 business plan")
    assert "mandate-2021" not in documents("the revised mandate for 2018-19")


def test_an_asked_year_beside_a_name_is_no_part_of_it(shelf: tuple[Document, ...]) -> None:
    scope = read_scope("what is the kite budget for 2022-23 in the revised mandate", DocumentNames(shelf))
    assert (scope.documents, scope.periods) == (("mandate-2021",), ("2022-23",))


def test_words_that_name_one_document_name_no_other(toys: Any) -> None:
    pair = [
        toys.document("plan", "2024-03", title="The plan for toys", short_title="2024-25 toy plan"),
        toys.document("note", "2024-06", title="Member note: the plan explained", short_title="the note"),
    ]
    assert read_scope("kites in the 2024-25 toy plan", DocumentNames(pair)).documents == ("plan",)


def test_an_alias_that_two_documents_share_names_neither(toys: Any) -> None:
    pair = [
        toys.document("a", "2021", aliases=("toy strategy",)),
        toys.document("b", "2023", aliases=("toy strategy",)),
    ]
    assert read_scope("the toy strategy on kites", DocumentNames(pair)).documents == ()


def test_a_year_alone_names_no_document_but_a_period(shelf: tuple[Document, ...]) -> None:
    scope = read_scope("what was the kite budget in 2021/22", DocumentNames(shelf))
    assert (scope.documents, scope.periods) == ((), ("2021-22",))


def test_the_year_of_a_document_is_its_period_unless_another_is_asked(shelf: tuple[Document, ...]) -> None:
    assert read_scope("kite budget in the 2021-22 mandate", DocumentNames(shelf)).periods == ("2021-22",)
    assert read_scope("kite budget for 2022-23 in the 2021-22 mandate", DocumentNames(shelf)).periods == ("2022-23",)


def test_the_words_that_named_a_document_are_told(shelf: tuple[Document, ...]) -> None:
    question = "kites in the revised mandate and the member note"
    scope = read_scope(question, DocumentNames(shelf))
    assert scope.documents == ("note-2021", "mandate-2021")
    assert set(scope.named) == {"revised mandate", "member note"}


def test_nothing_named_is_nothing_meant(documents: Read) -> None:
    assert documents("how many kites may a child own?") == ()
    assert documents("is there a plan to mandate kites") == ()


def test_kinds_are_whole_words() -> None:
    assert document_kinds("the two mandates and a business plan") == ("mandate", "plan")
    assert document_kinds("planning and notes on airplanes") == ("note",)


@pytest.mark.parametrize(
    ("question", "references"),
    [
        ("what does para 1.15 say", ("1.15",)),
        ("paragraphs 3.102 please", ("3.102",)),
        ("¶2.4?", ("2.4",)),
        ("annex 2.1 row", ("2.1",)),
        ("what is Objective  10 about", ("objective 10",)),
        ("commitment 6 and offer 2", ("commitment 6", "offer 2")),
        ("section 2.1.3", ("2.1.3",)),
        ("para 5 of the memo", ("5",)),
        ("section 5 of the act", ()),
        ("1.5 million people", ()),
        ("version 2.0 of the kite", ()),
        ("ten objectives", ()),
    ],
)
def test_printed_numbers_are_read(question: str, references: tuple[str, ...]) -> None:
    assert read_references(question) == references


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("did it change between the two kite plans?", ("old", "new")),
        ("blocks in both kite plans", ("old", "new")),
        ("blocks in both of the plans", ()),
        ("the three kite plans", ()),
    ],
)
def test_a_number_of_documents_is_meant_when_that_many_are_called_so(
    toys: Any, question: str, meant: tuple[str, ...]
) -> None:
    titles = {"old": "2023 kite plan", "new": "2024 kite plan", "other": "2024 block plan"}
    shelf = tuple(toys.document(key, title=title, short_title=title) for key, title in titles.items())
    assert read_scope(question, DocumentNames(shelf)).documents == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("blocks in the June 2023 doc", ("mandate-2023",)),
        ("blocks as set out in March 2018", ("mandate-2018",)),
        ("blocks by June 2023", ()),
        ("blocks in the April 2023 document", ()),
    ],
)
def test_the_month_in_which_a_document_came_out_names_it(
    documents: Read, question: str, meant: tuple[str, ...]
) -> None:
    assert documents(question) == meant


def test_a_month_in_which_two_documents_came_out_names_neither(toys: Any) -> None:
    shelf = (toys.document("one", "2024-03-01"), toys.document("two", "2024-03-28"))
    assert read_scope("blocks in the March 2024 document", DocumentNames(shelf)).documents == ()


def test_the_title_of_a_mere_subject_names_no_document(toys: Any) -> None:
    make = toys.document
    shelf = (make("a", title="Wooden blocks", short_title="blocks"), make("b", title="Kites for every nursery in town"))
    assert read_scope("how many wooden blocks", DocumentNames(shelf)).documents == ()
    assert read_scope("blocks in Kites for every nursery in town", DocumentNames(shelf)).documents == ("b",)


def test_a_library_of_thousands_is_read_in_a_moment(toys: Any) -> None:
    shelf = tuple(toys.document(f"plan-{n}", title=f"Toy plan number {n} for the nursery") for n in range(5000))
    names = DocumentNames(shelf)
    assert len(names.near("the toy plan number 77 for the nursery")) < 20
    assert read_scope("blocks in toy plan number 77 for the nursery", names).documents == ("plan-77",)


def test_a_record_of_which_nobody_says_when_it_was_published_is_not_meant_by_its_title(toys: Any) -> None:
    title = "The health plan of 2023"
    shelf = (Document("a", title, title, publisher="", published="", period_start=None, period_end=None),)
    assert read_scope("what did the health plan of 2023 cover", DocumentNames(shelf)).documents == ()
