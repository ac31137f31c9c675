"""Citation marks and the stretches they stand for."""

from __future__ import annotations

import pytest

from mandate_qa.evaluation.marks import Said, markers, stretches, without_marks, words


def test_a_stretch_ends_with_its_run_of_marks_or_its_line() -> None:
    answer = "The aims are:\n- 70% in April [1][2]\n- 75% in May. [1, 3] Later 80% [4]. Done"
    assert list(stretches(answer)) == [
        Said("The aims are:", ()),
        Said("- 70% in April", (1, 2)),
        Said("- 75% in May.", (1, 3)),
        Said(" Later 80%", (4,)),
        Said(" Done", ()),
    ]


def test_a_table_row_is_cut_at_each_marked_cell() -> None:
    assert list(stretches("| 2021-22 | 337 [1] | 301 [2] |")) == [
        Said("| 2021-22 | 337", (1,)),
        Said(" | 301", (2,)),
    ]


def test_links_and_other_brackets_are_no_marks() -> None:
    assert markers("[a](b) [1a] (2) [3]") == (3,)


@pytest.mark.parametrize(
    ("answer", "count"), [("", 0), ("One – two, [1]", 2), ("| a | b |\n| --- | --- |", 2), ("£5 [1] [2]", 1)]
)
def test_words_counts_neither_marks_nor_rules(answer: str, count: int) -> None:
    assert words(answer) == count


def test_without_marks_leaves_the_words_as_they_stand() -> None:
    assert without_marks("70% [1], then 75% [2, 3].") == "70%, then 75%."
