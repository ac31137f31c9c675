"""A whole document as a page: contents, paragraphs in order, what a search found in it.

A long document is read in portions, so that a page stays small enough for any browser; contents, search and links
reach all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mandate_qa.types import Document, Paragraph
from mandate_qa.web.places import anchor, document_path
from mandate_qa.web.reader.about import About, about
from mandate_qa.web.reader.contents import Entry, contents
from mandate_qa.web.reader.finding import MOST, matches
from mandate_qa.web.reader.marks import Mark
from mandate_qa.web.reader.shown import Shown, shown

if TYPE_CHECKING:
    from mandate_qa.searching.library import Library

PORTION = 800
"""Paragraphs on one page; a document that is hardly longer is not parted."""
FILTERED = 400
"""Paragraphs with a match that are shown together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    words: str = ""
    """Looked for in the document."""
    only: bool = False
    """Whether only paragraphs with a match are shown."""
    portion: int = 0
    """From 1; 0 where none is asked for."""
    at: str = ""
    """Id of the paragraph to open at."""
    marks: tuple[Mark, ...] = field(default=())
    """On its words."""


@dataclass(frozen=True, slots=True)
class PortionLink:
    """Another portion of the document."""

    number: int
    path: str
    matches: int


@dataclass(frozen=True, slots=True)
class Search:
    """What was found."""

    words: str
    only: bool
    count: int
    paragraphs: int
    more: bool
    """Whether there are more than are counted."""
    first: int
    """Number of the first match on this page, 0 for none."""
    here: int
    """How many are on this page."""
    left_out: int
    """Paragraphs with a match that are too many to be shown together."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page of a document shows."""

    about: About
    contents: tuple[Entry, ...]
    paragraphs: tuple[Shown, ...]
    anchors: frozenset[str]
    """Of these paragraphs."""
    search: Search
    portion: int
    portions: tuple[PortionLink, ...]
    """All of them; () when the document is on one page, or what was found is shown alone."""


def reading(document: Document, asked: Asked, library: Library) -> Reading:
    """The portion of `document` that is asked for, or what was found in all of it."""
    paragraphs = library.paragraphs(document.key)
    found = matches(paragraphs, asked.words)
    cuts = portions(len(paragraphs))
    portion = portion_of(paragraphs, asked, cuts, found)
    filtered = asked.only and bool(asked.words.strip())
    matching = [p for p in paragraphs if p.id in found] if filtered else []
    here = matching[:FILTERED] if filtered else list(paragraphs[cuts[portion - 1]])
    return Reading(
        about=about(document, library),
        contents=contents(paragraphs, lambda n: portion_path(document.key, n, cuts, portion, filtered)),
        paragraphs=tuple(shown(p, marks_of(p, asked, found)) for p in here),
        anchors=frozenset(anchor(p.id) for p in here),
        search=search(asked, filtered, found, here, len(matching)),
        portion=portion,
        portions=() if filtered or len(cuts) == 1 else links(document.key, paragraphs, cuts, found, asked.words),
    )


def portions(count: int) -> list[slice]:
    """Which of `count` paragraphs stand together; there is always one portion."""
    if count <= PORTION * 3 // 2:
        return [slice(0, count)]
    return [slice(start, start + PORTION) for start in range(0, count, PORTION)]


def portion_of(
    paragraphs: Sequence[Paragraph], asked: Asked, cuts: Sequence[slice], found: Mapping[str, tuple[Mark, ...]]
) -> int:
    """The portion that holds the asked paragraph, else the asked one, else that of the first match, from 1."""
    wanted = asked.at or ("" if asked.portion else next(iter(found), ""))
    place = next((n for n, paragraph in enumerate(paragraphs) if paragraph.id == wanted), None) if wanted else None
    if place is not None:
        return next(n for n, cut in enumerate(cuts, start=1) if place < cut.stop)
    return min(max(asked.portion, 1), len(cuts))


def marks_of(paragraph: Paragraph, asked: Asked, found: Mapping[str, tuple[Mark, ...]]) -> tuple[Mark, ...]:
    """The marks on one paragraph: words relied on, and what was looked for."""
    relied = asked.marks if paragraph.id == asked.at else ()
    return (*relied, *found.get(paragraph.id, ()))


def search(
    asked: Asked, filtered: bool, found: Mapping[str, tuple[Mark, ...]], here: Sequence[Paragraph], matching: int
) -> Search:
    """What was found, in all of the document and on this page."""
    count = sum(map(len, found.values()))
    on_page = [mark.number for paragraph in here for mark in found.get(paragraph.id, ())]
    return Search(
        words=asked.words,
        only=asked.only,
        count=count,
        paragraphs=len(found),
        more=count >= MOST,
        first=on_page[0] if on_page else 0,
        here=len(on_page),
        left_out=matching - len(here) if filtered else 0,
    )


def portion_path(key: str, place: int, cuts: Sequence[slice], portion: int, filtered: bool) -> str:
    """Address of the page that shows the paragraph at `place`; "" for this one."""
    there = next(n for n, cut in enumerate(cuts, start=1) if place < cut.stop)
    if there == portion and not filtered:
        return ""
    return document_path(key, portion=there) if len(cuts) > 1 else document_path(key)


def links(
    key: str, paragraphs: Sequence[Paragraph], cuts: Sequence[slice], found: Mapping[str, tuple[Mark, ...]], words: str
) -> tuple[PortionLink, ...]:
    """The portions, each with how often it holds what is looked for."""
    counts = [sum(len(found.get(p.id, ())) for p in paragraphs[cut]) for cut in cuts]
    return tuple(
        PortionLink(n, document_path(key, portion=n, words=words), count) for n, count in enumerate(counts, start=1)
    )
