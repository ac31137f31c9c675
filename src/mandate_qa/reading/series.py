"""Numbers typed bare before paragraphs, told from figures by their neighbours: "987 …", "988 …", "989 …" count.

A whole number without a stop ("12 of them"), or a letter and a number ("A4 paper"), says nothing by itself; three or
more that count on, one a paragraph, do. What they number is `numbering`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mandate_qa.types import Block, BlockKind

_TYPED = re.compile(r"(?P<mark>(?P<letter>[A-Z]?)(?P<number>\d{1,4}))\s+(?=[^\W_])")
_MARK = re.compile(r"(?P<letter>[A-Z]?)(?P<number>\d{1,4})")
_ITEM = re.compile(r"(?P<mark>(?P<letter>)(?P<number>\d{1,3}))\s+(?=[\"'“‘(]?[A-Z])")
"""After a bullet: the number of a paragraph, whose words begin with a capital."""
_FEWEST = 3
_YEARS = range(1900, 2100)
"""Where no count begins: "2021 was …" is a year."""

Key = tuple[str, int]
"""Letter, or "", and number."""


@dataclass(slots=True)
class _Series:
    """Paragraphs whose numbers count on."""

    last: Key
    places: list[int] = field(default_factory=list)

    def goes_on(self, key: Key) -> bool:
        """Whether a number is the next: one more, or the first below the next letter."""
        letter, number = self.last
        return key == (letter, number + 1) or bool(letter and key == (chr(ord(letter) + 1), 1))


def with_counted_marks(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with the bare numbers that count paragraphs made their marks, in the order of the document."""
    marks = dict(found for n, block in enumerate(blocks) if (found := _marked(n, block)))
    result = list(blocks)
    for series in _counted({n: key for n, (key, _) in marks.items()}):
        for n in series.places:
            mark = marks[n][1]
            if not result[n].marker:
                words = result[n].text.removeprefix(mark).lstrip()
                result[n] = replace(result[n], text=words, marker=mark)
            elif result[n].kind is BlockKind.BULLET:
                words = result[n].text.removeprefix(mark).lstrip()
                result[n] = replace(result[n], kind=BlockKind.TEXT, text=words, marker=mark, level=0)
    return result


def _marked(n: int, block: Block) -> tuple[int, tuple[Key, str]] | None:
    """The place of a paragraph with the bare number before its words; None when there is none."""
    if block.kind is BlockKind.BULLET and not any(map(str.isalnum, block.marker)):
        item = _ITEM.match(block.text)
        return (n, (("", int(item["number"])), item["mark"])) if item else None
    if block.kind is not BlockKind.TEXT or block.bulleted:
        return None
    found = _MARK.fullmatch(block.marker) if block.marker else _TYPED.match(block.text)
    return (n, ((found["letter"], int(found["number"])), found[0].strip())) if found else None


def _counted(keys: dict[int, Key]) -> list[_Series]:
    """The series that some numbers make, each at its place, in the order of the document."""
    open_series: list[_Series] = []
    for place, key in keys.items():
        series = next((each for each in open_series if each.goes_on(key)), None)
        if series is None and not key[0] and key[1] in _YEARS:
            continue
        if series is None:
            series = _Series(key)
            open_series.append(series)
        series.last = key
        series.places.append(place)
    return [series for series in open_series if len(series.places) >= _FEWEST]
