"""No file is larger than it should be, and none holds a character that harms it."""

from __future__ import annotations

import pytest
from made_records import HOSTILE, answered

from mandate_qa.errors import UsageError
from mandate_qa.exporting import Format, exported
from mandate_qa.exporting.cleaning import MOST_ANSWERS, MOST_PARTS, clean, cleaned


def test_no_answer_makes_no_file() -> None:
    with pytest.raises(UsageError, match=r"^There is no answer to export; send at least one\.$"):
        exported([], Format.TEXT)


def test_too_many_answers_are_refused() -> None:
    assert exported([answered()] * MOST_ANSWERS, Format.TEXT)
    with pytest.raises(UsageError, match=r"^201 answers are too many for one file; send at most 200\.$"):
        exported([answered()] * (MOST_ANSWERS + 1), Format.TEXT)


@pytest.mark.parametrize("words", ["[", "\n", "1 ", "|"])
def test_answers_that_would_swell_a_file_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match=r"^The answers have more lines, marks and figures than"):
        exported([answered(words * (MOST_PARTS + 1))], Format.TEXT)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_character_stays_that_a_file_cannot_hold(words: str) -> None:
    kept = clean(words)
    kept.encode()
    assert not set(kept) & set("\x00\x01\x08\x0b\x0c\x1b\x7f\ufffe\uffff\ud800")


def test_what_may_stand_stays() -> None:
    words = "Line\n\ttab £ – “q” العربية 😀 \u200f"
    assert clean(words) == words


def test_marks_of_direction_end_with_their_line() -> None:
    assert clean("a\u202eb\nc") == "a\u202eb\u202c\nc"
    assert clean("a\u202eb\u202cc") == "a\u202eb\u202cc"
    assert clean("\u2067a\u202ab") == "\u2067a\u202ab\u202c\u2069"


def test_a_whole_record_is_cleaned() -> None:
    record = cleaned(answered("a\x00", question="b\x01", notes=("c\x02",)))
    assert (record.text, record.question, record.notes) == ("a\ufffd", "b\ufffd", ("c\ufffd",))
    assert record.citations == answered().citations
