"""What a paragraph says: what Word shows of it, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from make_docx import (
    MAIN,
    STRICT,
    STYLES,
    control,
    definition,
    deleted,
    docx,
    field,
    inserted,
    instance,
    level,
    p,
    r,
    style,
    text_box,
)

from mandate_qa.reading.files import read_blocks
from mandate_qa.types import Block

Read = Callable[..., list[Block]]
LIST = definition(1, level(0, "decimal", "%1.")) + instance(1, 1)
HIDDEN = "<w:vanish/>"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (("one\ttwo\nthree",), "one two three"),
        (("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>",), "cooperate"),
        (("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>22</w:t></w:r>",), "2021-22"),
        (("2021\u201122 and\xa0on",), "2021-22 and on"),
        (('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 95%"), "≥ 95%"),
        (('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " done"), "✓ done"),
        ((r("\uf0ae", '<w:rFonts w:ascii="Symbol"/>'), " on"), "→ on"),
        (("10", r("6", '<w:vertAlign w:val="superscript"/>')), "10⁶"),
        (("21", r("st", '<w:vertAlign w:val="superscript"/>'), " century"), "21st century"),
        (("CO", r("2", '<w:vertAlign w:val="subscript"/>')), "CO2"),
        (("see ", '<w:hyperlink w:anchor="x"><w:r><w:t>the plan</w:t></w:r></w:hyperlink>'), "see the plan"),
        (("kept ", inserted("new "), deleted("old "), "end"), "kept new end"),
        (('<w:moveFrom w:id="1"><w:r><w:t>gone</w:t></w:r></w:moveFrom>', "here"), "here"),
        ((f'<w:moveTo w:id="1">{r("came ")}</w:moveTo>', "here"), "came here"),
        (("shown", r(" hidden", HIDDEN)), "shown"),
        (("Page ", field("PAGE", "7")), "Page 7"),
        ((field('IF 1 = 1 "yes" "no"', "yes"),), "yes"),
        (('<w:fldSimple w:instr="DATE"><w:r><w:t>March 2022</w:t></w:r></w:fldSimple>',), "March 2022"),
        ((control(r("chosen"), properties="<w:dropDownList/>"),), "chosen"),
        (("Name: ", control(r("Click to enter text"), properties="<w:showingPlcHdr/>"), "x"), "Name: x"),
        (("word", '<w:r><w:commentReference w:id="1"/></w:r>', "s"), "words"),
        (("<w:r><w:t>81</w:t></w:r><w:r><w:t>\xa0</w:t></w:r><w:r><w:t>819</w:t></w:r>",), "81 819"),
        ((r("\uf04f", '<w:rFonts w:ascii="Webdings"/>'), "known"), "known"),
        (("<w:smartTag><w:r><w:t>London</w:t></w:r></w:smartTag>",), "London"),
        (('<w:r><w:t>no </w:t></w:r><w:r><w:t xml:space="preserve"> blanks</w:t></w:r>',), "no blanks"),
    ],
)
def test_words_are_those_that_are_shown(read: Read, runs: tuple[str, ...], expected: str) -> None:
    assert [block.text for block in read(p(*runs))] == [expected]


def test_fractions_and_powers_keep_their_figures_apart(read: Read) -> None:
    def part(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    half = f"<m:f><m:num>{part('1')}</m:num><m:den>{part('2')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{part('10')}</m:e><m:sup>{part('n+1')}</m:sup></m:sSup>"
    assert read(p("about ", f"<m:oMath>{half}{part(' of ')}{power}</m:oMath>"))[0].text == "about 1/2 of 10^(n+1)"


def test_hidden_by_a_style_and_shown_again_by_a_run(read: Read) -> None:
    styles = STYLES + style("Draft", "Draft", run=HIDDEN)
    blocks = read(p("not this", r(" but this", '<w:vanish w:val="0"/>'), style="Draft"), p("and this"), styles=styles)
    assert [block.text for block in blocks] == ["but this", "and this"]


def test_a_hidden_paragraph_is_not_counted(read: Read) -> None:
    hidden = p(r("hidden", HIDDEN), num=(1, 0), more=f"<w:rPr>{HIDDEN}</w:rPr>")
    blocks = read(p("one", num=(1, 0)), hidden, p("two", num=(1, 0)), numbering=LIST)
    assert [(block.marker, block.text) for block in blocks] == [("1.", "one"), ("2.", "two")]


def test_a_deleted_end_joins_two_paragraphs_and_counts_once(read: Read) -> None:
    first = p("one and", num=(1, 0), more='<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>')
    gone = p(deleted("nothing left"), num=(1, 0), more='<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>')
    blocks = read(first, p(" the same", num=(1, 0)), gone, p("two", num=(1, 0)), numbering=LIST)
    assert [(block.marker, block.text) for block in blocks] == [("1.", "one and the same"), ("2.", "two")]


def test_words_before_a_deleted_end_are_not_lost_at_the_end(read: Read) -> None:
    assert read(p("one"), p("two", more="<w:rPr><w:del w:id='1'/></w:rPr>"))[-1].text == "two"


def test_a_large_first_letter_belongs_to_its_word(read: Read) -> None:
    assert [block.text for block in read(p("T", more='<w:framePr w:dropCap="drop"/>'), p("he NHS"))] == ["The NHS"]


def test_a_text_box_stands_once_after_its_paragraph_and_counts_for_itself(read: Read) -> None:
    boxed = text_box(p("In the box.", num=(1, 0)), p("More."))
    blocks = read(p("one", num=(1, 0)), p("with a box", boxed), p("two", num=(1, 0)), numbering=LIST)
    assert [(block.marker, block.text) for block in blocks] == [
        ("1.", "one"), ("", "with a box"), ("1.", "In the box."), ("", "More."), ("2.", "two"),
    ]  # fmt: skip


def test_content_controls_around_paragraphs_are_read(read: Read) -> None:
    assert [block.text for block in read(control(p("one"), control(p("two"))), p("three"))] == ["one", "two", "three"]


def test_headers_footers_and_comments_are_left_out(read: Read) -> None:
    more = {f"word/{name}.xml": f"<w:x>{p('not this')}</w:x>" for name in ("header1", "footer1", "comments")}
    assert [block.text for block in read(p("this"), more=more)] == ["this"]


def test_a_field_that_never_shows_anything_hides_only_its_paragraph(read: Read) -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>'
    assert [block.text for block in read(p("before ", begun, "inside"), p("after"))] == ["before", "after"]


def test_an_instruction_may_not_be_shown_even_inside_another_field(read: Read) -> None:
    inner = field("DOCPROPERTY Year", "2021")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    assert read(p(begin, inner, separate, "shown", end))[0].text == "shown"


def test_strict_documents_read_alike(tmp_path: Path) -> None:
    usual = docx(p("Aims", style="Heading1"), p("words", num=(1, 0)), numbering=LIST)
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(io.BytesIO(usual)) as before, zipfile.ZipFile(strict, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).decode().replace(MAIN, STRICT))
    assert [(block.marker, block.text) for block in read_blocks(strict)] == [("", "Aims"), ("1.", "words")]
