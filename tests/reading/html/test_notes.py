"""Footnotes of pages: marks, the notes they stand for, and links back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block, BlockKind

Read = Callable[[str], list[Block]]

KRAMDOWN = """<p>Paint is safe<sup id="fnref:1" role="doc-noteref"><a href="#fn:1">[footnote 1]</a></sup>.</p>
<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1" role="doc-endnote"><p>Since 2021.
<a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li></ol></div>"""
MARKDOWN_IT = """<p>Paint is safe<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>.</p>
<section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>Since 2021.
<a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>"""
WORD = """<p>Paint is safe<a href="#_ftn1" name="_ftnref1"><span><sup>[1]</sup></span></a>.</p>
<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> Since 2021.</p></div>"""
PLAIN = """<p>Paint is safe <sup><a href="#note-1">1</a></sup>.</p><h2>Notes</h2><p id="note-1">1. Since 2021.
<a href="#top">Back to top</a></p>"""
PANDOC = """<p>Paint is safe<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>
<aside id="footnotes" class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Since 2021.<a href="#fnref1"
class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></aside>"""


@pytest.mark.parametrize("html", [KRAMDOWN, MARKDOWN_IT, WORD, PLAIN, PANDOC])
def test_the_ways_in_which_pages_write_footnotes(read: Read, html: str) -> None:
    text, *_, note = read(html)
    assert (text.text, text.notes) == ("Paint is safe.", (1,))
    assert (note.kind, note.marker, note.text) == (BlockKind.FOOTNOTE, "1", "Since 2021.")


def test_two_marks_in_one_raised_place(read: Read) -> None:
    html = """<p>Paint<sup><a href="#n1">1</a>, <a href="#n2">2</a></sup> dries.</p>
    <ol class="footnotes"><li id="n1">One.<li id="n2">Two.</ol>"""
    text, *notes = read(html)
    assert (text.text, text.notes) == ("Paint dries.", (1, 2))
    assert [(note.marker, note.text) for note in notes] == [("1", "One."), ("2", "Two.")]


def test_one_note_with_two_marks(read: Read) -> None:
    mark = '<sup><a href="#n1">1</a></sup>'
    html = f'<p>Paint{mark}</p><p>Wood{mark}</p><p id="n1">Since 2021.</p>'
    assert [(block.text, block.notes) for block in read(html)] == [("Paint", (1,)), ("Wood", (1,)), ("Since 2021.", ())]


def test_a_symbol_takes_the_next_free_number(read: Read) -> None:
    text, note = read('<p>Paint<sup><a href="#n">*</a></sup></p><p id="n">* Since 2021.</p>')
    assert (text.notes, note.marker) == ((1,), "1")


def test_marks_in_a_table_belong_to_their_row(read: Read) -> None:
    mark = '<sup><a href="#n1">1</a></sup>'
    html = f"<table><tr><th>a<th>b<tr><td>x<td>1<tr><td>y<td>2{mark}</table><p id=n1>Not yet.</p>"
    table, _ = read(html)
    assert table.rows[2] == ("y", "2")
    assert (table.row_notes, table.notes) == (((), (), (1,)), (1,))


def test_a_note_with_a_list(read: Read) -> None:
    html = """<p>Paint<sup><a href="#n1">1</a></sup></p><div role="doc-endnotes"><ol>
    <li id="n1"><p>Such as:</p><ul><li>red<li>blue</ul></li><li id="n2"><p>Two.</p><p>More.</p></ol></div>"""
    assert [(block.kind, block.level, block.text) for block in read(html)[1:]] == [
        (BlockKind.FOOTNOTE, 0, "Such as:"),
        (BlockKind.BULLET, 0, "red"),
        (BlockKind.BULLET, 0, "blue"),
        (BlockKind.FOOTNOTE, 0, "Two. More."),
    ]


def test_raised_marks_without_links(read: Read) -> None:
    html = "<p>Paint<sup>1</sup> on 2 m<sup>2</sup>.</p><p><sup>1</sup> Since 2021.</p>"
    text, note = read(html)
    assert (text.text, text.notes) == ("Paint on 2 m².", (1,))
    assert (note.kind, note.marker, note.text) == (BlockKind.FOOTNOTE, "1", "Since 2021.")


def test_links_to_sections_and_to_other_pages_are_no_notes(read: Read) -> None:
    html = """<p>See <a href="#s2">section 2</a>, <a href="#s2">2</a> and <a href="/x#fn1"><sup>1</sup></a>.</p>
    <h2 id="s2">2. Paint</h2><p>Text.</p>"""
    assert [(block.kind, block.text) for block in read(html)] == [
        (BlockKind.TEXT, "See section 2, 2 and ¹."),
        (BlockKind.HEADING, "Paint"),
        (BlockKind.TEXT, "Text."),
    ]
