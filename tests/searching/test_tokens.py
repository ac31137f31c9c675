from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate_qa.searching.tokens import term_set, terms

SAME = [
    ("2021-22", "2021/22", "2021–22", "2021/2022", "2021 to 2022"),
    ("150,614", "150614"),
    ("£4.26bn", "£4.26 billion", "£4.26 BN"),
    ("£8bn", "£8.0 billion"),
    ("95%", "95 %", "95 per cent", "95 percent", "95.0%"),
    ("50,000 GPs", "50k GPs", "50 thousand GPs", "50000 gps"),
    ("CCGs", "CCG", "ccgs", "ccg"),
    ("ICSs", "ICS", "ics"),
    ("the NHS's plan", "NHS plan", "nhs plans", "NHS’s PLANS"),
    ("commissioning", "commissioned", "commissions"),
    ("A&E", "a&e"),
    ("R&D", "r&d"),
    ("complaints⁸", "complaints", "complaint"),
    ("café", "cafe"),
    ("U.K.", "UK"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_thing_share_their_first_term(spellings: tuple[str, ...]) -> None:
    assert {terms(spelling)[0] for spelling in spellings} == {terms(spellings[0])[0]}


DIFFERENT = [
    ("1.10", "1.1"),
    ("2021-22", "2022-23"),
    ("150,614", "144,365"),
    ("must", "may"),
    ("IT systems", "it systems"),
    ("WHO guidance", "who guidance"),
    ("£5m", "£5bn"),
]


@pytest.mark.parametrize("one, other", DIFFERENT)
def test_what_differs_in_meaning_differs_in_terms(one: str, other: str) -> None:
    assert terms(one)[0] != terms(other)[0]


EXACT = [
    ("£4.26 billion", ["£4.26bn", "4.26"]),
    ("150,614", ["150614"]),
    ("(£m) 337 and -9", ["m", "337", "9"]),
    ("21/22", ["2021-22", "21", "22"]),
    ("2013/14 – 2015/16", ["2013-14", "2015-16"]),
    ("2013-16", ["2013-16"]),
    ("1999-00", ["1999-00"]),
    ("24/7", ["24", "7"]),
    ("31/03/2022", ["31", "03", "2022"]),
    ("mid-year", ["midyear", "mid", "year"]),
    ("an 18-week wait", ["18week", "18", "week", "wait"]),
    ("COVID-19", ["covid19", "covid", "19"]),
    ("10,000-strong", ["10000", "strong"]),
    ("para 1.15.", ["para", "1.15"]),
    ("5,000/year", ["5000", "year"]),
    ("2019-20\t2020-21", ["2019-20", "2020-21"]),
    ("will not, must not, unless", ["not", "must", "not", "unless"]),
    ("the of and to", []),
    ("", []),
    ("— … •", []),
]


@pytest.mark.parametrize("text, expected", EXACT)
def test_terms_are_these(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.text())
def test_any_text_gives_words_without_spaces_or_capitals(text: str) -> None:
    for term in terms(text):
        assert term
        assert term == term.casefold()
        assert not any(letter.isspace() for letter in term)


@given(st.integers(0, 10**12))
def test_a_number_is_the_same_with_and_without_commas(number: int) -> None:
    assert terms(f"{number:,}") == terms(f"{number}") == [str(number)]


@given(st.integers(2000, 2098), st.sampled_from("-/–"))
def test_every_financial_year_is_one_term(year: int, mark: str) -> None:
    assert terms(f"in {year}{mark}{(year + 1) % 100:02d},") == [f"{year}-{(year + 1) % 100:02d}"]


def test_threads_get_the_same_terms() -> None:
    words = [f"commissioning{letter} services" for letter in "abcdefghij"] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(terms, words)) == [terms(word) for word in words]


@given(
    st.lists(
        st.sampled_from(["Kites fly.", "U.S. policy", "2021-22", "£4.26 billion", "e.g. A&E", "95 per cent.", "a"])
    )
)
def test_the_terms_of_lines_and_sentences_are_those_of_the_whole(pieces: list[str]) -> None:
    for between in (" ", "\n", ". "):
        text = between.join(pieces)
        assert term_set(text) == frozenset(terms(text))
