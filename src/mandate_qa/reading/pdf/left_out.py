"""Pages of a PDF that are left out though others are read, and the warnings that say so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from mandate_qa.reading.pdf.pages import Page
from mandate_qa.reading.warnings import warn

OCR = "if that is a picture of text, run the file through text recognition (OCR) and add the result"
_MOST = 8
"""So many runs of pages are named; of more the rest is counted."""


def warn_of_pages(pages: Sequence[Page]) -> None:
    """Warn of pages that are pictures, that do not tell their characters, or that run from right to left.

    Pages that were recognised are told, too: what a program takes a picture for may be wrong.
    """
    recognised = [page.number for page in pages if page.recognised]
    scanned = [page.number for page in pages if page.scanned]
    garbled = [page.number for page in pages if page.items and page.garbled]
    leftward = [page.number for page in pages if page.items and page.leftward and not page.garbled]
    if recognised:
        warn(f"{named(recognised, 'was a picture', 'were pictures')} whose text was recognised; check its figures.")
    if scanned:
        warn(f"{named(scanned, 'holds a picture', 'hold pictures')} and no text; {OCR}.")
    if garbled:
        warn(f"{named(garbled, 'does not say', 'do not say')} which characters stand there; {OCR}.")
    if leftward:
        where = named(leftward, "is written", "are written")
        warn(f"{where} from right to left, which is not read; add a version in a script that runs from left to right.")


def named(numbers: Sequence[int], one: str, several: str) -> str:
    """Page numbers, which ascend, as the subject of a verb in the singular or plural: "pages 3 and 5–9 hold"."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    rest = sum(map(len, runs[_MOST:]))
    told = [*told[:_MOST], *([f"{rest} more"] if rest else [])]
    words = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    return f"page {words} {one}" if len(numbers) == 1 else f"pages {words} {several}"
