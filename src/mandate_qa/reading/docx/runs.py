"""What stands in a Word paragraph → its words as shown, the notes and text boxes that are tied to it.

Knows runs and what may be around them (links, content controls, tracked changes, fields). What kind of paragraph it is
is `body`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mandate_qa.reading.docx.fields import Fields
from mandate_qa.reading.docx.formulas import formula
from mandate_qa.reading.docx.names import MC, M, W, chosen, switch, value
from mandate_qa.reading.docx.notes import Notes
from mandate_qa.reading.docx.styles import Style, Styles, switch_attribute, switched
from mandate_qa.reading.symbols import readable, symbol

_AROUND = {W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo")}
_BLANKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_RAISED = re.compile(r"[0-9+\-−() ]+")
_SUPERSCRIPTS = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


@dataclass(slots=True)
class Words:
    """What a paragraph shows."""

    text: str = ""
    """Tabs and line breaks kept as such."""
    notes: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Contents of text boxes that are tied to it (`w:txbxContent`)."""
    bold: bool = True
    """Whether no word is set in anything but bold."""
    contents: bool = False
    """Whether a part of it belongs to a table of contents."""


class Runs:
    """Reads the paragraphs of one story, in order: fields may reach over several."""

    def __init__(self, styles: Styles, notes: Notes | None) -> None:
        self.fields = Fields()
        self._styles = styles
        self._notes = notes
        """None inside notes, which hold none themselves."""
        self._around: tuple[Style, ...] = ()
        self._words = Words()

    def read(self, paragraph: Element, style: str | None) -> Words:
        """What a paragraph in `style` shows."""
        self._around = self._styles.chain(style)
        self._words = Words()
        self._inside(paragraph)
        self.fields.end_paragraph()
        return self._words

    def _inside(self, parent: Element) -> None:
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag in _AROUND:
                self._inside(child)
            elif child.tag == f"{W}sdt":
                self._control(child)
            elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
                self._add(formula(child))
            elif child.tag == f"{MC}AlternateContent":
                self._inside_chosen(child)

    def _inside_chosen(self, alternatives: Element) -> None:
        for piece in chosen(alternatives):
            if piece.tag == f"{W}r":
                self._run(piece)
            else:
                self._drawing(piece)

    def _control(self, control: Element) -> None:
        """The content of a content control, unless it only says what to fill in."""
        content = control.find(f"{W}sdtContent")
        if content is not None and not switch(control.find(f"{W}sdtPr"), "showingPlcHdr"):
            self._inside(content)

    def _run(self, run: Element) -> None:
        properties = run.find(f"{W}rPr")
        chain = (*self._styles.character(value(properties, "rStyle")), *self._around)
        hidden = self._is(properties, chain, "vanish")
        before = len(self._words.text)
        for piece in run:
            self._piece(piece, properties, hidden=hidden)
            if switch_attribute(piece, "customMarkFollows"):
                break  # what follows in the run is the sign that marks the note
        added = self._words.text[before:]
        if not added.strip():
            return
        self._words.bold = self._words.bold and self._is(properties, chain, "b")
        if value(properties, "vertAlign") == "superscript" and _RAISED.fullmatch(added):
            self._words.text = self._words.text[:before] + added.translate(_SUPERSCRIPTS)

    def _is(self, properties: Element | None, chain: tuple[Style, ...], name: str) -> bool:
        """Whether a run property is on, by the run itself or else by its styles."""
        direct = switch(properties, name)
        return switched(chain, name) if direct is None else direct

    def _piece(self, piece: Element, properties: Element | None, *, hidden: bool) -> None:
        """One child of a run."""
        if piece.tag == f"{W}fldChar":
            self.fields.mark(piece.get(f"{W}fldCharType"))
        elif piece.tag == f"{W}instrText":
            self.fields.instruct(piece.text or "")
        elif hidden or not self.fields.shows:
            return
        elif piece.tag == f"{W}t":
            self._add(_text(piece, properties))
        elif piece.tag in _BLANKS:
            self._add(_BLANKS[piece.tag])
        elif piece.tag == f"{W}sym":
            self._add(_symbol(piece))
        elif piece.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._cite(piece)
        elif piece.tag == f"{W}ruby":
            base = piece.find(f"{W}rubyBase")
            for run in base if base is not None else ():
                self._run(run)
        else:
            self._drawing(piece)

    def _cite(self, reference: Element) -> None:
        """A mark of a footnote or endnote."""
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        own = switch_attribute(reference, "customMarkFollows")
        cited = self._notes.cite(kind, reference.get(f"{W}id", ""), own_mark=own) if self._notes else None
        if cited is not None:
            self._words.notes.append(cited)

    def _drawing(self, drawing: Element) -> None:
        """Text boxes inside a drawing; of two ways to show one, the first."""
        if drawing.tag == f"{W}txbxContent":
            self._words.boxes.append(drawing)
            return
        for child in chosen(drawing) if drawing.tag == f"{MC}AlternateContent" else drawing:
            self._drawing(child)

    def _add(self, text: str) -> None:
        self._words.text += text
        if text.strip() and self.fields.lists_contents:
            self._words.contents = True


def _text(piece: Element, properties: Element | None) -> str:
    """The characters of a text element; blanks at its ends count only where it says so."""
    text = piece.text or ""
    if piece.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
        text = text.strip(" \t\r\n")  # a blank that does not break is a character like any other
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return readable(text, fonts.get(f"{W}ascii", "") if fonts is not None else "")


def _symbol(piece: Element) -> str:
    """A character that names its font."""
    try:
        return symbol(int(piece.get(f"{W}char", ""), 16), piece.get(f"{W}font", ""))
    except ValueError:
        return ""
