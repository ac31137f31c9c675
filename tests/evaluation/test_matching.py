"""Whether words stand in a text, however either is laid out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate_qa.evaluation.matching import common_in_order, contiguous, folded, holds, says, share_of_runs, tokens

FILLER = " ".join(f"word{n}x" for n in range(200))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**70%** of 19/20 activity", ["70", "of", "19", "20", "activity"]),
        ("£4.26bn – “so-called”", ["4.26", "bn", "so", "called"]),
        ("£150,614m and 1,000,000", ["150614", "m", "and", "1000000"]),
        ("complaints⁸ by 2020.¹²", ["complaints", "by", "2020"]),
        ("| <p>> We will</p>\t<i>Director</i> |", ["we", "will", "director"]),
        ("see [the plan](https://example.org/a-b) now", ["see", "the", "plan", "now"]),
        ("<1% and < 2%", ["1", "and", "2"]),
        ("Section 13A(2A)", ["section", "13", "a", "2", "a"]),
    ],
)
def test_tokens_drop_layout_and_keep_words_and_numbers(text: str, wanted: list[str]) -> None:
    assert list(tokens(text)) == wanted


def test_a_quote_is_held_across_line_ends_markup_and_dashes() -> None:
    assert holds("by 2028, the NHS Long-Term\nPlan  ambition", "NHS Long–Term Plan **ambition**")
    assert not holds("the NHS Long Term Plan", "the NHS Long Term Plan ambition")


def test_a_quote_is_held_when_a_few_words_stand_between() -> None:
    quote = "systems should return the number of patients waiting to February 2020 levels"
    assert holds("Systems should return [page 7] the number of patients waiting to February 2020 levels", quote)


def test_a_quote_is_not_held_when_another_figure_stands_there() -> None:
    quote = "systems should return the number of patients waiting to February 2020 levels"
    assert not holds(quote.replace("2020", "2021"), quote)


def test_the_number_of_the_paragraph_itself_may_be_missing() -> None:
    quote = "2.3 Everyone deserves high quality care that is safe, compassionate and effective"
    assert holds("Everyone deserves high quality care that is safe, compassionate and effective.", quote)


def test_words_strewn_over_a_long_text_are_not_the_quote() -> None:
    quote = "expanding the capacity of primary care"
    assert not holds(f" {FILLER} ".join(quote.split()), quote)


def test_words_in_another_order_are_not_the_quote() -> None:
    assert not holds("care primary of capacity the expanding", "expanding the capacity of primary care")


def test_a_table_row_may_have_its_headings_between_its_cells() -> None:
    quote = "Capital budget (£m)\t2019-20\t2020-21\nTotal budget\t260\t365"
    assert holds("Capital budget (£m), Total budget: 2019-20: 260; 2020-21: 365", quote)
    assert not holds("Capital budget (£m), Total budget: 2019-20: 260; 2020-21: 366", quote)


def test_a_row_with_the_same_figure_twice_needs_it_twice() -> None:
    assert not holds("Capital budget (£m) 260 305", "Capital budget (£m)\t260\t260\t305")


PROSE = st.text(alphabet="aé9 .,-–%£’\n\t|*")


@given(PROSE, PROSE, PROSE)
def test_a_text_holds_whatever_stands_in_it_as_words(before: str, after: str, quote: str) -> None:
    assert holds(f"{before}\n\n{quote}\n\n{after}", quote) == bool(tokens(quote))


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_common_in_order_is_the_longest_common_subsequence(first: list[str], second: list[str]) -> None:
    def longest(a: list[str], b: list[str]) -> int:
        if not a or not b:
            return 0
        if a[0] == b[0]:
            return 1 + longest(a[1:], b[1:])
        return max(longest(a[1:], b), longest(a, b[1:]))

    assert common_in_order(first, second) == longest(first, second)


def test_contiguous_compares_whole_tokens() -> None:
    assert contiguous(("a", "b", "c"), ("b", "c"))
    assert not contiguous(("a", "bc"), ("b",))


def test_a_paragraph_is_recognised_although_a_footnote_broke_it() -> None:
    source = (
        f"{FILLER} the whole population will have four standards of care 7 <https://example.org> by April 2018 {FILLER}"
    )
    text = "the whole population will have four standards of care by April 2018"
    assert 0.5 < share_of_runs(text, source) < 1
    assert share_of_runs("the whole population will have five kinds of kite", source) < 0.5
    assert share_of_runs("April 2018", source) == 1 and share_of_runs("May 2018", source) == 0
    assert share_of_runs("", source) == 0


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("The target is **75%** of adults.", "75% of", True),
        ("£1.5  Billion", "£1.5 billion", True),
        ("It is 35–50%.", "35-50%", True),
        ("£152,595m", "152,595", True),
        ("£152595m", "152,595", True),
        ("“well led”", '"well led"', True),
        ("1,260", "260", False),
        ("2.60", "60", False),
        ("260", "26", False),
        ("8.123", "8.1", True),
        ("18.1", "8.1", False),
        ("31%", "1%", False),
        ("it delegates", "delegat", True),
        ("there are **4**", "**4**", True),
        ("there are 14", "4", False),
    ],
)
def test_says_compares_folded_text_and_whole_numbers(text: str, wanted: str, said: bool) -> None:
    assert says(text, wanted) is said


def test_folded_is_lower_case_with_one_kind_of_dash_and_quote() -> None:
    assert folded("A — ‘B’\n 1,000") == "a - 'b' 1000"
