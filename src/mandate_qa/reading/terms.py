"""Names that a document itself gives: short forms it defines or only implies, and who signed it.

"Better Care Fund (BCF)" and "ISPs (independent sector providers)" are defined; "Accessible Information Standard"
implies AIS, which people write although the document does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mandate_qa.types import Document, Paragraph, ParagraphKind

_AFTER = re.compile(r"\(([A-Z][A-Za-z&/-]{1,9}s?)\)")
_BEFORE = re.compile(r"\b([A-Z][A-Za-z&]{1,8}s?) \(([A-Za-z][A-Za-z’' -]{5,60})\)")
_ENTRY = re.compile(
    r"(?m)^(?:- )?([A-Z][A-Za-z&]{1,8})(?:\s*[:–—]| -| =| stands for|\t)\s*([A-Za-z][\w’', &/-]{5,80}?)(?=[.;]|$)"
)
"""A line of a list of short forms, or a footnote: "MMR: measles, mumps and rubella"."""
_SMALL = frozenset("a an and at by for from in of on or the to with".split())

_PHRASE = re.compile(r"\b(?:[A-Z][a-z’']+\s+(?:(?:and|of|for|the|in|to)\s+){0,2}){2,4}[A-Z][a-z’']+")
_SIGNED = re.compile(
    r"^(?:(?:Rt Hon|Sir|Dame|Lord|Baroness|Professor|Dr|Mr|Mrs|Ms) )*(?P<first>[A-Z][\w’'-]+) (?P<last>[A-Z][\w’'-]+)"
    r"(?: (?:MP|CBE|OBE|QC|KC))* (?:Secretary of State|Minister|Chair|Chief Executive|Permanent Secretary)\b"
)
_PARTS = ("foreword", "intro", "introduction", "one")


def implied_names(paragraphs: Iterable[Paragraph]) -> dict[str, set[str]]:
    """The names of three to five words that stand in `paragraphs`, by their initials."""
    names: dict[str, set[str]] = defaultdict(set)
    for paragraph in paragraphs:
        for match in _PHRASE.finditer(paragraph.text):
            words = match.group().split()
            names[initials(words)].add(" ".join(words))
    return {short: longs for short, longs in names.items() if len(short) >= 3}


def with_signatories(document: Document, paragraphs: Iterable[Paragraph]) -> Document:
    """`document` with the names it goes by after those who signed it: "Jeremy Hunt", "Hunt's foreword"."""
    kinds = [word for word in re.findall(r"[a-z]+", document.title.lower()) if word in ("mandate", "plan", "strategy")]
    aliases: list[str] = []
    for paragraph in paragraphs:
        signed = _SIGNED.match(paragraph.text) if paragraph.kind is ParagraphKind.TEXT else None
        if signed:
            last = signed["last"]
            aliases.append(f"{signed['first']} {last}")
            aliases += [f"{name} {word}" for name in (last, f"{last}'s") for word in (*kinds, *_PARTS)]
    return replace(document, aliases=tuple(dict.fromkeys((*document.aliases, *aliases))))


def short_forms(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Each short form that `text` defines, its long form, and where the words that define it start and end."""
    for match in _AFTER.finditer(text):
        long = _long_form(match[1], text[: match.start()])
        if long:
            yield match[1], long, _last_place(long, text, match.start()), match.end()
    for match in _BEFORE.finditer(text):
        if _initials_fit(match[1], match[2].split()):
            yield match[1], match[2], match.start(), match.end()
    for match in _ENTRY.finditer(text):
        if _initials_fit(match[1], match[2].split()):
            yield match[1], match[2], match.start(1), match.end(2)


def initials(words: Iterable[str]) -> str:
    """The first letters of `words`, as they are, small words such as "of" left out."""
    return "".join(word[0] for word in words if word.lower() not in _SMALL)


def _last_place(words: str, text: str, before: int) -> int:
    """Where `words` last begin in `text` before a place, whatever the blanks between them are."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    return max((found.start() for found in pattern.finditer(text, 0, before)), default=before)


def _long_form(short: str, before: str) -> str:
    """The last words of `before` whose initials spell `short`, "" when none do."""
    words = before.split()[-12:]
    for count in range(2, len(words) + 1):
        candidate = words[-count:]
        if _initials_fit(short, candidate) and candidate[0].lower() not in _SMALL:
            return " ".join(candidate).strip("\"'“”‘’ ,")
    return ""


def _initials_fit(short: str, words: list[str]) -> bool:
    """Whether the initials of `words`, small words left out or not, spell `short`."""
    letters = re.sub(r"[^A-Za-z]", "", short.removesuffix("s") if short[-1] == "s" and short[:-1].isupper() else short)
    pieces = [piece for word in words for piece in re.split(r"[-/]", re.sub(r"[^\w/-]", "", word)) if piece]
    every = "".join(piece[0] for piece in pieces)
    large = initials(pieces)
    return len(letters) >= 2 and letters.casefold() in (every.casefold(), large.casefold())
