"""Text that begins with a number → the paragraph it begins, or the list item it is.

Holds the state of a walk over the blocks of a document; headings, lists and tables are `numbering`'s business, whether
a number goes on with the count is `counts`'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.counts import Counts, is_first, is_next, last_of_run
from mandate_qa.reading.labels import is_legislation
from mandate_qa.reading.marks import Mark, Style, mark_of
from mandate_qa.reading.open_paragraph import OpenParagraph
from mandate_qa.reading.outline import Outline, plural, unit_of
from mandate_qa.types import Block, BlockKind, Document, ParagraphKind, PartKind

_FIRST_BELOW = re.compile(r"\(1\)\s+(?=\S)")
_NEVER_LISTED = (Style.CODED, Style.MINUTE, Style.DEEP)
_SUBJECT = 4
"""Words among which the subject of a sentence stands."""
_SUBSECTION = 8
"""Words from which a lettered text under a heading is a paragraph rather than a list item."""


class NumberedText:
    """A walk over the blocks of one document, as far as numbers go."""

    def __init__(self, document: Document, blocks: Sequence[Block]) -> None:
        self._title = document.title.casefold()
        self._legislation = is_legislation(document)
        self._blocks = blocks
        self._marks = [_mark_of(block) for block in blocks]
        self._counts = Counts(self._marks)
        self._outline = Outline()
        self._done: list[OpenParagraph] = []
        self._open: OpenParagraph | None = None
        self._at = 0
        self._unit: str | None = None
        """Number of the section or article whose subsections may follow, "" for subsections of no section."""
        self._sub = 0
        """The last subsection."""
        self._paragraphs_of: tuple[str, ...] = ()
        """The headings of the annex whose whole numbers are paragraphs, though its title names what may be counted."""

    @property
    def _after(self) -> Block | None:
        return self._blocks[self._at + 1] if self._at + 1 < len(self._blocks) else None

    def _next_mark(self) -> Mark | None:
        """The mark of the next block that is no footnote."""
        for n in range(self._at + 1, len(self._blocks)):
            if self._blocks[n].kind is not BlockKind.FOOTNOTE:
                return self._marks[n]
        return None

    # -- ways of counting ---------------------------------------------------------------------------------------------

    def _is_whole_unit(self) -> bool:
        """Whether a section is cited as a whole, as those of laws and treaties are."""
        return self._legislation or (self._unit is not None and unit_of(self._unit) is not None)

    def _numbered(self, block: Block, mark: Mark) -> bool:
        """Take a text that begins with a number, if the number counts something here."""
        match mark.style:
            case Style.DEEP:
                return self._deep(block, mark)
            case Style.WHOLE:
                return self._whole(block, mark)
            case Style.BRACKET:
                return self._bracket(block, mark)
            case Style.PARTS:
                return self._parts(block, mark)
            case Style.LETTER:
                return self._letter(block, mark)
            case Style.CODED | Style.MINUTE:
                if self._counts.is_supported(self._at):
                    self._number(block, self._outline.numbered(mark.printed), mark.words)
                    return True
                return False
            case Style.NAMED:
                self._statement(block, mark)
                return True

    def _deep(self, block: Block, mark: Mark) -> bool:
        if not self._counts.deep_goes_on(self._at, mark):
            return False
        self._counts.deep, self._counts.aside = mark.count, False
        self._number(block, self._outline.numbered(mark.printed), mark.words)
        return True

    def _whole(self, block: Block, mark: Mark) -> bool:
        number, item = mark.count[0], self._open
        if self._unit and unit_of(self._unit) and not mark.typed and self._goes_below(number):
            self._subsection(block, f"({mark.printed})", mark)
        elif self._counts_items(mark) and self._counts.item_goes_on(self._at, mark):
            self._annex_item(replace(block, text=mark.words), number)
        elif item is not None and not mark.typed and self._is_listed(item, mark):
            item.extend_list(replace(block, text=mark.words, marker=block.marker or f"{mark.printed}."))
        elif self._counts.whole_goes_on(self._at, mark, annexed=self._outline.annex is not None):
            self._count_whole(block, mark)
        else:
            return False
        return True

    def _is_listed(self, item: OpenParagraph, mark: Mark) -> bool:
        """Whether a whole number counts an item of the open paragraph rather than a paragraph."""
        number, counts = mark.count[0], self._counts
        if item.number is None:
            return number == item.counted + 1 and (number > 1 or (item.announces and self._opens_list()))
        if counts.aside and number == counts.whole + 1 and not item.announces:
            return False
        if counts.deep or item.announces:
            return True
        goes_on = item.counted > 0 and number == item.counted + 1
        begins = number == 1 and counts.heading is None and counts.whole > 0
        if number == counts.whole + 1:
            return goes_on and counts.returns(self._at, number)
        return goes_on or (begins and counts.returns(self._at, counts.whole + 1))

    def _opens_list(self) -> bool:
        """Whether the whole numbers that begin here count a list, and no paragraphs."""
        last = last_of_run(self._at, self._blocks, self._marks)
        return last > self._at and not self._counts.goes_on_after(last)

    def _counts_items(self, mark: Mark) -> bool:
        """Whether whole numbers count here what the heading of an annex names, and are no paragraphs about that."""
        annex, noun = self._outline.annex, self._outline.noun
        if not annex or not noun:
            return False
        if mark.count == (1,):
            opening = re.findall(r"[a-z]+", mark.words.lower())[:_SUBJECT]
            self._paragraphs_of = self._outline.trail if plural(noun) in opening else ()
        return self._paragraphs_of != self._outline.trail

    def _count_whole(self, block: Block, mark: Mark) -> None:
        """Begin a paragraph with a whole number; one that begins anew under "Recommendations" is Recommendation 1."""
        counts = self._counts
        anew = mark.count == (1,) and (counts.whole > 0 or bool(counts.deep))
        counts.noun = self._outline.lone_noun if anew or counts.noun else ""
        counts.whole, counts.aside = mark.count[0], bool(counts.deep)
        if counts.noun:
            number = self._outline.item(mark.printed, counts.noun)
        else:
            number = mark.printed if counts.runs_on else self._outline.numbered(mark.printed)
        below = _FIRST_BELOW.match(mark.words) if self._legislation else None
        if below:
            self._number(block, f"{number}(1)", mark.words[below.end() :])
        else:
            self._number(block, number, mark.words)
        if self._legislation and not counts.noun:
            self._unit, self._sub = number, int(below is not None)

    def _bracket(self, block: Block, mark: Mark) -> bool:
        """Take "(1) …": a subsection of the section above, or of none, or an item of the open paragraph."""
        fresh = self._open is None or (self._legislation and self._open.number == self._unit)
        opens = fresh and mark.count == (1,) and (self._unit or self._counts.is_supported(self._at))
        if opens:
            self._unit = self._unit or ""
        if opens or (self._unit is not None and self._sub and self._goes_below(mark.count[0])):
            self._subsection(block, mark.printed, mark)
        elif self._open is not None:
            self._open.extend_list(replace(block, text=mark.words, marker=mark.printed))
        else:
            return False
        return True

    def _goes_below(self, number: int) -> bool:
        """Whether a number goes on with the subsections, an inserted one ("(2A)") keeping its own."""
        return number in (self._sub, self._sub + 1) and number > 0

    def _subsection(self, block: Block, printed: str, mark: Mark) -> None:
        unit, self._sub = self._unit or "", mark.count[0]
        self._number(block, f"{unit}{printed.strip('()') if unit.endswith(' ') else printed}", mark.words)
        self._unit = unit

    def _parts(self, block: Block, mark: Mark) -> bool:
        """Take a number that names its paragraph and what is below it in one: "1.1(a)", "1.—(1)"."""
        counts = self._counts
        deep = len(mark.count) > 1 and "." in mark.printed
        if deep and not (counts.deep == mark.count or counts.deep_goes_on(self._at, replace(mark, typed=False))):
            return False
        if not deep and mark.count[0] not in (counts.whole, counts.whole + 1):
            return False
        if deep:
            counts.deep = mark.count
        else:
            counts.whole = mark.count[0]
        root, _, below = mark.printed.partition("(")
        self._number(block, self._outline.numbered(mark.printed), mark.words)
        if below[0].isdigit():
            self._unit, self._sub = self._outline.numbered(root), int(re.match(r"\d+", below)[0])  # type: ignore[index]
        return True

    def _letter(self, block: Block, mark: Mark) -> bool:
        """Take a lettered text: a paragraph where such follow one another under a heading, else an item."""
        item = self._open
        if mark.typed and not self._counts.is_supported(self._at):
            return False
        if item is not None and item.letter and not item.announces and is_next(mark.printed, item.letter):
            return self._lettered(block, mark)
        after = self._next_mark()
        begins = item is None and is_first(mark.printed) and after is not None and after.style is Style.LETTER
        if begins and mark.words.endswith(".") and len(mark.words.split()) >= _SUBSECTION:
            return self._lettered(block, mark)
        if item is None and (begins or mark.typed):
            item = self._begin(ParagraphKind.LIST, block)
            item.add(PartKind.BULLET, mark.words, prefix=block.marker or f"{mark.printed}.")
            item.letters = [mark.printed]
            return True
        if item is not None and mark.typed:
            item.extend_list(replace(block, text=mark.words, marker=f"{mark.printed}."))
            return True
        return False

    def _lettered(self, block: Block, mark: Mark) -> bool:
        self._number(block, self._outline.numbered(mark.printed), mark.words).letter = mark.printed
        return True

    def _statement(self, block: Block, mark: Mark) -> None:
        """Begin "Recommendation 7": under a heading with what follows, else with its own words and its list alone."""
        if block.kind is BlockKind.HEADING:
            self._outline.enter(block.level, block.text)
            self._outline.leave(block.text)
        item = self._number(block, self._outline.item(mark.printed.split()[-1], mark.noun), block.text)
        item.container = not mark.words
        item.complete = block.kind is BlockKind.TEXT and bool(mark.words)

    def _number(self, block: Block, number: str, words: str) -> OpenParagraph:
        """Begin a paragraph that has a number."""
        item = self._begin(ParagraphKind.TEXT, block, number)
        item.add(PartKind.TEXT, words)
        self._counts.heading = None
        self._unit = None
        return item

    # -- beginnings ---------------------------------------------------------------------------------------------------

    def _annex_item(self, block: Block, number: int) -> None:
        """Begin item `number` of an annex, or go on with it when a page break printed its heading again."""
        printed = self._outline.item(number)
        item = self._open
        if item is not None and item.number == printed and item.parts and item.parts[0].text == block.text:
            return
        self._counts.whole = number
        item = self._begin(ParagraphKind.TEXT, block, printed)
        item.container = True
        item.add(PartKind.TEXT, block.text)

    def _begin(self, kind: ParagraphKind, block: Block, number: str | None = None) -> OpenParagraph:
        self._open = OpenParagraph(kind, number, self._outline.trail, block)
        self._done.append(self._open)
        return self._open


def _mark_of(block: Block) -> Mark | None:
    """The number before a text or heading; of list items only one that no list has, such as A1."""
    if block.kind is BlockKind.BULLET:
        mark = mark_of(block) if any(map(str.isdigit, block.marker)) else None
        return mark if mark is not None and (mark.style in _NEVER_LISTED or mark.count[:1] > (999,)) else None
    return mark_of(block) if block.kind in (BlockKind.TEXT, BlockKind.HEADING) else None
