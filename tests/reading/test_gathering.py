"""Lines put together: wrapped lines, the rows of a table, the entries of a table of contents."""

from __future__ import annotations

from collections.abc import Callable

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]


def test_wrapped_lines_are_one_block(blocks: Read) -> None:
    [block] = blocks("""\
        The budget for 2024-25 is
        3.5 per cent above that
        of 2023. It is set in
        1.2 of the plan
        """)
    assert block.text.startswith("The budget for 2024-25 is 3.5 per cent above that of 2023.")
    assert block.lines == (1, 4)


def test_a_bullet_over_several_lines_is_one_item(blocks: Read) -> None:
    found = blocks("""\
        Deliverables are:
         - to ensure that vaccines
         are rolled out; and
         - to listen
        """)
    assert [(block.kind.value, block.text) for block in found] == [
        ("text", "Deliverables are:"),
        ("bullet", "to ensure that vaccines are rolled out; and"),
        ("bullet", "to listen"),
    ]


def test_a_table_takes_its_rows_and_the_lines_they_stand_on(blocks: Read) -> None:
    [table] = blocks("""\
        Budget\t2023\t2024
        Paint\t1\t2

        """)
    assert table.kind is BlockKind.TABLE
    assert table.rows == (("Budget", "2023", "2024"), ("Paint", "1", "2"))
    assert table.row_lines == ((1, 1), (2, 2))


def test_a_row_goes_on_after_a_page_break_and_a_footnote(blocks: Read) -> None:
    table, note = blocks("""\
        1.1 Care\t<p>Goals:</p> <ul> • Publish²; more through the New

        ² An explanation.

        \t<p>Care Model programme.</p>
        1.2 Money\t<p>Goals: save some of it.</p>
        """)
    assert table.rows[0] == ("1.1 Care", "Goals:\n- Publish; more through the New Care Model programme.")
    assert table.row_lines == ((1, 5), (6, 6))
    assert (table.notes, table.row_notes) == ((2,), ((2,), ()))
    assert note.kind is BlockKind.FOOTNOTE


def test_a_table_of_contents_is_told_apart(blocks: Read) -> None:
    found = blocks("""\
        Contents

        Foreword.....2
        1. Playing.....3

        Foreword

        Play is good.
        """)
    assert [block.kind.value for block in found] == ["heading", "contents", "heading", "text"]


def test_letters_in_wrapped_text_begin_items(blocks: Read) -> None:
    found = blocks("""\
        14. Toys must be one or more of:
        a. made of wood, agreed with the
        toy office; and
        b. painted.

        15. Boxes are not toys.
        """)
    assert [(block.marker, block.text) for block in found] == [
        ("14.", "Toys must be one or more of:"),
        ("a.", "made of wood, agreed with the toy office; and"),
        ("b.", "painted."),
        ("15.", "Boxes are not toys."),
    ]


def test_a_letter_out_of_turn_in_wrapped_text_begins_nothing(blocks: Read) -> None:
    [block] = blocks("14. The office calls its second best kind of paint\nb. and is proud of it.\n")
    assert block.text.endswith("kind of paint b. and is proud of it.")


def test_a_label_over_two_lines_is_one_row(blocks: Read) -> None:
    [table] = blocks(
        "Budget\t2023\t2024\nPaint\t1\t2\nUpkeep of old\nblocks\t(3)\t4\nBoxes\n(wooden)\t5\t6\nTotal\t3\t12\n"
    )
    assert table.rows[2:] == (("Upkeep of old blocks", "(3)", "4"), ("Boxes (wooden)", "5", "6"), ("Total", "3", "12"))
    assert table.row_lines[2:] == ((3, 4), (5, 6), (7, 7))


def test_a_heading_between_rows_is_a_row_of_its_own(blocks: Read) -> None:
    [table] = blocks("Budget\t2023\t2024\nPaint\t1\t2\nOut of doors\nSwings\t5\t6\nSlides\t7\t8\n")
    assert [row[0] for row in table.rows] == ["Budget", "Paint", "Out of doors", "Swings", "Slides"]


def test_a_title_above_the_header_of_another_table_parts_the_two(blocks: Read) -> None:
    found = blocks("Budget\t2023\t2024\nPaint\t1\t2\nOut of doors\nThing\t2023\t2024\nSwings\t5\t6\n")
    assert [block.kind for block in found] == [BlockKind.TABLE, BlockKind.HEADING, BlockKind.TABLE]
