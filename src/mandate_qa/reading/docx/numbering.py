"""Numbering definitions of a Word document: how each level of each list counts and what it prints.

Knows what `numbering.xml` says and which list and level a paragraph belongs to; counting is `counting`'s business.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from mandate_qa.reading.counting import Level, List
from mandate_qa.reading.docx.names import W, chosen, number, switch, value, whole
from mandate_qa.reading.docx.styles import Style, Styles, indent

_DEEPEST = 8
"""Deepest of the nine levels of a list."""
_NONE = "0"
"""Id of the numbering that takes numbers away."""


class Numbering:
    """The lists of a document, by the id that paragraphs and styles name."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        definitions = root.findall(f"{W}abstractNum") if root is not None else []
        instances = root.findall(f"{W}num") if root is not None else []
        self._definitions = {element.get(f"{W}abstractNumId", ""): element for element in definitions}
        self._instances = {element.get(f"{W}numId", ""): element for element in instances}
        self._lists: dict[str, List | None] = {}

    def of(self, properties: Element | None, style: str | None) -> tuple[List, int] | None:
        """The list and level of a paragraph with these properties in this style; None when it has no number.

        What the paragraph says goes before its style; in a style, the level is the one that is tied to the style.
        """
        identifier = value(properties, "numPr", "numId")
        level = number(properties, "numPr", "ilvl")
        chain = self._styles.chain(style)
        inherited = identifier is None
        identifier = identifier or next((n for s in chain if (n := value(s.properties, "numPr", "numId"))), None)
        found = self.list(identifier) if identifier not in (None, _NONE) else None
        if found is None:
            return None
        if level is None:
            level = _tied(found, chain) if inherited or chain else 0
        return found, min(max(level, 0), _DEEPEST)

    def list(self, identifier: str | None) -> List | None:
        """A list by its id, None when nothing defines it."""
        key = identifier or ""
        if key not in self._lists:
            self._lists[key] = self._read(key)
        return self._lists[key]

    def _read(self, identifier: str) -> List | None:
        instance = self._instances.get(identifier)
        shared, definition = self._definition(value(instance, "abstractNumId") or "", 0)
        if instance is None or definition is None:
            return None
        levels = _levels(definition)
        starts = {}
        for override in instance.findall(f"{W}lvlOverride"):
            n = whole(override.get(f"{W}ilvl")) or 0
            levels.update(_levels(override))
            start = number(override, "startOverride")
            if start is not None:
                starts[n] = start
        return List(identifier, shared, levels, starts)

    def _definition(self, identifier: str, depth: int) -> tuple[str, Element | None]:
        """A definition with its id; one that only names a list style leads to the definition of that style."""
        definition = self._definitions.get(identifier)
        linked = value(definition, "numStyleLink")
        if linked and depth <= _DEEPEST:
            instance = self._instances.get(self._styles.number_of(linked) or "")
            if instance is not None:
                return self._definition(value(instance, "abstractNumId") or "", depth + 1)
        return identifier, definition


def _tied(found: List, chain: tuple[Style, ...]) -> int:
    """The level that is tied to a style or to the nearest one it is based on, else the level that one names."""
    for style in chain:
        for n, level in found.levels.items():
            if level.paragraph_style == style.id:
                return n
        named = number(style.properties, "numPr", "ilvl")
        if named is not None:
            return named
    return 0


def _levels(parent: Element) -> dict[int, Level]:
    return {whole(element.get(f"{W}ilvl")) or 0: _level(element) for element in parent.findall(f"{W}lvl")}


def _level(element: Element) -> Level:
    style, digits = _number_style(element)
    text = element.find(f"{W}lvlText")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return Level(
        start=number(element, "start") or 0,  # 0 where nothing is said: ECMA-376 part 1, 17.9.25
        style=style,
        digits=digits,
        text=text.get(f"{W}val", "") if text is not None else "",
        restart=number(element, "lvlRestart"),
        legal=bool(switch(element, "isLgl")),
        font=(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else "",
        indent=indent(element.find(f"{W}pPr")),
        paragraph_style=value(element, "pStyle") or "",
    )


def _number_style(element: Element) -> tuple[str, int]:
    """How a level's number is written, and the digits of a custom style such as "001, 002, 003, ..."."""
    for child in element:
        for found in chosen(child) if child.tag.endswith("}AlternateContent") else (child,):
            if found.tag == f"{W}numFmt":
                style = found.get(f"{W}val", "decimal")
                first = found.get(f"{W}format", "").split(",")[0].strip()
                return ("decimal", len(first)) if style == "custom" and first.isdecimal() else (style, 0)
    return "decimal", 0
