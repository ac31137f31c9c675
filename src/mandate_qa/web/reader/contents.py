"""The contents of a document: its headings as a tree, each with the address of its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mandate_qa.types import Paragraph, ParagraphKind
from mandate_qa.web.places import anchor


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with those below it."""

    words: str
    anchor: str
    path: str
    entries: tuple[Entry, ...]


def contents(paragraphs: Sequence[Paragraph], path_of: Callable[[int], str]) -> tuple[Entry, ...]:
    """The headings among `paragraphs`, nested; of two in a row with the same words the first alone.

    `path_of` gives the address of the page that shows the nth of them.
    """
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
        entry = Entry(" ".join(heading.text.split()), name, f"{path_of(n)}#{name}", below)
        if made and not made[-1].entries and _alike(made[-1], entry):
            made[-1] = replace(made[-1], entries=entry.entries)
        else:
            made.append(_folded(entry))
        first = end
    return tuple(made)


def _folded(entry: Entry) -> Entry:
    """`entry` with what stands below the first of its entries as its own, where that is only its own words again."""
    if not entry.entries or not _alike(entry, entry.entries[0]):
        return entry
    return replace(entry, entries=(*entry.entries[0].entries, *entry.entries[1:]))


def _alike(one: Entry, other: Entry) -> bool:
    """Whether two entries have the same words, as a title has that is printed on two pages in a row."""
    return one.words.casefold() == other.words.casefold()
