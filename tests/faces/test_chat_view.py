"""An answer as the chat shows it: laid out, escaped, trust in words, what disagrees side by side."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
import scripted

from mandate_qa.explaining import STATUS_WORDS
from mandate_qa.recording import record
from mandate_qa.types import Status
from mandate_qa.types.records import AnswerRecord
from mandate_qa.web import wording
from mandate_qa.web.chat import disagreeing, view
from mandate_qa.web.chat.rendering import answer_html, draft_html, suggestions_html

LIBRARY: Any = scripted.Library()


def told(question: str) -> AnswerRecord:
    return record(scripted.ANSWERS[question], LIBRARY)


class Tags(HTMLParser):
    """Tags of a page with their attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, name: str, attribute: str) -> list[str | None]:
        return [attributes[attribute] for tag, attributes in self.tags if tag == name and attribute in attributes]


class TestText:
    def test_paragraphs_lists_and_tables_in_order(self) -> None:
        blocks = view.text_blocks("First.\nSecond.\n- one\n• two\n| a | b |\n|---|:-:|\n| c | -3 |")
        assert [block.kind for block in blocks] == ["text", "list", "table"]
        assert [words for line in blocks[1].lines for words, _ in line] == ["one", "two"]
        assert blocks[2].heads == ((("a", None),), (("b", None),))
        assert blocks[2].rows == (((("c", None),), (("-3", None),)),)

    def test_a_table_without_a_rule_has_no_headings(self) -> None:
        (table,) = view.text_blocks("| a | b |\n| c | d |")
        assert table.heads == () and len(table.rows) == 2

    def test_a_mark_without_a_citation_stays_words(self) -> None:
        citations = told(scripted.TARGET).citations
        (block,) = view.text_blocks("The target [1] was [7].", citations)
        assert block.lines[0] == (
            ("The target ", None),
            ("[1]", citations[0]),
            (" was [7].", None),
        )

    def test_markup_in_words_is_shown_not_obeyed(self) -> None:
        words = "<b>x</b> & | ![y](http://evil.example/y.png)"
        page = Tags(draft_html(f"{words}\n- <i>\n| <u> |"))
        assert not {tag for tag, _ in page.tags} & {"b", "i", "u", "img"}
        assert words in page.words


class TestAnswer:
    def test_every_mark_leads_to_its_source_with_the_words_marked(self) -> None:
        answer = told(scripted.TARGET)
        marks = [
            attributes
            for tag, attributes in Tags(answer_html(answer, LIBRARY)).tags
            if attributes.get("class") == "mark"
        ]
        assert [mark["href"] for mark in marks] == [f".{view.source_path(citation)}" for citation in answer.citations]
        assert [mark["data-label"] for mark in marks] == [citation.label for citation in answer.citations]

    def test_the_address_of_a_source_names_paragraph_and_words(self) -> None:
        first = told(scripted.TARGET).citations[0]
        assert view.source_path(first) == f"/source?id=plan-2021-22+%C2%B61.1&start={first.start}&end={first.end}"

    @pytest.mark.parametrize(
        ("checked", "words"), [((True, True), "Checked"), ((True, False), "Partly checked"), ((), "Nothing to check")]
    )
    def test_trust_is_said_in_words(self, checked: tuple[bool, ...], words: str) -> None:
        answer = told(scripted.TARGET)
        citations = tuple(replace(answer.citations[0], checked=each) for each in checked)
        assert view.trust(replace(answer, citations=citations)).words == words

    def test_each_source_says_whether_it_was_checked_and_superseded(self) -> None:
        answer = told(scripted.TARGET)
        old = replace(answer.citations[0], source=replace(answer.citations[0].source, superseded_by="2023 paper"))
        words = " ".join(
            Tags(answer_html(replace(answer, citations=(old, answer.citations[1])), LIBRARY)).words.split()
        )
        assert f"{old.label} Checked Superseded by 2023 paper" in words
        assert f"{answer.citations[1].label} Not verified" in words

    def test_notes_and_how_it_was_answered_are_told(self) -> None:
        words = Tags(answer_html(told(scripted.TARGET), LIBRARY)).words
        for expected in ("A later edition differs.", "Tea is free.", "says nothing of the question", "abc123"):
            assert expected in words

    def test_hits_are_told_in_a_table_with_why_they_were_set_aside(self) -> None:
        folded = Tags(answer_html(told(scripted.TARGET), LIBRARY).partition('class="how"')[2])
        words = " ".join(folded.words.split())
        assert "2021-22 plan, para 1.1 0.50 Kept" in words
        assert "Foreword (unnumbered) 0.17 Set aside: says nothing of the question" in words
        assert words.count("says nothing of the question") == 1

    def test_sources_that_disagree_stand_in_a_table_with_the_figures_that_differ(self) -> None:
        answer = told(scripted.TARGET)
        text = "For 2021-22:\n- The plan: 95% of 2019-20 [1]\n- The paper: 90% of 2020-21 [2]"
        answer = replace(answer, text=text, status=Status.CONFLICTING)
        first, second = disagreeing.sides(answer)
        assert first.statement == (("The plan: ", False), ("95%", True), (" of 2019-20", False))
        assert second.statement == (("The paper: ", False), ("90%", True), (" of 2020-21", False))
        assert [side.citations for side in (first, second)] == [(answer.citations[0],), (answer.citations[1],)]
        page = answer_html(answer, LIBRARY).partition(wording.SOURCES)[0]
        assert page.count("<strong>95%</strong>") == 1 and "For 2021-22:" in page
        assert Tags(page).words.count("The plan:") == 1

    def test_no_line_of_an_answer_is_lost_to_the_table(self) -> None:
        answer = replace(told(scripted.TABLE), text="They differ.\n- one [1]\n- two [7]")
        assert disagreeing.unsided(answer) == "They differ.\n- two [7]"
        assert [side.statement for side in disagreeing.sides(answer)] == [(("one", False),)]
        assert disagreeing.sides(told(scripted.TARGET)) == () and 'class="conflict"' not in answer_html(
            told(scripted.TARGET), LIBRARY
        )

    def test_a_refusal_offers_the_nearest_paragraphs_that_were_kept(self) -> None:
        page = Tags(answer_html(told(scripted.NOWHERE), LIBRARY).partition('class="how"')[0])
        assert STATUS_WORDS[Status.NOT_IN_DOCUMENTS] in page.words
        assert [href for href in page.of("a", "href") if href and "source?" in href] == [
            "./source?id=plan-2021-22+%C2%B61.1",
            "./source?id=plan-2021-22+%C2%B61.2",
        ]
        assert wording.NEAREST in page.words and wording.SOURCES not in page.words

    @pytest.mark.parametrize("status", [Status.UNCLEAR, Status.OUTSIDE_SCOPE])
    def test_nothing_is_near_where_nothing_could_help(self, status: Status) -> None:
        assert view.nearest(replace(told(scripted.NOWHERE), status=status)) == ()

    def test_the_scope_can_be_cleared_and_changed(self) -> None:
        page = Tags(answer_html(told(scripted.TARGET), LIBRARY))
        assert page.of("button", "data-scope") == [
            '{"documents": []}',
            '{"periods": []}',
            '{"documents": ["paper-2023"]}',
            '{"documents": [], "periods": []}',
        ]

    def test_hostile_words_stay_words(self) -> None:
        for question in (scripted.HOSTILE, scripted.TARGET):
            page = Tags(answer_html(told(question), LIBRARY))
            assert not {tag for tag, _ in page.tags} & {"img", "script", "b", "cure", "for"}
            assert not [1 for _, attributes in page.tags if "onerror" in attributes]
        assert scripted.HOSTILE in Tags(answer_html(told(scripted.HOSTILE), LIBRARY)).words

    def test_a_document_that_has_gone_is_named_by_its_key(self) -> None:
        answer = told(scripted.TARGET)
        gone = replace(answer, scope=replace(answer.scope, documents=("plan-1999",)))
        assert "plan-1999" in Tags(answer_html(gone, LIBRARY)).words


def test_questions_to_ask_next_are_buttons_with_their_words() -> None:
    assert Tags(suggestions_html(["What of <2023>?"])).of("button", "data-ask") == ["What of <2023>?"]
    assert suggestions_html([]).strip() == ""


def test_a_long_quote_is_cut_at_a_word() -> None:
    assert view.excerpt("word " * 100) == "word " * 32 + "…"
    assert view.excerpt("one\n two\tthree") == "one two | three"


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2022-03-31", "31 March 2022"), ("2017-03", "March 2017"), ("2021", "2021"), ("spring", "spring"), ("", "")],
)
def test_dates_as_far_as_they_are_known(iso: str, words: str) -> None:
    assert wording.day_words(iso) == words
