"""Sentences of documents, and changes that make them untrue: what tests of checking share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from mandate_qa.reading.sentences import sentence_spans
from mandate_qa.types import Evidence, Paragraph, ParagraphKind, PartKind, Statement


@dataclass(frozen=True)
class Said:
    """A sentence and where it stands."""

    paragraph: Paragraph
    part: int
    text: str

    @property
    def plain(self) -> str:
        """It on one line."""
        return " ".join(self.text.split())

    def statement(self, text: str | None = None, paragraph: Paragraph | None = None, quote: str = "") -> Statement:
        """The sentence, or `text`, as a statement on its words."""
        place = (paragraph or self.paragraph).id
        part = self.part if paragraph is None else None
        return Statement(text or self.text, (Evidence(place, quote or self.text, part),))


def said_in(paragraphs: Iterable[Paragraph], least: int) -> list[Said]:
    """Every sentence of at least so many words that an answer may quote."""
    return [
        Said(paragraph, n, part.text[start:end])
        for paragraph in paragraphs
        if paragraph.kind not in (ParagraphKind.CONTENTS, ParagraphKind.HEADING)
        for n, part in enumerate(paragraph.parts)
        if part.kind is not PartKind.ROW and "\t" not in part.text
        for start, end in sentence_spans(part.text)
        if len(part.text[start:end].split()) >= least
    ]


def replaced(pattern: str, by: Callable[[re.Match[str]], str]) -> Callable[[str], Iterator[str]]:
    """A change that puts other words in the place of each match, one at a time."""

    def change(text: str) -> Iterator[str]:
        for match in re.finditer(pattern, text):
            yield text[: match.start()] + by(match) + text[match.end() :]

    return change


def swapped_years(text: str) -> Iterator[str]:
    """Two different years of the sentence in each other's place."""
    for one, other in pairwise(re.finditer(r"\b(?:19|20)\d\d\b", text)):
        if one.group() != other.group():
            between = text[one.end() : other.start()]
            yield text[: one.start()] + other.group() + between + one.group() + text[other.end() :]
