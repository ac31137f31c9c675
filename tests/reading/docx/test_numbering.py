"""Numbers that Word computes: expected values are what Word shows, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from make_docx import STYLES, definition, heading_styles, instance, level, p, starting, style

from mandate_qa.types import Block

Marks = Callable[..., list[str]]
LEGAL = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
THREE = definition(1, *LEGAL, level(3, "lowerRoman", "%4.")) + instance(1, 1)


def items(*levels: int, of: int = 1) -> list[str]:
    """A paragraph for each level of list `of`."""
    return [p(f"words {n}", num=(of, at)) for n, at in enumerate(levels)]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", ["1.", "2.", "3."]),
        ("decimalZero", ["01.", "02.", "03."]),
        ("lowerLetter", ["a.", "b.", "c."]),
        ("upperLetter", ["A.", "B.", "C."]),
        ("lowerRoman", ["i.", "ii.", "iii."]),
        ("upperRoman", ["I.", "II.", "III."]),
        ("ordinal", ["1st.", "2nd.", "3rd."]),
        ("aFormatOfTheFuture", ["1.", "2.", "3."]),
    ],
)
def test_each_format_is_written_as_word_writes_it(marks: Marks, style: str, expected: list[str]) -> None:
    numbering = definition(1, level(0, style, "%1.")) + instance(1, 1)
    assert marks(*items(0, 0, 0), numbering=numbering) == expected


def test_words_for_numbers_belong_to_the_text(read: Callable[..., Sequence[object]]) -> None:
    numbering = definition(1, level(0, "cardinalText", "Part %1:")) + instance(1, 1)
    first, second = read(*items(0, 0), numbering=numbering)
    assert (first.text, first.marker) == ("Part One: words 0", "")  # type: ignore[attr-defined]
    assert second.text == "Part Two: words 1"  # type: ignore[attr-defined]


def test_letters_go_on_after_z_by_doubling(marks: Marks) -> None:
    numbering = definition(1, level(0, "lowerLetter", "(%1)", start=25)) + instance(1, 1)
    assert marks(*items(0, 0, 0, 0), numbering=numbering) == ["(y)", "(z)", "(aa)", "(bb)"]


def test_numbers_filled_with_zeros(marks: Marks) -> None:
    choice = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    fallback = '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    either = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    one = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{either}<w:lvlText w:val="%1."/></w:lvl>'
    assert marks(*items(0, 0), numbering=definition(1, one) + instance(1, 1)) == ["009.", "010."]


def test_levels_number_below_one_another_and_start_anew(marks: Marks) -> None:
    shown = marks(*items(0, 1, 1, 2, 2, 3, 1, 2, 0, 1), numbering=THREE)
    assert shown == ["1.", "1.1", "1.2", "(a)", "(b)", "i.", "1.3", "(a)", "2.", "2.1"]


def test_a_count_goes_on_after_an_interruption(marks: Marks) -> None:
    body = [*items(0, 1), p("in between"), p("and more"), *items(1), p("", num=(1, 1)), *items(1)]
    assert marks(*body, numbering=THREE) == ["1.", "1.1", "", "", "1.2", "1.4"]


def test_lists_of_one_definition_share_a_count(marks: Marks) -> None:
    body = [*items(0), *items(0, of=2), *items(0)]
    assert marks(*body, numbering=THREE + instance(2, 1)) == ["1.", "2.", "3."]


def test_lists_of_their_own_definitions_count_apart(marks: Marks) -> None:
    numbering = THREE + definition(2, *LEGAL) + instance(2, 2)
    assert marks(*items(0, 0), *items(0, of=2), *items(0), numbering=numbering) == ["1.", "2.", "1.", "3."]


def test_a_start_of_its_own_sets_the_shared_count_once(marks: Marks) -> None:
    body = [*items(0, 0), *items(0, 0, of=2), *items(0), *items(0, of=2)]
    assert marks(*body, numbering=THREE + instance(2, 1, starting(8))) == ["1.", "2.", "8.", "9.", "10.", "11."]


def test_a_start_on_a_lower_level_leaves_the_level_above(marks: Marks) -> None:
    body = [*items(0, 1, 1), *items(1, of=2), *items(1), *items(0, 1)]
    assert marks(*body, numbering=THREE + instance(2, 1, starting(5, 1))) == [
        "1.", "1.1", "1.2", "1.5", "1.6", "2.", "2.1",
    ]  # fmt: skip


def test_restart_at_one_with_a_new_instance(marks: Marks) -> None:
    body = [*items(0, 0, 0), p("a second list"), *items(0, 0, of=2)]
    numbering = definition(1, level(0, "decimal", "%1)")) + instance(1, 1) + instance(2, 1, starting(1))
    assert marks(*body, numbering=numbering) == ["1)", "2)", "3)", "", "1)", "2)"]


def test_an_override_may_change_how_a_level_looks_and_keeps_the_count(marks: Marks) -> None:
    other = level(0, "upperLetter", "%1:", start=9)
    numbering = THREE + instance(2, 1, f'<w:lvlOverride w:ilvl="0">{other}</w:lvlOverride>')
    assert marks(*items(0, 0), *items(0, of=2), *items(0), numbering=numbering) == ["1.", "2.", "C:", "4."]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "1.1", "(a)", "1.2", "(a)", "2.", "2.1", "(a)"]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "1.1", "(a)", "1.2", "(b)", "2.", "2.1", "(c)"]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "1.1", "(a)", "1.2", "(b)", "2.", "2.1", "(a)"]),
    ],
)
def test_a_level_says_when_it_starts_anew(marks: Marks, restart: str, expected: list[str]) -> None:
    numbering = definition(1, *LEGAL[:2], level(2, "lowerLetter", "(%3)", more=restart)) + instance(1, 1)
    assert marks(*items(0, 1, 2, 1, 2, 0, 1, 2), numbering=numbering) == expected


def test_a_skipped_level_counts_as_used_once(marks: Marks) -> None:
    deep = definition(1, *(level(n, "decimal", ".".join(f"%{m + 1}" for m in range(n + 1))) for n in range(3)))
    assert marks(*items(1, 0, 2, 1), numbering=deep + instance(1, 1)) == ["1.1", "2", "2.1.1", "2.2"]


def test_legal_levels_print_all_numbers_in_digits(marks: Marks) -> None:
    chapters = (
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        level(2, "decimal", "%1.%3"),
    )
    shown = marks(*items(0, 1, 0, 1, 2), numbering=definition(1, *chapters) + instance(1, 1))
    assert shown == ["I.", "1.1", "II.", "2.1", "II.1"]


def test_legal_levels_keep_a_leading_nought(marks: Marks) -> None:
    sections = (level(0, "upperRoman", "Art %1:"), level(1, "decimalZero", "%1.%2", more="<w:isLgl/>"))
    assert marks(*items(0, 1), numbering=definition(1, *sections) + instance(1, 1)) == ["", "1.01"]


def test_a_start_that_is_not_given_is_nought(marks: Marks) -> None:
    numbering = definition(1, level(0, "decimal", "%1.", start=None)) + instance(1, 1)
    assert marks(*items(0, 0), numbering=numbering) == ["0.", "1."]


def test_a_level_that_asks_for_a_deeper_one_prints_nothing(marks: Marks) -> None:
    numbering = definition(1, level(0, "decimal", "%1.%2")) + instance(1, 1)
    assert marks(*items(0), numbering=numbering) == [""]


@pytest.mark.parametrize("num", [(9, 0), (0, 0)])
def test_no_number_without_a_definition(marks: Marks, num: tuple[int, int]) -> None:
    assert marks(p("words", num=num), numbering=THREE) == [""]


# -- numbers that come from styles -------------------------------------------------------------------------------------

STYLED = (
    definition(
        1,
        level(0, "decimal", "%1.", more='<w:pStyle w:val="Heading1"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Numbered"/>'),
        level(2, "lowerLetter", "(%3)"),
    )
    + instance(1, 1)
    + instance(2, 1, starting(1))
)
NUM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
NUMBERED_STYLES = (
    heading_styles(1).replace("<w:outlineLvl", NUM.format(1) + "<w:outlineLvl")
    + style("Numbered", "Numbered", paragraph=NUM.format(1))
    + style("Quiet", "Quiet", based_on="Numbered", paragraph=NUM.format(0))
    + style("Derived", "Derived", based_on="Numbered")
)


def test_styles_number_paragraphs_at_the_level_tied_to_them(marks: Marks) -> None:
    body = [p("chapter", style="Heading1"), p("one", style="Numbered"), p("two", style="Derived"), p("a", num=(1, 2))]
    assert marks(*body, numbering=STYLED, styles=NUMBERED_STYLES) == ["1.", "1.1", "1.2", "(a)"]


def test_numbers_are_taken_away_by_a_style_or_a_paragraph(marks: Marks) -> None:
    quiet = [p("one", style="Numbered"), p("no number", style="Quiet"), p("none either", style="Numbered", num=(0, 0))]
    body = [*quiet, p("two", style="Numbered")]
    assert marks(*body, numbering=STYLED, styles=NUMBERED_STYLES) == ["1.1", "", "", "1.2"]


def test_a_paragraph_may_restart_the_list_of_its_style(marks: Marks) -> None:
    body = [p("one", style="Heading1"), p("two", style="Heading1"), p("again", style="Heading1", num=(2, 0))]
    assert marks(*body, numbering=STYLED, styles=NUMBERED_STYLES) == ["1.", "2.", "1."]


def test_a_level_may_stand_in_the_paragraph_and_the_list_in_its_style(marks: Marks) -> None:
    body = [p("one", style="Numbered"), p("a", style="Numbered", more='<w:numPr><w:ilvl w:val="2"/></w:numPr>')]
    assert marks(*body, numbering=STYLED, styles=NUMBERED_STYLES) == ["1.1", "(a)"]


def test_a_definition_may_lead_to_a_list_style(marks: Marks) -> None:
    linked = definition(2, more='<w:numStyleLink w:val="Clauses"/>') + instance(5, 2)
    clauses = style("Clauses", "Clauses", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    clauses = clauses.replace('w:type="paragraph"', 'w:type="numbering"')
    body = items(0, 1, of=5)
    assert marks(*body, numbering=THREE + linked, styles=STYLES + clauses) == ["1.", "1.1"]


def test_what_a_paragraph_was_before_a_tracked_change_does_not_count(marks: Marks) -> None:
    change = f'<w:pPrChange w:id="1" w:author="A"><w:pPr>{NUM.format(1)}</w:pPr></w:pPrChange>'
    assert marks(p("once numbered", more=change), *items(0), numbering=THREE) == ["", "1."]


def test_letters_with_numbers_and_long_numbers_number_paragraphs(read: Callable[..., Sequence[Block]]) -> None:
    lettered = definition(1, level(0, "upperLetter", "%1"), level(1, "decimal", "%1%2")) + instance(1, 1)
    numbering = lettered.replace("<w:num ", definition(2, level(0, "decimal", "%1", start=999)) + "<w:num ", 1)
    blocks = read(*items(1, 1), *items(0, 0, of=2), numbering=numbering + instance(2, 2))
    assert [(block.kind.value, block.marker) for block in blocks] == [
        ("text", "A1"),
        ("text", "A2"),
        ("text", "999"),
        ("text", "1000"),
    ]
