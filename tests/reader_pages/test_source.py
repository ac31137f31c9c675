"""A cited paragraph in its place: exactly the words relied on are marked, and what surrounds them is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading_html import Page, parsed
from starlette.testclient import TestClient

from mandate_qa import Assistant

Fetch = Callable[..., Page]

QUESTIONS = (
    "what was the 2021-22 elective recovery target",
    "what is the capital budget for 2020-21",
    "what is NHS England's total revenue budget in 2022-23",
    "what are the specialised services allocations in the business plan",
    "what must NHS England do about mental health",
    "who is responsible for the GP contract",
    "what is the friends and family test",
    "what are the priorities of the 2023 mandate",
    "what is the budget for NHS improvement",
    "by when will the long term strategy be published",
    "how much is the Better Care Fund",
    "what is the A&E waiting time standard",
    "how many GPs should be recruited",
    "what are the objectives of the 2017-18 mandate",
)


def relied(page: Page) -> str:
    """The marked words, every blank taken out."""
    return "".join("".join(mark.words for mark in page.all("mark", "relied")).split())


def plain(text: str) -> str:
    """A quote as it is shown: without the dashes of a list, every blank taken out."""
    return "".join("".join(line.strip().removeprefix("- ") for line in text.split("\n")).split())


@pytest.mark.parametrize("question", QUESTIONS)
def test_exactly_the_quoted_words_are_marked(question: str, library_assistant: Assistant, fragment: Fetch) -> None:
    citations = library_assistant.ask(question).citations
    for cited in citations:
        page = fragment("/source", id=cited.paragraph_id, start=cited.start, end=cited.end)
        inside = page.one("div", "cited")
        in_order = list if "\t" not in cited.quote else sorted  # a label's second line moves up to the first
        assert in_order(relied(inside)) == in_order(plain(cited.quote))
        assert relied(page) == relied(inside)


def test_the_questions_cite_enough_to_say_something(library_assistant: Assistant) -> None:
    cited = [citation for question in QUESTIONS for citation in library_assistant.ask(question).citations]
    assert len(cited) >= len(QUESTIONS)
    assert any("\t" in citation.quote for citation in cited)


def test_every_word_of_every_paragraph_is_shown(library_assistant: Assistant, fragment: Fetch) -> None:
    for paragraph in library_assistant.library.paragraphs("mandate-2021-22"):
        words = fragment("/source", id=paragraph.id).one("div", "cited").words
        assert all(word in words for part in paragraph.parts for word in part.text.split())


TABLE = "mandate-2021-22 §nhs-england table-1"


def span(assistant: Assistant, id: str, words: str) -> tuple[int, int]:
    start = assistant.library.paragraph(id).text.index(words)
    return start, start + len(words)


def test_a_cell_is_marked_where_its_row_and_column_meet(library_assistant: Assistant, fragment: Fetch) -> None:
    start, end = span(library_assistant, TABLE, "150,614")
    table = fragment("/source", id=TABLE, start=start, end=end).one("div", "cited").one("table")
    columns = [head.words for head in table.one("thead").all()[2:] if head.name in ("th", "td")]
    row = table.one("tr", "marked")
    cells = [cell for cell in row.all() if cell.name in ("th", "td")]
    marked = [n for n, cell in enumerate(cells) if cell.all("mark")]
    assert [columns[n] for n in marked] == ["2021-22"]
    assert cells[0].attributes["scope"] == "row"
    assert cells[0].words == "Total budget (including net transfers post-settlement)"


def test_a_label_over_two_lines_is_one_heading_with_both_marked(library_assistant: Assistant, fragment: Fetch) -> None:
    row = "NHS Long Term Plan\t120,807\t127,007\t133,283\t139,990\t148,467\nSettlement"
    start, end = span(library_assistant, TABLE, row)
    table = fragment("/source", id=TABLE, start=start, end=end).one("div", "cited").one("table")
    marked = table.one("tr", "marked")
    assert marked.one("th").words == "NHS Long Term Plan Settlement"
    assert [mark.words for mark in marked.all("mark")][:2] == ["NHS Long Term Plan", "Settlement"]
    assert len(marked.all("mark")) == 7


def test_rows_under_a_heading_stand_in_a_group_of_their_own(fragment: Fetch) -> None:
    id = "business-plan-2013-16 §table-2-analysis-of-mandate-distribution-2013-2014 table-1"
    table = fragment("/source", id=id).one("div", "cited").one("table")
    group = next(body for body in table.all("tbody") if body.all("th", scope="rowgroup"))
    labels = [head.words for head in group.all("th", scope="row")]
    assert group.one("th", scope="rowgroup").words == "National Commissioning:"
    assert labels[0] == "GP Services"
    assert labels[-1] == "Running costs"


def test_a_label_that_is_printed_elsewhere_still_names_its_row(fragment: Fetch) -> None:
    table = fragment("/source", id="mandate-2021-22 §nhs-improvement table-2").one("div", "cited").one("table")
    assert table.one("th", scope="row").words == "Capital budget (£m, cash terms)"


def test_several_stretches_are_marked_and_bad_ones_left_out(browser: TestClient) -> None:
    asked = [("id", "mandate-2017-18 ¶1.2"), ("start", "0"), ("end", "11"), ("start", "15"), ("end", "26")]
    bad = [("start", "9"), ("end", "3"), ("start", "-1"), ("end", "4"), ("start", "5"), ("end", "9" * 400)]
    reply = browser.get("/source", params=[*asked, *bad], headers={"sec-fetch-dest": "empty"})
    marks = parsed(reply.text).all("mark")
    assert [mark.words for mark in marks] == ["NHS England", "responsible"]
    assert [mark.attributes["id"] for mark in marks] == ["relied-on", "relied-on-2"]
    assert marks[0].spoken == "marked words begin: NHS England marked words end "


def test_what_a_reader_must_know_of_the_document_is_told(fragment: Fetch) -> None:
    page = fragment("/source", id="mandate-2017-18 ¶1.2")
    facts = {fact.one("dt").words: fact.one("dd").words for fact in page.one("dl").all("div")}
    assert facts["Edition"] == "2017-18 mandate (final)"
    assert facts["Publisher"] == "Department of Health"
    assert facts["Published"] == "March 2017"
    assert facts["Paragraph"] == "1.2"
    assert facts["Section"] == "1. IntroductionThe mandate to NHS England"
    assert [note.one("span").words for note in page.all("div", "note-text")] == ["footnote 1", "footnote 2"]
    assert "its period ended on 31 March 2018" in page.one("p", "standing").words


def test_neighbours_and_references_lead_on(browser: TestClient, fragment: Fetch) -> None:
    page = fragment("/source", id="business-plan-2013-16 ¶6")
    links = {link.words: link.attributes["href"] for link in page.all("a")}
    assert "business plan 2013/14 – 2015/16, para 3.102" in links
    for path in links.values():
        if path.startswith("/source"):
            assert browser.get(path).status_code == 200
    following = page.one("a", rel="next")
    assert "data-source" in following.attributes
    assert 'data-paragraph="business-plan-2013-16 ¶6"' not in browser.get(following.attributes["href"]).text


def test_a_reader_gets_a_page_and_a_script_a_fragment(browser: TestClient) -> None:
    for headers in ({}, {"sec-fetch-dest": "document"}):
        assert browser.get("/source", params={"id": TABLE}, headers=headers).text.lstrip().startswith("<!DOCTYPE html>")
    for headers in ({"sec-fetch-dest": "empty"}, {"x-requested-with": "fetch"}):
        fragment = browser.get("/source", params={"id": TABLE}, headers=headers)
        assert fragment.text.startswith("<article")
        assert "Sec-Fetch-Dest" in fragment.headers["vary"]


def test_an_unchanged_source_is_not_sent_again(browser: TestClient) -> None:
    first = browser.get("/source", params={"id": TABLE})
    again = browser.get("/source", params={"id": TABLE}, headers={"if-none-match": first.headers["etag"]})
    other = browser.get("/source", params={"id": TABLE, "start": 0, "end": 5})
    assert (again.status_code, again.content) == (304, b"")
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("id", ["", "nowhere ¶1", "mandate-2021-22 ¶99.99", "<script>alert(1)</script>"])
def test_an_unknown_id_is_told_in_a_sentence_with_a_way_on(id: str, browser: TestClient) -> None:
    for headers in ({}, {"sec-fetch-dest": "empty"}):
        reply = browser.get("/source", params={"id": id}, headers=headers)
        page = parsed(reply.text)
        assert reply.status_code == 404
        assert (
            page.one("p", "error").words == "This paragraph is not in the library; look for it in the documents there."
        )
        assert "<script>alert" not in reply.text
        assert page.one("div", "missing").all("a")[-1].attributes["href"] == "/library"
