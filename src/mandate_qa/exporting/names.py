"""What a file of answers is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

from mandate_qa.exporting.formats import Format
from mandate_qa.types.records import AnswerRecord

LONGEST = 80
"""Characters before the ending."""
NAMELESS = "answer"

_APOSTROPHES = re.compile("['’‘ʼ]")
"""Dropped, so that "England's" stays one word."""
_UNFIT = re.compile(r"[^\w.-]+|_+")
"""Everything that some file system, shell or header may read as something else than a name."""


def file_name(records: Sequence[AnswerRecord], kind: Format, title: str = "") -> str:
    """A name from the title or else the first question: its letters and digits, other characters a hyphen each."""
    words = _APOSTROPHES.sub("", title or (records[0].question if records else ""))
    name = _UNFIT.sub("-", unicodedata.normalize("NFC", words).casefold())[:LONGEST].strip("-.")
    return f"{re.sub(r'[-.]{2,}', '-', name) or NAMELESS}.{kind}"


def disposition(name: str) -> str:
    """The Content-Disposition that has a browser save a file as `name`; its ASCII form for those that know no other."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, _, ending = plain.rpartition(".")
    stem = stem.strip("-.") or NAMELESS
    return f"attachment; filename=\"{stem}.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
