from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.bullets import ItemList, as_draft, item_text, list_of, lists_in, shared_by_all, singles_out
from mandate_qa.answering.verification import faults

TEXT = """\
    The Toy Office's plan

    1. Playing

    1.1 There is much to do. The Toy Office will do four things:

    - test paints;
    - visit workshops in towns, in villages and at sea;
    - train makers; and
    - count kites.

    1.2 Kites fly in spring.

    - March: 20 kites
    - April: 30 kites

    2. Stopping

    Toys are safe.
    """

NESTED = """\
    What we do

    The Office works in these ways:

    - it tests paints
    - it visits workshops, including
        ○ those in towns
        ○ those in villages
        ○ those at sea
    - it counts kites
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TEXT)


def items(shelf: Any, words: str) -> tuple[str, ...]:
    found = list_of(shelf.unit(words))
    return found.texts if found else ()


def firsts(texts: tuple[str, ...]) -> list[str]:
    return [text.split()[0] for text in texts]


@pytest.mark.parametrize("words", ["test paints", "train makers", "count kites", "The Toy Office will do four"])
def test_a_bullet_or_its_lead_in_leads_to_the_whole_list(shelf: Any, words: str) -> None:
    assert firsts(items(shelf, words)) == ["test", "visit", "train", "count"]


def test_what_announces_nothing_is_no_list(shelf: Any) -> None:
    assert list_of(shelf.unit("Toys are safe")) is None


def test_a_nested_list_is_its_own(toys: Any) -> None:
    nested = toys.shelf(NESTED)
    assert items(nested, "those in towns") == ("those in towns", "those in villages", "those at sea")
    assert items(nested, "it visits workshops") == ("those in towns", "those in villages", "those at sea")
    assert firsts(items(nested, "it tests paints")) == ["it", "it", "it"]


def test_all_lists_of_a_paragraph_are_found_in_order(toys: Any) -> None:
    paragraph = toys.shelf(NESTED).unit("it tests paints").paragraph
    assert [len(found.items) for found in lists_in(paragraph)] == [3, 3]


def test_one_bullet_is_no_list(toys: Any) -> None:
    assert list_of(toys.shelf("1.1 The Office will:\n\n- test paints\n").unit("test paints")) is None


def test_the_introduction_is_the_sentence_that_announces(shelf: Any) -> None:
    found = list_of(shelf.unit("test paints"))
    assert found is not None
    assert found.introduction == "The Toy Office will do four things:"


def test_an_introduction_that_points_back_takes_the_sentence_before_along(toys: Any) -> None:
    shelf = toys.shelf("1.1 Makers named two dangers. These were:\n\n- lead\n- heat\n")
    found = list_of(shelf.unit("lead"))
    assert found is not None
    assert found.introduction == "Makers named two dangers. These were:"
    assert [faults(statement, shelf) for statement in as_draft(found, 200).statements] == [()] * 3


def test_the_first_sentence_of_a_long_lead_in_leads_to_the_list_when_that_is_asked(toys: Any) -> None:
    shelf = toys.shelf(f"1.1 Makers met. {'They spoke of many things at length. ' * 8}They will:\n\n- test\n- train\n")
    unit = shelf.unit("Makers met")
    assert list_of(unit) is None
    found = list_of(unit, anywhere=True)
    assert found is not None
    assert found.texts == ("test", "train")


def test_one_item_may_be_singled_out(shelf: Any, toys: Any) -> None:
    one = shelf.unit("visit workshops")
    found = list_of(one)
    assert found is not None
    assert singles_out(found, one, toys.asked("which workshops in villages"))
    assert not singles_out(found, one, toys.asked("what will the Office do"))


@pytest.mark.parametrize(
    ("line", "count"), [("Number of hoops.", 3), ("Aims are safe.", 2), ("Number of hoops, and much besides.", 2)]
)
def test_a_line_after_the_last_item_that_begins_as_the_others_do_is_one_of_them(
    line: str, count: int, toys: Any
) -> None:
    shelf = toys.shelf(f"1.1 We measure:\n\n- Number of kites.\n- Number of balls.\n\n{line}\n")
    found = list_of(shelf.unit("of kites"))
    assert found is not None
    assert len(found.items) == count
    assert as_draft(found, 200).statements[-1].text == found.texts[-1]


class TestDrafts:
    @pytest.fixture
    def found(self, shelf: Any) -> ItemList:
        found = list_of(shelf.unit("test paints"))
        assert found is not None
        return found

    def test_every_item_is_told_in_order_after_the_introduction(self, found: ItemList) -> None:
        first, *rest = as_draft(found, 200).statements
        assert first.text == found.introduction
        assert [item_text(text) for text in found.texts] == [statement.text for statement in rest]
        assert {statement.layout for statement in rest} == {"bullet"}
        assert as_draft(found, 200).notes == ()

    def test_the_items_share_one_quote_that_is_the_paragraphs_own(self, found: ItemList) -> None:
        _, *rest = as_draft(found, 200).statements
        (quote,) = {evidence.quote for statement in rest for evidence in statement.evidence}
        assert quote in found.paragraph.text
        assert all(text in quote for text in found.texts)

    def test_all_stand_up_to_the_check(self, shelf: Any, found: ItemList) -> None:
        assert [faults(statement, shelf) for statement in as_draft(found, 200).statements] == [()] * 5

    def test_too_many_words_are_cut_at_an_item_and_the_reader_is_told(self, found: ItemList) -> None:
        whole, cut = as_draft(found, 200), as_draft(found, 10)
        assert 2 <= len(cut.statements) < 5
        assert [s.text for s in cut.statements] == [s.text for s in whole.statements][: len(cut.statements)]
        (note,) = cut.notes
        assert str(5 - len(cut.statements)) in note
        assert found.paragraph.label in note

    def test_one_item_is_told_however_long_it_is(self, found: ItemList) -> None:
        assert len(as_draft(found, 1).statements) == 2

    def test_items_below_an_item_are_told_with_it(self, toys: Any) -> None:
        shelf = toys.shelf(NESTED.replace("including", "which are:"))
        found = list_of(shelf.unit("it tests paints"))
        assert found is not None
        draft = as_draft(found, 200)
        assert [statement.text for statement in draft.statements[1:]] == [
            "it tests paints",
            "it visits workshops, which are:",
            "those in towns",
            "those in villages",
            "those at sea",
            "it counts kites",
        ]
        assert [faults(statement, shelf) for statement in draft.statements] == [()] * 7


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("test paints;", "test paints"),
        ("test paints; and", "test paints"),
        ("test paints, or", "test paints"),
        ("test paints and", "test paints"),
        ("test paints.", "test paints."),
        ("test sand", "test sand"),
    ],
)
def test_an_item_is_told_without_what_joined_it_to_the_next(text: str, told: str) -> None:
    assert item_text(text) == told


def test_short_items_that_each_hold_a_figure_are_answered_together(shelf: Any, toys: Any) -> None:
    one = shelf.unit("20 kites")
    found = list_of(one)
    assert found is not None
    assert shared_by_all(found, one, toys.asked("how many kites fly"))
    assert not shared_by_all(found, one, toys.asked("how many kites fly in March"))
    plain = shelf.unit("test paints")
    assert not shared_by_all(list_of(plain), plain, toys.asked("what will it do"))
