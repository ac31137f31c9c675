"""Lines taken apart: marks, bullets, cells, and figures that only look like marks."""

from __future__ import annotations

import pytest

from mandate_qa.reading.lines import Line, is_contents_entry, read_lines


def only(text: str) -> Line:
    """The one line of `text`."""
    [line] = read_lines(text)
    return line


@pytest.mark.parametrize(
    ("text", "mark", "stop", "words"),
    [
        ("1.15 Progress", "1.15", "", "Progress"),
        ("1.15. Progress", "1.15", ".", "Progress"),
        ("3.2.10 Progress", "3.2.10", "", "Progress"),
        ("3 Our operating model", "3", "", "Our operating model"),
        ("12. Staff", "12", ".", "Staff"),
        ("1: There will be nurses", "1", ":", "There will be nurses"),
        ("a) first", "a", ")", "first"),
        ("(iv) fourth", "(iv", ")", "fourth"),
        ("a. Supporting", "a", ".", "Supporting"),
        ("¹² See section 3.", "¹²", "", "See section 3."),
        ("1.15 Years of growth", "1.15", "", "Years of growth"),
        ("1.3 March saw a change", "1.3", "", "March saw a change"),
    ],
)
def test_marks_before_words(text: str, mark: str, stop: str, words: str) -> None:
    line = only(text)
    assert (line.bullet, line.mark, line.stop, line.text) == ("", mark, stop, words)


@pytest.mark.parametrize(
    "text",
    [
        "3.5 per cent of patients waited",
        "25 per cent of patients waited",
        "1.5 million people",
        "1.5m people",
        "18 weeks at most",
        "12 out of 20 trusts",
        "1 April 2013 saw a change",
        "2021 was a hard year",
        "2013/14 is a critical year",
        "2021-22 limits",
        "£3.5m was spent",
        "95% of patients",
        "18-week waits",
        "A plan. 1.1 is its number",
    ],
)
def test_figures_at_the_start_are_no_marks(text: str) -> None:
    assert (only(text).mark, only(text).text) == ("", text)


@pytest.mark.parametrize(
    ("text", "bullet", "words"),
    [
        ("- to publish", "-", "to publish"),
        ("• to publish", "•", "to publish"),
        ("○ to publish", "○", "to publish"),
        ("– to publish", "–", "to publish"),
        ("* to publish", "*", "to publish"),
        ("\uf0b7 to publish", "\uf0b7", "to publish"),
        ("- > to publish", ">", "to publish"),
        ("• - to publish", "-", "to publish"),
        ("**Note** this", "", "**Note** this"),
        ("-5 degrees", "", "-5 degrees"),
    ],
)
def test_bullets_innermost_mark_first(text: str, bullet: str, words: str) -> None:
    assert (only(text).bullet, only(text).text) == (bullet, words)


def test_a_number_may_stand_behind_a_bullet() -> None:
    line = only("  - 1.1. The budget")
    assert (line.indent, line.bullet, line.mark, line.stop, line.text) == (2, "-", "1.1", ".", "The budget")


def test_tabs_part_cells_and_leading_ones_count() -> None:
    assert only("Total\t260\t365").cells == ("Total", "260", "365")
    assert only("\t2019-20\t2020-21").cells == ("", "2019-20", "2020-21")
    assert only("5.\tTo improve access\t7").cells == ("5.", "To improve access", "7")


def test_a_mark_before_a_tab_is_a_mark() -> None:
    lines = read_lines("1.1\tPaint must be safe.\n•\tred\n\t-\tdark red\n2.\tBlocks")
    assert [(line.indent, line.bullet, line.mark, line.text) for line in lines] == [
        (0, "", "1.1", "Paint must be safe."),
        (0, "•", "", "red"),
        (4, "-", "", "dark red"),
        (0, "", "2", "Blocks"),
    ]


def test_a_mark_before_a_tab_stays_a_cell_where_a_table_stands_around_it() -> None:
    lines = read_lines("7.\tTo support research\n7.1 Research\tGoals\tMeasures")
    assert [line.cells for line in lines] == [("7.", "To support research"), ("7.1 Research", "Goals", "Measures")]


def test_pipes_part_cells_with_or_without_a_dash_before() -> None:
    assert only("| Publish a plan | Director |").cells == ("Publish a plan", "Director")
    assert only("- | Publish a plan | Director |").cells == ("Publish a plan", "Director")
    assert only("- | | |").blank


def test_a_row_in_pipes_may_span_lines() -> None:
    first, second = read_lines("| Publish a plan | National\nDirector: Policy |\nNext")
    assert (first.number, first.last, first.cells) == (1, 2, ("Publish a plan", "National Director: Policy"))
    assert (second.number, second.text) == (3, "Next")


def test_rules_are_dropped_and_lines_keep_their_numbers() -> None:
    lines = read_lines("Heading\n-------\n|---|:--:|\nWords")
    assert [(line.number, line.text) for line in lines] == [(1, "Heading"), (4, "Words")]


def test_a_form_feed_is_a_break_and_no_line_of_its_own() -> None:
    lines = read_lines("one\r\n\ftwo\rthree")
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (2, ""), (2, "two"), (3, "three")]


def test_control_characters_are_blanks() -> None:
    assert only("The\x08 plan\u200b").text == "The  plan"


@pytest.mark.parametrize("entry", ["Foreword.....5", "Foreword ... 5", "1.\tObjectives\t7", "Annex A\t17"])
def test_entries_of_a_table_of_contents(entry: str) -> None:
    assert is_contents_entry(only(entry))


@pytest.mark.parametrize("words", ["Foreword", "Total\t260\t1,365", "See page 5", "Wait ... what"])
def test_what_is_no_entry_of_a_table_of_contents(words: str) -> None:
    assert not is_contents_entry(only(words))


@pytest.mark.parametrize("words", ["44 had no paint", "9 **mobile** boxes", "12 The Office"])
def test_a_bare_number_after_a_bullet_stays_with_its_words(words: str) -> None:
    assert (only(f"- {words}").bullet, only(f"- {words}").mark, only(f"- {words}").text) == ("-", "", words)


def test_a_number_with_a_stop_or_parts_after_a_bullet_is_a_mark() -> None:
    assert [only(text).mark for text in ("- 4. Play", "- 1.2 Play")] == ["4", "1.2"]
