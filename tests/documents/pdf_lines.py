"""Blocks → printed lines: words broken into lines of a given width, marks hung out, hyphens put in.

What stands here is what a word processor does; how lines fill columns and pages is `blocks_to_pdf`'s business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from make_pdf import FONT, Sheet
from reportlab.pdfbase.pdfmetrics import stringWidth

LEADING = 1.2


@dataclass(frozen=True)
class Printed:
    """A line, or a whole row of a table, as something that has a height and can be drawn."""

    height: float
    draw: Callable[[Sheet, float, float], None]
    """Draws it on a sheet, from its left side and top."""
    block: int
    """Index of the block it is of."""
    notes: tuple[int, ...] = ()
    keep: bool = False
    """Whether it must not be the last of a column."""
    space: float = 0.0
    """White above it, but for the top of a column."""
    header: Printed | None = None
    """The row that is printed again above it when it heads a column."""

    def cut(self, room: float) -> tuple[Printed, Printed] | None:
        """What of it goes into so much room, and the rest; None when it must stay whole."""
        return None


@dataclass(frozen=True)
class Type:
    """How words are set."""

    size: float
    font: str = FONT
    justified: bool = False
    hyphenated: bool = False


@dataclass
class Words:
    """The words of one line, and whether it is spread to its full width."""

    words: list[str] = field(default_factory=list)
    last: bool = False


def broken(text: str, width: float, set_as: Type) -> list[Words]:
    """The lines of a paragraph."""
    found = [Words()]
    for word in text.split():
        while word:
            room = width - stringWidth(" ".join([*found[-1].words, ""]), set_as.font, set_as.size)
            if stringWidth(word, set_as.font, set_as.size) <= room:
                found[-1].words.append(word)
                break
            head, word = _parted(word, room, set_as) if found[-1].words else _forced(word, room, set_as)
            if head:
                found[-1].words.append(head)
            if word:
                found.append(Words())
    found[-1].last = True
    return found


def _parted(word: str, room: float, set_as: Type) -> tuple[str, str]:
    """What of a word still goes on a line, and the rest: at a hyphen of its own, else at one put in."""
    cuts = [n + 1 for n, letter in enumerate(word[:-1]) if letter == "-" and n > 1 and word[n + 1].isalpha()]
    if set_as.hyphenated and word.isalpha() and word.islower() and len(word) > 6:
        cuts += range(3, len(word) - 2)
    for cut in sorted(cuts, reverse=True):
        head = word[:cut] if word[cut - 1] == "-" else f"{word[:cut]}-"
        if stringWidth(head, set_as.font, set_as.size) <= room:
            return head, word[cut:]
    return "", word


def _forced(word: str, room: float, set_as: Type) -> tuple[str, str]:
    """A word that is wider than the line, cut where it must be."""
    for cut in range(len(word) - 1, 0, -1):
        if stringWidth(word[:cut], set_as.font, set_as.size) <= room:
            return word[:cut], word[cut:]
    return word, ""


def paragraph(
    block: int,
    text: str,
    width: float,
    set_as: Type,
    *,
    mark: str = "",
    hang: float = 0.0,
    indent: float = 0.0,
    notes: Sequence[int] = (),
    space: float = 0.0,
    keep: bool = False,
) -> Iterator[Printed]:
    """The lines of a paragraph, its mark hung out by `hang`, the marks of its footnotes raised after its last word."""
    lines = broken(text, width - indent - hang, set_as)
    for n, words in enumerate(lines):
        draw = _drawing(words, width - indent - hang, indent + hang, set_as, notes if words.last else ())
        if n == 0 and mark:
            draw = _marked(draw, mark, indent, set_as)
        yield Printed(
            height=LEADING * set_as.size,
            draw=draw,
            block=block,
            notes=tuple(notes) if words.last else (),
            keep=keep or (n == 0 and len(lines) > 1),
            space=space if n == 0 else 0.0,
        )


Draw = Callable[[Sheet, float, float], None]


def _drawing(words: Words, width: float, indent: float, set_as: Type, notes: Sequence[int]) -> Draw:
    """What draws a line of words."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        base = top + set_as.size
        natural = stringWidth(" ".join(words.words), set_as.font, set_as.size)
        gap = stringWidth(" ", set_as.font, set_as.size)
        if set_as.justified and not words.last and len(words.words) > 1:
            gap += (width - natural) / (len(words.words) - 1)
        at = x + indent
        for word in words.words:
            end = sheet.say(at, base, word, set_as.size, set_as.font)
            at = end + gap
        if notes:
            sheet.mark(end, base, ",".join(map(str, notes)), set_as.size)

    return draw


def _marked(draw: Draw, mark: str, indent: float, set_as: Type) -> Draw:
    """What draws a line with the mark that hangs out to its left; "\\uf0b7" comes from a font of signs."""

    def marked(sheet: Sheet, x: float, top: float) -> None:
        symbol = mark == "\uf0b7"
        sheet.say(
            x + indent, top + set_as.size, "\u2022" if symbol else mark, set_as.size, "Symbol" if symbol else FONT
        )
        draw(sheet, x, top)

    return marked
