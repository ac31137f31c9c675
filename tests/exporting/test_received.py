"""What a browser sends is an answer, or is refused in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from made_records import HOSTILE, answered

from mandate_qa.codec import encode
from mandate_qa.errors import UsageError
from mandate_qa.exporting.received import MOST_ANSWERS, MOST_PARTS, clean, cleaned, received


def sent(**changed: Any) -> Any:
    """An answer as a browser sends it, some of its fields changed."""
    told: dict[str, Any] = json.loads(json.dumps(encode(answered())))
    return told | changed


def test_an_answer_comes_back_as_it_was() -> None:
    assert received([sent()]) == (answered(),)


@pytest.mark.parametrize("values", [None, {}, "answers", [], 5])
def test_no_list_of_answers_is_refused(values: Any) -> None:
    with pytest.raises(UsageError, match=r"^There is no answer to export; send at least one in a list\.$"):
        received(values)


def test_too_many_answers_are_refused() -> None:
    assert len(received([sent()] * MOST_ANSWERS)) == MOST_ANSWERS
    with pytest.raises(UsageError, match=r"^201 answers are too many for one file; send at most 200\.$"):
        received([sent()] * (MOST_ANSWERS + 1))


def test_answers_that_would_swell_a_file_are_refused() -> None:
    long = MOST_PARTS + 1
    for swelling in (sent(text="[" * long), sent(text="\n" * long), sent(text="1 " * long), sent(notes=[""] * long)):
        with pytest.raises(UsageError, match=r"^The answers have more lines, marks and figures than"):
            received([swelling])


@pytest.mark.parametrize(
    "wrong",
    [
        None, 5, "text", [], {}, sent(status="marvellous"), sent(more=1), sent(text=5), sent(text=None),
        sent(notes=[5]), sent(notes="words"), sent(citations={}), sent(citations=[{}]), sent(citations=[None]),
        sent(asked_at="soon"), sent(asked_at=5), sent(answered="yes"), sent(confidence="high"), sent(timings=[]),
        sent(timings={"total": "x"}),
        sent(scope=None), sent(story=[["a"]]), sent(story=[["a", "b", "c"]]), sent(version=None), sent(version=True),
        sent(citations=[sent()["citations"][0] | {"page": "7"}]),
        sent(citations=[sent()["citations"][0] | {"marker": 1.5}]),
        sent(citations=[sent()["citations"][0] | {"quote": ["a"]}]),
        sent(citations=[sent()["citations"][0] | {"source": None}]),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_by_its_place(wrong: Any) -> None:
    with pytest.raises(UsageError, match=r"^Answer 2 [^.]+\.$"):
        received([sent(), wrong])


def test_a_whole_number_does_for_a_share() -> None:
    assert received([sent(confidence=1)])[0].confidence == 1


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
