"""What members of staff do with the chat, from the question to the figure in their own document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from accessibility import sideways
from chat_page import Chat, marked_words, one_line, quotes
from docx import Document
from keys import has_focus, tab_to

from mandate_qa import Assistant
from mandate_qa.web import wording

RECOVERY = "what was the 2021-22 elective recovery target"
CAPITAL = "what was the capital budget"
EARLIER = "mandate-2017-18"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def chat(page: Any) -> Chat:
    return Chat(page).open()


def test_a_figure_from_the_question_to_the_document(chat: Chat, tmp_path: Path) -> None:
    chat.ask(RECOVERY)
    for figure in ("70%", "75%", "80%", "85%"):
        assert figure in chat.whole_text()

    chat.ask(CAPITAL)
    chat.mark(2).click()
    assert marked_words(chat.opened()) == quotes(chat.page)[1]
    chat.page.locator("#source-close").click()
    assert has_focus(chat.page, "a[data-source='2']")

    first = chat.whole_text()
    chat.menu(wording.CHANGE_SCOPE).locator(f"[data-scope*='{EARLIER}']").click()
    chat.answered(3)
    assert chat.whole_text() != first
    assert EARLIER in chat.mark(1).get_attribute("href")

    path = taken(chat, "docx", tmp_path)
    cited = [one_line(quote) for quote in quotes(chat.page)]
    assert CAPITAL in words_of(path)
    assert [quote for quote in cited if quote not in footnotes_of(path)] == []


def taken(chat: Chat, format: str, folder: Path) -> Path:
    """The newest answer as a file, downloaded by the menu."""
    menu = chat.menu(wording.EXPORT)
    with chat.page.expect_download() as download:
        menu.locator(f"[data-export={format}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == f".{format}"
    return path


def words_of(path: Path) -> str:
    """The paragraphs and cells of a Word document, on one line."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return one_line(" ".join([paragraph.text for paragraph in document.paragraphs] + cells))


def footnotes_of(path: Path) -> str:
    """The footnotes of a Word document, on one line; each that is told of in the text is there."""
    with ZipFile(path) as package:
        notes = package.read("word/footnotes.xml").decode()
        text = package.read("word/document.xml").decode()
    named = set(re.findall(r'<w:footnoteReference [^>]*w:id="(\d+)"', text))
    assert named and named <= set(re.findall(r'<w:footnote [^>]*w:id="(\d+)"', notes))
    return one_line(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", notes)))


def test_by_the_keyboard_alone(chat: Chat, tmp_path: Path) -> None:
    """No mouse, no script: what Tab cannot reach and Enter cannot press is not there."""
    page, keys = chat.page, chat.page.keyboard
    assert has_focus(page, "#question")
    keys.type(CAPITAL)
    keys.press("Enter")
    chat.answered()

    tab_to(page, "a.mark[data-source='2']", back=True)
    keys.press("Enter")
    assert marked_words(chat.opened()) == quotes(page)[1]
    keys.press("Escape")
    chat.source.wait_for(state="hidden")
    assert has_focus(page, "a.mark[data-source='2']")

    tab_to(page, ".scope summary", back=True)
    keys.press("Enter")
    tab_to(page, f"[data-scope*='{EARLIER}']")
    keys.press("Enter")
    chat.answered(2)
    assert EARLIER in chat.mark(1).get_attribute("href")

    export = ".turn:last-child .actions summary"
    tab_to(page, export, back=not page.evaluate("document.activeElement === document.body"))
    keys.press("Enter")
    tab_to(page, ".turn:last-child [data-export=docx]")
    with page.expect_download() as download:
        keys.press("Enter")
    download.value.save_as(tmp_path / "answer.docx")
    assert CAPITAL in words_of(tmp_path / "answer.docx")
    tab_to(page, "#question")


def test_on_a_phone(watched: Callable[..., Any], home: str) -> None:
    chat = Chat(watched(home, **PHONE)).open()
    chat.box.fill(CAPITAL)
    chat.page.locator("#send").tap()
    chat.answered()
    assert sideways(chat.page) == []
    chat.mark(2).tap()
    assert marked_words(chat.opened()) == quotes(chat.page)[1]
    assert chat.source.locator("mark").first.bounding_box()["y"] < PHONE["viewport"]["height"]  # type: ignore[index]
    assert sideways(chat.page) == []
    chat.page.locator("#source-close").tap()
    chat.source.wait_for(state="hidden")
    assert chat.mark(2).is_visible()


def test_a_follow_up_is_read_with_what_was_said(chat: Chat) -> None:
    chat.ask(CAPITAL)
    chat.ask("and in 2020-21?")
    assert "365" in chat.whole_text()
    assert chat.turns.count() == 2


def test_the_documents_chosen_are_the_ones_searched(chat: Chat) -> None:
    chat.page.locator("#documents summary").click()
    chat.page.locator(f"#documents input[value='{EARLIER}']").check()
    chat.ask(CAPITAL)
    assert {EARLIER} == set(re.findall(r"mandate-\d{4}(?:-\d\d)?", chat.mark(1).get_attribute("href")))


def test_a_question_is_stopped_and_asked_again(chat: Chat, slow: Callable[[], None]) -> None:
    slow()
    chat.box.fill(RECOVERY)
    chat.box.press("Enter")
    chat.page.locator("#stop").click()
    chat.failed()
    assert chat.page.locator("#send").is_visible()
    slow()
    chat.last.locator("[data-retry]").click()
    chat.answered(2)
    assert "70%" in chat.whole_text()


@pytest.fixture
def slow(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called once, the Assistant does not answer until it is called again."""
    from threading import Event

    held, stream = Event(), assistant.stream

    def held_stream(*args: Any, **options: Any) -> Any:
        held.wait(20)
        yield from stream(*args, **options)

    def turn() -> None:
        if assistant.stream == stream:
            monkeypatch.setattr(assistant, "stream", held_stream)
        else:
            held.set()

    return turn


def test_a_question_is_edited(chat: Chat) -> None:
    chat.ask("what was the capitol budget of 1066")
    chat.last.locator("[data-edit]").first.click()
    assert chat.box.input_value() == "what was the capitol budget of 1066"
    chat.box.fill(CAPITAL)
    chat.box.press("Enter")
    chat.answered(2)
    assert "365" in chat.whole_text()
    assert chat.turns.first.locator(".quiet").first.is_visible()


def test_an_empty_question_says_what_is_missing(chat: Chat) -> None:
    chat.page.locator("#send").click()
    assert chat.error.is_visible() and chat.error.inner_text()
    chat.ask(RECOVERY)
    assert not chat.error.is_visible()


def test_a_conversation_is_there_after_loading_again_and_can_be_deleted(chat: Chat) -> None:
    chat.ask(RECOVERY)
    chat.ask(CAPITAL)
    kept = chat.whole_text()
    chat.open()
    assert chat.turns.count() == 0
    chat.page.locator("#history summary").click()
    chat.page.locator("#conversations button", has_text=RECOVERY).click()
    chat.answered(2)
    assert chat.whole_text() == kept

    chat.mark(2).click()
    assert marked_words(chat.opened()) == quotes(chat.page)[1]
    chat.page.watch.expect("dialog: ")
    chat.page.locator("#history summary").click()
    chat.page.locator("#forget").click()
    chat.page.locator("#forget").wait_for(state="hidden")
    assert chat.page.evaluate("localStorage.length") == 0
    assert chat.turns.count() == 0


def test_a_new_conversation_forgets_the_one_before(chat: Chat) -> None:
    chat.ask(CAPITAL)
    chat.page.locator("#new").click()
    assert chat.turns.count() == 0
    assert chat.page.locator("#start").is_visible()
    with chat.page.expect_request("**/gradio_api/queue/join") as asked:
        chat.ask("and in 2020-21?")
    assert asked.value.post_data_json["data"][0]["history"] == []


def test_the_address_may_hold_the_question(page: Any) -> None:
    chat = Chat(page).open(f"./?q={RECOVERY.replace(' ', '+')}&documents=planning-guidance-2021-22")
    chat.answered()
    assert "70%" in chat.whole_text()


def test_an_answer_has_a_link_that_shows_it_to_others(chat: Chat, watched: Callable[..., Any], home: str) -> None:
    chat.ask(RECOVERY)
    chat.last.locator("[data-link]").click()
    link = chat.last.locator(".outcome a")
    link.wait_for()
    reader = watched(home)
    reader.goto(link.get_attribute("href"))
    told = one_line(reader.locator("main").inner_text())
    assert RECOVERY in told and "70%" in told


def test_an_example_is_asked_by_pressing_it(chat: Chat) -> None:
    example = chat.page.locator("#start [data-ask]").first
    question = example.inner_text()
    example.click()
    assert one_line(chat.answered(1).locator(".question").inner_text()) == one_line(question)
    assert chat.mark(1).is_visible()


def test_a_suggestion_goes_on(chat: Chat) -> None:
    chat.ask(CAPITAL)
    chat.last.locator(".suggestions [data-ask]").first.click()
    chat.answered(2)


def test_when_the_server_is_gone_a_sentence_says_so(chat: Chat) -> None:
    chat.page.watch.expect("ERR_FAILED")
    chat.page.route("**/gradio_api/queue/join*", lambda route: route.abort())
    chat.box.fill(RECOVERY)
    chat.box.press("Enter")
    assert chat.failed().locator(".error").inner_text()
    chat.page.unroute("**/gradio_api/queue/join*")
    chat.last.locator("[data-retry]").click()
    chat.answered(2)
