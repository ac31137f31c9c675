"""Numbers that count the items of an annex and the rows of a table."""

from __future__ import annotations

from collections.abc import Callable

from mandate_qa.types import Paragraph, ParagraphKind, PartKind

Read = Callable[[str], list[Paragraph]]


def numbered(paragraphs: list[Paragraph], number: str) -> Paragraph:
    """The one paragraph with `number`."""
    [found] = [p for p in paragraphs if p.number == number]
    return found


def test_items_of_an_annex(paragraphs: Read) -> None:
    found = paragraphs("""\
        1. Playing

        1.1 There are 2 commitments, listed in Annex A.

        Annex A - Toy commitments

        This annex lists them. As paragraph 1.1 says, there are 2.

        1: There will be 40 blocks

        Number of blocks.

        2. We will build a box

        - Number of boxes.

        Number of lids.

        Annex B: Actions

        1. Buy blocks

        - | Buy them by May. | Director |
        """)
    assert [p.number for p in found if p.number] == [
        "1.1",
        "Annex A commitment 1",
        "Annex A commitment 2",
        "Annex B action 1",
    ]
    assert numbered(found, "Annex A commitment 2").text == "We will build a box\n- Number of boxes.\nNumber of lids."
    action = numbered(found, "Annex B action 1")
    assert [(part.kind, part.text) for part in action.parts] == [
        (PartKind.TEXT, "Buy blocks"),
        (PartKind.ROW, "Buy them by May.\tDirector"),
    ]


def test_a_heading_that_a_page_break_repeats_begins_nothing(paragraphs: Read) -> None:
    found = paragraphs("""\
        Annex 2: Objectives

        1. Demonstrate progress

        - | Publish it. | Director |

        1. Demonstrate progress

        - | Test it. | Director |
        """)
    objective = numbered(found, "Annex 2 objective 1")
    assert [part.text for part in objective.parts][1:] == ["Publish it.\tDirector", "Test it.\tDirector"]


def test_rows_with_numbers_are_paragraphs(paragraphs: Read) -> None:
    found = paragraphs("""\
        1. Aims

        1.1 To play.

        Annex: How we will assess it

        Objective\tWhat will be assessed
        <p>1.</p>\t<p>To play every day</p>
        <p>1.1 Blocks</p>\t<p>Goals:</p> <ul> • 40 blocks bought by May. • None lost.</ul>
        <p>1.2 Paint</p>\t<p>Goals:</p> <ul> • All of it tested by June.</ul>
        <p>2.</p>\t<p>To rest every night</p>
        <p>2.1 Beds</p>\t<p>Goals:</p> <ul> • Two beds for each room.</ul>
        """)
    assert [p.number for p in found if p.number] == ["1.1", "Annex 1.1", "Annex 1.2", "Annex 2.1"]
    blocks = numbered(found, "Annex 1.1")
    assert blocks.parts[0].text == "Blocks"
    bullets = [part.text for part in blocks.parts if part.kind is PartKind.BULLET]
    assert bullets == ["40 blocks bought by May.", "None lost."]
    assert blocks.section[-1] == "1. To play every day"
    assert blocks.lines == (9, 9)
    assert numbered(found, "Annex 2.1").section[-1] == "2. To rest every night"


def test_a_plain_table_is_a_paragraph_without_a_number(paragraphs: Read) -> None:
    found = paragraphs("2.1 Budgets are below.\n\n£m\t2019-20\t2020-21\nTotal\t260\t365\n\n2.2 They are low.\n")
    assert [p.number for p in found] == ["2.1", None, "2.2"]
    table = found[1]
    assert (table.kind, table.text) == (ParagraphKind.TABLE, "£m\t2019-20\t2020-21\nTotal\t260\t365")
    assert table.table is not None
    assert table.table.rows[0].cells == ("260", "365")


def test_an_annex_may_hold_paragraphs_about_what_its_title_names(paragraphs: Read) -> None:
    found = paragraphs(
        "1. Play\n\n1.1 Good.\n\nAnnex B: Outcome measures\n\n1. Outcome measures are counted.\n2. So be it.\n"
    )
    assert [p.number for p in found if p.number] == ["1.1", "Annex B paragraph 1", "Annex B paragraph 2"]


def test_fields_belong_to_the_commitment_above(paragraphs: Read) -> None:
    found = paragraphs("Annex A: Commitments\n\n1. Buy blocks.\n\nLead: the Office\n\n2. Play.\n\nLead: the nursery\n")
    assert [(p.number, p.text) for p in found[1:]] == [
        ("Annex A commitment 1", "Buy blocks.\nLead: the Office"),
        ("Annex A commitment 2", "Play.\nLead: the nursery"),
    ]
