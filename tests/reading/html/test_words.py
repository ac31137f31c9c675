"""Words of pages: blanks, raised figures, entities, line breaks, signs that nobody sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mandate_qa.types import Block

Read = Callable[[str], list[Block]]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("one\n   two\t three&nbsp;four", "one two three four"),
        ("<b>£4.26</b>bn", "£4.26bn"),
        ("a<span> b</span>c", "a bc"),
        ("m<sup>2</sup> and 10<sup>-3</sup>", "m² and 10⁻³"),
        ("the 1<sup>st</sup> of May", "the 1st of May"),
        ("CO<sub>2</sub>", "CO2"),
        ("R&amp;D &pound;5 &lt;p&gt; &#8211; &hellip; &nosuch;", "R&D £5 <p> – … &nosuch;"),
        ("A&E &pound5", "A&E £5"),
        ("co&shy;operate zero&#8203;width<wbr>", "cooperate zerowidth"),
        ("1 High Street<br>London", "1 High Street London"),
        ("<code>x = 1</code> <kbd>F1</kbd>", "x = 1 F1"),
        ("<a href='x'>link</a><img src='x' alt='picture'> text", "link text"),
        ("if a < b and 5<6", "if a < b and 5<6"),
        ("<ins>new</ins> <del>old</del>", "new old"),
        ("<ruby>漢<rt>kan</rt></ruby>字", "漢字"),
        ("مرحبا \u200fبالعالم 2021", "مرحبا بالعالم 2021"),
        ("\u202eabc\u202c \u2067שלום\u2069", "abc שלום"),
        ("bell\x07 and \x0cfeed", "bell and feed"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\ue000own\ue001signs", "ownsigns"),
    ],
)
def test_words_are_read_as_shown(read: Read, html: str, text: str) -> None:
    [block] = read(f"<p>{html}</p>")
    assert block.text == text


@pytest.mark.parametrize(
    ("html", "marker", "text"),
    [
        ("1.15 Paint.", "1.15", "Paint."),
        ("<strong>1.15</strong>&nbsp;Paint.", "1.15", "Paint."),
        ("7. The Board is asked.", "7.", "The Board is asked."),
        ("(a) red", "(a)", "red"),
        ("18 weeks is the limit.", "", "18 weeks is the limit."),
        ("3.5 million people.", "", "3.5 million people."),
        ("2021 was a good year.", "", "2021 was a good year."),
        ("| not | a table |", "", "| not | a table |"),
    ],
)
def test_a_number_typed_before_a_paragraph_is_its_mark(read: Read, html: str, marker: str, text: str) -> None:
    [block] = read(f"<p>{html}</p>")
    assert (block.marker, block.text) == (marker, text)


def test_numbers_after_line_breaks_begin_paragraphs(read: Read) -> None:
    blocks = read("<p>1.1 Paint<br>must be safe.<br>1.2 Blocks.<br><br>(a) red</p>")
    assert [(block.marker, block.text) for block in blocks] == [
        ("1.1", "Paint must be safe."),
        ("1.2", "Blocks."),
        ("(a)", "red"),
    ]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<p>one<ul><li>two<li>three</ul>four", ["one", "two", "three", "four"]),
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("<p>a <b>b <i>c</b> d</i> e</p>", ["a b c d e"]),
        ("one</p>two</br>three", ["one", "two three"]),
        ("<table>one<tr><td>two", ["one", "two"]),
        ("<a href='x'><p>one</p><p>two</p></a>", ["one", "two"]),
        ("<h2>one<p>two</h2>three", ["one", "two", "three"]),
        ("<form><p>one<form><p>two</form>", ["one", "two"]),
        ("<p title='<p>no'>one</p>", ["one"]),
        ("<p>one<!-- two --!> three", ["one three"]),
        ("<![CDATA[no]]><p>one", ["one"]),
    ],
)
def test_broken_pages_are_read_as_browsers_read_them(read: Read, html: str, texts: list[str]) -> None:
    assert [block.text for block in read(html)] == texts


def test_blocks_know_their_lines(read_page: Read) -> None:
    page = "<html>\n<body>\n<p>one\ntwo</p>\n\n<ul>\n<li>\nthree\n</ul><p>four<p>\nfive</p>"
    assert [(block.text, block.lines) for block in read_page(page)] == [
        ("one two", (3, 4)),
        ("three", (8, 8)),
        ("four", (9, 9)),
        ("five", (10, 10)),
    ]
