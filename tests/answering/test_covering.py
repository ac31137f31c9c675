from __future__ import annotations

from dataclasses import replace
from typing import Any

from mandate_qa.answering.covering import covering


def test_a_second_sentence_stands_in_the_section_of_the_first(toys: Any) -> None:
    shelf = toys.shelf("""\
        1. Kites

        1.1 Kite strings are tested.

        1.2 Colours are printed here.

        2. Blocks

        2.1 Colours are printed there.
        """)
    query, asked = toys.query("kite strings and printed colours"), toys.asked("kite strings and printed colours")
    first, there, here = (
        shelf.unit(*one) for one in (("strings are", 2.0), ("printed there", 1.9), ("printed here", 1.7))
    )
    assert covering([first, there, here], query, asked) == [first, here]
    assert covering([first, there], query, asked) == [first]
    assert covering([first, replace(here, score=1.5)], query, asked) == [first]
