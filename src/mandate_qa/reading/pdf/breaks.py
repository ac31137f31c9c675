"""Where a paragraph ends: whether a line goes on with the piece above it, or with one at the foot of another column.

Within a column its distance and indent, its type, and whether its first word would have fitted on the line above tell:
then somebody ended the line there. Over the foot of a column or page the sentence tells.
"""

from __future__ import annotations

import re

from mandate_qa.reading.markup import continues, finished
from mandate_qa.reading.pdf.lines import TAB, Line
from mandate_qa.reading.pdf.margins import Type
from mandate_qa.reading.pdf.pages import Column
from mandate_qa.reading.pdf.piece import Piece

_STRETCH = 1.15
"""Lines of a paragraph stand at most this much further apart than usual."""
_TITLE_STEP = 1.5
_FAR_BELOW = 1.2
_CHAPTER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+[A-Z]|\d{1,2}(?:\.\d{1,2})+\s+[A-Z]")
"""Opens a heading of its own below another in the same type."""
_SIZE = 0.04
_INDENT = 0.8
_ASIDE = 1.2
_FAR = 0.6
_RUNNING = 12
"""A paragraph of more words than this is running text, which ends in a full stop."""


# -- within a column ---------------------------------------------------------------------------------------------------


def begins(line: Line, above: Piece, body: Type) -> bool:
    """Whether a line right below a piece begins one of its own, its mark aside."""
    last, column = above.last, above.column
    assert last is not None and column is not None
    step, leading = line.base - last.base, body.leading(line.size)
    title = is_title(above, body)
    ended = was_ended(last, line, column)
    if _restyled(line, above, ended=ended) or step <= 0:
        return True
    if step > max(_STRETCH * leading + 0.6, _TITLE_STEP * line.size if title else 0):
        return True
    if title:
        return _heads_anew(line, above, step / body.loosest(line.size), ended=ended)
    if _aside(line, above, column, ended=ended) or _is_label(line, last):
        return True
    return ended and not (line.text[0].islower() and not finished(above.text))


def _heads_anew(line: Line, above: Piece, step: float, *, ended: bool) -> bool:
    """Whether a line in the type of the heading above it is a heading of its own.

    `step` is how far below it stands, as a share of the widest distance between lines of one heading.
    """
    if not ended:
        return step > _FAR_BELOW
    return step > 1 or finished(above.text) or bool(_CHAPTER.match(line.text))


def is_title(piece: Piece, body: Type) -> bool:
    """Whether a piece is set as titles are: larger than the body, or bold throughout."""
    return piece.size > 1.08 * body.size or (piece.bold and not body.bold)


def _restyled(line: Line, above: Piece, *, ended: bool) -> bool:
    """Whether the type changes between a piece and a line, other than by a bold phrase that goes over the line end."""
    if abs(line.size - above.size) > max(_SIZE * above.size, 0.4):
        return True
    runs_on = not ended and not finished(above.text)
    if above.bold and not line.bold:
        return not (runs_on and (line.begins_bold or (line.text[0].islower() and above.count > 1)))
    return line.bold and not above.bold and not runs_on


def was_ended(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line would have fitted on the one above."""
    return last.x1 + line.first + 0.6 * line.size < column.right


def _aside(line: Line, above: Piece, column: Column, *, ended: bool) -> bool:
    """Whether a line stands at another indent than its paragraph would."""
    at, size = line.x0 - column.left, line.size
    if above.count == 1 and not above.marker:
        if at < above.x0 - _INDENT * size:
            return ended
        hangs = "\t" in above.last.text if above.last else False
        return at > above.x0 + _INDENT * size and (ended or (finished(above.text) and not hangs))
    if at > above.body + _INDENT * size:
        return ended or finished(above.text) or at > above.body + 4 * size
    return at < above.body - _ASIDE * size and above.count > 1


def _is_label(line: Line, last: Line) -> bool:
    """Whether a line and the one above it are labels with what belongs to them beside, at the same place."""
    return min(line.gap, last.gap) > TAB and abs(line.body - last.body) < 1


# -- over the foot of a column -----------------------------------------------------------------------------------------


def goes_over(line: Line, column: Column, above: Piece) -> bool:
    """Whether the first line of a column goes on with a piece that ended at the foot of another.

    Below words that hang out beside their mark a line without one goes on with them, though a sentence ended there; so
    does a bold line below a heading, which never stands at the foot of a column by itself.
    """
    assert above.last is not None and above.column is not None
    if abs(line.size - above.size) > max(_SIZE * above.size, 0.4) or (line.bold and not above.last.bold):
        return False
    lower, full = line.text[0].islower(), not was_ended(above.last, line, above.column)
    reach = (above.last.x1 - above.column.left) / max(above.column.right - above.column.left, 1)
    aside = abs((line.x0 - column.left) - above.body) > _ASIDE * line.size
    if above.bold and line.bold and full and not finished(above.text):
        return True
    if not (full or (lower and reach > _FAR)) or (aside and not lower):
        return False
    hangs = above.marker and above.body > above.x0 + _INDENT * above.size and not aside
    running = len(above.text.split()) > _RUNNING or above.bulleted
    return bool(hangs) or continues(above.text, line.text, punctuated=running)
