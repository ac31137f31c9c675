"""The Word document: it opens, says what the answer says, and its footnotes are footnotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import HOSTILE, OLD, answered, cited, hostile

from mandate_qa.exporting import Format, exported
from mandate_qa.exporting.cleaning import clean
from mandate_qa.exporting.footnotes import one_line
from mandate_qa.exporting.words import SERVICE
from mandate_qa.types.records import AnswerRecord


def made(*records: AnswerRecord, **given: Any) -> bytes:
    return exported(records, Format.WORD, **given)


def opened(file: bytes) -> Opened:
    return Document(BytesIO(file))


def part(file: bytes, name: str) -> Any:
    """The root of a part of the package."""
    return parse_xml(ZipFile(BytesIO(file)).read(name))


def footnotes(file: bytes) -> dict[int, str]:
    """The words of each footnote by its id, the lines above footnotes left out."""
    notes = part(file, "word/footnotes.xml").iter(qn("w:footnote"))
    return {
        int(note.get(qn("w:id"))): "".join(text.text for text in note.iter(qn("w:t")))
        for note in notes
        if note.get(qn("w:type")) is None
    }


def marks(file: bytes) -> list[int]:
    """The numbers of the marks in the order of the document, those that refer to another among them."""
    found = []
    for element in part(file, "word/document.xml").iter(qn("w:footnoteReference"), qn("w:instrText")):
        if element.tag == qn("w:footnoteReference"):
            found.append(int(element.get(qn("w:id"))))
        else:
            command, name, *_ = element.text.split()
            assert command == "NOTEREF"
            found.append(int(name.removeprefix("_RefFootnote")))
    return found


def lines(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(file).paragraphs]


def test_an_answer_stands_under_its_question_with_its_notes() -> None:
    file = made(answered("Lead: [1]\n- one [1]", notes=("Mind.",)))
    told = [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in opened(file).paragraphs]
    assert told[:3] == [
        ("Heading 1", "what is the target"),
        ("Normal", "Asked on 1 March 2026, answered by mandate-qa from the 2021-22 plan."),
        ("Normal", "Lead:"),
    ]
    assert told[3][0] == "List Bullet" and told[3][1].startswith("one")
    assert told[4] == ("Normal", "Note: Mind.")


def test_a_conversation_has_a_title() -> None:
    first, *_ = opened(made(answered(), answered(question="and then"))).paragraphs
    assert (first.style and first.style.name, first.text) == ("Title", "Questions and answers")


def test_a_table_has_its_heading_row_marked() -> None:
    file = made(answered("| Year | £m |\n|---|---|\n| 2021-22 | 301 [1] |"))
    (table,) = opened(file).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Year", "£m"], ["2021-22", "301"]]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False]
    assert marks(file) == [1]


def test_every_footnote_is_right_and_marks_are_in_their_order() -> None:
    first = answered(
        "B. [2] A. [1]", cited(1, "a"), cited(2, "b", source=OLD, number=None, label="2017-18 plan, Foreword")
    )
    second = answered("C. [1]", cited(3, "c", checked=False, page=None), asked_at="2026-04-02T00:00:00+00:00")
    file = made(first, replace(second, citations=(replace(second.citations[0], marker=1),)))
    assert marks(file) == [1, 2, 3]
    assert footnotes(file) == {
        1: " The plan (2017-18 plan; superseded by 2021-22 plan), Office, published March 2017, “Part 1”, "
        "Foreword (unnumbered), page 7: “b”. "
        "Accessed 1 March 2026.",
        2: " The plan for England (2021-22 plan), Office, published 31 March 2022, “Part 1”, "
        "para 1.1, page 7: “a”. Accessed 1 March 2026.",
        3: " The plan for England (2021-22 plan), Office, published 31 March 2022, “Part 1”, "
        "para 1.3: “c”. Not verified. Accessed 2 April 2026.",
    }


def test_a_source_cited_again_refers_to_its_one_footnote() -> None:
    file = made(answered("A. [1] B. [2] A again. [1][2]", cited(1, "a"), cited(2, "b")))
    assert marks(file) == [1, 2, 1, 2]
    assert list(footnotes(file)) == [1, 2]
    names = [mark.get(qn("w:name")) for mark in part(file, "word/document.xml").iter(qn("w:bookmarkStart"))]
    assert names == ["_RefFootnote1", "_RefFootnote2"]
    assert "A again.1, 2" in lines(file)[2]


def test_the_package_has_what_word_needs_for_footnotes() -> None:
    file = made(answered())
    types = part(file, "[Content_Types].xml")
    (override,) = [one for one in types if one.get("PartName") == "/word/footnotes.xml"]
    assert override.get("ContentType").endswith("wordprocessingml.footnotes+xml")
    (relation,) = [r for r in part(file, "word/_rels/document.xml.rels") if r.get("Type").endswith("/footnotes")]
    assert relation.get("Target") == "footnotes.xml"
    kinds = {n.get(qn("w:id")): n.get(qn("w:type")) for n in part(file, "word/footnotes.xml")}
    assert kinds == {"-1": "separator", "0": "continuationSeparator", "1": None}
    settings_part = part(file, "word/settings.xml")
    order = [element.tag for element in settings_part]
    assert order.index(qn("w:footnotePr")) == order.index(qn("w:compat")) - 1
    assert [one.get(qn("w:id")) for one in settings_part.find(qn("w:footnotePr"))] == ["-1", "0"]
    styles = {style.style_id for style in opened(file).styles}
    used = {e.get(qn("w:val")) for name in ("document", "footnotes") for e in styled(file, name)}
    assert {"FootnoteText", "FootnoteReference"} <= used <= styles


def styled(file: bytes, name: str) -> list[Any]:
    """The elements of a part that name a style."""
    return list(part(file, f"word/{name}.xml").iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")))


def test_the_document_is_british_english_on_a4_and_says_what_it_is() -> None:
    file = made(answered())
    about = opened(file).core_properties
    assert (about.title, about.author, about.language) == ("what is the target", SERVICE, "en-GB")
    (company,) = [e.text for e in part(file, "docProps/app.xml") if e.tag.endswith("Company")]
    assert company == SERVICE
    assert about.created == datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    (language,) = [e.get(qn("w:val")) for e in part(file, "word/styles.xml").iter(qn("w:lang"))]
    assert language == "en-GB"
    section = opened(file).sections[0]
    assert section.page_width and round(section.page_width.mm) == 210
    assert not [name for name in ZipFile(BytesIO(file)).namelist() if "thumbnail" in name]


def test_places_are_links_only_when_a_base_is_given() -> None:
    plain, linked = made(answered()), made(answered(), base="https://qa.example/tool")
    assert "word/_rels/footnotes.xml.rels" not in ZipFile(BytesIO(plain)).namelist()
    (relation,) = part(linked, "word/_rels/footnotes.xml.rels")
    assert relation.get("Target") == "https://qa.example/tool/paragraph?id=plan-2021-22%20%C2%B61.1"
    assert relation.get("TargetMode") == "External"
    (link,) = part(linked, "word/footnotes.xml").iter(qn("w:hyperlink"))
    assert "".join(text.text for text in link.iter(qn("w:t"))) == "para 1.1"
    assert footnotes(linked) == footnotes(plain)


def test_an_answer_without_sources_has_no_footnotes() -> None:
    file = made(replace(answered("The documents do not say."), citations=()))
    assert "word/footnotes.xml" not in ZipFile(BytesIO(file)).namelist()
    assert opened(file).paragraphs[-1].text == "The documents do not say."


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_as_words(words: str) -> None:
    file = made(hostile(words), title=words)
    plain = one_line(clean(words))
    assert plain in lines(file)
    assert plain[:300].strip() in " ".join(footnotes(file).values())
    part(file, "docProps/core.xml")


def test_a_very_long_text_is_parted_so_that_it_can_be_read_again() -> None:
    long = "word " * 2_500_000
    file = made(answered(f"{long}[1]"))
    assert len(opened(file).paragraphs[2].text) == len(long.rstrip())


@given(st.text(max_size=80), st.text("\x00\x1f\ud800\ufffe<&>]['\" \t\r\n|-1£%", max_size=40))
@settings(deadline=None, max_examples=40)
def test_a_document_of_any_words_opens(first: str, second: str) -> None:
    file = made(hostile(first), hostile(second), title=second)
    opened(file)
    assert marks(file) and len(footnotes(file)) == len(set(marks(file)))


def test_any_number_of_marks_is_written() -> None:
    assert len(marks(made(answered("a[1] " * 20_000)))) == 20_000
