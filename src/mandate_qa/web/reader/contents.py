"""The contents of a document: its headings as a tree, each with the address of its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mandate_qa.types import Paragraph, ParagraphKind
from mandate_qa.web.reader.places import anchor


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with those below it."""

    words: str
    anchor: str
    path: str
    entries: tuple[Entry, ...]


def contents(paragraphs: Sequence[Paragraph], path_of: Callable[[int], str]) -> tuple[Entry, ...]:
    """The headings among `paragraphs`, nested; `path_of` gives the address of the page that shows the nth of them."""
    headings = [(n, p) for n, p in enumerate(paragraphs) if p.kind is ParagraphKind.HEADING]
    return _nested(headings, path_of)


def _nested(headings: Sequence[tuple[int, Paragraph]], path_of: Callable[[int], str]) -> tuple[Entry, ...]:
    made: list[Entry] = []
    first = 0
    while first < len(headings):
        n, heading = headings[first]
        depth = len(heading.section)
        end = next((k for k in range(first + 1, len(headings)) if len(headings[k][1].section) <= depth), len(headings))
        below = _nested(headings[first + 1 : end], path_of)
        name = anchor(heading.id)
        made.append(Entry(" ".join(heading.text.split()), name, f"{path_of(n)}#{name}", below))
        first = end
    return tuple(made)
