from __future__ import annotations

from mandate_qa.explaining import hit_line
from mandate_qa.types import Hit, Passage, PassageKind

PASSAGE = Passage("plan ¶1.1#0", "plan", PassageKind.PARAGRAPH, "Blocks.", "", ("plan ¶1.1",))


def test_a_hit_tells_what_each_searcher_thought_of_it() -> None:
    line = hit_line(Hit(PASSAGE, 3, 2.5, 7, 0.625, None, None, 0.75, kept=False, reason="below the first 2"))
    assert line == (
        "3. plan ¶1.1 (paragraph): score 2.5000, vector 7 (0.62), keyword –, word by word 0.75; below the first 2"
    )


def test_what_could_not_be_told_is_left_out() -> None:
    assert "word by word" not in hit_line(Hit(PASSAGE, 1, 2.5))
