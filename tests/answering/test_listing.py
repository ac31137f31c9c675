from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.bullets import ItemList
from mandate_qa.answering.entries import Entries
from mandate_qa.answering.listing import best_list, doings, kinds_asked, listed
from mandate_qa.answering.units import Unit
from mandate_qa.types import Draft, Hit, ParagraphKind, Passage, PassageKind, Wanted

TEXT = """\
    The Toy Office's plan

    1. Playing

    1.1 There is much to do. The Toy Office will do four things:

    - test paints;
    - visit workshops in towns, in villages and at sea;
    - train makers; and
    - count kites.

    2. Stopping

    2.1 Toys are safe. Makers meet toy standards such as weight, colour and smell.

    Annex A: Commitments

    1. Test 40 paints.

    2. Train three hundred makers.

    3. Open two workshops.
    """


@pytest.fixture(scope="module")
def shelf(toys: Any) -> Any:
    return toys.shelf(TEXT)


@pytest.fixture
def best(shelf: Any, toys: Any) -> Any:
    def best(question: str, *found: Unit, hits: tuple[Hit, ...] = (), of: Any = shelf) -> Any:
        query = toys.query(question, wanted=Wanted.LIST)
        return best_list(query, found, hits, of, toys.asked(question)).form

    return best


def test_a_list_beside_the_best_unit_is_taken(shelf: Any, best: Any) -> None:
    found = best("all that the Toy Office will do", shelf.unit("train makers"))
    assert isinstance(found, ItemList)
    assert len(found.items) == 4


def test_a_list_of_the_asked_length_goes_before_another(toys: Any, best: Any) -> None:
    text = "1.1 Toy aims:\n\n- one aim\n- other aim\n\n1.2 Toy aims:\n\n- red aim\n- green aim\n- blue aim\n"
    shelf = toys.shelf(text)
    for word, count in (("two", 2), ("three", 3)):
        found = best(f"the {word} toy aims", shelf.unit("one aim"), shelf.unit("red aim"), of=shelf)
        assert isinstance(found, ItemList)
        assert len(found.items) == count


def test_paragraphs_that_are_called_what_was_asked_for_are_the_list(shelf: Any, best: Any) -> None:
    found = best("all the commitments in annex A", shelf.unit("Train three hundred"), shelf.unit("count kites", 0.5))
    assert isinstance(found, Entries)
    assert len(found.items) == 3


def test_headings_below_a_heading_are_a_list_too(toys: Any, best: Any) -> None:
    shelf = toys.shelf("The plan\n\nOur aims\n\nAim 1: joy\n\nToys are fun here.\n\nAim 2: thrift\n\nToys are cheap.\n")
    headings = [p for p in shelf.paragraphs.values() if p.kind is ParagraphKind.HEADING and "im" in p.text]
    ids = tuple(p.id for p in headings)
    section = Passage("plan#s", "plan", PassageKind.SECTION, "Our aims", "", ids)
    found = best("what are the aims", shelf.unit("Toys are fun"), hits=(Hit(section, 1, 1.0),), of=shelf)
    assert isinstance(found, Entries)
    assert len(found.items) == len(ids) - 1


def test_a_sentence_that_enumerates_what_was_asked_for_is_the_list(shelf: Any, best: Any) -> None:
    found = best("which toy standards do makers meet", shelf.unit("Makers meet"), shelf.unit("count kites", 0.3))
    assert isinstance(found, Unit)
    assert "weight" in found.quote


def test_a_question_for_one_item_gets_no_list_unless_it_asks_for_all(shelf: Any, best: Any) -> None:
    one = shelf.unit("visit workshops")
    assert isinstance(best("which workshops in villages", one), Unit)
    assert isinstance(best("list all workshops in villages", one), ItemList)


def test_a_sentence_that_lists_nothing_is_left_to_others(shelf: Any, toys: Any) -> None:
    query = toys.query("which toys are safe", wanted=Wanted.LIST)
    asked = toys.asked("which toys are safe")
    assert listed(query, [shelf.unit("Toys are safe")], (), shelf, asked, 200) is None
    draft = listed(query, [shelf.unit("Makers meet")], (), shelf, asked, 200)
    assert isinstance(draft, Draft)


def test_a_list_introduced_by_what_was_asked_is_whole_though_one_item_repeats_it(toys: Any, best: Any) -> None:
    shelf = toys.shelf("1.1 To train makers we will:\n\n- train makers at sea\n- pay for glue\n")
    assert isinstance(best("which ways to train makers", shelf.unit("at sea"), of=shelf), ItemList)


def test_what_somebody_does_may_be_a_list_that_was_nearly_best(shelf: Any, toys: Any) -> None:
    question = "what will the Toy Office do"
    query, asked = toys.query(question), toys.asked(question)
    draft = doings(query, [shelf.unit("train makers")], (), shelf, asked, 200)
    assert draft is not None
    assert len(draft.statements) == 5
    assert doings(query, [shelf.unit("Toys are safe"), shelf.unit("train makers", 0.5)], (), shelf, asked, 200) is None


def test_the_list_of_a_paragraph_that_is_named_by_its_number_is_taken(toys: Any) -> None:
    shelf = toys.shelf("1.1 Paint measures:\n\n- pots sold\n- walls\n\n1.2 Glue:\n\n- pots of glue\n- joints\n")
    query = toys.query("which measures does 1.2 have", wanted=Wanted.LIST, references=("1.2",))
    asked = toys.asked("which measures does 1.2 have")
    form = best_list(query, [shelf.unit("pots sold")], (), shelf, asked).form
    assert isinstance(form, ItemList)
    assert form.texts == ("pots of glue", "joints")


def test_a_list_of_the_asked_length_speaks_to_the_count(toys: Any, best: Any) -> None:
    shelf = toys.shelf("1.1 Seven towns.\n\n1.2 Aims:\n\n- joy\n- use\n- thrift\n\n1.3 Three aims:\n\n- a\n- b\n")
    found = best("the three aims", shelf.unit("- a"[2:]), shelf.unit("joy", 0.95), of=shelf)
    assert isinstance(found, ItemList)
    assert found.texts == ("joy", "use", "thrift")


def test_the_kind_of_items_is_what_the_question_asks_several_of() -> None:
    assert "commit" in {kind[:6] for kind in kinds_asked("all the commitments in annex A")}
    assert kinds_asked("what is the bus") == frozenset()


def test_a_list_in_the_part_that_is_named_goes_before_another(toys: Any, best: Any) -> None:
    text = "Introduction\n\nToy aims:\n\n- joy\n- use\n\nAnnex A: more\n\nToy aims:\n\n- thrift\n- calm\n"
    shelf = toys.shelf(text)
    for words, items in (("annex a", ("thrift", "calm")), ("the intro", ("joy", "use"))):
        found = best(f"list the toy aims of {words}", shelf.unit("joy", 0.95), shelf.unit("thrift", 0.95), of=shelf)
        assert isinstance(found, ItemList)
        assert found.texts == items


def test_labels_of_a_table_go_with_the_column_that_is_asked_for(toys: Any, best: Any) -> None:
    shelf = toys.shelf("Fund\tWhat it pays for\tPounds\nJoy\tKites\t20\nUse\tGlue\t30\n")
    found = best("toy funds: name them and say what each pays for", shelf.unit("Kites"), of=shelf)
    assert isinstance(found, Entries)
    assert found.texts == ("Joy — Kites", "Use — Glue")
