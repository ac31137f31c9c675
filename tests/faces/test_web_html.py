"""An answer and its sources as HTML: laid out, escaped, and with the quoted words marked."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import scripted

from mandate_qa.types import Paragraph, ParagraphKind, Status
from mandate_qa.web import wording
from mandate_qa.web.html import answer_html, draft_html, question_html, text_html
from mandate_qa.web.page import library_html
from mandate_qa.web.sources import excerpt, paragraph_html, sources_html, surroundings_html

LIBRARY = scripted.Library()
NOTHING = (0, 0)


def rendered(question: str, turn: int = 2) -> str:
    answer = scripted.ANSWERS[question]
    return answer_html(answer, sources_html(answer, LIBRARY, turn), turn)


class Tags(HTMLParser):
    """Names of the tags of a page, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


class TestText:
    def test_paragraphs_lists_and_marks(self) -> None:
        html = text_html("First [1].\nThen:\n- one [2]\n- two [3]", turn=4, cited={1, 2})
        link = '<a class="mark" href="#source-4-{0}">[{0}]</a>'
        assert html == (
            f"<p>First {link.format(1)}.</p><p>Then:</p><ul><li>one {link.format(2)}</li><li>two [3]</li></ul>"
        )

    def test_a_table_with_headings(self) -> None:
        html = text_html("| Year | £m |\n|---|:-:|\n| 2022-23 | 337 |\n| 2023-24 | -3 |")
        assert html == (
            "<table><tr><th>Year</th><th>£m</th></tr>"
            "<tr><td>2022-23</td><td>337</td></tr><tr><td>2023-24</td><td>-3</td></tr></table>"
        )

    def test_a_table_without_headings(self) -> None:
        assert text_html("| a | b |\n| c | d |").startswith("<table><tr><td>a</td><td>b</td></tr>")

    def test_markup_in_words_is_shown_not_obeyed(self) -> None:
        html = text_html("<b>x</b> & | ![y](http://evil.example/y.png)\n- <i>\n| <u> |")
        assert Tags(html).names == {"p", "ul", "li", "table", "tr", "td"}
        assert "<b>x</b> & | ![y](http://evil.example/y.png)" in Tags(html).words

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\n\n"])
    def test_no_line_end_is_left_that_would_end_the_block(self, ending: str) -> None:
        for html in (question_html(f"a{ending}b"), draft_html(f"a{ending}b")):
            assert len(html.splitlines()) == 1
            assert Tags(html).words.count("a") and Tags(html).words.count("b")


class TestAnswer:
    def test_shows_status_text_notes_and_checks(self) -> None:
        words = Tags(rendered(scripted.TARGET)).words
        for expected in (
            "Answered from the documents",
            "A later edition differs.",
            "Sources",
            "Checked",
            "Not verified",
        ):
            assert expected in words

    def test_every_mark_leads_to_one_source(self) -> None:
        html = rendered(scripted.TARGET)
        wanted = re.findall(r'href="#([^"]+)"', html)
        assert wanted == ["source-2-1", "source-2-2"]
        assert re.findall(r'id="([^"]+)"', html) == wanted

    def test_says_how_it_was_answered(self) -> None:
        html = rendered(scripted.TARGET)
        folded = html[html.index('<details class="how">') :]
        words = Tags(folded).words
        assert f"{scripted.TARGET} (2021-22)" in words
        assert "Tea is free." in words
        assert "says nothing of the question" in words

    def test_a_refusal_offers_the_nearest_paragraphs(self) -> None:
        html = rendered(scripted.NOWHERE)
        words = Tags(html).words
        assert "Not found in these documents" in words
        assert wording.NEAREST in words and wording.SOURCES not in words
        assert html.count('<details class="source">') == 2
        assert "Foreword (unnumbered)" not in html[html.index("sources") : html.index("paragraph text")]

    @pytest.mark.parametrize("status", [Status.UNCLEAR, Status.OUTSIDE_SCOPE])
    def test_nothing_is_near_where_nothing_could_help(self, status: Status) -> None:
        answer = replace(scripted.ANSWERS[scripted.NOWHERE], status=status)
        assert sources_html(answer, LIBRARY, 1) == ""

    def test_hostile_words_stay_words(self) -> None:
        for html in (rendered(scripted.HOSTILE), question_html(scripted.HOSTILE), rendered(scripted.TARGET)):
            tags = Tags(html)
            assert not tags.names & {"img", "script", "b", "cure", "for"}
            assert "onerror" not in tags.attributes
            assert len(html.splitlines()) == 1
        assert scripted.HOSTILE in Tags(rendered(scripted.HOSTILE)).words


class TestSources:
    def test_a_source_shows_document_trail_and_neighbours(self) -> None:
        html = sources_html(scripted.ANSWERS[scripted.TARGET], LIBRARY, 1)
        first = Tags(html[: html.index("</details>")]).words
        assert "The 2021-22 plan <for> England" in first
        assert "Department of Plans, 31 March 2022, revised" in first
        assert "Part 1 › Care & <cure>" in first
        order = [first.index(words) for words in ("Welcome to the plan", "Systems should:", "Capital")]
        assert order == sorted(order)

    def test_only_the_quoted_words_of_the_cited_paragraph_are_marked(self) -> None:
        html = sources_html(scripted.ANSWERS[scripted.TARGET], LIBRARY, 1)
        assert re.findall("<mark[^>]*>(.*?)</mark>", html) == ["95% of the level<br>of 2019-20", "Capital", "301"]

    def test_a_table_shows_its_headings_as_headings(self) -> None:
        html = paragraph_html(scripted.BUDGET, NOTHING, cited=True)
        assert html.endswith(
            "<p>Capital budget</p><table><tr><th>£m</th><th>2021-22</th><th>2022-23</th></tr>"
            "<tr><td>Capital</td><td>301</td><td>337</td></tr></table></div></div>"
        )

    def test_a_printed_letter_stands_before_its_item(self) -> None:
        html = paragraph_html(scripted.LETTERED, (12, 18), cited=True)
        assert '<li class="level-0 lettered">a. <mark>listen</mark></li><li class="level-0">act</li>' in html

    def test_a_link_from_the_text_leads_to_the_first_marked_words(self) -> None:
        html = sources_html(scripted.ANSWERS[scripted.TARGET], LIBRARY, 7)
        assert re.findall('<mark id="([^"]+)">([^<]*)', html) == [
            ("source-7-1", "95% of the level"),
            ("source-7-2", "Capital"),
        ]

    def test_a_quote_over_several_parts_is_marked_in_each(self) -> None:
        start = scripted.GOALS.text.index("should")
        end = scripted.GOALS.text.index("of 2019-20")
        html = paragraph_html(scripted.GOALS, (start, end), cited=True)
        assert re.findall("<mark[^>]*>(.*?)</mark>", html) == ["should:", "reach 95% of the level"]

    @pytest.mark.parametrize("paragraph", [scripted.FOREWORD, scripted.GOALS, scripted.BUDGET, scripted.LETTERED])
    def test_no_word_is_lost_wherever_the_quote_lies(self, paragraph: Paragraph) -> None:
        plain = Tags(paragraph_html(paragraph, NOTHING, cited=True)).words
        for start in range(0, len(paragraph.text), 7):
            html = paragraph_html(paragraph, (start, start + 11), cited=True)
            assert Tags(html).words == plain

    def test_number_or_label_stands_beside_the_words(self) -> None:
        assert '<span class="number" title="2021-22 plan, para 1.1">1.1</span>' in paragraph_html(
            scripted.GOALS, NOTHING, cited=False
        )
        assert 'title="2021-22 plan, Foreword (unnumbered)">–</span>' in paragraph_html(
            scripted.FOREWORD, NOTHING, cited=False
        )

    def test_a_footnote_that_belongs_to_the_paragraph_stands_below_it(self) -> None:
        note = replace(
            scripted.PROSPECT, id="plan ¶footnote-9", kind=ParagraphKind.FOOTNOTE, label="2021-22 plan, footnote 9"
        )
        known = {note.id: note, scripted.FOREWORD.id: replace(scripted.FOREWORD, notes=(note.id,))}
        library = scripted.Library()
        library.paragraph = known.__getitem__  # type: ignore[method-assign]
        html = surroundings_html(scripted.FOREWORD.id, NOTHING, library)  # type: ignore[arg-type]
        assert html.index("Welcome to the plan") < html.index(">footnote 9</span>") < html.index("We will cut waits.")

    def test_a_long_quote_is_cut_at_a_word(self) -> None:
        assert excerpt("word " * 100) == "word " * 32 + "…"
        assert excerpt("one\n two") == "one two"


class TestWording:
    @pytest.mark.parametrize(
        ("iso", "words"),
        [
            ("2022-03-31", "31 March 2022"),
            ("2017-03", "March 2017"),
            ("2021", "2021"),
            ("spring", "spring"),
            ("", ""),
        ],
    )
    def test_dates_as_far_as_they_are_known(self, iso: str, words: str) -> None:
        assert wording.day_words(iso) == words

    def test_the_library_is_listed_with_the_time_each_document_applies_to(self) -> None:
        words = Tags(library_html(LIBRARY)).words  # type: ignore[arg-type]
        assert "Applies 1 April 2021 to 31 March 2022." in words
        assert "Department of Papers, June 2023, final. Applies from 15 June 2023." in words

    def test_files_that_could_not_be_read_are_named(self) -> None:
        assert library_html(LIBRARY).count("<li>") == 2  # type: ignore[arg-type]
        listed = library_html(LIBRARY, ("<lost>.txt",))  # type: ignore[arg-type]
        assert "Could not be read, or not all of it: <lost>.txt" in Tags(listed).words
