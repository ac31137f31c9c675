"""Words without markup: what Markdown, HTML and superscript marks leave behind in text pulled out of PDFs.

Only markup is taken away; no word, figure or punctuation mark of the source is changed.
"""

from __future__ import annotations

import html
import re

BREAK = "\f"
"""Stands in a table cell where a page break cut it; `cell_text` joins what it parted."""

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
_SUPERSCRIPT = re.compile(f"[{_SUPERSCRIPTS}]+")
_RAISED_DIGITS = str.maketrans("0123456789", _SUPERSCRIPTS)
_BRACKETED_NOTE = re.compile(r"^\[\^?(\d{1,3})\]:? (?=\S)", re.MULTILINE)
_BRACKETED_MARK = re.compile(r"(?<=\S)\[\^?(\d{1,3})\](?!\()")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_CELL_TAG = re.compile(r"(</?(?:p|ul|ol|li|br)\b[^>]*>|\f)", re.IGNORECASE)
_LIST_MARKS = "•●○▪◦>–—-"
_LOOSE_MARK = re.compile(r"(?:^|\s)([•●○▪◦])\s+")
_UNFINISHED = re.compile(
    r"\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|that|the|their|to|which|with|within)$", re.IGNORECASE
)
_FINISHED = re.compile(rf"[.!?:;][\"'”’)\]]*[{_SUPERSCRIPTS}]*$")
_QUOTATION = re.compile(r"^(?:\"[^\"]+\"|“[^”]+”)$")


def plain(text: str) -> str:
    """`text` without bold, italic, links, tags, escapes and entities, blanks folded to one."""
    text = _ADDRESS.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub(r"\2", text)
    text = _ITALIC.sub(r"\1", text)
    text = _ESCAPE.sub(r"\1", text)
    return re.sub(r"[^\S\n]+", " ", html.unescape(text)).strip()


def note_marks(text: str) -> tuple[int, ...]:
    """Numbers of the superscript footnote marks in `text`, in order."""
    return tuple(int(mark.group().translate(_PLAIN_DIGITS)) for mark in _SUPERSCRIPT.finditer(text))


def with_raised_marks(text: str) -> str:
    """A whole `text` with the notes and marks that stand in brackets, "word[3]" and "[3] Note", raised as others are.

    Both must be there: what is only cited is a reference, and stays.
    """
    notes = {found[1] for found in _BRACKETED_NOTE.finditer(text)}
    marks = {found[1] for found in _BRACKETED_MARK.finditer(text)}

    def raised(found: re.Match[str]) -> str:
        known = found[1] in notes & marks
        return found[1].translate(_RAISED_DIGITS) + " " * (found[0][-1] == " ") if known else found[0]

    return _BRACKETED_MARK.sub(raised, _BRACKETED_NOTE.sub(raised, text)) if notes & marks else text


def without_note_marks(text: str, known: frozenset[int]) -> str:
    """`text` without the superscript marks of the footnotes that are `known`; a unit such as m² stays."""

    def replace(mark: re.Match[str]) -> str:
        return "" if int(mark.group().translate(_PLAIN_DIGITS)) in known else mark.group()

    return _SUPERSCRIPT.sub(replace, text)


def finished(text: str) -> bool:
    """Whether `text` ends as a sentence, lead-in or list item does, or is a quotation from mark to mark."""
    text = text.strip()
    return bool(_FINISHED.search(text) or _QUOTATION.match(text))


def continues(before: str, after: str, *, punctuated: bool) -> bool:
    """Whether `after` goes on with the sentence of `before` that a page break cut.

    `punctuated` tells whether texts of this kind end in a full stop here, so that a missing one is a sign.
    """
    if finished(before) or not before or not after:
        return False
    if after[0].islower() or after[0] in "(,;":
        return True
    return punctuated or bool(_UNFINISHED.search(before)) or before.endswith((",", "-", "–"))


def cell_text(raw: str) -> str:
    """A table cell as lines of text, list items on lines of their own after "- ", two blanks more a level.

    List items are told by the mark that opens each list (•, ○, >, – …); a mark seen before goes back to its level.
    """
    lines: list[tuple[int, str]] = []
    marks: list[str] = []
    in_list = broken = False
    for piece in _CELL_TAG.split(raw):
        tag = piece.lower()
        if piece == BREAK:
            broken = True
        elif tag.startswith(("<ul", "<ol")):
            in_list = True
        elif tag.startswith("<p"):
            in_list = False
        elif not _CELL_TAG.fullmatch(piece):
            for level, text in _items(piece, marks, in_list=in_list):
                if broken and lines and level <= 0 and continues(lines[-1][1], text, punctuated=_punctuated(lines)):
                    lines[-1] = (lines[-1][0], f"{lines[-1][1]} {text}")
                else:
                    lines.append((level, text))
                broken = False
    return "\n".join(text if level < 0 else f"{'  ' * level}- {text}" for level, text in lines)


def _items(piece: str, marks: list[str], *, in_list: bool) -> list[tuple[int, str]]:
    """Level (−1 for text outside lists) and words of each item in `piece`; `marks` gathers list marks by level."""
    stripped = piece.strip()
    opening = [stripped[0]] if stripped[:1] in tuple(_LIST_MARKS) and stripped[1:2].isspace() else []
    for mark in opening + _LOOSE_MARK.findall(piece):
        if mark not in marks:
            marks.append(mark)
    active = "".join(mark for mark in marks if in_list or mark in opening or _LOOSE_MARK.match(f"{mark} "))
    if not active:
        text = plain(piece)
        return [(-1, text)] if text else []
    parts = re.split(rf"(?:^|(?<=\s))([{re.escape(active)}])\s+", piece)
    found = [(-1, plain(parts[0]))] if plain(parts[0]) else []
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return found + [(marks.index(mark), plain(text)) for mark, text in pairs if plain(text)]


def _punctuated(lines: list[tuple[int, str]]) -> bool:
    """Whether the finished items of a cell end in punctuation, so that an item without it was cut."""
    texts = [text for _, text in lines[:-1]]
    return bool(texts) and sum(map(finished, texts)) * 2 > len(texts)
