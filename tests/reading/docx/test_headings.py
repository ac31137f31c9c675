"""Which paragraphs are headings, and how high."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from make_docx import STYLES, control, definition, field, heading_styles, instance, level, p, r, row, style, table

from mandate_qa.reading.files import read_blocks
from mandate_qa.reading.numbering import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document

Read = Callable[..., list[Block]]
CHAPTERS = definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + instance(1, 1)


def headings(blocks: list[Block]) -> list[tuple[int, str, str]]:
    return [(block.level, block.marker, block.text) for block in blocks if block.kind is BlockKind.HEADING]


def test_styles_rank_headings(read: Read) -> None:
    body = [p("The mandate", style="Title"), p("Foreword", style="Heading1"), p("Words."), p("Aims", style="Heading2")]
    assert headings(read(*body, p("Funding", style="Heading1"))) == [
        (1, "", "The mandate"), (1, "", "Foreword"), (2, "", "Aims"), (1, "", "Funding"),
    ]  # fmt: skip


def test_numbered_headings_keep_their_number(read: Read) -> None:
    body = [p("Objectives", style="Heading1", num=(1, 0)), p("Access", style="Heading2", num=(1, 1))]
    assert headings(read(*body, numbering=CHAPTERS)) == [(1, "1.", "Objectives"), (2, "1.1", "Access")]


def test_typed_numbers_of_headings_become_their_mark(read: Read) -> None:
    body = [
        p("1. Objectives", style="Heading1"),
        p("2\tFunding", style="Heading1"),
        p("50 new hospitals", style="Heading1"),
    ]
    assert headings(read(*body)) == [(1, "1.", "Objectives"), (1, "2", "Funding"), (1, "", "50 new hospitals")]


def test_a_printed_word_belongs_to_the_heading(read: Read) -> None:
    annexes = definition(1, level(0, "upperLetter", "Annex %1:")) + instance(1, 1)
    body = [p("Commitments", style="Heading1", num=(1, 0)), p("Metrics", style="Heading1", num=(1, 0))]
    assert headings(read(*body, numbering=annexes)) == [(1, "", "Annex A: Commitments"), (1, "", "Annex B: Metrics")]


def test_styles_are_told_by_outline_level_or_name_in_any_language(read: Read) -> None:
    styles = (
        style("berschrift1", "heading 1", paragraph='<w:outlineLvl w:val="0"/>')
        + style("Titre2", "Titre 2")
        + style("Chapter", "Our chapter", based_on="berschrift1")
        + style("Quiet", "Looks like a heading", based_on="berschrift1", paragraph='<w:outlineLvl w:val="9"/>')
    )
    body = [
        p("One", style="berschrift1"),
        p("Two", style="Titre2"),
        p("Three", style="Chapter"),
        p("Four", style="Quiet"),
    ]
    assert headings(read(*body, styles=styles)) == [(1, "", "One"), (2, "", "Two"), (1, "", "Three")]


def test_a_paragraph_may_name_its_own_outline_level(read: Read) -> None:
    body = [
        p("Part", more='<w:outlineLvl w:val="0"/>'),
        p("Words."),
        p("Plain", style="Heading1", more='<w:outlineLvl w:val="9"/>'),
    ]
    assert headings(read(*body)) == [(1, "", "Part")]


def test_a_lone_first_heading_is_the_title_and_chapters_rank_beside_it(read: Read) -> None:
    body = [p("The mandate", style="Heading1"), p("Funding", style="Heading2"), p("Annex A: metrics", style="Heading2")]
    assert [level for level, _, _ in headings(read(*body, p("More", style="Heading3")))] == [1, 1, 1, 2]


def test_sentences_numbered_by_a_heading_style_are_paragraphs(read: Read) -> None:
    sentence = "The Government has set the objectives that NHS England must seek to achieve in this year and the next."
    body = [p("Aims", style="Heading1", num=(1, 0)), p(sentence, style="Heading2", num=(1, 1))]
    title, text = read(*body, numbering=CHAPTERS)
    assert (title.kind, text.kind, text.marker) == (BlockKind.HEADING, BlockKind.TEXT, "1.1")


def test_an_empty_heading_is_counted_and_not_there(read: Read) -> None:
    body = [p("", style="Heading1", num=(1, 0)), p("Aims", style="Heading1", num=(1, 0))]
    assert headings(read(*body, numbering=CHAPTERS)) == [(1, "2.", "Aims")]


def test_without_styles_short_bold_lines_are_headings(read: Read) -> None:
    long = "This is a sentence that ends with a full stop and is long enough to be running text."
    body = [p(r("Purpose of this paper", "<w:b/>")), p(long), p(r("Next", "<w:b/>"), " steps taken were few."), p(long)]
    assert [text for _, _, text in headings(read(*body))] == ["Purpose of this paper"]


def test_a_table_of_contents_is_told_by_its_control_its_field_or_its_styles(read: Read) -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    styles = STYLES + style("TOCHeading", "TOC Heading", based_on="Heading1", paragraph='<w:outlineLvl w:val="9"/>')
    in_control = control(p("Contents", style="TOCHeading"), p("Aims\t3"), properties=gallery)
    in_field = p(field('TOC \\o "1-2" \\h', field('HYPERLINK \\l "x"', "1. Funding\t", field("PAGEREF x", "4"))))
    blocks = read(in_control, in_field, p("Annex\t9", style="TOC1"), p("Aims", style="Heading1"), styles=styles)
    assert blocks[0].text == "Contents\nAims 3\n1. Funding 4\nAnnex 9"
    assert [block.kind for block in blocks] == [BlockKind.CONTENTS, BlockKind.HEADING]


def test_a_contents_field_that_is_never_ended_ends_at_the_next_heading(read: Read) -> None:
    begun = field("TOC", "Aims\t3").rpartition('<w:r><w:fldChar w:fldCharType="end"/></w:r>')[0]
    blocks = read(f"<w:p>{begun}</w:p>", p("Aims", style="Heading1"), p("Words of the chapter."))
    assert [block.kind for block in blocks] == [BlockKind.CONTENTS, BlockKind.HEADING, BlockKind.TEXT]


def test_items_of_an_annex_get_its_name(read: Read) -> None:
    annexes = definition(2, level(0, "upperLetter", "Annex %1")) + instance(2, 2)
    count = definition(3, level(0, "decimal", "%1.")) + instance(3, 3)
    body = [
        p("Commitments", style="Heading1", num=(2, 0)),
        p("First commitment", style="Heading2", num=(3, 0)),
        p("Words."),
    ]
    document = Document("m", "Mandate", "mandate", "", "2020", None, None)
    blocks = read(*body, numbering=CHAPTERS + annexes + count, styles=heading_styles())
    assert [found.number for found in number_paragraphs(document, blocks)] == [None, "Annex A commitment 1"]


def test_reading_does_not_depend_on_the_name_of_the_file(read: Read, tmp_path: Path) -> None:
    read(p("Aims", style="Heading1"))
    other = tmp_path / "made.bin"
    other.write_bytes((tmp_path / "made.docx").read_bytes())
    assert headings(read_blocks(other)) == [(1, "", "Aims")]


def test_headings_told_by_their_looks_are_never_parts_of_a_table(read: Read) -> None:
    blocks = read(p("Table of examples"), p("Staff"), table(row("A", "B"), row("C", "D")))
    assert [block.rows for block in blocks] == [(), (), (("A", "B"), ("C", "D"))]
