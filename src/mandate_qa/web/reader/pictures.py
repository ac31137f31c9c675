"""Pages of a PDF as they are printed, with the words relied on marked.

A page is shown only where its file is the very one that was indexed and lies among the seeds. Nothing is drawn when the
words cannot be found on it; `locating` decides that.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mandate_qa.errors import MandateQAError
from mandate_qa.files import sha256, signature
from mandate_qa.types import Document, Paragraph
from mandate_qa.web.reader.kept import Kept
from mandate_qa.web.reader.locating import Rect, rectangles
from mandate_qa.web.reader.marks import Mark

if TYPE_CHECKING:
    from PIL.Image import Image

    from mandate_qa.reading.pdf.glyphs import Glyph, View

DOTS = 1.75
"""Dots for each point of a page of usual size: enough to read small print on."""
LARGEST = 2_500_000
"""Dots of a picture; a larger page is drawn smaller."""
WAIT = 10.0
"""Seconds that a picture waits while another file is read: the PDF library does one thing at a time."""
SHORT_WAIT = 0.25
"""The same for the text beside the picture."""
LINKED = 3
"""A paragraph's words are looked for on the page where it begins and up to this many after, less one."""
GLYPHS_ROOM = 50_000
PICTURES_ROOM = 64 * 1024 * 1024
MARK_COLOUR, EDGE_COLOUR = (255, 226, 92), (150, 110, 0)


@dataclass(frozen=True, slots=True)
class Printed:
    """The page that shows a paragraph."""

    number: int
    """1-based."""
    found: bool
    """Whether the words relied on are marked on it."""


class BusyError(MandateQAError):
    """Another file is being read."""


class Pictures:
    """The pages of the PDFs in one folder. Safe to share between threads."""

    def __init__(self, seeds: Path | None) -> None:
        self._seeds = seeds.resolve() if seeds else None
        self._hashes: Kept[str] = Kept(1000)
        self._places: Kept[tuple[Rect, ...] | bool] = Kept(5000)
        self._glyphs: Kept[list[Glyph]] = Kept(GLYPHS_ROOM, len)
        self._pictures: Kept[bytes] = Kept(PICTURES_ROOM, len)

    def file(self, document: Document) -> Path | None:
        """The PDF that was indexed; None where there is none, or it was changed since."""
        if self._seeds is None or not document.path.lower().endswith(".pdf"):
            return None
        path = (self._seeds / document.path).resolve()
        if not path.is_relative_to(self._seeds) or not path.is_file():
            return None
        key = (path, signature(path))
        found = self._hashes.get(key) or self._hashes.put(key, sha256(path))
        return path if found == document.content_hash else None

    def printed(self, document: Document, paragraph: Paragraph, marks: Sequence[Mark]) -> Printed | None:
        """The page on which the marked words stand, else the one where the paragraph begins; None for no PDF.

        Raises BusyError.
        """
        path = self.file(document)
        if path is None or paragraph.page is None:
            return None
        for number in range(paragraph.page, paragraph.page + (LINKED if marks else 0)):
            if self._rects(path, document, number, paragraph, marks, SHORT_WAIT):
                return Printed(number, found=True)
        return Printed(paragraph.page, found=False)

    def picture(
        self, document: Document, number: int, paragraph: Paragraph | None, marks: Sequence[Mark]
    ) -> bytes | None:
        """Page `number` as a PNG with `marks` on it where they are found; None when there is no such page.

        Raises BusyError.
        """
        path = self.file(document)
        if path is None:
            return None
        rects = self._rects(path, document, number, paragraph, marks, WAIT) if paragraph and marks else ()
        key = (document.content_hash, number, rects)
        found = self._pictures.get(key)
        if found is not None:
            return found
        with page_of(path, number, WAIT) as page:
            drawn = png(page, rects or ()) if page else None
        return self._pictures.put(key, drawn) if drawn else None

    def _rects(
        self, path: Path, document: Document, number: int, paragraph: Paragraph, marks: Sequence[Mark], wait: float
    ) -> tuple[Rect, ...]:
        """Where the marks stand on a page; () when they are not found there."""
        key = (document.content_hash, number, paragraph.id, paragraph.text, tuple(marks))
        known = self._places.get(key)
        if known is not None:
            return known if isinstance(known, tuple) else ()
        found = rectangles(self._page_glyphs(path, document, number, wait), paragraph, marks) if marks else None
        self._places.put(key, found or False)
        return found or ()

    def _page_glyphs(self, path: Path, document: Document, number: int, wait: float) -> list[Glyph]:
        """The glyphs of a page; none where there is no such page, or far too many on it."""
        from mandate_qa.reading.pdf.glyphs import TooManyCharactersError, page_glyphs

        key = (document.content_hash, number)
        known = self._glyphs.get(key)
        if known is not None:
            return known
        with page_of(path, number, wait) as page:
            try:
                found = page_glyphs(page)[0] if page else []
            except TooManyCharactersError:
                found = []
        return self._glyphs.put(key, found)


@contextmanager
def page_of(path: Path, number: int, wait: float) -> Iterator[Any]:
    """Page `number`, 1-based, of a PDF, as the library has it, closed afterwards; None where there is none.

    The file was read for the index, so it is known to be sound and of bearable size. Raises BusyError.
    """
    import pypdfium2

    from mandate_qa.reading.pdf import ONE_AT_A_TIME

    if not ONE_AT_A_TIME.acquire(timeout=wait):
        raise BusyError("Another file is being read; look at this page again in a minute.")
    try:
        with pypdfium2.PdfDocument(path) as document:
            page = document[number - 1] if 1 <= number <= len(document) else None
            yield page
            if page is not None:
                page.close()
    finally:
        ONE_AT_A_TIME.release()


def png(page: Any, rects: Sequence[Rect]) -> bytes:
    """A page of the library's, upright, with rectangles marked on it."""
    from mandate_qa.reading.pdf.glyphs import TooManyCharactersError, page_glyphs

    try:
        view = page_glyphs(page)[1]
    except TooManyCharactersError:
        view = None
    image = rendered_page(page, view)
    if view is not None and rects:
        image = with_marks(image, rects, image.width / view.size[0], image.height / view.size[1])
    out = io.BytesIO()
    image.quantize(128).save(out, "PNG")
    return out.getvalue()


def rendered_page(page: Any, view: View | None) -> Image:
    """The page as a picture, turned so that its text is upright."""
    width, height = page.get_size()
    scale = min(DOTS, (LARGEST / max(width * height, 1)) ** 0.5)
    turned = (view.turns * 90 - page.get_rotation()) % 360 if view else 0
    image: Image = page.render(scale=scale, rotation=turned).to_pil().convert("RGB")
    return image


def with_marks(image: Image, rects: Sequence[Rect], across: float, down: float) -> Image:
    """The picture with each rectangle laid over its words like a marker pen, and underlined."""
    from PIL import Image as Images
    from PIL import ImageChops, ImageDraw

    pen = Images.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(pen)
    for rect in rects:
        place = (rect.x0 * across - 1, rect.y0 * down, rect.x1 * across + 1, rect.y1 * down)
        draw.rectangle(place, fill=MARK_COLOUR)
        draw.line((place[0], place[3], place[2], place[3]), fill=EDGE_COLOUR, width=2)
    return ImageChops.multiply(image, pen)
