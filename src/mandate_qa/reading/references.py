"""Cross-references in running text, resolved to the paragraphs they name: "paragraphs 1.3 to 1.5", "Annex A".

A reference that names another document ("Mandate paragraph 3.5", "section 13A of the NHS Act 2006"), or nothing that
exists here, is found but resolves to no paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mandate_qa.reading.marks import ITEMS
from mandate_qa.reading.outline import plural
from mandate_qa.reading.places_named import PlacesNamed
from mandate_qa.types import Document, Paragraph, ParagraphKind


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of a paragraph that name another place."""

    words: str
    """As printed: "paragraphs 1.3 to 1.5"."""
    start: int
    """Where they begin in `Paragraph.text`, in characters, 0-based."""
    end: int
    """Where they end, exclusive."""
    paragraph_ids: tuple[str, ...]
    """Paragraphs of the same document that they name, in the order named; none for another document, or for what does
    not exist here."""


_ONE = (
    r"(?:\d{1,4}(?:\.\d{1,3})*[A-Z]?|[A-Z]{1,2}\.?\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-Z])(?:\([0-9a-zA-Z]{1,4}\))*"
    r"(?![\w%]|\.\d|,\d{3}|\s+(?:per cent|million|billion|times)\b)"
)
_RANGE = rf"{_ONE}(?:(?:–|-| (?:–|-|to|through) ){_ONE})?"
_SEVERAL = rf"{_RANGE}(?:(?:, (?:and |or )?| (?:and|or|&) ){_RANGE})*"
_PLACES = {
    "paragraph": "paragraph", "para": "paragraph", "section": "section", "chapter": "chapter", "part": "part",
    "volume": "volume", "annex": "annex", "annexe": "annex", "appendix": "appendix", "schedule": "schedule",
    "table": "table", "figure": "figure", "chart": "chart", "box": "box", "article": "article", "clause": "clause",
    "regulation": "regulation", "rule": "rule", "footnote": "footnote",
}  # fmt: skip
_PLURALS = {"annexes": "annex", "appendices": "appendix", "boxes": "box", "paras.": "paragraph", "para.": "paragraph"}
_NOUNS = (
    _PLACES
    | {f"{noun}s": place for noun, place in _PLACES.items()}
    | _PLURALS
    | {noun: noun for noun in ITEMS}
    | {plural(noun): noun for noun in ITEMS}
)
_MANY = frozenset(
    [f"{noun}s" for noun in _PLACES] + ["annexes", "appendices", "boxes", "paras."] + list(map(plural, ITEMS))
)
_NOUN = "|".join(re.escape(noun) for noun in sorted(_NOUNS, key=len, reverse=True))
_WITHIN = r"(?:annexe?|appendix|schedule|part|chapter)\s+(?:\d{1,2}[A-Z]?|[A-Z]\d{0,2}|[IVX]{1,5})\b"
_REFERENCE = re.compile(
    rf"\b(?:(?P<before>{_WITHIN}),?\s+)?(?P<noun>{_NOUN})\s+(?P<several>{_SEVERAL})(?P<after>\s+(?:of|in|to)\s+{_WITHIN})?",
    re.IGNORECASE,
)
_LONE = re.compile(r"\b(?:Annex|Appendix)\b(?!\s+(?:[A-Z\d]\b|[IVX]+\b))")
_SUBSECTION = re.compile(r"\bsub-?sections?\s+(?P<printed>\(\d{1,2}[A-Z]?\))", re.IGNORECASE)
_DOCUMENTS = (
    "act|mandate|plan|strategy|review|report|guidance|framework|directive|regulations?|order|letter|paper|statement|code|"
    "standards?|agreement|memorandum|rules|constitution|convention|treaty|bill|measure|charter|circular|manual"
)
_OWNED = re.compile(
    rf"\b(?P<noun>{_DOCUMENTS})(?:\s+(?:19|20)\d\d)?['’]?s?,?(?:\s+(?:introduction|foreword))?\s+$", re.IGNORECASE
)
"""Right before a reference: the document it is of ("Mandate paragraph 3.5")."""
_OF = re.compile(
    rf"\s*,?\s+(?:of|to|in|from|under)\s+(?P<which>this|that|those|these|the|its|their|our|an?)?\s*"
    rf"(?P<words>(?:[\w’'()-]+\s+){{0,5}}?)(?P<noun>{_DOCUMENTS})\b",
    re.IGNORECASE,
)
"""Right after a reference: the document it is of ("of the NHS Act 2006")."""


def references_of(
    paragraphs: Sequence[Paragraph], document: Document | None = None
) -> dict[str, tuple[Reference, ...]]:
    """The references in each paragraph, in their order, by paragraph id; those of one document, in reading order.

    Paragraphs without any are left out, as are headings and tables of contents. `document` tells what the document
    calls itself, so that "paragraph 3.5 of the mandate" is its own in a mandate.
    """
    places = PlacesNamed(paragraphs)
    own = document.title.casefold() if document is not None else ""
    found = {}
    for paragraph in paragraphs:
        if paragraph.kind not in (ParagraphKind.HEADING, ParagraphKind.CONTENTS):
            references = tuple(_references(paragraph, places, own))
            if references:
                found[paragraph.id] = references
    return found


def _references(paragraph: Paragraph, places: PlacesNamed, own: str) -> Iterator[Reference]:
    """The references in one paragraph, in their order."""
    found = [*_named(paragraph, places, own), *_bare(paragraph, places)]
    yield from sorted(found, key=lambda reference: reference.start)


def _named(paragraph: Paragraph, places: PlacesNamed, own: str) -> Iterator[Reference]:
    """References that name what they refer to, with its number."""
    text = paragraph.text
    for match in _REFERENCE.finditer(text):
        noun = match["noun"].lower()
        if not _is_meant(match):
            continue
        end = match.end() if noun in _MANY or match["after"] else _end_of_one(match)
        several = text[match.start("several") : min(end, match.end("several"))]
        elsewhere = _names_another(text, match.start(), end, own)
        within = _within(match)
        ids = () if elsewhere else tuple(places.ids(_NOUNS[noun], several, paragraph, within))
        if ids == (paragraph.id,) and text[: match.start()].endswith(("", "\n")[match.start() > 0]):
            continue
        doubtful = _NOUNS[noun] in ITEMS or (match["noun"].islower() and len(several) == 1 and several.isalpha())
        if ids or not doubtful:
            yield Reference(text[match.start() : end], match.start(), end, ids)


def _is_meant(match: re.Match[str]) -> bool:
    """Whether a letter that stands for a number is a capital."""
    first = match["several"][0]
    return not first.isalpha() or first.isupper()


def _end_of_one(match: re.Match[str]) -> int:
    """Where a reference to one place, or to one range, ends."""
    one = re.match(_RANGE, match["several"])
    return match.start("several") + (one.end() if one else len(match["several"]))


def _within(match: re.Match[str]) -> str:
    """The annex or part that a reference is limited to, lower case: "annex a"; "" when none is named."""
    named = match["before"] or re.sub(r"^\s+(?:of|in|to)\s+", "", match["after"] or "", flags=re.IGNORECASE)
    return " ".join(named.lower().split())


def _names_another(text: str, start: int, end: int, own: str) -> bool:
    """Whether the words around a reference say that it is of another document."""
    before = _OWNED.search(text[max(0, start - 40) : start])
    if before is not None and (before["noun"][0].isupper() or "’" in before.group()):
        return not _is_own(before["noun"], own)
    after = _OF.match(text[end : end + 120])
    if after is None or re.search(rf"\b(?:{_WITHIN})", after["words"], re.IGNORECASE):
        return False
    which = (after["which"] or "").lower()
    if which in ("this", "our"):
        return False
    if any(word[:1].isupper() or word.isdigit() for word in after["words"].split()) or which in (
        "that",
        "those",
        "an",
        "a",
    ):
        return True
    return not _is_own(after["noun"], own)


def _is_own(noun: str, own: str) -> bool:
    """Whether a document calls itself by `noun`."""
    return noun.lower() in own.split()


def _bare(paragraph: Paragraph, places: PlacesNamed) -> Iterator[Reference]:
    """References without a number of their own: "the Annex" where there is one, "subsection (1)" of this section."""
    for match in _LONE.finditer(paragraph.text):
        ids = places.lone(match.group())
        if ids:
            yield Reference(match.group(), match.start(), match.end(), ids)
    for match in _SUBSECTION.finditer(paragraph.text):
        root = (paragraph.number or "").partition("(")[0]
        ids = places.exactly(f"{root}{match['printed']}") if root else ()
        yield Reference(match.group(), match.start(), match.end(), ids)
