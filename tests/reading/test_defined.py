"""What is found by name is what going through every term finds, in the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mandate_qa.reading.defined import Definitions
from mandate_qa.reading.definitions import Term, TermKind, term_named

NAMES = st.sampled_from(["BCF", "the Board", "board", "Boards", "better care fund", "care", "safe home", "home", ""])
TERMS = st.lists(
    st.builds(
        lambda name, meaning, kind, n: Term(name, meaning, f"plan ¶{n}", 0, 9, kind),
        NAMES,
        NAMES,
        st.sampled_from(TermKind),
        st.integers(1, 9),
    ),
    max_size=12,
)


@given(TERMS, NAMES)
def test_the_term_of_a_name_is_that_of_all_terms(terms: list[Term], name: str) -> None:
    found = Definitions(terms)
    assert list(found) == terms
    assert len(found) == len(terms)
    assert term_named(found.called(name), name) == term_named(terms, name)


@given(TERMS, st.lists(NAMES, max_size=4).map(" ".join))
def test_names_that_end_the_words_are_those_of_all_definitions(terms: list[Term], words: str) -> None:
    asked = f" {words.casefold()}"
    named = [t for t in terms if t.kind is TermKind.DEFINITION and asked.endswith(f" {t.name.casefold()}") and t.name]
    assert Definitions(terms).ending(words) == named


@given(TERMS, st.sets(NAMES))
def test_short_forms_are_found_as_they_are_printed(terms: list[Term], names: set[str]) -> None:
    names -= {""}
    assert Definitions(terms).short(names) == [
        term for term in terms if term.kind is TermKind.SHORT_FORM and term.name in names
    ]
