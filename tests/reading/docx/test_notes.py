"""Footnotes and endnotes: their numbers, their place, and what they are tied to."""

from __future__ import annotations

from collections.abc import Callable

from make_docx import definition, deleted, instance, level, note, p, r

from mandate_qa.reading.numbering import number_paragraphs
from mandate_qa.types import Block, BlockKind, Document

Read = Callable[..., list[Block]]
NUMBERING = definition(1, level(0, "bullet", "\uf0b7")) + instance(1, 1)


def notes(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.marker, block.text) for block in blocks if block.kind is BlockKind.FOOTNOTE]


def test_footnotes_are_numbered_in_the_order_of_their_marks(read: Read) -> None:
    blocks = read(p("One", note(2), " two", note(1), "."), footnotes=["first written", "second written"])
    assert (blocks[0].text, blocks[0].notes) == ("One two.", (1, 2))
    assert notes(blocks) == [("1", "second written"), ("2", "first written")]


def test_a_deleted_mark_takes_its_note_along(read: Read) -> None:
    gone = deleted("x").replace("</w:r>", '<w:footnoteReference w:id="1"/></w:r>')
    assert notes(read(p("One", gone, note(2)), footnotes=["gone", "kept"])) == [("1", "kept")]


def test_the_count_may_begin_elsewhere(read: Read) -> None:
    settings = '<w:footnotePr><w:numStart w:val="5"/></w:footnotePr>'
    assert notes(read(p("One", note(1)), footnotes=["a"], settings=settings)) == [("5", "a")]


def test_endnotes_alone_have_their_own_numbers(read: Read) -> None:
    assert notes(read(p("One", note(1, "endnote"), note(2, "endnote")), endnotes=["a", "b"])) == [
        ("1", "a"),
        ("2", "b"),
    ]


def test_endnotes_and_signs_are_counted_on_after_the_footnotes(read: Read) -> None:
    own = note(2, more='w:customMarkFollows="1"').replace("</w:r>", "<w:t>*</w:t></w:r>")
    body = [p("One", note(1, "endnote"), note(1), own, "."), p("Two.", note(3))]
    blocks = read(*body, footnotes=["a", "b", "c"], endnotes=["e"])
    assert blocks[0].text == "One."
    assert notes(blocks) == [("3", "e"), ("1", "a"), ("4", "b"), ("2", "c")]
    assert [block.notes for block in blocks if block.kind is BlockKind.TEXT] == [(3, 1, 4), (2,)]


def test_a_note_stands_after_the_list_it_would_interrupt(read: Read) -> None:
    body = [p("We will:", note(1)), p("plan", num=(1, 0)), p("fund", note(2), num=(1, 0)), p("Next.")]
    blocks = read(*body, numbering=NUMBERING, footnotes=["a", "b"])
    assert [block.text for block in blocks] == ["We will:", "plan", "fund", "a", "b", "Next."]


def test_a_note_of_several_paragraphs_is_one(read: Read) -> None:
    assert notes(read(p("One", note(1)), footnotes=[p("First.") + p("Second.")])) == [("1", "First. Second.")]


def test_a_note_may_open_a_list(read: Read) -> None:
    listed = p("These are:") + p("plan", num=(1, 0)) + p("fund", num=(1, 0))
    blocks = read(p("One.", note(1)), p("Two."), numbering=NUMBERING, footnotes=[listed])
    assert [(block.kind.value, block.text) for block in blocks] == [
        ("text", "One."), ("footnote", "These are:"), ("bullet", "plan"), ("bullet", "fund"), ("text", "Two."),
    ]  # fmt: skip


def test_paragraphs_know_their_notes(read: Read) -> None:
    blocks = read(p("1.1 One", note(1)), p("1.2 Two", note(2)), footnotes=["a", "b"])
    found = number_paragraphs(Document("m", "M", "m", "", "2020", None, None), blocks)
    assert [(each.number, each.notes) for each in found] == [
        ("1.1", ("m ¶footnote-1",)), (None, ()), ("1.2", ("m ¶footnote-2",)), (None, ()),
    ]  # fmt: skip


def test_typed_notes_are_told_by_their_raised_numbers(read: Read) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = [p("Complaints", r("8", raised), " and 5 m", r("2", raised)), p(r("8", raised), " See the report.")]
    blocks = read(*body)
    assert (blocks[0].text, blocks[0].notes) == ("Complaints and 5 m²", (8,))
    assert notes(blocks) == [("8", "See the report.")]
