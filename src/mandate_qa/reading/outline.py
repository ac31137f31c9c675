"""Where in a document the walk is: the trail of headings, the annex or part, and what is counted there."""

from __future__ import annotations

import re
from enum import StrEnum

from mandate_qa.reading.marks import ITEMS

_ANNEX = re.compile(
    r"(?P<word>annexe?|appendix|schedule)s?\b(?:\s+(?P<number>[A-Z]\d{0,2}|\d{1,2}[A-Z]?|[IVX]{1,5})\b)?"
    r"(?P<title>\s*(?:$|[:.–—-]))?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?P<word>part|chapter|section|volume|book|title|domain|article|regulation|rule|clause|standing order)\s+"
    r"(?P<number>\d{1,3}[A-Z]?|[IVXLC]{1,6}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)\b(?=\s*(?:$|\W\s|\s))",
    re.IGNORECASE,
)
_UNITS = frozenset(("article", "regulation", "rule", "clause", "standing order"))
"""What is cited as a whole, and counts what stands below it: Article 5(1)."""
_BACK = (
    "conclusions and recommendations|summary of recommendations|list of recommendations|conclusions?|recommendations"
)
_FRONT = "executive summary|summary|foreword|preface"
_MATTER = re.compile(rf"(?P<name>(?P<back>{_BACK})|{_FRONT})\W*$", re.IGNORECASE)
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.:)]? \D")


class Division(StrEnum):
    """What part of a document something stands in."""

    BODY = "body"
    """A part with a number, or none."""
    SECTION = "section"
    """A section whose heading begins with a mere number."""
    FRONT = "front matter"
    BACK = "back matter"


def plural(noun: str) -> str:
    """The plural as headings print it."""
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def annex_of(heading: str) -> str | None:
    """The annex that a heading opens, as a reader writes it: "Annex A", "Annex"; None when it opens none."""
    found = _ANNEX.match(heading)
    if found is None or (found["number"] is None and found["title"] is None):
        return None
    number = found["number"]
    if number and number.islower():
        return None
    return f"{found['word'].capitalize()} {number or ''}".strip()


def unit_of(heading: str) -> str | None:
    """The article that a heading opens, as a reader writes it: "Article 5"; None when it opens none."""
    found = _PART.match(heading)
    if found is None or found["word"].lower() not in _UNITS:
        return None
    return f"{found['word'].capitalize()} {found['number']}"


def division_of(trail: tuple[str, ...], *, sections: bool = False) -> tuple[str, Division]:
    """The lowest part of the document that has a number ("Part II"), or the matter before or after the body.

    With `sections`, "2. Funding" is one, too: Section 2. ("", Division.BODY) when there is none.
    """
    for heading in reversed(trail):
        found = _PART.match(heading)
        if found:
            number = (
                found["number"] if len(found["number"]) < 3 or found["number"].isupper() else found["number"].lower()
            )
            return f"{found['word'].capitalize()} {number}", Division.BODY
        matter = _MATTER.match(heading)
        if matter:
            return matter["name"].capitalize(), Division.BACK if matter["back"] else Division.FRONT
        numbered = _SECTION.match(heading) if sections else None
        if numbered:
            return f"Section {numbered[1]}", Division.SECTION
    return "", Division.BODY


class Outline:
    """The headings above the current place, outermost first."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    @property
    def trail(self) -> tuple[str, ...]:
        """Texts of the headings above."""
        return tuple(text for _, text in self._stack)

    def enter(self, level: int, text: str) -> None:
        """Go below a heading of `level`; those of the same level or lower are left."""
        self._stack = [entry for entry in self._stack if entry[0] < level] + [(level, text)]

    def enter_below(self, text: str) -> None:
        """Go below a heading that stands under all the others."""
        self._stack = [*self._stack, (self._stack[-1][0] + 1 if self._stack else 1, text)]

    def leave(self, text: str) -> None:
        """Leave the lowest heading if `text` is what it says."""
        if self._stack and self._stack[-1][1] == text:
            self._stack.pop()

    @property
    def annex(self) -> str | None:
        """The annex the walk is in as a reader writes it ("Annex A"), None outside annexes."""
        return next(filter(None, map(annex_of, self.trail)), None)

    @property
    def noun(self) -> str:
        """What is counted here, from the headings: "commitment" of "…manifesto priority commitments"; or ""."""
        return next((nouns[-1] for text in reversed(self.trail) if (nouns := _nouns(text))), "")

    @property
    def lone_noun(self) -> str:
        """What the nearest heading counts, when it counts one thing: not "Conclusions and recommendations"."""
        nouns = _nouns(self.trail[-1]) if self.trail else []
        return nouns[0] if len(nouns) == 1 else ""

    def numbered(self, number: str) -> str:
        """A printed number as a reader writes it: "1.15", in annexes "Annex B paragraph 3", "Annex 2.1".

        A number that names its annex by itself ("B1" in Annex B) stands alone.
        """
        annex = self.annex
        if annex is None or number[:1].isalpha():
            return number
        return f"{annex} {number}" if " " not in annex and "." in number else f"{annex} paragraph {number}"

    def item(self, number: int | str, noun: str = "") -> str:
        """A counted item as a reader writes it: "Annex A commitment 6", "Recommendation 7"."""
        words = f"{noun or self.noun or 'item'} {number}"
        return f"{self.annex} {words}" if self.annex else f"{words[0].upper()}{words[1:]}"


def _nouns(heading: str) -> list[str]:
    """What a heading says is counted below it, in the order of its words."""
    words = re.findall(r"[a-z]+", heading.lower())
    return [noun for word in words for noun in ITEMS if word == plural(noun)]
