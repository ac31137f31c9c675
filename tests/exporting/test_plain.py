"""Plain text for the clipboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_records import HOSTILE, answered, cited, hostile

from mandate_qa.exporting import Format, exported
from mandate_qa.types.records import AnswerRecord


def text(*records: AnswerRecord, title: str = "", base: str = "") -> str:
    return exported(records, Format.TEXT, title, base).decode()


def test_an_answer_with_bullets_table_note_and_footnotes() -> None:
    record = answered("Lead: [1]\n- one [2]\n| a | b |\n|---|---|\n| c | d [1] |", cited(1), cited(2), notes=("Mind.",))
    assert text(record) == (
        "what is the target\nAsked on 1 March 2026, answered by mandate-qa from the 2021-22 plan.\n\n"
        "Lead: [1]\n- one [2]\na | b\nc | d [1]\n\nNote: Mind.\n\nFootnotes\n"
        "[1] The plan for England (2021-22 plan), Office, published 31 March 2022, “Part 1”, "
        "para 1.1, page 7: “95% by March 2022”. Accessed 1 March 2026.\n"
        "[2] The plan for England (2021-22 plan), Office, published 31 March 2022, “Part 1”, "
        "para 1.2, page 7: “95% by March 2022”. Accessed 1 March 2026.\n"
    )


def test_several_answers_have_a_title_and_one_list_of_footnotes() -> None:
    told = text(answered(), answered(question="and then"))
    assert told.startswith("Questions and answers\n\nwhat is the target\n")
    assert told.count("\n[1] ") == 1
    assert text(answered(), title="For the minister").startswith("For the minister\n\nwhat is the target\n")


def test_places_have_an_address_when_a_base_is_given() -> None:
    assert (
        text(answered(), base="https://qa.example")
        .rstrip()
        .endswith("https://qa.example/paragraph?id=plan-2021-22%20%C2%B61.1")
    )
    assert "http" not in text(answered())


def test_an_answer_without_sources_has_no_list() -> None:
    assert "Footnotes" not in text(replace(answered("The documents do not say."), citations=()))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    told = text(hostile(words))
    assert not set(told) & set("\x00\x01\x08\x0b\x0c\x1b\x7f")
    assert words.isprintable() is False or words.split()[0] in told


def test_a_mark_that_turns_the_direction_ends_with_its_words() -> None:
    record = answered("A. [1]", cited(1, "\u202eesrever \u2066more"))
    line = next(line for line in text(record).splitlines() if line.startswith("[1]"))
    assert "\u202eesrever \u2066more\u2069\u202c”. Accessed" in line
