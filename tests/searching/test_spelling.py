"""The nearest word is the one that comparing with every word would give."""

from __future__ import annotations

from difflib import get_close_matches

from hypothesis import given, settings
from hypothesis import strategies as st

from mandate_qa.searching.spelling import Spelling
from mandate_qa.searching.words import Words

SPELT = st.text("abcé9", max_size=8)


@settings(deadline=None, max_examples=300)
@given(st.sets(SPELT), SPELT)
def test_the_nearest_is_that_of_comparing_every_word(words: set[str], term: str) -> None:
    alike = [word for word in words if word[:1] == term[:1] and abs(len(word) - len(term)) <= 2 and word]
    close = get_close_matches(term, alike, n=1, cutoff=0.8)
    assert Spelling([Words.of(sorted(words))] * 2).nearest(term) == (close[0] if close else None)


def test_a_slip_finds_its_word_and_a_name_of_its_own_none() -> None:
    spelling = Spelling([Words.of(["diagnosi", "diagram"]), Words.of(["hospit", "target"])])
    assert spelling.nearest("diagnossi") == "diagnosi"
    assert spelling.nearest("wombat") is None
