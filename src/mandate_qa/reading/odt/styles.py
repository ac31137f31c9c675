"""Styles of an OpenDocument text: what paragraphs and words inherit, and how lists and headings are numbered."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mandate_qa.reading.odt.list_styles import Levels, levels_of
from mandate_qa.reading.odt.names import FO, STYLE, TEXT, indent

OUTLINE = "\x00outline"
"""Name of the style that numbers headings; no style of a document can be called so."""

_DEEPEST = 32
"""Styles a style may be based on, one after another; more would be a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself."""

    name: str
    parent: str | None
    list_style: str | None
    """Name of its list style, "" where it takes numbers away, None where it says nothing."""
    paragraph: Element | None
    words: Element | None


class Styles:
    """The styles of a text; every question is answered by the style or the nearest one it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self._lists: dict[str, Levels] = {OUTLINE: {}}
        self._hidden_sections: set[str] = set()
        for container in root if root is not None else ():
            for element in container:
                self.add(element)

    def add(self, element: Element) -> bool:
        """Take a style into account; False when the element is none."""
        if element.tag == f"{STYLE}style":
            family, name = element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")
            self._styles[family, name] = _style(element)
        elif element.tag == f"{TEXT}list-style":
            self._lists[element.get(f"{STYLE}name", "")] = levels_of(element)
        elif element.tag == f"{TEXT}outline-style":
            self._lists[OUTLINE] = levels_of(element)
        else:
            return element.tag.startswith(STYLE)
        return True

    def levels(self, list_style: str) -> Levels:
        """The levels of a list style, by level from 0; none when it is not defined."""
        return self._lists.get(list_style, {})

    def chain(self, name: str | None, family: str = "paragraph") -> list[Style]:
        """A style and those it is based on, nearest first."""
        climbed: list[Style] = []
        while name is not None and (family, name) in self._styles and len(climbed) < _DEEPEST:
            climbed.append(self._styles[family, name])
            name = climbed[-1].parent
        return climbed

    def list_style(self, name: str | None) -> str | None:
        """List style of a paragraph style, "" where it takes numbers away, None where nothing is said."""
        return next((style.list_style for style in self.chain(name) if style.list_style is not None), None)

    def is_called(self, name: str | None, *names: str) -> bool:
        """Whether a paragraph style or one it is based on has one of these names, in lower case."""
        return any(style.name.lower() in names for style in self.chain(name))

    def indent(self, name: str | None) -> int | None:
        """Distance of the first character of a paragraph from the margin; None where nothing is said."""
        for style in self.chain(name):
            if style.paragraph is not None and style.paragraph.get(f"{FO}margin-left") is not None:
                return indent(style.paragraph)
        return None


def words_say(chain: list[Style], attribute: str) -> str | None:
    """What the nearest style says of an attribute of words."""
    said = (style.words.get(attribute) for style in chain if style.words is not None)
    return next((value for value in said if value is not None), None)


def _style(element: Element) -> Style:
    return Style(
        element.get(f"{STYLE}name", "").replace("_20_", " "),
        element.get(f"{STYLE}parent-style-name"),
        element.get(f"{STYLE}list-style-name"),
        element.find(f"{STYLE}paragraph-properties"),
        element.find(f"{STYLE}text-properties"),
    )
