"""What a browser shows before the items of a list: numbers, letters, roman numbers, dots.

Counts as browsers do: `start`, `reversed`, `value` of an item, and the style of the list or of one item.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from mandate_qa.reading.numerals import counted_letters, roman

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+(?:\s+[\w-]+)*)", re.IGNORECASE)
_OF_TYPE = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = frozenset("disc circle square disclosure-closed disclosure-open".split())
_NO_MARKS = frozenset("legislative-list list-unstyled no-bullets footnotes-list".split())
"""Classes of lists whose items, and those of lists in them, bring what they are known by in their own words."""
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})")


class ListMarks:
    """The marks of one list, item by item."""

    def __init__(self, node: LexborNode, above: ListMarks | None = None) -> None:
        self.ordered = node.tag == "ol"
        named = not _NO_MARKS.isdisjoint(node.attrs.sget("class").lower().split())
        self.unmarked: bool = named or (above is not None and above.unmarked)
        self.style = "none" if self.unmarked else style_of(node, "decimal" if self.ordered else "disc")
        self._step = -1 if self.ordered and "reversed" in node.attrs else 1
        items = sum(child.tag == "li" for child in node.iter()) if self._step < 0 else 1
        start = integer(node, "start") if self.ordered else None
        self._next = items if start is None else start

    def mark(self, item: LexborNode) -> str:
        """What stands before the next item: "3.", "c.", "iv."; "-" for a dot; "" for nothing."""
        value = integer(item, "value") if self.ordered else None
        number = self._next if value is None else value
        self._next = number + self._step
        style = style_of(item, self.style)
        if style == "none":
            return ""
        return "-" if style in _BULLETS else f"{written(number, style)}."


def style_of(node: LexborNode, inherited: str) -> str:
    """The style of a list or an item by CSS's names, from its own attributes or else `inherited`."""
    declared = _STYLE.search(node.attrs.sget("style"))
    for word in declared[1].lower().split() if declared else ():
        if word not in ("inside", "outside", "inherit", "initial"):
            return word
    named = node.attrs.sget("type").strip()
    return _OF_TYPE.get(named) or (named.lower() if named.lower() in _BULLETS else inherited)


def written(number: int, style: str) -> str:
    """`number` in a style, in digits where the style cannot write it or is none of these."""
    match style:
        case "lower-alpha" | "lower-latin":
            text = counted_letters(number)
        case "upper-alpha" | "upper-latin":
            text = (counted_letters(number) or "").upper()
        case "lower-roman":
            text = roman(number)
        case "upper-roman":
            text = (roman(number) or "").upper()
        case "decimal-leading-zero":
            text = f"{number:02d}"
        case _:
            text = None
    return text or str(number)


def integer(node: LexborNode, name: str) -> int | None:
    """An attribute as browsers read a whole number; None where there is none."""
    found = _INTEGER.match(node.attrs.sget(name))
    return int(found[1]) if found else None


def is_contents(node: LexborNode) -> bool:
    """Whether a list is a table of contents: three or more items, and nothing in them but links within the page."""
    links = node.css("a[href^='#']")
    if len(links) < 3:
        return False
    return _letters(node.text()) == "".join(_letters(link.text()) for link in links)


def _letters(text: str) -> str:
    return "".join(text.split())
