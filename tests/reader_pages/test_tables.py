"""Tables as tables: what heads a cell is told whatever way it was printed, and marks stay on their characters."""

from __future__ import annotations

from collections.abc import Callable

import stand_in
from reading_html import Page, parsed
from starlette.testclient import TestClient

from mandate_qa.types import Paragraph, Table
from mandate_qa.web.service import Service

Made = Callable[..., TestClient]


def shown(made: Made, paragraph: Paragraph, quote: str = "") -> Page:
    start = paragraph.text.index(quote)
    asked = {"id": paragraph.id, "start": start, "end": start + len(quote)}
    service: Service = stand_in.service([stand_in.document()], paragraph)
    return parsed(made(service).get("/source", params=asked, headers={"sec-fetch-dest": "empty"}).text).one("table")


def texts(page: Page, name: str, style: str = "", **attributes: str) -> list[str]:
    return [cell.words for cell in page.all(name, style, **attributes)]


def test_a_heading_over_several_columns_is_repeated_over_each(made: Made) -> None:
    laid = Table("", ("2022 Median", "2022 Longest"), (stand_in.row(1, "North", "3", "9"),))
    found = shown(made, stand_in.table("plan", 0, ["\t2022", "\tMedian\tLongest", "North\t3\t9"], 2, laid), "9")
    assert texts(found, "th", scope="col") == ["2022 Median", "2022 Longest"]
    assert [mark.words for mark in found.one("tr", "marked").all("mark")] == ["9"]


def test_an_empty_cell_keeps_the_others_in_their_columns(made: Made) -> None:
    laid = Table("", ("A", "B", "C"), (stand_in.row(1, "x", "", "2", ""),))
    found = shown(made, stand_in.table("plan", 0, ["n\tA\tB\tC", "x\t\t2"], 1, laid), "2")
    cells = [cell for cell in found.one("tr", "marked").all() if cell.name in ("th", "td")]
    assert [cell.words for cell in cells] == ["x", "", "2", ""]
    assert [bool(cell.all("mark")) for cell in cells] == [False, False, True, False]


def test_a_list_within_the_last_cell_is_not_taken_for_the_label(made: Made) -> None:
    laid = Table("", ("Actions",), (stand_in.row(1, "x", "do:\n- this\n- that"),))
    paragraph = stand_in.table("plan", 0, ["n\tActions", "x\tdo:\n- this\n- that"], 1, laid)
    found = shown(made, paragraph, "- that")
    assert texts(found, "th", scope="row") == ["x"]
    assert [mark.words for mark in found.all("mark")] == ["- that"]


def test_a_row_after_a_group_is_not_under_its_heading(made: Made) -> None:
    rows = (
        stand_in.row(1, "Staff:", ""),
        stand_in.row(2, "Nurses", "5", group="Staff"),
        stand_in.row(3, "Total", "5"),
    )
    lines = ["\t£m", "Staff:", "Nurses\t5", "Total\t5"]
    found = shown(made, stand_in.table("plan", 0, lines, 1, Table("", ("",), rows)), "Total")
    assert [texts(body, "th") for body in found.all("tbody")] == [["Staff:", "Nurses"], ["Total"]]


def test_rows_without_a_table_are_shown_without_headings(made: Made) -> None:
    paragraph = stand_in.table("plan", 0, ["we will act\tDirector", "we will pay\tOffice"], 0, Table("", (), ()))
    found = shown(made, stand_in.text("plan", 0, paragraph.text, parts=paragraph.parts), "Office")
    assert not found.all("th")
    assert [mark.words for mark in found.all("mark")] == ["Office"]


def test_the_title_is_the_caption_once(made: Made) -> None:
    laid = Table("Budgets by year", ("2024",), (stand_in.row(1, "All", "7"),))
    printed = shown(made, stand_in.table("plan", 0, ["Budgets by year\t2024", "All\t7"], 1, laid))
    apart = shown(made, stand_in.table("plan", 0, ["\t2024", "All\t7"], 1, laid))
    assert printed.words.split().count("Budgets") == 1
    assert apart.one("caption").words == "Budgets by year"


def test_one_cell_relied_on_is_told_with_what_heads_it(made: Made) -> None:
    laid = Table("", ("2023", "2024"), (stand_in.row(1, "North", "3", "9"), stand_in.row(2, "South", "4", "8")))
    paragraph = stand_in.table("plan", 0, ["\t2023\t2024", "North\t3\t9", "South\t4\t8"], 1, laid)
    found = shown(made, paragraph, "9")
    assert texts(found, "td", **{"class": "short figure relied"}) == ["9"]
    assert texts(found, "th", **{"class": "short names"}) == ["North"]
    assert texts(found, "th", **{"class": "short figure names"}) == ["2024"]
    whole = shown(made, paragraph, "North\t3\t9")
    assert not [cell for name in ("td", "th") for cell in whole.all(name) if {"relied", "names"} & set(cell.classes)]
    assert len(whole.all("tr", "marked")) == 1


def test_figures_stand_at_the_right_and_words_do_not(made: Made) -> None:
    laid = Table("", ("£m", "Lead"), (stand_in.row(1, "A", "(1,200.5)", "Office 2"), stand_in.row(2, "B", "n/a", "x")))
    lines = ["\t£m\tLead", "A\t(1,200.5)\tOffice 2", "B\tn/a\tx", "C\t£3bn\t"]
    found = shown(made, stand_in.table("plan", 0, lines, 1, laid))
    right = texts(found, "", style="figure")
    assert right == ["£m", "(1,200.5)", "£3bn"]
