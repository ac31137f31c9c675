"""Where a paragraph, a document and a page image stand: anchors on a page, and addresses.

All addresses begin below the path that the service lies under; templates put `root` before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from mandate_qa.web.reader.marks import Mark

_SIGNS = {" ": "_", "¶": "p:", "§": "s:"}


def anchor(paragraph_id: str) -> str:
    """Id of a paragraph on the page of its document, no two alike: "p:1.15" for "mandate-2021-22 ¶1.15"."""
    tail = paragraph_id.partition(" ")[2] or paragraph_id
    return "".join(_SIGNS.get(sign) or (sign if _is_plain(sign) else f"={ord(sign):x}=") for sign in tail)


def _is_plain(sign: str) -> bool:
    return (sign.isascii() and sign.isalnum()) or sign in ".-"


def key_of(paragraph_id: str) -> str:
    """Key of the document that a paragraph's id names."""
    return paragraph_id.partition(" ")[0]


def source_path(paragraph_id: str, marks: Sequence[Mark] = ()) -> str:
    """Address of a paragraph in its surroundings."""
    return f"/source?{_query(('id', paragraph_id), *_spans(marks))}"


def paragraph_path(paragraph_id: str, marks: Sequence[Mark] = ()) -> str:
    """Address that leads to a paragraph for as long as its document has it."""
    return f"/paragraph?{_query(('id', paragraph_id), *_spans(marks))}"


def document_path(
    key: str, paragraph_id: str = "", marks: Sequence[Mark] = (), *, portion: int = 0, words: str = ""
) -> str:
    """Address of a whole document: opened at a paragraph or portion when one is given, `words` looked for in it."""
    asked = [("part", str(portion))] if portion else []
    asked += [("q", words)] if words else []
    asked += [("at", paragraph_id), *_spans(marks)] if paragraph_id else []
    place = f"#{quote(anchor(paragraph_id), safe=':=')}" if paragraph_id else ""
    return f"/documents/{quote(key, safe='')}{'?' if asked else ''}{_query(*asked)}{place}"


def page_path(key: str, number: int, paragraph_id: str, marks: Sequence[Mark]) -> str:
    """Address of a page as printed, as a picture."""
    return f"/pages/{quote(key, safe='')}/{number}.png?{_query(('id', paragraph_id), *_spans(marks))}"


def _spans(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    return [pair for mark in marks for pair in (("start", str(mark.start)), ("end", str(mark.end)))]


def _query(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs, quote_via=quote)
