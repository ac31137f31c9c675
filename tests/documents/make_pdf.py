"""PDF pages for tests, drawn word by word, so that every place and type is in the test's hands.

`pdf(draw, draw, ...)` gives the bytes of a file; each function draws one page on a `Sheet`. Heights go downwards.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT, BOLD = "Helvetica", "Helvetica-Bold"
WIDTH, HEIGHT = A4


class Sheet:
    """One page while it is drawn."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas = canvas
        self.width, self.height = size

    def say(self, x: float, y: float, words: str, size: float = 11, font: str = FONT) -> float:
        """Print words on the line at height `y`; where they end."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, words)
        return x + stringWidth(words, font, size)

    def mark(self, x: float, y: float, words: str, size: float = 11, font: str = FONT) -> float:
        """Print a raised, small mark beside type of `size`; where it ends."""
        return self.say(x, y - 0.35 * size, words, 0.6 * size, font)

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = 11, font: str = FONT) -> float:
        """Print lines below each other; the height of the next one."""
        for line in lines:
            self.say(x, y, line, size, font)
            y += 1.2 * size
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw the rules of a table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def picture(self) -> None:
        """Cover the page with a picture, as a scan does."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(Image.new("L", (8, 8), 200)), 0, 0, self.width, self.height)


def pdf(*draw: Callable[[Sheet], object], size: tuple[float, float] = A4, title: str = "", password: str = "") -> bytes:
    """A file of one page for each function; with `password` it opens only with that."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, encrypt=StandardEncryption(password, "owner") if password else None)
    canvas.setTitle(title)
    for page in draw:
        page(Sheet(canvas, size))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
