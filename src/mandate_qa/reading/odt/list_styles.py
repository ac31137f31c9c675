"""List styles of an OpenDocument text: how each level counts and what it prints."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from mandate_qa.reading.counting import Level
from mandate_qa.reading.odt.names import FO, LOEXT, STYLE, TEXT, count, indent, twips

Levels = dict[int, Level]
"""By level, 0 outermost."""

_NUMBER_STYLES = {"1": "decimal", "a": "lowerLetterCounted", "A": "upperLetterCounted", "i": "lowerRoman"}
_NUMBER_STYLES |= {"I": "upperRoman", "": "none", "1st": "ordinal", "One": "cardinalText", "First": "ordinalText"}
_IN_STEP = {"a": "lowerLetter", "A": "upperLetter"}
"""Letters that go on after z as aa, bb, cc."""
_PLACES = re.compile(r"%(\d{1,2})%")


def levels_of(definition: Element) -> Levels:
    """The levels of a list style, with what each prints."""
    levels: Levels = {}
    found = {count(element, f"{TEXT}level", 1) - 1: element for element in definition}
    styles = {n: _number_style(element) for n, element in found.items()}
    for n, element in found.items():
        position = element.find(f"{STYLE}list-level-properties")
        aligned = position.find(f"{STYLE}list-level-label-alignment") if position is not None else None
        fonts = element.find(f"{STYLE}text-properties")
        font = (fonts.get(f"{FO}font-family") or fonts.get(f"{STYLE}font-name") or "") if fonts is not None else ""
        levels[n] = Level(
            start=count(element, f"{TEXT}start-value", 1),
            style=styles[n],
            digits=_digits(element),
            text=_bullet(element) if styles[n] == "bullet" else _printed(element, n, styles),
            font=font,
            indent=indent(aligned) if aligned is not None else _old_indent(position),
        )
    return levels


def _number_style(element: Element) -> str:
    """How the numbers of a level are written, "bullet" for a bullet or a picture of one."""
    if not element.tag.endswith(("list-level-style-number", "outline-level-style")):
        return "bullet"
    wanted = element.get(f"{STYLE}num-format", "")
    if element.get(f"{STYLE}num-letter-sync") == "true" and wanted in _IN_STEP:
        return _IN_STEP[wanted]
    return _NUMBER_STYLES.get(_first(wanted), "decimal")


def _first(wanted: str) -> str:
    """The number format by its first number, as in "1st, 2nd, 3rd, ..."."""
    return wanted.split(",")[0].strip()


def _digits(element: Element) -> int:
    """Digits that numbers are filled up to, for a format such as "01, 02, 03, ..."."""
    first = _first(element.get(f"{STYLE}num-format", ""))
    return len(first) if first.isdecimal() and len(first) > 1 else 0


def _bullet(element: Element) -> str:
    """The mark of a bullet; a picture counts as a dot."""
    return element.get(f"{TEXT}bullet-char", "•" if element.tag.endswith("list-level-style-image") else "")


def _printed(element: Element, n: int, styles: dict[int, str]) -> str:
    """What a numbered level prints, in the way `Level.text` has it; nothing when the level itself has no number."""
    if styles[n] == "none":
        return element.get(f"{STYLE}num-prefix", "") + element.get(f"{STYLE}num-suffix", "")
    written = element.get(f"{LOEXT}num-list-format")
    if written is not None:
        return _PLACES.sub(r"%\1", written)
    shown = range(n + 1 - count(element, f"{TEXT}display-levels", 1), n + 1)
    places = ".".join(f"%{m + 1}" for m in shown if styles.get(m, "none") not in ("none", "bullet"))
    return f"{element.get(f'{STYLE}num-prefix', '')}{places}{element.get(f'{STYLE}num-suffix', '')}"


def _old_indent(position: Element | None) -> int | None:
    """The indent as texts before OpenDocument 1.2 wrote it."""
    return twips(position.get(f"{TEXT}space-before")) if position is not None else None
