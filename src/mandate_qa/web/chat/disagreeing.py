"""What each source says where the sources of an answer disagree, with the figures that differ."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from mandate_qa.explaining import MARK
from mandate_qa.exporting.values import Value, values_of
from mandate_qa.types import Status
from mandate_qa.types.records import AnswerRecord, CitationRecord


@dataclass(frozen=True, slots=True)
class Side:
    """What one of several sources that disagree says."""

    statement: tuple[tuple[str, bool], ...]
    """Its words in order, each piece with whether it is a figure that another side does not have."""
    citations: tuple[CitationRecord, ...]
    """What it rests on, in order of their marks."""


def sides(answer: AnswerRecord) -> tuple[Side, ...]:
    """What each source says where sources disagree, in the order of the answer; empty for any other answer."""
    if answer.status is not Status.CONFLICTING:
        return ()
    said = [(line, citations) for line in answer.text.splitlines() if (citations := cited_in(line, answer))]
    words = [MARK.sub("", line).strip().removeprefix("- ").strip() for line, _ in said]
    figures = [{value.core for value in figures_of(each)} for each in words]
    common = set.intersection(*figures) if figures else set()
    return tuple(Side(told_apart(each, common), found) for each, (_, found) in zip(words, said, strict=True))


def cited_in(line: str, answer: AnswerRecord) -> tuple[CitationRecord, ...]:
    """The citations whose marks stand in a line."""
    marks = {int(mark) for mark in MARK.findall(line)}
    return tuple(citation for citation in answer.citations if citation.marker in marks)


def told_apart(words: str, common: Set[str]) -> tuple[tuple[str, bool], ...]:
    """`words` in pieces, with whether each is a figure whose core is not in `common`."""
    pieces: list[tuple[str, bool]] = []
    for value in figures_of(words):
        if value.core not in common:
            before, _, words = words.partition(value.printed)
            pieces += [(before, False), (value.printed, True)]
    return tuple(piece for piece in (*pieces, (words, False)) if piece[0])


def figures_of(words: str) -> tuple[Value, ...]:
    """The figures of `words` but for financial years, which say what a figure is of."""
    return tuple(value for value in values_of(words) if value.kind != "financial year")


def unsided(answer: AnswerRecord) -> str:
    """The text of `answer` without the lines that `sides` tells."""
    if not sides(answer):
        return answer.text
    return "\n".join(line for line in answer.text.splitlines() if not cited_in(line, answer))
