"""Lists of an OpenDocument text: which list and level a paragraph belongs to, and which list goes on with which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from mandate_qa.reading.counting import LEVELS, Counter, List
from mandate_qa.reading.flow import Mark
from mandate_qa.reading.odt.names import TEXT, XML_ID, count
from mandate_qa.reading.odt.styles import OUTLINE, Styles


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a paragraph stands."""

    list: str
    """Name of the list; lists that go on with one another share it."""
    style: str | None
    """Name of its list style; None where the paragraphs say which."""
    level: int
    """0 outermost."""
    start: int | None = None
    """Number the item is to have, where it says so."""
    numbered: bool = True
    """False for headers of lists and for what follows the first paragraph of an item."""


class Lists:
    """The lists of one text, in order, and their count."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counter = Counter()
        self._known: dict[str, str] = {}
        """Id of a list → name of what it goes on with."""
        self._last: tuple[str, str | None] = ("", None)
        self._made = 0

    def enter(self, element: Element, around: Place | None) -> Place:
        """The place of the items of a list that stands in the item `around`, or in no list."""
        style = element.get(f"{TEXT}style-name")
        if around is None:
            return Place(self._name(element, style), style, 0)
        return replace(around, style=style or around.style, level=min(around.level + 1, LEVELS - 1))

    def item(self, element: Element, place: Place) -> Place:
        """The place of one item of a list: it may have a number or a style of its own, or be a mere header."""
        start = element.get(f"{TEXT}start-value", "")
        return replace(
            place,
            style=element.get(f"{TEXT}style-override") or place.style,
            start=int(start) if start.isdecimal() else None,
            numbered=element.tag == f"{TEXT}list-item",
        )

    def mark(self, place: Place, paragraph_style: str | None) -> Mark | None:
        """The mark of a paragraph in a list; counts it."""
        style = place.style or self._styles.list_style(paragraph_style)
        if not style or not place.numbered:
            return None
        found = List(place.list, place.list, self._styles.levels(style))
        return self._counter.next(found, place.level, place.start)

    def heading_mark(self, element: Element, level: int) -> Mark | None:
        """The mark of a heading that stands in no list, by the numbering of headings; counts it."""
        levels = self._styles.levels(OUTLINE)
        style = element.get(f"{TEXT}style-name")
        own = self._styles.list_style(style)
        if own == "" or element.get(f"{TEXT}is-list-header") == "true" or not levels:
            return None
        restarts = element.get(f"{TEXT}restart-numbering") == "true"
        start = count(element, f"{TEXT}start-value", 1) if restarts else None
        return self._counter.next(List(OUTLINE, OUTLINE, levels), level - 1, start)

    def indent(self, place: Place, paragraph_style: str | None) -> int | None:
        """Distance of the mark from the margin by its list style."""
        style = place.style or self._styles.list_style(paragraph_style) or ""
        level = self._styles.levels(style).get(place.level)
        return level.indent if level else None

    def _name(self, element: Element, style: str | None) -> str:
        """Name of an outermost list: its own, or that of the list it goes on with."""
        self._made += 1
        name = f"list {self._made}"
        followed = element.get(f"{TEXT}continue-list")
        if followed in self._known:
            name = self._known[followed]
        elif element.get(f"{TEXT}continue-numbering") == "true" and self._last[0] and self._last[1] == style:
            name = self._last[0]
        self._last = (name, style)
        if (identifier := element.get(XML_ID)) is not None:
            self._known[identifier] = name
        return name
