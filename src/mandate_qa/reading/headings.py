"""Which blocks are headings, and how high each ranks.

Text that was pulled out of a PDF has lost its type sizes; what is left to tell a heading by is its length, its
ending, its neighbours, and the way it is numbered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from mandate_qa.reading.fields import fields_of
from mandate_qa.reading.listed_headings import below_listed
from mandate_qa.reading.markup import finished, plain
from mandate_qa.reading.signatures import with_signatures as with_signatures
from mandate_qa.types import Block, BlockKind

ANNEX = re.compile(r"^(annex|appendix|schedule)\b(?:\s+([A-Z]|\d{1,2}|[IVX]{1,4})\b)?\s*[:.–-]?\s*", re.IGNORECASE)
"""Opens an annex; group 1 is its word, group 2 its letter or number, if any."""

_OPENING = re.compile(
    r"^(?:ministerial )?(?:foreword|introduction|preface|executive summary|glossary)\b", re.IGNORECASE
)
_SERIES = re.compile(
    r"^(?:objective|priority|chapter|part|section|theme|principle|goal|pillar|strand)\s+(?:\d{1,2}|[A-Z])\b\s*[:.–-]",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^\W*(?:\w+\s+){0,2}(?:paragraph|para|section|page|clause)s?\s+\d", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"\b(?:follows|following|is|are|includes?|including|to|will|should|must|by|that|says?):$", re.IGNORECASE
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|shall|must|should|may|can|do|does|did)\b", re.IGNORECASE)
"""Stands in a sentence that opens a list, and seldom in a title."""
_NOT_TITLE = re.compile(
    r"^(?:published|presented|laid|©|https?:|www\.|isbn|\S+@\S+|tel\b|(?:to|from|date|title|subject|author|clearance):|"
    r"(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}$)",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"^(\*\*|__)(?=\S)(?:(?!\1).)+\1\s*(?:[:–—-]\s+)?(?=\S)")
"""Opens a text with words in bold, before others that are not."""
_WHOLE = re.compile(r"(\d{1,3})[.:)]")
_ROMAN_CHAPTER = re.compile(r"^[IVX]{1,5}\.\s+(?=[A-Z])")
_OPEN_END = re.compile(r"\b(?:should|must|shall|will|may|can|and|or)$")
"""Words that a title does not end with."""
_MAX_WORDS = 32
_LONGEST_LIST = 100
"""Items."""


def rank_headings(blocks: Sequence[Block], bold: Set[int]) -> list[Block]:
    """`blocks` with headings marked and ranked (level 1 highest), signatures put together.

    `bold` holds the indices of blocks that were set in bold as a whole.
    """
    fields = fields_of(blocks)
    marked = [
        replace(block, kind=BlockKind.HEADING) if n not in fields and _is_heading(n, blocks, bold) else block
        for n, block in enumerate(blocks)
    ]
    marked = with_signatures(with_column_titles(with_split_titles(marked)))
    chapters = any(_is_chapter(b) and b.marker for b in marked if b.kind is BlockKind.HEADING)
    series = 2 if chapters or _stands_alone(marked) else 3
    ranked: list[Block] = []
    in_annex = False
    for block in marked:
        if block.kind is BlockKind.HEADING:
            block = replace(block, level=_rank(block, chapters, in_annex, series))
            in_annex = bool(ANNEX.match(plain(block.text))) if block.level == 1 else in_annex
        ranked.append(block)
    return ranked if chapters else below_listed(ranked)


def _is_heading(n: int, blocks: Sequence[Block], bold: Set[int]) -> bool:
    """Whether block `n` reads like a heading among its neighbours."""
    block = blocks[n]
    words = _ROMAN_CHAPTER.sub("", plain(block.text))
    if n in bold:
        return True
    if block.kind is not BlockKind.TEXT or block.bulleted or "\n" in words or not words:
        return False
    if words[0].islower() or len(words.split()) > _MAX_WORDS or _REFERENCE.match(words) or _NOT_TITLE.match(words):
        return False
    if n + 1 >= len(blocks) or not _follows_heading(blocks[n + 1]):
        return False
    if block.marker and (_RUN_IN.match(block.text) or _is_listed(n, blocks)):
        return False
    if ANNEX.match(words) and len(words) < 16:
        return True
    if _OPEN_END.search(words):
        return False
    if "." in block.marker[:-1]:
        return _numbers_below(block, blocks[n + 1])
    if words.endswith(":"):
        short = len(words.split()) <= 5 and not _LEADS_IN.search(words)
        listed = _whole(blocks[n + 1]) == 1 and _VERB.search(words)
        return short and not block.marker and blocks[n + 1].kind is BlockKind.TEXT and not listed
    return not finished(words) and not words.endswith(",") and not re.search(r";|\.\s+[A-Z]", words)


def _is_listed(n: int, blocks: Sequence[Block]) -> bool:
    """Whether a whole number counts a list, item upon item, that a colon opens."""
    first = n
    while first > max(0, n - _LONGEST_LIST) and 0 < _whole(blocks[first - 1]) == _whole(blocks[first]) - 1:
        first -= 1
    listed = first < n or (n + 1 < len(blocks) and _whole(blocks[n + 1]) == _whole(blocks[n]) + 1)
    lead = blocks[first - 1] if first else None
    opened = lead is not None and lead.kind is BlockKind.TEXT and plain(lead.text).endswith(":")
    return opened and listed and _whole(blocks[first]) == 1


def _whole(block: Block) -> int:
    """The whole number with a stop that stands before a text, 0 when none does."""
    found = _WHOLE.fullmatch(block.marker) if block.kind is BlockKind.TEXT else None
    return int(found[1]) if found else 0


def _numbers_below(block: Block, after: Block) -> bool:
    """Whether `after` carries a number one level below that of `block`: "1.1.1 …" right under "1.1 Title"."""
    return after.marker.rstrip(".:)").startswith(block.marker.rstrip(".:)") + ".")


def _follows_heading(block: Block) -> bool:
    """Whether `block` can stand below a heading: it does not go on with a sentence."""
    first = plain(block.text)[:1]
    return block.kind is not BlockKind.TEXT or bool(block.marker) or not first.islower()


def _is_chapter(block: Block) -> bool:
    """Whether a heading opens a chapter: an annex, a foreword, or a whole number before a title."""
    words = plain(block.text)
    if ANNEX.match(words) or _OPENING.match(words):
        return True
    return bool(re.fullmatch(r"\d{1,2}[.:]?", block.marker)) and not block.bulleted and len(words.split()) <= 14


def _rank(heading: Block, chapters: bool, in_annex: bool, series: int) -> int:
    """Level of a heading: chapters, then series and letters, then the rest; without numbered chapters the rest
    stand beside a foreword, and above a series ("Priority 1") or beside it, as the level of `series` says.

    In an annex a whole number counts the annex's own items and opens no chapter.
    """
    words = plain(heading.text)
    if in_annex and re.fullmatch(r"\d{1,3}[.:)]?", heading.marker):
        return 2
    if _is_chapter(heading):
        return 1 if chapters or ANNEX.match(words) else 2
    if _SERIES.match(words):
        return series
    if re.fullmatch(r"\(?[a-z][.)]", heading.marker):
        return 2 if chapters else 3
    if re.fullmatch(r"\d+(?:\.\d+)+[.:]?", heading.marker):
        return heading.marker.rstrip(".:").count(".") + 1
    return 3 if chapters else 2


def _stands_alone(blocks: Sequence[Block]) -> bool:
    """Whether no heading announces a series: none stands right above its first, nor names what is counted."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    first = next((n for n, block in enumerate(blocks) if _is_of_series(block)), None)
    if first is None:
        return False
    above = [block for block in headings if block.lines < blocks[first].lines][-1:]
    noun = plain(blocks[first].text).split()[0].lower()
    names = any(re.search(rf"\b{noun[:-1]}(?:y|ies|{noun[-1]}s?)\b", plain(block.text).lower()) for block in above)
    return bool(first) and blocks[first - 1].kind is not BlockKind.HEADING and not names


def _is_of_series(block: Block) -> bool:
    """Whether a heading is one of a series ("Priority 1")."""
    return block.kind is BlockKind.HEADING and bool(_SERIES.match(plain(block.text)))


def with_split_titles(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with "Annex 1:" and the title that follows it put together."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        if before and before.kind is block.kind is BlockKind.HEADING:
            opening = plain(before.text)
            if ANNEX.fullmatch(opening):
                text = f"{before.text} {block.text}"
                result[-1] = replace(block, text=text, lines=(before.lines[0], block.lines[1]))
                continue
        result.append(block)
    return result


def with_column_titles(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with a word or two between a heading and its table made the title of the table's last column."""
    result: list[Block] = []
    for block in blocks:
        if (
            block.kind is BlockKind.TABLE
            and len(result) > 1
            and result[-1].kind is result[-2].kind is BlockKind.HEADING
            and len(result[-1].text.split()) <= 2
            and not _is_chapter(result[-1])
        ):
            title = result.pop()
            width = max(len(row) for row in block.rows)
            header = (result[-1].text, *("",) * (width - 2), title.text)
            lines = (title.lines[0], block.lines[1])
            row_lines = (title.lines, *block.row_lines) if block.row_lines else ()
            block = replace(block, rows=(header, *block.rows), row_lines=row_lines, lines=lines)
        result.append(block)
    return result
