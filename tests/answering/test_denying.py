"""What a question takes for granted and the documents deny."""

from __future__ import annotations

from typing import Any

import pytest

from mandate_qa.answering.denying import denial
from mandate_qa.answering.wanted import wanted_of
from mandate_qa.types import Query

TEXT = """\
    The Toy Office's plan for 2024-25

    1. Kites

    1.1 The Office has nine kite yards. It will not build any more yards itself.

    1.2 The silk kite was tried in four towns from 2011. It will not be adopted, because it tore in rain.

    1.3 Two beaches were named in May 2023. No further beaches will be named.

    1.4 Paint fees are paid in cash. Fees will not rise before June 2026. Brushes are not taxed.

    1.5 The Office will publish a list of safe strings by 30 June 2024. It will not charge for the list.

    1.6 Makers choose when to rest, and cannot claim wages for Sundays. There is no warning bell for gales. There is \
no second prize for kites.
    """


def denied(toys: Any, question: str, *quotes: str, wanted: Any = None) -> str:
    """What is denied when the sentences `quotes` were found, best first."""
    shelf = toys.shelf(TEXT)
    units = [shelf.unit(quote, 1.0 - n / 100) for n, quote in enumerate(quotes)]
    unit = denial(Query(question, question, wanted=wanted or wanted_of(question)), units)
    return unit.quote if unit else ""


@pytest.mark.parametrize(
    ("question", "quotes", "told"),
    [
        ("how many yards will the Office build itself?", ("nine kite yards", "will not build"), "It will not build"),
        ("when will the silk kite be sold everywhere?", ("tried in four", "not be adopted"), "It will not be adopted"),
        ("why does the plan name three more beaches?", ("Two beaches", "No further"), "No further beaches"),
        ("why are brushes taxed?", ("Paint fees", "Brushes are not"), "Brushes are not taxed"),
        ("how much can makers claim for Sundays?", ("Makers choose",), "Makers choose when to rest, and cannot"),
        ("how much does the warning bell for gales cost?", ("There is no warning",), "There is no warning bell"),
    ],
)
def test_the_sentence_that_denies_is_found(toys: Any, question: str, quotes: tuple[str, ...], told: str) -> None:
    assert denied(toys, question, *quotes).startswith(told)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("when will fees rise?", ("Paint fees", "Fees will not rise before")),
        ("why will the Office not build more yards?", ("nine kite yards", "will not build")),
        ("will the Office build more yards?", ("nine kite yards", "will not build")),
        ("how many yards did the Office build?", ("nine kite yards", "will not build")),
        ("when will the list of safe strings be published?", ("safe strings",)),
        ("how many kite yards are there?", ("nine kite yards", "Brushes are not")),
        ("how much is the prize for kites?", ("There is no second",)),
    ],
)
def test_what_is_true_is_left_alone(toys: Any, question: str, quotes: tuple[str, ...]) -> None:
    assert denied(toys, question, *quotes) == ""


def test_the_correction_is_told_as_one_and_cited(toys: Any) -> None:
    answer = toys.assistant(TEXT).ask("how many yards is the Office going to build itself?")
    assert answer.text.startswith("The documents say otherwise:")
    assert "It will not build any more yards itself." in answer.text
    assert answer.citations[0].number == "1.1"
