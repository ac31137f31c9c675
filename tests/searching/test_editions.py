from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mandate_qa.searching.editions import chain, with_editions
from mandate_qa.types import Document


def document(key: str, published: str = "2020", replaces: str | None = None) -> Document:
    return Document(key, key, key, "", published, None, None, replaces=replaces)


def successors(*documents: Document) -> dict[str, str | None]:
    return {found.key: found.superseded_by for found in with_editions(documents)}


def test_what_is_replaced_is_superseded_and_the_rest_is_the_latest() -> None:
    assert successors(document("a"), document("b", "2021", "a"), document("c", "2022", "b"), document("d")) == {
        "a": "b",
        "b": "c",
        "c": None,
        "d": None,
    }


def test_words_for_a_document_outside_the_library_supersede_nothing() -> None:
    assert successors(document("a"), document("b", replaces="the mandate of 2019")) == {"a": None, "b": None}


def test_of_two_that_replace_the_same_the_one_published_last_counts() -> None:
    assert successors(document("a"), document("c", "2022", "a"), document("b", "2021", "a"))["a"] == "c"


def test_a_circle_leaves_the_one_published_last_in_force() -> None:
    assert successors(document("a", "2021", "b"), document("b", "2020", "a")) == {"a": None, "b": "a"}
    assert successors(document("a", replaces="a")) == {"a": None}


def test_a_chain_is_told_from_any_of_its_editions() -> None:
    found = with_editions([document("c", "2022", "b"), document("a"), document("b", "2021", "a"), document("x")])
    by_key = {one.key: one for one in found}
    for key in "abc":
        assert [one.key for one in chain(key, by_key)] == ["a", "b", "c"]
    assert [one.key for one in chain("x", by_key)] == ["x"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(2000, 2003)), max_size=6))
def test_whatever_replaces_what_following_it_comes_to_an_end(links: list[tuple[int, int]]) -> None:
    documents = [document(str(n), str(year), str(older)) for n, (older, year) in enumerate(links)]
    by_key = {found.key: found for found in with_editions(documents)}
    for key in by_key:
        keys = [found.key for found in chain(key, by_key)]
        assert len(keys) == len(set(keys))
        assert by_key[keys[-1]].superseded_by is None
