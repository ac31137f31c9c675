"""The text of an OpenDocument text, top to bottom → paragraphs, tables and notes as programs show them.

Knows what may stand in the text and in what order it is read. What a paragraph says is `words`' business, its number
`lists`'s, how a table is merged `grids`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from mandate_qa.reading.flow import Flow, FlowCell, FlowNote, FlowParagraph, FlowTable, Mark
from mandate_qa.reading.odt.grids import slots
from mandate_qa.reading.odt.lists import Lists, Place
from mandate_qa.reading.odt.names import DRAW, TABLE, TEXT, count
from mandate_qa.reading.odt.styles import Styles
from mandate_qa.reading.odt.words import WordReader, text_boxes

_INDICES = {
    TEXT + name
    for name in (
        "table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography"
    ).split()
}
_TITLES = ("title",)
_CONTENTS = ("contents heading", *(f"contents {n}" for n in range(1, 11)))
_CAPTIONS = ("caption", "table", "illustration", "figure")


class Body:
    """Reads the text of one document, once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._reader = WordReader(styles)
        self._feet: set[int] = set()
        self._apart = 0

    def flow(self, elements: Iterable[Element]) -> Iterator[Flow]:
        """What these elements show; styles among them are taken into account from there on."""
        yield from self._walk(elements, Lists(self._styles))

    def _walk(
        self, elements: Iterable[Element], lists: Lists, place: Place | None = None, *, contents: bool = False
    ) -> Iterator[Flow]:
        for element in elements:
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(element, lists, place, contents=contents)
                place = replace(place, numbered=False) if place else None
            elif element.tag == f"{TEXT}list":
                yield from self._list(element, lists, place, contents=contents)
            elif element.tag == f"{TABLE}table":
                yield self._table(element, lists)
            elif element.tag == f"{TEXT}section" and element.get(f"{TEXT}display") != "none":
                yield from self._walk(element, lists, contents=contents)
            elif element.tag in _INDICES:
                yield from self._walk(element.findall(f"{TEXT}index-body"), lists, contents=True)
            elif element.tag in (f"{TEXT}index-body", f"{TEXT}index-title"):
                yield from self._walk(element, lists, contents=True)
            elif element.tag == f"{TEXT}numbered-paragraph":
                yield from self._walk(element, lists, _numbered_place(element), contents=contents)
            elif element.tag.startswith(DRAW):
                for box in text_boxes(element):
                    yield from self.flow(box)
            else:
                self._styles.add(element)

    def _list(self, element: Element, lists: Lists, around: Place | None, *, contents: bool) -> Iterator[Flow]:
        place = lists.enter(element, around)
        for item in element:
            yield from self._walk(item, lists, lists.item(item, place), contents=contents)

    def _paragraph(self, element: Element, lists: Lists, place: Place | None, *, contents: bool) -> Iterator[Flow]:
        style = element.get(f"{TEXT}style-name")
        if _is_hidden(element):
            return
        words = self._reader.read(element)
        numbers = tuple(map(self._number, words.notes))
        heading = count(element, f"{TEXT}outline-level", 1) if element.tag == f"{TEXT}h" else 0
        yield FlowParagraph(
            words.text,
            mark=_mark(element, lists, place, heading),
            indent=self._indent(lists, place, style),
            outline=heading,
            title=self._styles.is_called(style, *_TITLES),
            caption=self._styles.is_called(style, *_CAPTIONS),
            bold=words.bold,
            contents=contents or self._styles.is_called(style, *_CONTENTS),
            notes=numbers,
        )
        for number, note in zip(numbers, words.notes, strict=True):
            yield FlowNote(number, tuple(self.flow(note.findall(f"{TEXT}note-body/*"))))
        for box in words.boxes:
            yield from self.flow(box)

    def _table(self, element: Element, lists: Lists) -> FlowTable:
        found, headers = slots(element)
        read: dict[int, tuple[Flow, ...]] = {}
        for slot in found:
            if id(slot.cell) not in read:
                read[id(slot.cell)] = tuple(self._walk(slot.cell, lists))
        cells = (FlowCell(slot.row, slot.column, read[id(slot.cell)], slot.height, slot.width) for slot in found)
        return FlowTable(tuple(cells), headers)

    def _number(self, note: Element) -> int:
        """Number of a note as printed, or one counted apart, from −1 down, where that is no number of its own."""
        printed = "".join(note.findtext(f"{TEXT}note-citation") or "").strip()
        foot = note.get(f"{TEXT}note-class", "footnote") == "footnote"
        if foot and printed.isdecimal() and int(printed) not in self._feet:
            self._feet.add(int(printed))
            return int(printed)
        self._apart -= 1
        return self._apart

    def _indent(self, lists: Lists, place: Place | None, style: str | None) -> int:
        """Distance from the margin, by the list level or the paragraph style."""
        listed = lists.indent(place, style) if place else None
        return next((found for found in (listed, self._styles.indent(style)) if found is not None), 0)


def _mark(element: Element, lists: Lists, place: Place | None, heading: int) -> Mark | None:
    """The number or bullet of a paragraph."""
    style = element.get(f"{TEXT}style-name")
    if place is not None:
        return lists.mark(place, style)
    return lists.heading_mark(element, heading) if heading else None


def _numbered_place(element: Element) -> Place:
    """The place of a paragraph that names its list itself."""
    level = count(element, f"{TEXT}level", 1) - 1
    start = element.get(f"{TEXT}start-value", "")
    name = element.get(f"{TEXT}list-id", "")
    return Place(name, element.get(f"{TEXT}style-name"), max(level, 0), int(start) if start.isdecimal() else None)


def _is_hidden(paragraph: Element) -> bool:
    """Whether a paragraph says that it is not shown."""
    return any(mark.get(f"{TEXT}is-hidden") == "true" for mark in paragraph.iter(f"{TEXT}hidden-paragraph"))
