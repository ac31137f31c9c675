from __future__ import annotations

import pytest

from mandate_qa.answering.glossary import Glossary

TOYS = Glossary(
    [
        ["Toy Safety Board", "TSB", "the inspectors"],
        ["safety", "soundness"],
        ["board", "committee"],
        ["information technology", "IT"],
        ["Arts & Crafts", "A&C"],
    ]
)


def others(glossary: Glossary, question: str) -> dict[str, tuple[str, ...]]:
    """The words of the question that have a meaning, with the other words for each."""
    return {first: rest for first, *found in glossary.concepts(question) for rest in [tuple(found)]}


@pytest.mark.parametrize("spelling", ["Toy Safety Board", "toy safety board", "Toy Safety Board's", "TOY SAFETY BOARD"])
def test_the_long_form_brings_the_short_one(spelling: str) -> None:
    assert others(TOYS, f"What does the {spelling} do?") == {"toy safety board": ("TSB", "the inspectors")}


@pytest.mark.parametrize("spelling", ["TSB", "tsb", "TSB's"])
def test_the_short_form_brings_the_long_one(spelling: str) -> None:
    assert others(TOYS, f"when did the {spelling} meet?") == {"tsb": ("Toy Safety Board", "the inspectors")}


def test_where_one_use_lies_within_another_the_longer_counts() -> None:
    assert list(others(TOYS, "the Toy Safety Board")) == ["toy safety board"]
    assert list(others(TOYS, "the board on safety")) == ["board", "safety"]
    assert list(others(TOYS, "safety and the Toy Safety Board")) == ["safety", "toy safety board"]


@pytest.mark.parametrize("question", ["is it safe?", "how does it work", "It is late"])
def test_a_little_word_is_no_short_form(question: str) -> None:
    assert "it" not in others(TOYS, question)


def test_in_capitals_it_is() -> None:
    assert others(TOYS, "who pays for IT?") == {"it": ("information technology",)}


def test_words_joined_by_an_ampersand_are_one() -> None:
    assert others(TOYS, "a&c clubs") == {"a&c": ("Arts & Crafts",)}


def test_words_without_a_meaning_bring_nothing() -> None:
    assert TOYS.concepts("how many kites are there") == ()
    assert TOYS.concepts("") == ()


def test_a_word_of_two_meanings_brings_both() -> None:
    glossary = Glossary([["PM", "prime minister"], ["PM", "afternoon"]])
    assert others(glossary, "the PM") == {"pm": ("prime minister", "afternoon")}


def test_what_the_documents_define_is_known_beside_what_the_field_says() -> None:
    glossary = Glossary.load({"ZZT": "zebra zone trial"})
    assert others(glossary, "who runs the ZZT") == {"zzt": ("zebra zone trial",)}
    assert "ZZT" in others(glossary, "zebra zone trial")["zebra zone trial"]
    assert others(glossary, "what is the ICB for") == others(Glossary.load(), "what is the ICB for") != {}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("NHSE", "NHS England"),
        ("bed blocking", "delayed transfers of care"),
        ("CQC", "Care Quality Commission"),
        ("family doctor", "GP"),
    ],
)
def test_the_fields_own_words_and_everyday_ones_meet(asked: str, meant: str) -> None:
    glossary = Glossary.load()
    (concept,) = glossary.concepts(asked)
    (back,) = glossary.concepts(meant)
    assert meant.casefold() in map(str.casefold, concept)
    assert asked.casefold() in map(str.casefold, back)
