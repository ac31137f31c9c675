"""Ids and labels of paragraphs: what a program keeps and what a person reads.

An id is made of the document's key and what is printed (number, or heading and a count of ours), so that it survives
re-indexing, another chunker and another embedder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from mandate_qa.types import Document, Paragraph, ParagraphKind, Part, PartKind

_SERIES = re.compile(r"^((?:objective|priority|annex|appendix|schedule|chapter|part|theme)\s+[\w.]+)\s*[:.–-]", re.I)
_MAX_SECTION = 60
_LAW = re.compile(
    r"\b(?P<kind>Act|Bill|Regulations|Order|Rules|Measure)(?:\s+\(Northern Ireland\))?(?:,?\s+(?:19|20)\d\d)?\W*$", re.I
)
_ABOUT_LAW = re.compile(
    r"\b(?:guid\w+|notes?|statement|assessment|review|report|summary|factsheet|letter|policy|consultation|memorandum|"
    r"response|code of practice|mandate|plan)\b",
    re.IGNORECASE,
)
_SECTIONS = {"act": "section", "bill": "clause", "regulations": "regulation", "order": "article", "rules": "rule"}
TABLE_NUMBER = re.compile(
    r"(?P<word>table|figure|chart)\s+(?P<number>[A-Z]?[.-]?\d+(?:[.-]\d+)*[a-z]?|[A-Z]\b)(?=\s*(?:$|[^\w\s]|\s))",
    re.IGNORECASE,
)
"""Begins the caption of a numbered table."""
_CODE = re.compile(r"[A-Z]{1,3}[.-]?\d")
_LETTERS = re.compile(r"\(?(?:[a-z]{1,5}|[A-Z]|[IVX]+)\)?$")


def is_legislation(document: Document) -> bool:
    """Whether a document is a law, whose sections are cited as such, and no text about one."""
    return bool(_LAW.search(document.title)) and not _ABOUT_LAW.search(document.title)


def paragraph_word(document: Document) -> str:
    """What the numbered paragraphs of a document are called in a label: "para", in a law "section"."""
    found = _LAW.search(document.title) if is_legislation(document) else None
    return _SECTIONS.get(found["kind"].lower(), "section") if found else "para"


def slug(heading: str, words: int = 8) -> str:
    """A heading as lower-case words joined by hyphens, at most `words` of them."""
    series = _SERIES.match(heading)
    found = re.findall(r"[a-z0-9]+", (series.group(1) if series else heading).lower().replace("'", "").replace("’", ""))
    return "-".join(found[:words]) or "section"


def short_section(heading: str) -> str:
    """A heading short enough for a label: "Priority 1" of "Priority 1: cut NHS waiting lists…"."""
    series = _SERIES.match(heading)
    if series:
        return series.group(1)
    heading = heading.rstrip(":")
    if len(heading) <= _MAX_SECTION:
        return heading
    return heading[:_MAX_SECTION].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


class Namer:
    """Gives each paragraph of one document its id and label, in reading order.

    Labels of numbers that are `repeated` name their section, since the number alone does not tell them apart.
    """

    def __init__(self, document: Document, repeated: Set[str] = frozenset()) -> None:
        self._repeated = repeated
        self._document = document
        self._word = paragraph_word(document)
        self._given: Counter[str] = Counter()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._trails: dict[str, tuple[str, ...]] = {}

    def name(self, number: str | None, kind: ParagraphKind, section: Sequence[str], heading: str) -> tuple[str, str]:
        """Id and label of the next paragraph; `heading` is its own words when it is a heading, table or footnote."""
        key, short = self._document.key, self._document.short_title
        if number is not None:
            again = number in self._repeated and section
            within = f"{short}, {short_section(section[-1])}" if again else short
            return self._unique(f"{key} ¶{number}"), f"{within}, {self._numbered(number)}"
        if kind is ParagraphKind.FOOTNOTE:
            return self._unique(f"{key} ¶footnote-{heading}"), f"{short}, footnote {heading}"
        if kind is ParagraphKind.HEADING:
            trail = (*section, heading)
            return self._unique(f"{key} §{self._section_slug(trail)}"), f"{short}, heading “{short_section(heading)}”"
        place = self._section_slug(tuple(section)) if section else "front"
        what = "table" if kind is ParagraphKind.TABLE else "¶"
        self._counts[place, what] += 1
        count = self._counts[place, what]
        under = f"{short}, {short_section(section[-1])}" if section else f"{short}, front page"
        if kind is ParagraphKind.TABLE:
            printed = TABLE_NUMBER.match(heading)
            if printed:
                return self._unique(f"{key} §{place} table-{count}"), self._table(printed, section)
            named = f"table “{short_section(heading)}”" if heading else f"table {count}"
            return self._unique(f"{key} §{place} table-{count}"), f"{under}, {named} (unnumbered)"
        return self._unique(f"{key} §{place} ¶{count}"), f"{under}, para {count} (unnumbered)"

    def _numbered(self, number: str) -> str:
        """A number with the word for what it numbers: "para 1.15", "Q12", "Annex 2.1"."""
        if number[0] in "0123456789(" or _LETTERS.fullmatch(number):
            return f"{self._word} {number}"
        return f"{self._word} {number}" if _CODE.match(number) and number[0] != "Q" else number

    def _table(self, printed: re.Match[str], section: Sequence[str]) -> str:
        """The label of a table whose caption prints a number; where that comes again, with the heading above it."""
        short, named = self._document.short_title, f"{printed['word'].capitalize()} {printed['number']}"
        self._counts[named, "table"] += 1
        above = [heading for heading in section if not TABLE_NUMBER.match(heading)]
        again = self._counts[named, "table"] > 1 and above
        return f"{short}, {short_section(above[-1])}, {named}" if again else f"{short}, {named}"

    def _section_slug(self, trail: tuple[str, ...]) -> str:
        """Slug of the nearest heading, with the one above it when another section is called the same."""
        for depth in range(1, len(trail) + 1):
            name = "/".join(slug(heading) for heading in trail[-depth:])
            if self._trails.setdefault(name, trail) == trail:
                return name
        return name

    def _unique(self, identifier: str) -> str:
        """`identifier`, counted on when the document prints the same number twice."""
        self._given[identifier] += 1
        if self._given[identifier] == 1:
            return identifier
        return self._unique(f"{identifier} ({self._given[identifier]})")


def part_label(paragraph: Paragraph, part: int | None) -> str:
    """The paragraph's label, down to the bullet or row that `part` is: "2021-22 mandate, para 1.15, bullet 1"."""
    if part is None or not 0 <= part < len(paragraph.parts):
        return paragraph.label
    piece = paragraph.parts[part]
    if piece.kind is PartKind.TEXT:
        return paragraph.label
    stem, unnumbered, _ = paragraph.label.partition(" (unnumbered)")
    if unnumbered and paragraph.kind is ParagraphKind.LIST and stem.endswith(", para 1"):
        stem = stem.removesuffix(", para 1")
    if piece.kind is PartKind.ROW:
        return f"{stem}, {_row_words(paragraph, part)}{unnumbered}"
    return f"{_down_to(stem, paragraph, part)}{unnumbered}"


def _row_words(paragraph: Paragraph, part: int) -> str:
    """A row by its label, or counted by us."""
    piece = paragraph.parts[part]
    rows = paragraph.table.rows if paragraph.table is not None else ()
    named = next((row.label for row in rows if row.part == part and row.label), "")
    if named:
        return f"row “{short_section(named)}”"
    return f"{_title_above(paragraph, piece)}row {piece.ordinal}"


def _down_to(stem: str, paragraph: Paragraph, part: int) -> str:
    """`stem` gone down to a bullet: "para 1.1(a)(iv)" where it is printed, "para 1.15, bullet 1" where it is not."""
    trail = [part]
    while paragraph.parts[trail[0]].level and (lead := paragraph.parts[trail[0]].lead) is not None:
        if paragraph.parts[lead].kind is not PartKind.BULLET:
            break
        trail.insert(0, lead)
    title = _title_above(paragraph, paragraph.parts[trail[0]])
    label = f"{stem}, {title}".rstrip(", ")
    closed = not title and bool(re.search(r"(?:\d|\)|\b[a-z])$", label))
    for n in trail:
        mark = printed_mark(paragraph, n)
        label += (mark if closed else f", item {mark}") if mark else f", bullet {paragraph.parts[n].ordinal}"
        closed = bool(mark)
    return label


def printed_mark(paragraph: Paragraph, part: int) -> str:
    """The number or letter that is printed before a bullet, in brackets: "(a)" for "a."; "" for a mere bullet."""
    start = paragraph.parts[part].start
    before = paragraph.text[paragraph.text.rfind("\n", 0, start) + 1 : start].strip()
    if paragraph.parts[part].kind is not PartKind.BULLET or not re.search(r"\w", before):
        return ""
    return before if re.fullmatch(r"(?:\(\w+\))+", before) else f"({before.strip('().: ')})"


def _title_above(paragraph: Paragraph, piece: Part) -> str:
    """The short title that introduces a part within its paragraph, with a comma: "Overall 2020 goals, "."""
    lead = paragraph.parts[piece.lead] if piece.lead else None
    return f"{lead.text.rstrip(':')}, " if lead is not None and _is_title(lead) else ""


def _is_title(part: Part) -> bool:
    """Whether a part is a short title within its paragraph, such as "Overall 2020 goals:"."""
    return part.kind is PartKind.TEXT and len(part.text.split()) <= 6 and part.text.endswith(":")
