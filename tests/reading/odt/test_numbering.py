"""Numbers of OpenDocument lists and headings: expected values are what LibreOffice shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from make_odt import STYLES, bullet_level, h, item, list_style, number_level, ol, outline, p, style

from mandate_qa.types import Block, BlockKind

Marks = Callable[..., list[str]]
Read = Callable[..., list[Block]]
LEGAL = list_style(
    "L",
    number_level(1, "1", suffix="."),
    number_level(2, "1", shown=2),
    number_level(3, "a", prefix="(", suffix=")"),
    number_level(4, "i", suffix="."),
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("1", ["1.", "2."]),
        ("a", ["a.", "b."]),
        ("A", ["A.", "B."]),
        ("i", ["i.", "ii."]),
        ("I", ["I.", "II."]),
        ("01, 02, 03, ...", ["01.", "02."]),
        ("1st", ["1st.", "2nd."]),
        ("the number of the future", ["1.", "2."]),
    ],
)
def test_each_format_is_written_as_programs_write_it(marks: Marks, style: str, expected: list[str]) -> None:
    numbered = list_style("L", number_level(1, style, suffix="."))
    assert marks(ol(p("one"), p("two"), style="L"), automatic=numbered) == expected


@pytest.mark.parametrize(("in_step", "expected"), [("true", ["z", "aa", "bb"]), ("false", ["z", "aa", "ab"])])
def test_letters_go_on_after_z_in_two_ways(marks: Marks, in_step: str, expected: list[str]) -> None:
    level = number_level(1, "a", start=26, more=f'style:num-letter-sync="{in_step}"')
    assert marks(ol(p("one"), p("two"), p("three"), style="L"), automatic=list_style("L", level)) == expected


def test_levels_number_below_one_another_and_start_anew(marks: Marks) -> None:
    deep = ol(p("a"), item("b", ol(p("i"))))
    body = ol(
        item("one", ol(p("one one"), item("one two", deep), p("one three"))), item("two", ol(p("two one"))), style="L"
    )
    assert marks(body, automatic=LEGAL) == ["1.", "1.1", "1.2", "(a)", "(b)", "i.", "1.3", "2.", "2.1"]


def test_a_written_format_goes_before_prefix_and_suffix(marks: Marks) -> None:
    level = number_level(2, "1", shown=2, more='loext:num-list-format="%1%-%2%)"')
    numbered = list_style("L", number_level(1, "1"), level)
    assert marks(ol(item("one", ol(p("two"))), style="L"), automatic=numbered) == ["1", "1-1)"]


def test_a_list_begins_anew_unless_it_says_that_it_goes_on(marks: Marks) -> None:
    first = ol(p("one"), p("two"), style="L", more='xml:id="x"')
    goes_on = ol(p("three"), style="L", more='text:continue-numbering="true"')
    anew = ol(p("one"), style="L")
    named = ol(p("four"), style="L", more='text:continue-list="x"')
    assert marks(first, p("words"), goes_on, anew, named, automatic=LEGAL) == ["1.", "2.", "", "3.", "1.", "4."]


def test_going_on_reaches_into_the_levels_below(marks: Marks) -> None:
    first = ol(item("one", ol(p("one one"))), style="L", more='xml:id="x"')
    below = ol(item(ol(p("one two"))), style="L", more='text:continue-list="x"')
    assert marks(first, p("words"), below, automatic=LEGAL) == ["1.", "1.1", "", "1.2"]


def test_an_item_may_have_a_number_of_its_own(marks: Marks) -> None:
    body = ol(p("one"), item("five", more='text:start-value="5"'), p("six"), style="L")
    assert marks(body, automatic=LEGAL) == ["1.", "5.", "6."]


def test_an_item_may_look_different_and_keeps_the_count(marks: Marks) -> None:
    other = list_style("M", number_level(1, "A", suffix=")"))
    body = ol(p("one"), item("two", more='text:style-override="M"'), p("three"), style="L")
    assert marks(body, automatic=LEGAL + other) == ["1.", "B)", "3."]


def test_only_the_first_paragraph_of_an_item_is_numbered(marks: Marks) -> None:
    body = ol(item("one", "goes on", ol(p("one one"))), item("a title", header=True), p("two"), style="L")
    assert marks(body, automatic=LEGAL) == ["1.", "", "1.1", "", "2."]


def test_a_list_inside_another_may_have_its_own_style(read: Read) -> None:
    bullets = list_style("B", bullet_level(1), bullet_level(2, "○"))
    body = ol(item("one", ol(p("dot"), style="B")), p("two"), style="L")
    blocks = read(body, automatic=LEGAL + bullets)
    assert [(block.kind.value, block.marker) for block in blocks] == [("text", "1."), ("bullet", "○"), ("text", "2.")]


def test_a_paragraph_style_may_name_the_list_style(marks: Marks) -> None:
    numbered = style("Numbered", more='style:list-style-name="L"')
    assert marks(ol(p("one", style="Numbered"), p("two", style="Numbered")), automatic=LEGAL + numbered) == ["1.", "2."]


def test_numbered_paragraphs_outside_lists(marks: Marks) -> None:
    def one(level: int, text: str) -> str:
        place = f'text:list-id="x" text:level="{level}" text:style-name="L"'
        return f"<text:numbered-paragraph {place}>{p(text)}</text:numbered-paragraph>"

    assert marks(one(1, "one"), one(2, "one one"), p("words"), one(2, "one two"), automatic=LEGAL) == [
        "1.",
        "1.1",
        "",
        "1.2",
    ]


# -- headings ----------------------------------------------------------------------------------------------------------

CHAPTERS = outline(number_level(1, "1", suffix="."), number_level(2, "1", shown=2), number_level(3, ""))


def test_headings_are_numbered_by_the_outline(read: Read) -> None:
    body = [h(1, "Aims"), h(2, "Access"), h(3, "Detail"), h(2, "Care"), h(1, "Funding")]
    blocks = read(*body, styles=STYLES + CHAPTERS)
    assert [(block.level, block.marker) for block in blocks] == [(1, "1."), (2, "1.1"), (3, ""), (2, "1.2"), (1, "2.")]
    assert {block.kind for block in blocks} == {BlockKind.HEADING}


def test_a_heading_may_have_no_number_or_one_of_its_own(marks: Marks) -> None:
    unnumbered = style("Quiet", parent="Heading_20_1", more='style:list-style-name=""')
    body = [
        h(1, "Foreword", more='text:is-list-header="true"'),
        h(1, "Preface", style="Quiet"),
        h(1, "Aims"),
        h(1, "Funding", more='text:restart-numbering="true" text:start-value="7"'),
        h(1, "Annexes"),
    ]
    assert marks(*body, styles=STYLES + CHAPTERS, automatic=unnumbered) == ["", "", "1.", "7.", "8."]


def test_headings_in_lists_are_numbered_by_them(read: Read) -> None:
    body = ol(item(h(1, "Aims"), ol(p("The first aim."))), item(h(1, "Funding")), style="L")
    blocks = read(body, automatic=LEGAL)
    assert [(block.kind.value, block.marker) for block in blocks] == [
        ("heading", "1."),
        ("text", "1.1"),
        ("heading", "2."),
    ]
