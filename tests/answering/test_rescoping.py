"""The words of a question that say where to look make way for what the reader chose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mandate_qa.answering.understanding import Understanding
from mandate_qa.types import Query, Scope, Wanted

Ask = Callable[..., Query]


@pytest.fixture
def asked(toys: Any) -> Ask:
    """The query of a question that is asked again of other documents or years."""
    documents = [toys.document(f"plan-{year}", f"{year}-03-28") for year in (2022, 2023, 2024)]
    columns = {"plan-2022": ("2023-24",)}
    reader = Understanding(
        {d.key: d for d in documents}, {}, lambda word: None, years_of=lambda key: columns.get(key, ())
    )

    def ask(question: str, **scope: tuple[str, ...]) -> Query:
        return reader.query(question, scope=Scope(**scope))

    return ask


@pytest.mark.parametrize(
    ("question", "documents", "text"),
    [
        ("how many kites in the 2022-23 toy plan?", ("plan-2024",), "how many kites in the 2024-25 toy plan?"),
        ("what does the 2022-23 toy plan say of kites?", (), "what do the documents say of kites?"),
        ("how many kites in 2022-23?", ("plan-2024",), "how many kites?"),
        ("what was the 2022-23 kite target?", ("plan-2024",), "what was the kite target?"),
        ("how many kites in 2023-24?", ("plan-2022",), "how many kites in 2023-24?"),
        ("how many kites in 2030-31?", ("plan-2022",), "how many kites in 2030-31?"),
        ("how many kites by March 2022?", ("plan-2024",), "how many kites by March 2022?"),
        ("how many kites in 2022?", ("plan-2024",), "how many kites?"),
        ("kites in the 2022-23 toy plan against the 2023-24 toy plan?", ("plan-2024",), "kites?"),
    ],
)
def test_words_that_named_another_document_go(asked: Ask, question: str, documents: tuple[str, ...], text: str) -> None:
    query = asked(question, documents=documents)
    assert query.text == text
    assert query.documents == query.within == documents


@pytest.mark.parametrize(
    ("question", "periods", "text"),
    [
        ("how many kites in 2022-23?", ("2024-25",), "how many kites in 2024-25?"),
        ("how many kites?", ("2024-25",), "how many kites? (2024-25)"),
        ("how many kites in 2022-23?", ("2023-24", "2024-25"), "how many kites in 2023-24 and 2024-25?"),
        ("how many kites in 2022-23, and swings?", (), "how many kites, and swings?"),
        ("kites for 2022-23 in the 2022-23 toy plan", ("2023-24",), "kites for 2023-24 in the 2022-23 toy plan"),
    ],
)
def test_years_are_put_in_place_of_years(asked: Ask, question: str, periods: tuple[str, ...], text: str) -> None:
    query = asked(question, periods=periods)
    assert (query.text, query.periods) == (text, periods)


def test_what_is_searched_for_has_none_of_the_old_words(asked: Ask) -> None:
    query = asked("how many kites in the 2022-23 toy plan?", documents=("plan-2024",))
    assert "202" not in query.focus and "202" not in query.sought


def test_a_comparison_with_one_side_left_asks_for_the_thing_itself(asked: Ask) -> None:
    question = "compare the number of kites in the 2022-23 and the 2023-24 toy plans"
    assert asked(question, periods=("2022-23",)).wanted is not Wanted.COMPARISON
    others = asked(question, documents=("plan-2023", "plan-2024"))
    assert others.wanted is Wanted.COMPARISON
    assert [side.documents for side in others.sides] == [("plan-2023",), ("plan-2024",)]


def test_both_may_be_chosen(asked: Ask) -> None:
    query = asked("how many kites in 2024-25?", documents=("plan-2022",), periods=("2023-24",))
    assert (query.documents, query.periods) == (("plan-2022",), ("2023-24",))
    assert query.notes == ("Scope: 2022-23 toy plan, 2023-24, as you chose, instead of 2024-25.",)


def test_a_year_beyond_the_library_is_said_to_be(asked: Ask) -> None:
    assert len(asked("how many kites?", periods=("2030-31",)).notes) == 2
    assert len(asked("how many kites?", periods=("2024-25",)).notes) == 1
    assert len(asked("how many kites in the 2022-23 toy plan?", periods=("2023-24",)).notes) == 1
