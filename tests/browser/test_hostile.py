"""Words that try to be more than words, from every side: nothing runs, nothing is loaded, all is shown as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from accessibility import sideways
from chat_page import Chat, one_line
from hostile_words import CONTROL, FILE, HEADING, HOSTILE, KEY, LONG, SHORT, TITLE, hostile_library, question

from mandate_qa import Assistant, Settings, build_index
from mandate_qa.backends.llms.scripted import ScriptedLLM

SETTINGS = Settings(embedder="hashing")
RUN = "[onerror], [onload], [onfocus], [onbegin], iframe[srcdoc], form[action^=http], base[href^=http]"
"""Elements that only hostile words could have put on a page."""
PATHS = """
    ?q={0}  ?documents={0}&q=x  library?words={0}  library?kind={0}&order={0}&page={0}  library/remove?document={0}
    library/{0}  documents/{0}  documents/hostile-plan?q={0}  documents/hostile-plan?part={0}  source?id={0}
    source?id=hostile-plan+%C2%B61.1&start={0}&end={0}  paragraph?id={0}  answers/{0}  sign-in?next={0}
    static/{0}  conversations/{0}  {0}
""".split()
"""Addresses with a place for words."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile document in `seeds`, with its index beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    report = build_index(hostile_library(folder / "seeds"), folder / "index", SETTINGS)
    assert (report.documents, report.failures) == (1, ())
    return folder


@pytest.fixture(scope="module")
def reader(library: Path) -> Assistant:
    return Assistant.open(library / "index", seeds=library / "seeds", settings=SETTINGS)


@pytest.fixture(scope="module")
def hostile_home(serve: Callable[..., str], library: Path, reader: Assistant, chromium: str) -> str:
    return serve(reader, library / "seeds", library / "index", uploads=True)


@pytest.fixture
def page(watched: Callable[..., Any], hostile_home: str) -> Iterator[Any]:
    page = watched(hostile_home, viewport={"width": 1280, "height": 800})
    yield page
    assert page.evaluate("window.__pwned") is None


@pytest.fixture
def chat(page: Any) -> Chat:
    return Chat(page).open()


def shown(words: str, place: Any) -> bool:
    """Whether `words` stand on the page as they are; blanks may differ."""
    return one_line(words) in one_line(place.text_content())


def test_words_of_a_document_stand_in_answers_and_sources_as_they_are(chat: Chat, reader: Assistant) -> None:
    """The answer, its quote, its label, the paragraph in its place, and the words beside a mark."""
    missing = []
    for count, kind in enumerate(HOSTILE, start=1):
        expected = reader.ask(question(kind)).citations[0]
        chat.ask(question(kind))
        missing += [] if shown(expected.quote, chat.last) else [f"{kind}: {chat.last.text_content()}"]
        chat.mark(1).hover()
        chat.mark(1).click()
        chat.opened()
        missing += [] if shown(expected.quote, chat.source) else [f"source of {kind}: {chat.source.text_content()}"]
        assert chat.turns.count() == count
        chat.page.keyboard.press("Escape")
    assert missing == []
    assert (
        chat.page.locator("[onerror], [onload], [onfocus], [onbegin], iframe[srcdoc], form[action^=http]").count() == 0
    )


def test_a_question_is_shown_as_it_was_typed(chat: Chat) -> None:
    typed = [*HOSTILE.values(), CONTROL, "x" * 2000]
    for words in typed:
        chat.box.fill(words)
        chat.box.press("Enter")
        chat.last.locator(".answer[data-status], .failure").wait_for()
        assert shown(words.replace("\x00", ""), chat.last.locator(".question"))
    assert sideways(chat.page) == []


def test_the_title_of_a_conversation_is_its_question_as_typed(chat: Chat) -> None:
    chat.ask(f"How many wooden blocks {HOSTILE['handler']} {HOSTILE['script']}?")
    chat.open()
    chat.page.locator("#history summary").click()
    listed = chat.page.locator("#conversations li").first
    listed.wait_for()
    assert shown(HOSTILE["handler"], listed) and shown(HOSTILE["script"], listed)
    listed.locator("button").first.click()
    chat.answered(1)


def test_what_is_said_of_an_answer_may_hold_anything(chat: Chat) -> None:
    chat.ask(question("script"))
    form = chat.last.locator("form[data-feedback]")
    chat.last.locator("details.feedback summary").click()
    form.locator("input[type=radio]").first.check()
    form.locator("textarea").fill(" ".join(HOSTILE.values()))
    form.locator("[type=submit]").click()
    chat.last.locator(".outcome").wait_for()
    assert "__pwned" not in chat.last.locator(".outcome").inner_text()


def test_an_answer_that_is_linked_is_shown_as_it_is(chat: Chat) -> None:
    chat.ask(question("handler"))
    chat.last.locator("[data-link]").click()
    link = chat.last.locator(".outcome a")
    link.wait_for()
    chat.page.goto(link.get_attribute("href"))
    assert shown(HOSTILE["handler"], chat.page.locator("main"))


@pytest.mark.parametrize("path", ["library", f"documents/{KEY}"])
def test_names_of_a_document_are_shown_as_they_are(page: Any, reader: Assistant, path: str) -> None:
    page.goto(path)
    told = [part.text for each in reader.library.paragraphs(KEY) for part in each.parts]
    expected = [TITLE, HOSTILE["handler"]] if path == "library" else [TITLE, SHORT, HEADING, *told]
    assert [words for words in expected if not shown(words, page.locator("main"))] == []
    assert sideways(page) == []


def test_a_word_that_never_ends_stays_on_the_page(page: Any, reader: Assistant) -> None:
    paragraph = next(each for each in reader.library.paragraphs(KEY) if LONG[:1000] in each.text)
    page.set_viewport_size({"width": 360, "height": 740})
    for path in (f"documents/{KEY}", f"source?id={quote(paragraph.id)}&start=0&end=5000"):
        page.goto(path)
        assert sideways(page) == [], path


@pytest.mark.parametrize("path", PATHS)
def test_an_address_may_hold_anything(page: Any, path: str) -> None:
    page.watch.expect("Failed to load resource: the server responded with a status of 4")
    for words in (
        " ".join(HOSTILE.values()),
        "javascript:window.__pwned=1",
        "//elsewhere.example/",
        CONTROL,
        "../" * 9,
    ):
        reply = page.goto(path.format(quote(words, safe="")))
        assert reply.status < 500, words
        assert (page.evaluate("window.__pwned"), page.locator(RUN).count()) == (None, 0)


def test_a_model_may_reply_anything(serve: Callable[..., str], library: Path, watched: Callable[..., Any]) -> None:
    """Replies that hold the words alone, and ones that hide them in a sentence of the document."""
    replies = [" ".join(HOSTILE.values())]
    replies += [f"Every nursery should have at least 31 wooden blocks {HOSTILE['script']} by March 2025 [1]."]
    replies += [
        f"{words} Every nursery should have at least 31 wooden blocks [1]. {words}" for words in HOSTILE.values()
    ]
    model = ScriptedLLM(replies)
    assistant = Assistant.open(library / "index", llm=model, seeds=library / "seeds", settings=SETTINGS)
    page = watched(serve(assistant, library / "seeds", library / "index"))
    chat = Chat(page).open()
    for _ in HOSTILE:
        chat.ask(question("script"))
        assert page.evaluate("window.__pwned") is None
    assert len(model.calls) >= len(HOSTILE)


def test_a_file_name_may_hold_anything(page: Any, tmp_path: Path) -> None:
    """A file that is put to the check before adding, and the refusal of one that is no document."""
    page.watch.expect("Failed to load resource: the server responded with a status of 400")
    for name, content in ((FILE, "1.1 Every nursery should have 40 blocks."), (f"x{FILE}", "\x00\x01")):
        file = tmp_path / name
        file.write_text(content, "utf-8")
        page.goto("library/add")
        page.locator("#file").set_input_files(file)
        page.locator("#upload button").click()
        told = page.locator("#facts, #file-error:not([hidden])").first
        told.wait_for()
        assert "onerror" in page.locator("main").inner_text()
