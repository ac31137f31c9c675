"""Text recognition (OCR) by the program Tesseract, where it is installed and `reading.ocr` is set.

Knows the program and how it tells words; how a page becomes a picture is left to the readers. Tesseract is not a part
of this package: it is under the Apache licence and comes with the system (`apt-get install tesseract-ocr`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import unescape
from typing import NamedTuple

from mandate_qa.errors import SettingsError

PROGRAM = "tesseract"
_SECONDS = 120
"""A page takes one to ten."""
_recognising: ContextVar[bool] = ContextVar("recognising", default=False)

_LINE = re.compile(r"""class=['"]ocr_(?:line|caption|header|textfloat)['"][^>]*?title=(["'])(?P<title>.*?)\1""")
_WORD = re.compile(
    r"""class=['"]ocrx_word['"][^>]*?title=(["'])(?P<title>.*?)\1[^>]*>(?P<words>.*?)</span>""", re.DOTALL
)
_TAG = re.compile(r"<[^>]+>")


class Recognised(NamedTuple):
    """A word as the program sees it; places are pixels from the upper left corner."""

    text: str
    x0: float
    x1: float
    base: float
    """Height of the line it stands on."""
    size: float
    """Height of the letters of its line, from the lowest to the highest reach."""
    confidence: float
    """0–100."""


@contextmanager
def recognising(on: bool) -> Iterator[None]:
    """Let pages that are pictures be recognised within the block. Raises SettingsError when the program is missing."""
    if on and shutil.which(PROGRAM) is None:
        message = (
            "reading.ocr is set, but the program tesseract is not installed; install it or set reading.ocr to false."
        )
        raise SettingsError(message)
    token = _recognising.set(on)
    try:
        yield
    finally:
        _recognising.reset(token)


def is_recognising() -> bool:
    """Whether pictures of text are to be recognised."""
    return _recognising.get()


def recognised(picture: bytes, dpi: int) -> list[Recognised]:
    """The words of a picture in a format that the program knows, such as PGM; none where it fails or takes too long."""
    command = [PROGRAM, "stdin", "stdout", "--dpi", str(dpi), "-c", "tessedit_create_hocr=1"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, check=True, timeout=_SECONDS, env=environment
        )
    except (subprocess.SubprocessError, OSError):
        return []
    return list(hocr_words(done.stdout.decode("utf-8", "replace")))


def hocr_words(page: str) -> Iterator[Recognised]:
    """The words of a page in hOCR, in its order. Source: http://kba.github.io/hocr-spec/1.2/"""
    lines = [*_LINE.finditer(page)]
    for line, after in zip(lines, [*(found.start() for found in lines[1:]), len(page)], strict=True):
        told = _properties(line["title"])
        left, _, right, bottom = told["bbox"]
        slope, offset = told.get("baseline", [0.0, 0.0])
        base = bottom + offset + slope * (right - left) / 2
        size = told.get("x_size", [bottom - told["bbox"][1]])[0]
        for word in _WORD.finditer(page, line.end(), after):
            own, text = _properties(word["title"]), unescape(_TAG.sub("", word["words"])).strip()
            if text:
                yield Recognised(text, own["bbox"][0], own["bbox"][2], base, size, own.get("x_wconf", [0.0])[0])


def _properties(title: str) -> dict[str, list[float]]:
    """What a title of hOCR tells, by name: "bbox 1 2 3 4; x_wconf 90"."""
    found = {}
    for part in title.split(";"):
        name, *values = part.split()
        found[name] = [float(value) for value in values if re.fullmatch(r"-?\d*\.?\d+", value)]
    return found
