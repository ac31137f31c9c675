"""A page of a PDF → its glyphs: characters with their places and type, upright and in view.

The one place, with `rules` and `opening`, that knows the PDF library. Coordinates are points from the upper left corner
of the page as it is read: sideways pages are turned, and text that runs across the others (watermarks, margin
notes) is left out.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!ng)|[-,](?:b|bd)\b", re.IGNORECASE)
_LIGHT_OR_REGULAR = re.compile(r"light|regular|roman|book|medium|italic|oblique|mt$|sans|serif", re.IGNORECASE)
_SYMBOLS = re.compile(r"symbol|wingdings|webdings|dingbats", re.IGNORECASE)
_HYPHENS = frozenset((0x02, 0xAD, 0xFFFE))
"""What the library gives for a hyphen at the end of a line, besides the hyphen itself."""
LIKELY_BLANK = "\u200a"
"""Stands where the library takes a gap for a blank that was not written."""

MAX_ON_PAGE = 100_000
"""Characters; a page of small print has 10,000."""
_BOLD_WEIGHT = 650
_FORCE_BOLD = 1 << 18
_LEANING = math.radians(3)
_BLANKS = frozenset((0x09, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))


@dataclass(frozen=True, slots=True)
class Face:
    """The type a glyph is set in."""

    size: float
    """Points, as printed."""
    bold: bool
    symbol: bool
    """Whether its font holds signs instead of letters."""


class Glyph(NamedTuple):
    """One character where it is printed."""

    char: str
    x0: float
    x1: float
    """Where the next glyph would stand without a gap."""
    base: float
    """Height of the line it stands on, downwards."""
    face: Face


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: its visible box, and the quarter turns that set most of its text upright."""

    box: tuple[float, float, float, float]
    """Left, bottom, right and top in the PDF's own coordinates."""
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as it is read."""
        left, bottom, right, top = self.box
        across, down = right - left, top - bottom
        return (down, across) if self.turns % 2 else (across, down)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point in the PDF's coordinates → from the upper left corner as it is read."""
        left, bottom, right, top = self.box
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turns]


def page_glyphs(page: Any) -> tuple[list[Glyph], View, int]:
    """The glyphs of a page in the order they were written, how it is looked at, and how many are of no known character.

    `page` is one of the library's. Raises TooManyCharactersError.
    """
    found = list(_characters(page))
    counts = Counter(turns for *_, turns in found)
    view = View(page.get_bbox(), counts.most_common(1)[0][0] if counts else 0)
    width, height = view.size
    glyphs, unknown = [], 0
    for char, box, origin, face, turns in found:
        if turns != view.turns:
            continue
        (xa, _), (xb, _) = view.place(*box[:2]), view.place(*box[2:])
        x, base = view.place(*origin)
        x0, x1 = min(xa, xb), max(xa, xb)
        if -1 <= x <= width + 1 and -1 <= base <= height + 1:
            glyphs.append(Glyph(char, x0, x1, base, face))
            unknown += char == "\ufffd"
    return glyphs, view, unknown


Box = tuple[float, float, float, float]


def _characters(page: Any) -> Iterator[tuple[str, Box, tuple[float, float], Face, int]]:
    """Character, box, origin, type and quarter turns of each upright or sideways glyph of a page."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    if text.count_chars() > MAX_ON_PAGE:
        raise TooManyCharactersError(text.count_chars())
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    types = _Types()
    last: tuple[Box, tuple[float, float], Face, int] | None = None
    for n in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, n)
        if pdfium.FPDFText_IsGenerated(text, n) == 1:
            if code == 0x20 and last is not None:
                yield LIKELY_BLANK, *last
            continue
        typed = types.of(text, n)
        if typed is None or not pdfium.FPDFText_GetLooseCharBox(text, n, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        last = (box.left, box.bottom, box.right, box.top), (x.value, y.value), *typed
        yield character(code), *last
    text.close()


def character(code: int) -> str:
    """What a code point of the text layer stands for: blanks and hyphens of all kinds as one, ligatures taken apart."""
    if code in _BLANKS:
        return " "
    if code in _HYPHENS:
        return "-"
    if code < 0x20 or code == 0xFFFD or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return unicodedata.normalize("NFKC", chr(code)) if 0xFB00 <= code <= 0xFB06 else chr(code)


def is_leftward(char: str) -> bool:
    """Whether a letter belongs to a script that is written from right to left."""
    return char > "\u0590" and unicodedata.bidirectional(char[0]) in ("R", "AL")


class TooManyCharactersError(Exception):
    """A page has more characters than any page of text; `count` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class _Types:
    """Type and direction of the text objects of a page; each is looked up once, since it holds many glyphs."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Face, int] | None] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def of(self, text: Any, n: int) -> tuple[Face, int] | None:
        """Type and quarter turns of glyph `n`; None for one that leans otherwise or has no object."""
        import pypdfium2.raw as pdfium

        handle = pdfium.FPDFText_GetTextObject(text, n)
        if not handle:
            return None
        address = ctypes.addressof(handle.contents)
        if address not in self._known:
            self._known[address] = self._look_up(text, n, handle)
        return self._known[address]

    def _look_up(self, text: Any, n: int, handle: Any) -> tuple[Face, int] | None:
        import pypdfium2.raw as pdfium

        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        turns = _quarter_turns(matrix.a, matrix.b)
        size = abs(pdfium.FPDFText_GetFontSize(text, n)) * math.hypot(matrix.c, matrix.d)
        if turns is None or size < 1:
            return None
        bold, symbol = self._font(pdfium.FPDFTextObj_GetFont(handle))
        return Face(round(size, 2), bold, symbol), turns

    def _font(self, font: Any) -> tuple[bool, bool]:
        """Whether a font is bold, and whether it holds signs."""
        import pypdfium2.raw as pdfium

        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
            flags, weight = pdfium.FPDFFont_GetFlags(font), pdfium.FPDFFont_GetWeight(font)
            self._fonts[address] = is_bold(name, flags, weight), bool(_SYMBOLS.search(name))
        return self._fonts[address]


def is_bold(name: str, flags: int, weight: int) -> bool:
    """Whether a font is bold: by its name, and by what else is told of it where the name says nothing."""
    if _BOLD.search(name) or (flags > 0 and flags & _FORCE_BOLD):
        return True
    return not _LIGHT_OR_REGULAR.search(name) and weight >= _BOLD_WEIGHT


def _quarter_turns(a: float, b: float) -> int | None:
    """Quarter turns to the left of text with this direction; None when it leans."""
    angle = math.atan2(b, a) % (2 * math.pi)
    turns = round(angle / (math.pi / 2))
    return turns % 4 if abs(angle - turns * math.pi / 2) < _LEANING else None
