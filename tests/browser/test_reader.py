"""The reader's scripts: keys go from match to match, the contents follow, a link opens at its paragraph."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

DOCUMENT = "/documents/mandate-2021-22"
TABLE = "mandate-2021-22 §nhs-england table-1"


def test_enter_goes_to_the_next_match_and_shift_with_it_to_the_one_before(page: Any) -> None:
    page.goto(f"{DOCUMENT}?q=long+term+plan")
    page.locator("[data-jump='1']").wait_for()
    page.focus("#find")
    for keys, match in (("Enter", 1), ("Enter", 2), ("Shift+Enter", 1)):
        page.keyboard.press(keys)
        assert page.locator("mark.now").get_attribute("id") == f"match-{match}"
        assert page.inner_text("#now").startswith(f"Match {match} of ")
    page.locator("#match-1.now").wait_for(state="visible")
    assert page.evaluate("document.activeElement.id") == "find"


def test_other_words_are_looked_for_anew(page: Any) -> None:
    page.goto(f"{DOCUMENT}?q=long+term+plan")
    page.fill("#find", "clinical")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=clinical*")
    assert page.locator("mark.match").first.inner_text().lower() == "clinical"


def test_the_contents_show_the_section_in_sight(page: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(DOCUMENT)
    current = page.locator(".outline a[aria-current]")
    current.wait_for()
    page.locator(".outline a", has_text="2. Funding").click()
    page.locator(".outline a[aria-current]", has_text="2. Funding").wait_for()
    assert current.count() == 1


def test_a_link_to_a_paragraph_opens_the_document_there(page: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/paragraph?id={quote(TABLE)}&start=0&end=7")
    mark = page.locator("mark#relied-on")
    mark.wait_for()
    page.wait_for_function("document.querySelector('mark#relied-on').getBoundingClientRect().top < innerHeight")
    assert mark.bounding_box()["y"] >= 0


def test_the_whole_text_is_printed_without_what_is_only_for_the_screen(page: Any) -> None:
    page.goto(DOCUMENT)
    page.emulate_media(media="print")
    assert page.locator(".find").is_hidden()
    assert page.locator(".outline").is_hidden()
    assert page.locator(".permalink").first.is_hidden()
    assert page.locator(".reader .paragraph").last.is_visible()


def test_a_search_opens_at_its_first_match_and_the_bar_stays_in_sight(page: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(DOCUMENT)
    page.fill("#find", "clinical")
    page.keyboard.press("Enter")
    page.wait_for_url("**#match-1")
    page.locator("mark.now#match-1").wait_for()
    assert page.inner_text("#now").startswith("Match 1 of ")
    page.locator("[data-jump='-1']").click()
    last = page.locator("mark.now")
    assert last.get_attribute("id") != "match-1"
    bar, match = page.locator(".found").bounding_box(), last.bounding_box()
    assert bar["y"] == 0
    assert bar["height"] <= match["y"] < page.viewport_size["height"]


def test_a_tick_shows_only_what_was_found(page: Any) -> None:
    page.goto(f"{DOCUMENT}?q=clinical")
    page.check("#only")
    page.wait_for_url("**only=1*")
    assert page.locator(".text > *").count() == page.locator(".text > *", has=page.locator("mark.match")).count() > 0


def test_a_marked_cell_of_a_wide_table_is_scrolled_to(page: Any, assistant: Any) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 640})
    start = assistant.library.paragraph(TABLE).text.index("157,403")
    page.goto(f"/source?id={quote(TABLE)}&start={start}&end={start + 7}")
    page.locator("td.relied").wait_for()
    page.wait_for_function("document.querySelector('.cited .scrolls').scrollLeft > 0")
    cell = page.locator("td.relied").bounding_box()
    assert cell["x"] >= 0 and cell["x"] + cell["width"] <= 320
