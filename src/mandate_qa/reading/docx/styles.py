"""Styles of a Word document: what a paragraph or a run inherits when it does not say so itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mandate_qa.reading.docx.names import W, number, switch, value, whole

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|nagłówek|nadpis|otsikko|заголовок)\s*([1-9])",
    re.IGNORECASE,
)
_BODY_TEXT = 9
"""Outline level that stands for none."""
_DEEPEST = 32
"""Styles a style may be based on, one after another; more would be a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; None where it says nothing."""

    id: str
    name: str
    based_on: str | None
    properties: Element | None
    """`w:pPr`"""
    run: Element | None
    """`w:rPr`"""


class Styles:
    """The styles of a document, by id; every question is answered by the style or the nearest one it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = list(root.iter(f"{W}style")) if root is not None else []
        self._styles = {style.id: style for style in map(_style, found)}
        defaults = [style for style in found if switch_attribute(style, "default")]
        self._default = next((s.get(f"{W}styleId") for s in defaults if s.get(f"{W}type") == "paragraph"), None)
        self._chains: dict[str, tuple[Style, ...]] = {}

    def chain(self, identifier: str | None) -> tuple[Style, ...]:
        """A style and those it is based on, nearest first; the default paragraph style where none is named."""
        key = identifier if identifier in self._styles else self._default
        if key is None:
            return ()
        if key not in self._chains:
            self._chains[key] = self._climb(key)
        return self._chains[key]

    def character(self, identifier: str | None) -> tuple[Style, ...]:
        """The same for the style of a run, which has no default."""
        return self.chain(identifier) if identifier in self._styles else ()

    def outline(self, identifier: str | None) -> int:
        """Heading level of a paragraph style, 1 highest, 0 for none; by its outline level, or else by its name."""
        for style in self.chain(identifier):
            level = number(style.properties, "outlineLvl")
            if level is not None:
                return level + 1 if 0 <= level < _BODY_TEXT else 0
            named = _HEADING.fullmatch(style.name.strip())
            if named:
                return int(named[1])
        return 0

    def is_called(self, identifier: str | None, *names: str) -> bool:
        """Whether a style or one it is based on has one of these names, in lower case."""
        return any(style.name.lower() in names for style in self.chain(identifier))

    def number_of(self, identifier: str) -> str | None:
        """Id of the numbering that a style asks for."""
        return next((found for s in self.chain(identifier) if (found := value(s.properties, "numPr", "numId"))), None)

    def _climb(self, identifier: str) -> tuple[Style, ...]:
        climbed: list[Style] = []
        at: str | None = identifier
        while at in self._styles and len(climbed) < _DEEPEST:
            climbed.append(self._styles[at])
            at = climbed[-1].based_on
        return tuple(climbed)


def switched(chain: tuple[Style, ...], name: str) -> bool:
    """Whether a run property is on in the nearest style that speaks of it."""
    return next((on for style in chain if (on := switch(style.run, name)) is not None), False)


def indent(properties: Element | None) -> int | None:
    """Distance of the first character from the margin in twentieths of a point; None where nothing is said."""
    found = properties.find(f"{W}ind") if properties is not None else None
    if found is None:
        return None
    left = whole(found.get(f"{W}left") or found.get(f"{W}start")) or 0
    first = whole(found.get(f"{W}firstLine")) or 0
    hanging = whole(found.get(f"{W}hanging")) or 0
    return left - hanging if hanging else left + first


def switch_attribute(element: Element, name: str) -> bool:
    """Whether an attribute is set to true."""
    return element.get(W + name, "0").lower() in ("1", "true", "on")


def _style(element: Element) -> Style:
    return Style(
        element.get(f"{W}styleId", ""),
        value(element, "name") or "",
        value(element, "basedOn"),
        element.find(f"{W}pPr"),
        element.find(f"{W}rPr"),
    )
