"""The whole document: every paragraph has its place, words are found in it, and a long one comes in parts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from urllib.parse import unquote

import pytest
import stand_in
from reading_html import Page, parsed
from starlette.testclient import TestClient

from mandate_qa import Assistant
from mandate_qa.types import Paragraph, ParagraphKind
from mandate_qa.web.places import anchor
from mandate_qa.web.reader.document import PORTION

Made = Callable[..., TestClient]
KEY = "mandate-2021-22"


def opened(browser: TestClient, path: str, **asked: object) -> Page:
    reply = browser.get(path, params=asked)  # type: ignore[arg-type]
    assert reply.status_code == 200
    return parsed(reply.text)


def test_every_paragraph_stands_in_order_with_its_own_anchor(browser: TestClient, library_assistant: Assistant) -> None:
    page = opened(browser, f"/documents/{KEY}")
    ids = [found.attributes["id"] for found in page.one("div", "text").children if isinstance(found, Page)]
    assert ids == [anchor(paragraph.id) for paragraph in library_assistant.library.paragraphs(KEY)]


def test_no_two_paragraphs_of_a_document_share_an_anchor(library_assistant: Assistant) -> None:
    for key in library_assistant.library.documents:
        anchors = [anchor(paragraph.id) for paragraph in library_assistant.library.paragraphs(key)]
        assert len(set(anchors)) == len(anchors)
        assert not any(set(found) & set(" #\"'<>%") for found in anchors)


def test_the_contents_lead_to_every_heading(browser: TestClient, library_assistant: Assistant) -> None:
    page = opened(browser, f"/documents/{KEY}")
    links = [link.attributes["href"] for link in page.one("nav", "outline").all("a")]
    headings = [p for p in library_assistant.library.paragraphs(KEY) if p.kind is ParagraphKind.HEADING]
    again = {b.id for a, b in pairwise(headings) if a.text.casefold() == b.text.casefold()}
    assert again
    assert links == [f"#{anchor(p.id)}" for p in headings if p.id not in again]
    nested = next(link for link in page.one("nav", "outline").all("li") if link.all("a")[0].words == "2. Funding")
    assert [link.words for link in nested.all("a")] == ["2. Funding", "NHS England", "NHS Improvement"]


def test_a_heading_printed_twice_in_a_row_stands_in_the_contents_once(made: Made) -> None:
    def heading(n: int, words: str, *section: str) -> Paragraph:
        return stand_in.text("plan", n, words, id=f"plan §{n}", kind=ParagraphKind.HEADING, section=section)

    headings = [
        heading(0, "The plan"),
        heading(1, "THE PLAN"),
        heading(2, "Aims", "THE PLAN"),
        heading(3, "Aims", "THE PLAN", "Aims"),
        heading(4, "First aim", "THE PLAN", "Aims", "Aims"),
        heading(5, "Money", "THE PLAN"),
        heading(6, "Aims", "THE PLAN"),
    ]
    outline = opened(made(stand_in.service([stand_in.document()], *headings)), "/documents/plan").one("nav", "outline")
    assert [link.words for link in outline.all("a")] == ["The plan", "Aims", "First aim", "Money", "Aims"]
    assert [link.attributes["href"] for link in outline.all("a")] == ["#s:0", "#s:2", "#s:4", "#s:5", "#s:6"]
    assert "3 sections of The plan" in outline.all("summary")[1].spoken


def test_a_search_opens_at_its_first_match_wherever_that_is(made: Made) -> None:
    paragraphs = [stand_in.text("plan", n, "needle" if n == PORTION + 5 else f"hay {n}") for n in range(PORTION * 2)]
    client = made(stand_in.service([stand_in.document()], *paragraphs))
    assert opened(client, "/documents/plan").one("form", "find").attributes["action"] == "/documents/plan#match-1"
    page = opened(client, "/documents/plan", q="needle")
    assert page.all("nav", "parts")[0].one("a", **{"aria-current": "page"}).words == "Part 2 (1)"
    assert page.one("mark", id="match-1").words == "needle"
    asked = opened(client, "/documents/plan", q="needle", part="1")
    assert asked.all("nav", "parts")[0].one("a", **{"aria-current": "page"}).words == "Part 1 (0)"


def test_a_document_leads_to_a_question_about_it_and_belongs_to_the_library(made: Made) -> None:
    plan = stand_in.document("plan-b&c")
    client = made(stand_in.service([plan], stand_in.text("plan-b&c", 0, "words")), "/below")
    page = opened(client, "/documents/plan-b%26c")
    assert page.one("a", "button").attributes["href"] == "/below/?documents=plan-b%26c"
    assert page.one("header").one("a", **{"aria-current": "true"}).words == "Library"


def test_footnotes_are_linked_from_their_paragraph(browser: TestClient) -> None:
    page = opened(browser, "/documents/mandate-2017-18")
    (paragraph,) = page.all("div", id="p:1.2")
    links = [link.attributes["href"] for link in paragraph.one("p", "notes").all("a")]
    assert [page.one("div", id=link.removeprefix("#")).one("span", "number").words for link in links] == [
        "footnote 1",
        "footnote 2",
    ]


def test_the_link_of_a_paragraph_leads_back_to_it(browser: TestClient) -> None:
    page = opened(browser, f"/documents/{KEY}")
    for link in page.all("a", "permalink"):
        reply = browser.get(link.attributes["href"], follow_redirects=False)
        place = unquote(reply.headers["location"].partition("#")[2])
        assert reply.status_code == 302
        assert len(page.all(id=place)) == 1


def test_a_link_marks_the_words_in_the_whole_document(browser: TestClient, library_assistant: Assistant) -> None:
    id = f"{KEY} §nhs-england table-1"
    start = library_assistant.library.paragraph(id).text.index("150,614")
    page = opened(browser, "/paragraph", id=id, start=start, end=start + 7)
    assert [mark.words for mark in page.all("mark")] == ["150,614"]
    assert page.one("div", id=anchor(id)).one("mark").attributes["id"] == "relied-on"


def test_found_words_are_counted_marked_and_numbered(browser: TestClient, library_assistant: Assistant) -> None:
    page = opened(browser, f"/documents/{KEY}", q="LONG  term plan")
    texts = [paragraph.text.lower() for paragraph in library_assistant.library.paragraphs(KEY)]
    count = sum(" ".join(text.split()).count("long term plan") for text in texts)
    paragraphs = sum("long term plan" in " ".join(text.split()) for text in texts)
    ids = [mark.attributes["id"] for mark in page.all("mark", "match", id="")]
    assert count > 5
    assert f"{count} matches in {paragraphs} paragraphs." in page.one("p", id="found").words
    assert ids == [f"match-{n}" for n in range(1, count + 1)]
    assert "".join(mark.words for mark in page.all("mark", "match")).lower().count("term") == count


def test_only_what_was_found_can_be_shown(browser: TestClient) -> None:
    page = opened(browser, f"/documents/{KEY}", q="clinical", only=1)
    shown = [found for found in page.one("div", "text").children if isinstance(found, Page)]
    assert shown
    assert all(found.all("mark", "match") for found in shown)
    assert all(link.attributes["href"].startswith("/documents/") for link in page.one("nav", "outline").all("a"))


@pytest.mark.parametrize(("words", "text"), [("NHS's", "the NHS’s plan"), ("2021-22", "in 2021–22"), ("a (b", "A (B")])
def test_what_people_type_for_each_other_is_found(words: str, text: str, made: Made) -> None:
    client = made(stand_in.service([stand_in.document()], stand_in.text("plan", 0, text)))
    assert len(opened(client, "/documents/plan", q=words).all("mark", "match")) == 1


def test_nothing_found_is_said(browser: TestClient) -> None:
    page = opened(browser, f"/documents/{KEY}", q="zebra")
    assert page.one("p", id="found").words == "These words are not in this document."
    assert not page.all("mark")


def test_a_long_document_comes_in_parts_that_links_and_searches_reach(made: Made) -> None:
    count = PORTION * 5 // 2
    headings = {0: "First", PORTION + 3: "Second"}
    paragraphs = [
        stand_in.text("plan", n, headings[n], id=f"plan §{headings[n]}", kind=ParagraphKind.HEADING)
        if n in headings
        else stand_in.text("plan", n, f"words {'needle' if n % 700 == 5 else 'hay'} {n}")
        for n in range(count)
    ]
    client = made(stand_in.service([stand_in.document()], *paragraphs))
    first = opened(client, "/documents/plan", q="needle")
    assert len(first.one("div", "text").all("div", "paragraph")) == PORTION - 1
    assert [link.words for link in first.all("nav", "parts")[0].all("a")] == ["Part 1 (2)", "Part 2 (1)", "Part 3 (0)"]
    assert "3 matches in 3 paragraphs, 2 in this part." in first.one("p", id="found").words
    links = [link.attributes["href"] for link in first.one("nav", "outline").all("a")]
    assert links == ["#s:First", "/documents/plan?part=2#s:Second"]
    third = opened(client, "/paragraph", id=f"plan ¶{count - 1}")
    assert third.all("div", id=anchor(f"plan ¶{count - 1}"))
    assert third.all("nav", "parts")[0].one("a", **{"aria-current": "page"}).words == "Part 3"
    assert (
        len(opened(client, "/documents/plan", part="99").one("div", "text").all("div", "paragraph")) == count % PORTION
    )


def test_a_paragraph_that_is_gone_is_told_with_what_is_nearest(browser: TestClient) -> None:
    reply = browser.get("/paragraph", params={"id": f"{KEY} §nhs-england-capital-budget table-9"})
    page = parsed(reply.text).one("div", "missing")
    assert reply.status_code == 404
    assert page.one("p", "error").words == "This paragraph is no longer in the library."
    assert page.all("a")[0].attributes["href"] == f"/documents/{KEY}"
    nearest = [link.words for link in page.one("ul").all("a")]
    assert any("Capital budget" in words for words in nearest)
    for link in page.one("ul").all("a"):
        assert browser.get(link.attributes["href"]).status_code == 200


@pytest.mark.parametrize("path", ["/paragraph?id=", "/paragraph?id=nowhere%20%C2%B61", "/documents/nowhere"])
def test_what_is_not_there_leads_to_the_library(path: str, browser: TestClient) -> None:
    reply = browser.get(path)
    assert reply.status_code == 404
    assert parsed(reply.text).one("div", "missing").all("a")[-1].attributes["href"] == "/library"
