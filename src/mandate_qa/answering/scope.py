"""Which documents and periods a question means.

A document is named by title, alias, publisher, or by its kind and year ("the 17/18 mandate"); then it is a filter.
A period alone narrows nothing away: other documents have figures for it too; it only ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mandate_qa.answering.naming import KINDS, DocumentNames, document_kinds
from mandate_qa.periods import MONTHS, calendar_years, covers, covers_year, financial_years, month_number, normalised
from mandate_qa.types import Document

_PARTS = ("foreword", "annex", "appendix", "preface", "introduction")
_NUMBERED = re.compile(
    r"(?:\b(?:para|paragraph)s?,?\s*|¶\s*)(\d{1,3}(?:\.\d{1,3})*)\b|"
    r"\b(?:row|section|point|annex(?: [a-z0-9])?)s?,?\s*(\d{1,3}(?:\.\d{1,3})+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:objective|commitment|offer|priority|recommendation|action|domain)\s+\d{1,3}\b", re.IGNORECASE
)
_PREPOSITION = r"(?:in|of|from|under|by|to|as|per|does|did|do|is|was)\b"
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
_SEVERAL = re.compile(
    rf"\b(two|both|three|four)(?: of)?(?: the)?((?: [\w'’&-]+){{0,2}} (?:{'|'.join(KINDS)}))s\b", re.IGNORECASE
)
_DATED = rf"({'|'.join(MONTHS)}) (20\d\d)"
_TEXT = rf"(?:{'|'.join(KINDS)}|doc(?:ument)?|text|version|edition|one)"
_MONTH = re.compile(
    rf"\b{_DATED}(?:'s)? {_TEXT}\b|\b(?:as )?(?:set out|published|issued|printed|laid) in {_DATED}\b", re.IGNORECASE
)
"""A month that says when a document came out."""
_GAP = 3
"""Words that may stand between a document's year and its kind ("the 2021-22 NHS England mandate")."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a question's words say about where to look."""

    documents: tuple[str, ...] = ()
    """Keys of the documents named, in library order."""
    periods: tuple[str, ...] = ()
    """Financial years named that are not just part of a document's name."""
    named: tuple[str, ...] = ()
    """The words that named the documents, taken out of the search."""


def read_references(question: str) -> tuple[str, ...]:
    """The printed numbers that a question names, in lower case: "1.15" of "para 1.15", "objective 10", "annex a"."""
    found = [match[1] or match[2] for match in _NUMBERED.finditer(question)]
    found += [" ".join(match.group().casefold().split()) for match in _COUNTED.finditer(question)]
    return tuple(dict.fromkeys(found))


def read_scope(question: str, names: DocumentNames) -> Named:
    """The scope that `question` names in a library whose documents have these names."""
    text = normalised(question)
    named = {document.key: _named(text, document, names) for document in names.near(text)}
    rest = _without(text, named.values())
    dated = names.of_years(rest)
    said = [word for word in (*KINDS, *_PARTS) if _said_with_years(rest, word)]
    for document in dated:
        words = named.get(document.key) or (_kind_and_year(rest, document, dated, said) if said else "")
        named[document.key] = words or (_published(rest, document) if names.alone_in_month(document) else "")
    if not any(named.values()):
        named = _together(text, names.documents)
    found = {key: named[key] for key in names.in_order(key for key, words in named.items() if words)}
    periods = financial_years(_without(text, found.values())) or financial_years(text)
    return Named(tuple(found), periods, tuple(found.values()))


def _together(text: str, documents: Sequence[Document]) -> dict[str, str]:
    """The words that name several documents at once, by key: "the two flood plans", when that many are called so.

    None for a number of documents that the library does not have exactly.
    """
    for match in _SEVERAL.finditer(text):
        words = match[2].strip()
        called = re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
        near = (d for d in documents if words.casefold() in normalised(d.short_title).casefold())
        keys = [document.key for document in near if called.search(normalised(document.short_title))]
        if len(keys) == _COUNTS[match[1].casefold()]:
            return dict.fromkeys(keys, match.group())
    return {}


def _without(text: str, named: Iterable[str]) -> str:
    """`text` without the words that named documents, so that they name no other."""
    for words in sorted(filter(None, named), key=len, reverse=True):
        text = re.sub(re.escape(words), " ", text, flags=re.IGNORECASE)
    return text


def _named(text: str, document: Document, names: DocumentNames) -> str:
    """The title, alias or publisher by which `text` names `document`, "" when it does not."""
    for name in names.names(document):
        match = re.search(rf"(?<!\w){re.escape(name)}(?:'s)?(?!\w)", text, re.IGNORECASE)
        if match and not names.is_shared(name, document) and not _another_year(text, match, document):
            return match.group()
    short = names.acronym(document)
    found = short and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text, re.IGNORECASE)
    return short if found else ""


def _another_year(text: str, match: re.Match[str], document: Document) -> bool:
    """Whether a name that holds no year has the year of another document: "the 2018-19 business plan".

    A year with a preposition between is what is asked for: "the budget for 2022-23 in the business plan".
    """
    if re.search(r"\d{4}", match.group()) or document.period_start is None:
        return False
    before = re.search(rf"(20\d\d-\d\d)(?:'s)?(?:\s+(?!{_PREPOSITION})[\w'’&]+){{0,{_GAP}}}\s*$", text[: match.start()])
    after = re.match(r"\s*(?:for|of)?\s*(20\d\d-\d\d)\b", text[match.end() :])
    return any(year is not None and not covers(document, year[1]) for year in (before, after))


def _kind_and_year(text: str, document: Document, documents: Sequence[Document], said: Sequence[str]) -> str:
    """The words that name a document by its kind, or a part every document has, and its year.

    `said` are the kinds and parts that `text` says with a year.
    """
    title = document.title.casefold()
    for word in said:
        if word not in _PARTS and (word not in title or word not in document_kinds(document.title)):
            continue
        for words, year in _said_with_years(text, word):
            if _is_of(document, year) and _owns(word, document, documents, year):
                return f"{year} {words}" if f"{year} {words}" in text else words
    return ""


@lru_cache(256)
def _said_with_years(text: str, word: str) -> tuple[tuple[str, str], ...]:
    """A word as `text` says it, with each year that belongs to it; the same for every document."""
    said = re.finditer(rf"\b{word}s?\b", text, re.IGNORECASE)
    return tuple((match.group(), year) for match in said for year in _years_near(text, match))


def _published(text: str, document: Document) -> str:
    """The words that name a document by the month it came out: "the March 2022 one", "as set out in March 2017"."""
    for match in _MONTH.finditer(text):
        month = month_number(match[1] or match[3])
        if document.published[:7] == f"{match[2] or match[4]}-{month:02d}":
            return match.group()
    return ""


def _owns(word: str, document: Document, documents: Sequence[Document], year: str) -> bool:
    """Whether `document` is the one of that kind for the year: for a mere part, the only original text of it."""
    if word in _PARTS:
        rivals = (other for other in documents if _is_of(other, year) and "third party" not in other.status)
        return next(rivals, None) == document and next(rivals, None) is None
    return True


def _years_near(text: str, match: re.Match[str]) -> list[str]:
    """The years that belong to a kind word: right before it with few words between, or after "for", "of", "in".

    A plural takes all the years listed before it: "the 2017-18 and the revised 2021-22 mandates".
    """
    if match.group().endswith("s"):
        listed = re.search(rf"((?:20\d\d(?:-\d\d)?\W+(?:\w+\W+){{0,{_GAP}}}?)+)$", text[: match.start()])
        if listed:
            return re.findall(r"20\d\d(?:-\d\d)?", listed[1])
    before = re.search(rf"\b(20\d\d(?:-\d\d)?)(?:'s)?\)?(?:\s+[\w'’&]+){{0,{_GAP}}}\s*$", text[: match.start()])
    after = re.match(r"\s*\(?(?:for|of|from|in)?\s*(20\d\d(?:-\d\d)?)\b", text[match.end() :])
    found = before or after
    return [found[1]] if found else []


def _is_of(document: Document, year: str) -> bool:
    """Whether a document belongs to a financial year ("2021-22") or calendar year ("2023")."""
    if "-" in year:
        return covers(document, year)
    return covers_year(document, int(year)) or str(year) in calendar_words(document)


def calendar_words(document: Document) -> tuple[str, ...]:
    """The single years a document's title prints."""
    return tuple(map(str, calendar_years(document.title)))


def without(text: str, named: Sequence[str]) -> str:
    """`text` without the words that only name its scope; all of it when nothing else would be left."""
    rest = text
    for words in sorted(named, key=len, reverse=True):
        rest = re.sub(rf"(?:\b(?:in|of|from|under|by|the|to)\s+)*{re.escape(words)}", " ", rest, flags=re.IGNORECASE)
    rest = " ".join(rest.split())
    return rest if re.search(r"[A-Za-z]{3}", rest) else text
