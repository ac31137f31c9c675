"""What stands beside a unit in its paragraph and belongs to it: the sentence it points back to, the one that goes on
from it, and the line that says who is to do it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mandate_qa.answering.units import Unit
from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.types import PartKind

_RESPONSIBLE = re.compile(
    r"^(?:lead(?:s|ing| \w+)?|led by|owners?|owned by|who|by|responsible(?: \w+)?|responsibility|accountable(?: \w+)?|"
    r"action(?: \w+)?|for)\s*[:–—]\s*\S",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"^(?:this|these|those|that|it|they|he|she|such|both|its|their|in particular|additionally|also|however)\b",
    re.IGNORECASE,
)
_LONG = 60
"""Words above which the sentence before is not brought."""


def responsible(unit: Unit) -> Unit | None:
    """The line of its paragraph that names who is to do it ("Lead: the Department"); None when there is none."""
    for n, part in enumerate(unit.paragraph.parts):
        for start, end in sentence_spans(part.text) if part.kind is not PartKind.ROW else ():
            if _RESPONSIBLE.match(part.text[start:end]):
                return replace(unit, part=n, start=part.start + start, end=part.start + end)
    return None


def with_what_follows(unit: Unit, max_words: int = 80) -> Unit:
    """`unit` reaching on to the next sentence when that one explains it further ("It sets out…", "These are…")."""
    part = unit.paragraph.parts[unit.part]
    after = unit.paragraph.text[unit.end : part.end]
    spans = sentence_spans(after)
    if not spans or not _BACKWARD.match(after[spans[0][0] :]):
        return unit
    end = unit.end + spans[0][1]
    if len(unit.paragraph.text[unit.start : end].split()) > max_words:
        return unit
    return replace(unit, end=end)


def with_context(unit: Unit) -> Unit:
    """`unit` reaching back to the sentence before when it only points to it ("This includes…")."""
    part = unit.paragraph.parts[unit.part]
    if unit.start == part.start or not _BACKWARD.match(unit.quote):
        return unit
    spans = [(part.start + s, part.start + e) for s, e in sentence_spans(part.text)]
    at = next((n for n, (start, _) in enumerate(spans) if start == unit.start), 0)
    if at == 0 or len(unit.paragraph.text[spans[at - 1][0] : unit.end].split()) > _LONG:
        return unit
    return replace(unit, start=spans[at - 1][0])
