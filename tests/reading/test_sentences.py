"""Sentences as places in a text: what ends one and what does not."""

from __future__ import annotations

import pytest

from mandate_qa.reading.sentences import sentence_spans, sentences
from mandate_qa.types import Paragraph


@pytest.mark.parametrize(
    "text",
    [
        "The target, e.g. for A&E, is 95%.",
        "See no. 5 and para. 3 of it.",
        "It cost approx. £3.5m in all.",
        "Dr. A. Smith and Prof. Jones wrote it.",
        "It rose by 3.5 per cent.",
        "Sections 1.1. and 1.2. apply.",
        "Staff (including nurses. And doctors) are meant.",
        "The NHS (see www.nhs.uk. Terms apply) is free.",
        "What we stand for",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It rose. It fell.", "It rose."),
        ("It rose by 95%. £3m was spent.", "It rose by 95%."),
        ("Did it rise? Yes.", "Did it rise?"),
        ("He said “It rose.” Then it fell.", "He said “It rose.”"),
        ("It rose (by half). Then it fell.", "It rose (by half)."),
        ("It is provided in 20/21.NHS staff know.", "It is provided in 20/21."),
        ("The plan is good.Everyone agrees.", "The plan is good."),
        ("It applies in 2021-22. 2023 is open.", "It applies in 2021-22."),
        ("A heading\nThen words.", "A heading"),
        ("It rose. “Then it fell,” they said.", "It rose."),
    ],
)
def test_two_sentences(text: str, first: str) -> None:
    found = sentences(text)
    assert len(found) == 2
    assert found[0] == first


def test_a_bracket_that_is_never_closed_does_not_swallow_the_rest() -> None:
    text = "Staff (nurses are meant. " + "They work hard. " * 20
    assert len(sentences(text)) > 5


def test_spans_are_places_in_the_text_in_order() -> None:
    text = "  It rose.  It fell.\n\n It stayed "
    spans = list(sentence_spans(text))
    assert [text[start:end] for start, end in spans] == ["It rose.", "It fell.", "It stayed"]
    assert spans == sorted(spans)


@pytest.mark.parametrize("text", ["", " \n "])
def test_no_words_no_sentence(text: str) -> None:
    assert sentence_spans(text) == ()


def test_a_blank_that_a_seed_lacks_after_a_stop(seed_paragraphs: dict[str, list[Paragraph]]) -> None:
    [paragraph] = [p for p in seed_paragraphs["mandate-2021-22"] if p.number == "2.5"]
    assert sentences(paragraph.text)[-1].startswith("NHS Improvement's revenue budget is indicative")
