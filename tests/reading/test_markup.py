"""Markup taken away without touching a word, sentences told to be cut, and cells with lists in them."""

from __future__ import annotations

import pytest

from mandate_qa.reading.markup import (
    BREAK,
    cell_text,
    continues,
    finished,
    note_marks,
    plain,
    without_note_marks,
)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("**70%** of activity for **April** 2021", "70% of activity for April 2021"),
        ("__required__ to comply", "required to comply"),
        ("the *Framework Agreement* and *Money*", "the Framework Agreement and Money"),
        ("the <i>Everyone Counts</i> plan", "the Everyone Counts plan"),
        ("[planning guidance](#) and [here](https://example.org/a_b)", "planning guidance and here"),
        ("[PSFU \\(personalised follow up\\) pathways](#)", "PSFU (personalised follow up) pathways"),
        ("<https://example.org/a_b> and <mailto:a@example.org>", "https://example.org/a_b and mailto:a@example.org"),
        ("A&amp;E &pound;5m &gt; &#8217;", "A&E £5m > ’"),
        ("5 \\* 3 \\_ x", "5 * 3 _ x"),
        ("two   blanks\tand a tab", "two blanks and a tab"),
        ("2 * 3 * 4 = 24 and a_b_c", "2 * 3 * 4 = 24 and a_b_c"),
        ("less than <1% and >5", "less than <1% and >5"),
        ("see [1] and (2)", "see [1] and (2)"),
    ],
)
def test_plain_takes_away_markup_alone(marked: str, words: str) -> None:
    assert plain(marked) == words


def test_note_marks_are_read_and_taken_away_where_a_footnote_exists() -> None:
    text = "complaints⁸, its budget¹² and 30 m²"
    assert note_marks(text) == (8, 12, 2)
    assert without_note_marks(text, frozenset({8, 12})) == "complaints, its budget and 30 m²"


@pytest.mark.parametrize(
    "text", ["It ends.", "It says “so.”", "as follows:", "(in brackets.)", "red; ", '"A budget of £2m"']
)
def test_finished(text: str) -> None:
    assert finished(text)


@pytest.mark.parametrize("text", ["It goes on", "up to", "red,", 'the word "budget"', "a list –", ""])
def test_unfinished(text: str) -> None:
    assert not finished(text)


@pytest.mark.parametrize(
    ("before", "after", "punctuated"),
    [
        ("contributions to the NHS pension", "scheme as well", False),
        ("from a fifth to a third; up to", "200,000 people will benefit", False),
        ("and 80% of", "Care Quality Commission providers", False),
        ("will work with partners,", "NHS England said", False),
        ("a joint venture between", "NHS England and others.", True),
        ("the public", "(and staff) are informed.", False),
    ],
)
def test_a_cut_sentence_goes_on(before: str, after: str, punctuated: bool) -> None:
    assert continues(before, after, punctuated=punctuated)


@pytest.mark.parametrize(
    ("before", "after", "punctuated"),
    [
        ("It ends.", "and so on", False),
        ("The budget is:", "rising", True),
        ("a list item without a stop", "Another item", False),
        ("the foundation for this", "Delivering the programme", False),
        ('"The budget is £200 million"', "Table 1 shows it.", True),
        ("", "words", True),
        ("words", "", True),
    ],
)
def test_what_is_no_cut_sentence(before: str, after: str, punctuated: bool) -> None:
    assert not continues(before, after, punctuated=punctuated)


def test_a_cell_of_plain_words() -> None:
    assert cell_text("<p>National <i>Director</i>: Policy</p>") == "National Director: Policy"
    assert cell_text("") == ""


def test_a_cell_with_lists_within_lists() -> None:
    raw = "<p>Goals:</p> <ul> <li>• Meet the standard by: ○ asking ○ listening • Publish it.</li> </ul> <p>Later:</p>"
    assert cell_text(raw).split("\n") == [
        "Goals:",
        "- Meet the standard by:",
        "  - asking",
        "  - listening",
        "- Publish it.",
        "Later:",
    ]


def test_a_cell_whose_list_has_an_arrow_for_a_mark() -> None:
    raw = '<ul style="list-style-type: none"> > Publish data: <ul> – by 2014 – in full </ul> > Collect more </ul>'
    assert cell_text(raw).split("\n") == ["- Publish data:", "  - by 2014", "  - in full", "- Collect more"]


def test_a_dash_within_words_opens_no_list() -> None:
    assert cell_text("Acute – April 2013; Maternity – October 2013") == "Acute – April 2013; Maternity – October 2013"


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("<ul>• Keep records of all • Share care</ul> " + BREAK + " <p>records.</p>", 2),
        ("<ul>• Keep records. • Go through the New</ul> " + BREAK + " <p>Care Model programme.</p>", 2),
        ("<ul>• Keep records. • Share them.</ul> " + BREAK + " <p>Later deliverables:</p>", 3),
    ],
)
def test_a_page_break_within_a_cell(raw: str, lines: int) -> None:
    assert len(cell_text(raw).split("\n")) == lines
    assert BREAK not in cell_text(raw)
