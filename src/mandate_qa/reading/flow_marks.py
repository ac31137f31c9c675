"""What stands before a paragraph's words, printed by the program or typed, and the paragraph without it.

Typed marks are told as the plain text reader tells them; a whole number without a stop or a tab stays a figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mandate_qa.reading.flow import FlowParagraph
from mandate_qa.reading.lines import read_lines

_DEEP = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+|[A-Z]\.?\d{1,3}(?:\.\d{1,3})*)[.:)]?")
_WHOLE = re.compile(r"\d{1,4}[.:)]?")
_WORDS = re.compile(r"(?<!\w)[^\W\d_]{2,}")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_TABBED = re.compile(r"\S{1,12}[ \xa0]*\t")
_HYPHENS = str.maketrans({"\u2011": "-", "\xad": None, "\u200b": None, "\ufeff": None})


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph's words and what stood before them."""

    text: str
    """Blanks folded to one."""
    mark: str = ""
    """"1.15", "(a)", "•"; empty when nothing did, or what did reads as words ("Annex A") and is part of `text`."""
    is_bullet: bool = False
    typed: bool = False
    """Whether the mark was typed by hand rather than printed by the program."""

    @property
    def is_deep(self) -> bool:
        """Whether the mark is a number of several parts, as paragraphs have: "1.15", "A1"."""
        return bool(_DEEP.fullmatch(self.mark))

    @property
    def is_whole(self) -> bool:
        """Whether the mark is a whole number: "3."."""
        return bool(_WHOLE.fullmatch(self.mark))

    @property
    def is_item(self) -> bool:
        """Whether the mark is what only list items have: a bullet, a letter, a roman number, a number in brackets."""
        return bool(self.mark) and not self.is_deep and not self.is_whole


def marked(paragraph: FlowParagraph) -> Marked:
    """The words of a paragraph and its mark."""
    text = words(paragraph.text)
    if paragraph.mark is None:
        return _typed(paragraph.text, text)
    shown = words(paragraph.mark.text).strip(" –—-") if not paragraph.mark.is_bullet else paragraph.mark.text
    if _reads_as_words(shown):
        return Marked(f"{shown} {text}".strip())
    return Marked(text, shown, paragraph.mark.is_bullet)


def words(text: str) -> str:
    """`text` on one line, blanks of all kinds folded to one, hyphens that only steer line breaks taken for what they
    look like.
    """
    return " ".join(text.translate(_HYPHENS).split())


def split_lines(paragraph: FlowParagraph) -> list[FlowParagraph]:
    """A paragraph cut before each line that begins with a bullet or a letter typed by hand; its notes stay with the
    first piece.
    """
    pieces: list[str] = []
    for line in paragraph.text.split("\n"):
        found = _typed(line, words(line))
        if pieces and not (found.is_item or found.is_deep):
            pieces[-1] += f"\n{line}"
        else:
            pieces.append(line)
    if len(pieces) == 1:
        return [paragraph]
    first, *others = pieces
    return [replace(paragraph, text=first)] + [replace(paragraph, text=p, mark=None, notes=()) for p in others]


def _typed(raw: str, text: str) -> Marked:
    """The mark that was typed before `text`, if one was."""
    lines = read_lines(text) if text and not text.startswith("|") else []
    if len(lines) != 1 or lines[0].cells:
        return Marked(text)
    line = lines[0]
    if line.mark and not line.bullet:
        found = Marked(line.text, line.mark + line.stop, typed=True)
        sure = not found.is_whole or line.stop or _TABBED.match(raw.lstrip())
        return found if sure and found.text else Marked(text)
    if line.bullet and line.text:
        return Marked(text.split(" ", 1)[1], line.bullet, is_bullet=True, typed=True)
    return Marked(text)


def _reads_as_words(shown: str) -> bool:
    """Whether a printed mark holds a word, as "Annex A" or "Priority 1:" does, so that it belongs to the text.

    Two letters alone are a letter that went on after z, and letters that repeat or make a roman number a number.
    """
    counted = len(shown.strip("()[].:")) <= 2
    return not counted and any(not _ROMAN.fullmatch(w) and len(set(w)) > 1 for w in _WORDS.findall(shown))
