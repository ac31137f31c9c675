from __future__ import annotations

import pytest

from mandate_qa.searching.coverage import Asked
from mandate_qa.types import Query

RARE = {"kite": 5.0, "string": 3.0, "length": 2.0, "toy": 1.0}


def rarity(*terms: str) -> float:
    """Each term says what is written down for it, several what the rarest says; an unknown one nothing."""
    return max((RARE.get(term, 0.0) for term in terms), default=0.0) if all(t in RARE for t in terms) else 0.0


def asked(text: str, **given: object) -> Asked:
    return Asked(Query(text, text, **given), rarity)  # type: ignore[arg-type]


def test_all_of_the_words_is_all_and_none_is_nothing() -> None:
    kites = asked("what is the length of kite strings?")
    assert kites.coverage("The length of a kite's string") == pytest.approx(1.0)
    assert kites.coverage("Blocks are made of wood.") == 0.0
    assert kites.coverage("") == 0.0


def test_a_word_that_says_more_counts_for_more() -> None:
    kites = asked("toy kite")
    assert 0 < kites.coverage("a toy") < kites.coverage("a kite") < kites.coverage("a toy kite")


def test_more_words_never_cover_less() -> None:
    kites = asked("length of kite strings for toys")
    words = "kite length string toy wood paint".split()
    found = [kites.coverage(" ".join(words[:n])) for n in range(len(words) + 1)]
    assert found == sorted(found)
    assert all(0 <= share <= 1 for share in found)


def test_words_that_only_ask_do_not_count() -> None:
    assert asked("please tell me about the kite").coverage("kite") == pytest.approx(1.0)
    assert asked("what is it about?").coverage("it is about what") == 0.0


def test_a_heading_speaks_for_half() -> None:
    kites = asked("kite")
    assert kites.coverage("of wood", "Kites") == pytest.approx(kites.coverage("kite") / 2)
    assert kites.coverage("kite", "Kites") == kites.coverage("kite")


def test_another_word_for_it_counts_nearly_as_much() -> None:
    kites = asked("kite", concepts=(("kite", "flying toy", "aquilone"),))
    own, other = kites.coverage("a kite"), kites.coverage("an aquilone")
    assert 0.5 < other < own


def test_all_the_words_of_a_phrase_must_stand_there() -> None:
    kites = asked("kite", concepts=(("kite", "toy string"),))
    assert kites.coverage("a toy") == kites.coverage("a string") == 0.0
    assert kites.coverage("a toy on a string") > 0


def test_of_a_phrase_that_asks_its_noun_is_enough() -> None:
    counted = asked("how many kites", concepts=(("how many kites", "toy length"),))
    assert counted.coverage("5 kites") == pytest.approx(1.0)


def test_a_word_that_nothing_has_is_missed() -> None:
    assert asked("kite zeppelin").coverage("kite") < 1.0
    assert asked("zeppelin").coverage("kite") == 0.0


def test_what_was_carried_over_counts_for_less_than_what_is_asked() -> None:
    carried = asked("kite — string", focus="string")
    assert carried.coverage("string") > carried.coverage("kite") > 0


def test_the_form_of_a_word_does_not_matter() -> None:
    assert asked("KITES").coverage("a kite") == pytest.approx(1.0)


def test_some_of_the_needs_are_counted_anew() -> None:
    kites = asked("length of a toy kite")
    before = kites.coverage("a kite")
    toys = kites.of([need for need in kites.needs if need.spellings[0] == {"toy"}])
    assert toys.coverage("a kite") == 0.0
    assert toys.coverage("a toy") == 1.0
    assert kites.coverage("a kite") == before


def test_texts_with_the_same_asked_words_are_told_apart_by_where_they_stand() -> None:
    kites = asked("toy kite")
    assert kites.coverage("a kite", "Toys") > kites.coverage("a toy", "Kites") > kites.coverage("", "Toys: kites") > 0
