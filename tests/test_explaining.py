from __future__ import annotations

from mandate_qa.explaining import confidence, hit_line
from mandate_qa.types import Answer, Draft, Hit, Passage, PassageKind, Query, Status

PASSAGE = Passage("plan ¶1.1#0", "plan", PassageKind.PARAGRAPH, "Blocks.", "", ("plan ¶1.1",))


def test_a_hit_tells_what_each_searcher_thought_of_it() -> None:
    line = hit_line(Hit(PASSAGE, 3, 2.5, 7, 0.625, None, None, 0.75, kept=False, reason="below the first 2"))
    assert line == (
        "3. plan ¶1.1 (paragraph): score 2.5000, vector 7 (0.62), keyword –, word by word 0.75; below the first 2"
    )


def test_what_could_not_be_told_is_left_out() -> None:
    assert "word by word" not in hit_line(Hit(PASSAGE, 1, 2.5))


def test_the_confidence_is_told_of_the_answer_or_of_the_one_that_was_not_given() -> None:
    assert confidence(given(Status.ANSWERED, 0.874)) == "87 in 100 that the answer is right"
    assert confidence(given(Status.NOT_IN_DOCUMENTS, 0.2)) == "20 in 100 that an answer would have been right"


def given(status: Status, confidence: float) -> Answer:
    return Answer("", status, (), (), Query("", ""), (), Draft(status), confidence=confidence)
