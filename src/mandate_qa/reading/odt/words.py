"""What stands in a paragraph of an OpenDocument text → its words as shown, the notes and text boxes tied to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mandate_qa.reading.odt.names import DRAW, FO, OFFICE, STYLE, TABLE, TEXT, count
from mandate_qa.reading.odt.styles import Style, Styles, words_say
from mandate_qa.reading.symbols import readable

_BLANKS = re.compile(r"[ \t\r\n]+")
_RAISED = re.compile(r"[0-9+\-−() ]+")
_SUPERSCRIPTS = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_LEFT_OUT = {TEXT + name for name in ("number", "hidden-text", "script", "ruby-text", "note-citation")}
_LEFT_OUT |= {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}tracked-changes"}
_BOLD = ("bold", "600", "700", "800", "900")


@dataclass(slots=True)
class Words:
    """What a paragraph shows."""

    text: str = ""
    """Tabs and line breaks kept as such."""
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes and shapes with text that are tied to it."""
    bold: bool = True
    """Whether no word is set in anything but bold."""


class WordReader:
    """Reads paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._words = Words()

    def read(self, paragraph: Element) -> Words:
        """What a paragraph shows; blanks at its beginning and after other blanks are layout and count for nothing."""
        self._words = Words()
        chain = self._styles.chain(paragraph.get(f"{TEXT}style-name"))
        self._inside(paragraph, chain)
        return self._words

    def _inside(self, parent: Element, chain: list[Style]) -> None:
        self._add(parent.text, chain)
        for child in parent:
            self._piece(child, chain)
            self._add(child.tail, chain)

    def _piece(self, child: Element, chain: list[Style]) -> None:
        if child.tag in _LEFT_OUT:
            return
        if child.tag == f"{TEXT}span":
            style = self._styles.chain(child.get(f"{TEXT}style-name"), "text")
            self._inside(child, [*style, *chain])
        elif child.tag == f"{TEXT}note":
            self._words.notes.append(child)
        elif child.tag.startswith(DRAW):
            self._words.boxes += text_boxes(child)
        elif child.tag == f"{TEXT}s":
            self._words.text += " " * count(child, f"{TEXT}c", 1)
        elif child.tag == f"{TEXT}tab":
            self._words.text += "\t"
        elif child.tag == f"{TEXT}line-break":
            self._words.text += "\n"
        else:
            self._inside(child, chain)

    def _add(self, text: str | None, chain: list[Style]) -> None:
        """Add characters, unless they are hidden."""
        if not text or words_say(chain, f"{TEXT}display") == "none":
            return
        text = _BLANKS.sub(" ", text)
        text = text.lstrip(" ") if not self._words.text or self._words.text[-1].isspace() else text
        if text.strip():
            self._words.bold = self._words.bold and words_say(chain, f"{FO}font-weight") in _BOLD
            if (words_say(chain, f"{STYLE}text-position") or "").startswith("super") and _RAISED.fullmatch(text):
                text = text.translate(_SUPERSCRIPTS)
        self._words.text += readable(text, words_say(chain, f"{STYLE}font-name") or "")


def text_boxes(drawing: Element) -> Iterator[Element]:
    """What holds text in a drawing: text boxes, and shapes that hold it themselves."""
    if any(child.tag in (f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table") for child in drawing):
        yield drawing
        return
    for child in drawing:
        if child.tag.startswith(DRAW):
            yield from text_boxes(child)
