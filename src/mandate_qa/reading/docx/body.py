"""The text of a Word document, top to bottom → paragraphs, tables and notes as Word shows them.

Knows what may stand in the text and in what order it is read. What a paragraph says is `runs`' business, its number
`counting`'s, how a table is merged `grids`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mandate_qa.reading.counting import Counter
from mandate_qa.reading.docx.grids import Slot, slots
from mandate_qa.reading.docx.names import MC, W, chosen, number, switch, value
from mandate_qa.reading.docx.notes import Notes
from mandate_qa.reading.docx.package import Package
from mandate_qa.reading.docx.runs import Runs, Words
from mandate_qa.reading.docx.styles import indent, switched
from mandate_qa.reading.flow import Flow, FlowCell, FlowNote, FlowParagraph, FlowTable

_AROUND = {W + name for name in ("customXml", "ins", "moveTo")}
_GALLERIES = ("table of contents", "table of figures", "bibliographies")
_CONTENTS_STYLES = (*(f"toc {n}" for n in range(1, 10)), "toc heading", "table of figures", "table of authorities")


@dataclass(slots=True)
class _Story:
    """Text that is counted and whose fields are read by themselves: the body, a text box, a note."""

    runs: Runs
    counter: Counter
    carried: Words | None = None
    """Words of a paragraph whose end was deleted, so that they stand before those of the next."""


class Body:
    """Reads the text of one document, once."""

    def __init__(self, package: Package) -> None:
        self._styles = package.styles
        self._numbering = package.numbering
        texts = {kind: package.notes(kind) for kind in ("footnote", "endnote")}
        self._notes = Notes(texts, package.settings)

    def flow(self, elements: Iterable[Element]) -> Iterator[Flow]:
        """What these elements of the body, or of a text box, show."""
        story = _Story(Runs(self._styles, self._notes), Counter())
        yield from self._walk(elements, story)
        if story.carried is not None:
            yield from self._shown(story.carried)

    def _walk(self, elements: Iterable[Element], story: _Story, *, contents: bool = False) -> Iterator[Flow]:
        for element in elements:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, story, contents=contents)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, story)
            elif element.tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                listed = contents or _lists_contents(element)
                yield from self._walk(content if content is not None else (), story, contents=listed)
            elif element.tag in _AROUND:
                yield from self._walk(element, story, contents=contents)
            elif element.tag == f"{MC}AlternateContent":
                yield from self._walk(chosen(element), story, contents=contents)

    def _paragraph(self, element: Element, story: _Story, *, contents: bool) -> Iterator[Flow]:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        outline = self._outline(properties, style)
        if outline:
            story.runs.fields.close()
        words = _together(story.carried, story.runs.read(element, style))
        story.carried = words if _runs_on(properties) else None
        if story.carried is not None or (not words.text.strip() and self._hides_end(properties, style)):
            return
        found = self._numbering.of(properties, style)
        paragraph = FlowParagraph(
            words.text,
            mark=story.counter.next(*found) if found else None,
            indent=self._indent(properties, style, found[0].level(found[1]).indent if found else None),
            outline=outline,
            title=self._styles.is_called(style, "title"),
            caption=self._styles.is_called(style, "caption"),
            bold=words.bold,
            contents=contents or words.contents or self._styles.is_called(style, *_CONTENTS_STYLES),
            notes=tuple(words.notes),
        )
        yield from self._shown(words, paragraph)

    def _shown(self, words: Words, paragraph: FlowParagraph | None = None) -> Iterator[Flow]:
        """A paragraph, the notes whose marks stand in it, and what is in its text boxes."""
        yield paragraph or FlowParagraph(words.text, bold=words.bold, notes=tuple(words.notes))
        for count, note in self._notes.take_cited():
            yield FlowNote(count, tuple(self._walk(note, _Story(Runs(self._styles, None), Counter()))))
        for box in words.boxes:
            yield from self.flow(box)

    def _table(self, element: Element, story: _Story) -> Iterator[Flow]:
        if story.carried is not None:
            carried, story.carried = story.carried, None
            yield from self._shown(carried)
        found, headers = slots(element)
        yield FlowTable(tuple(self._cell(slot, story) for slot in found), headers)

    def _cell(self, slot: Slot, story: _Story) -> FlowCell:
        content = tuple(self._walk(slot.cell, story))
        return FlowCell(slot.row, slot.column, content, slot.height, slot.width)

    # -- properties --------------------------------------------------------------------------------------------------

    def _outline(self, properties: Element | None, style: str | None) -> int:
        """Heading level, by the paragraph itself or else by its style."""
        level = number(properties, "outlineLvl")
        if level is None:
            return self._styles.outline(style)
        return level + 1 if 0 <= level < 9 else 0

    def _indent(self, properties: Element | None, style: str | None, numbered: int | None) -> int:
        """Distance from the margin, by the paragraph itself, its list level, or its style."""
        styled = (indent(s.properties) for s in self._styles.chain(style))
        return next((found for found in (indent(properties), numbered, *styled) if found is not None), 0)

    def _hides_end(self, properties: Element | None, style: str | None) -> bool:
        """Whether the end of a paragraph is hidden, so that an empty one is not there at all."""
        run = properties.find(f"{W}rPr") if properties is not None else None
        direct = switch(run, "vanish")
        return switched(self._styles.chain(style), "vanish") if direct is None else direct


def _lists_contents(control: Element) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = value(control, "sdtPr", "docPartObj", "docPartGallery") or ""
    return gallery.lower() in _GALLERIES


def _runs_on(properties: Element | None) -> bool:
    """Whether a paragraph goes on in the next: its end was deleted, or it is the large first letter of it."""
    if properties is None:
        return False
    frame = properties.find(f"{W}framePr")
    if frame is not None and frame.get(f"{W}dropCap", "none") != "none":
        return True
    run = properties.find(f"{W}rPr")
    return run is not None and any(run.find(W + name) is not None for name in ("del", "moveFrom"))


def _together(before: Words | None, after: Words) -> Words:
    """The words of two paragraphs that became one."""
    if before is None:
        return after
    return Words(
        before.text + after.text,
        before.notes + after.notes,
        before.boxes + after.boxes,
        before.bold and after.bold,
        before.contents or after.contents,
    )
