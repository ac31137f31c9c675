"""Names of WordprocessingML elements, and the few ways their values are written."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_OFF = ("0", "false", "off", "none")


def value(parent: Element | None, *names: str) -> str | None:
    """The `w:val` of the element that a path of names leads to; None when a step is missing."""
    for name in names:
        parent = parent.find(W + name) if parent is not None else None
    return parent.get(f"{W}val") if parent is not None else None


def number(parent: Element | None, *names: str) -> int | None:
    """The same as a whole number; None when it is missing or none."""
    return whole(value(parent, *names))


def whole(text: str | None) -> int | None:
    """A whole number as attributes write it, None for anything else."""
    try:
        return int(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether a property is on: there without a value or with a true one; None when it is not there at all."""
    found = parent.find(W + name) if parent is not None else None
    if found is None:
        return None
    return found.get(f"{W}val", "true").lower() not in _OFF


def chosen(alternatives: Element) -> Iterator[Element]:
    """The children of the first of several ways to show something (`mc:AlternateContent`), or of the fallback."""
    choice = alternatives.find(f"{MC}Choice")
    if choice is None:
        choice = alternatives.find(f"{MC}Fallback")
    if choice is not None:
        yield from choice
