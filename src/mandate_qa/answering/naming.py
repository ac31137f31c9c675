"""What the documents of a library are called, made ready once, so that a question costs the same in a large library.

Knows names, years and months of documents and which of them are nobody else's. What a question means by them is read
in `scope`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mandate_qa.periods import calendar_years, covers, covers_year, normalised
from mandate_qa.searching.remembering import remembered
from mandate_qa.types import Document

KINDS = ("mandate", "plan", "guidance", "note", "strategy", "paper", "framework", "report", "review", "directions")
"""What documents of policy are called."""
_KIND = re.compile(rf"\b({'|'.join(KINDS)})s?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LONG_TITLE = 4
"""Words from which a title names its document though it holds neither a year nor a kind; a shorter one may be any
subject ("Diabetes")."""
YEARS = 200
"""Years whose documents are kept."""
_OPEN_YEARS = 1
"""Financial years that an open-ended period is taken to cover."""


@lru_cache(20_000)
def document_kinds(text: str) -> tuple[str, ...]:
    """The kinds of document that `text` names: "mandate", "plan" …"""
    found = {match[1].lower() for match in _KIND.finditer(text)}
    return tuple(kind for kind in KINDS if kind in found)


def publisher_acronym(document: Document) -> str:
    """Initials of the publisher's name when it has at least three words: "BMA"; else ""."""
    initials = re.findall(r"\b[A-Z]", document.publisher)
    return "".join(initials) if len(initials) >= 3 else ""


class DocumentNames:
    """The names of a library's documents. Read-only once made."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: tuple[Document, ...] = tuple(documents)
        publishers = Counter(document.publisher for document in self.documents)
        self._acronyms = {
            document.key: publisher_acronym(document)
            for document in self.documents
            if publishers[document.publisher] == 1 and publisher_acronym(document)
        }
        self._names = {document.key: _names(document) for document in self.documents}
        self._aliases = Counter(
            alias for document in self.documents for alias in {_plain(alias) for alias in document.aliases}
        )
        self._months = Counter(document.published[:7] for document in self.documents)
        self._by_word = self._words()
        self._by_year = self._years()
        self._places = {document.key: place for place, document in enumerate(self.documents)}
        self._covering = remembered(YEARS, self._read_covering)

    def near(self, text: str) -> list[Document]:
        """The documents that a text, normalised, could name by a title, an alias or a publisher, in library order."""
        words = set(_WORD.findall(text.casefold()))
        return self._in_order(place for word in words for place in self._by_word.get(word, ()))

    def of_years(self, text: str) -> list[Document]:
        """The documents of the years that a text names, or that were published in them, in library order."""
        years = {int(year) for year in re.findall(r"\b(20\d\d)", text)}
        return self._in_order(place for year in years for place in self._by_year.get(year, ()))

    def covering(self, year: str | int) -> frozenset[str]:
        """Keys of the documents of a financial year ("2021-22") or of a calendar year."""
        return self._covering(year)

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Keys of documents in library order."""
        return sorted(keys, key=self._places.__getitem__)

    def names(self, document: Document) -> tuple[str, ...]:
        """What a document is called, normalised, the longest name first."""
        return self._names[document.key]

    def acronym(self, document: Document) -> str:
        """The short form of its publisher where no other document has that publisher, else ""."""
        return self._acronyms.get(document.key, "")

    def is_shared(self, name: str, document: Document) -> bool:
        """Whether another document has `name` as an alias."""
        own = _plain(name) in {_plain(alias) for alias in document.aliases}
        return self._aliases[_plain(name)] > own

    def alone_in_month(self, document: Document) -> bool:
        """Whether no other document was published in its month."""
        return self._months[document.published[:7]] == 1

    def _words(self) -> dict[str, list[int]]:
        """By word: places of the documents that have a name whose rarest word it is."""
        named = [
            [*map(_tokens, self._names[d.key]), *([_tokens(a)] if (a := self._acronyms.get(d.key)) else [])]
            for d in self.documents
        ]
        often = Counter(word for names in named for words in names for word in set(words))
        index: dict[str, list[int]] = defaultdict(list)
        for place, names in enumerate(named):
            for word in {min(words, key=lambda word: (often[word], word)) for words in names if words}:
                index[word].append(place)
        return index

    def _years(self) -> dict[int, list[int]]:
        """By year: places of the documents that apply in it, name it in their title, or were published in it."""
        index: dict[int, list[int]] = defaultdict(list)
        for place, document in enumerate(self.documents):
            for year in _years_of(document):
                index[year].append(place)
        return index

    def _read_covering(self, year: str | int) -> frozenset[str]:
        near = self._in_order(self._by_year.get(year if isinstance(year, int) else int(year[:4]), ()))
        if isinstance(year, int):
            return frozenset(document.key for document in near if covers_year(document, year))
        return frozenset(document.key for document in near if covers(document, year))

    def _in_order(self, places: Iterable[int]) -> list[Document]:
        return [self.documents[place] for place in sorted(set(places))]


def _names(document: Document) -> tuple[str, ...]:
    titles = [title for title in (document.title, document.short_title) if _is_telling(title)] * is_published(document)
    return tuple(sorted({normalised(name) for name in (*titles, *document.aliases)}, key=lambda n: (-len(n), n)))


def is_published(document: Document) -> bool:
    """Whether anything says when or by whom a document was published; a mere record's title is its subject."""
    return bool(document.published or document.period_start or document.publisher)


def _is_telling(title: str) -> bool:
    """Whether a title names a document and not just its subject."""
    many = len(title.split()) >= _LONG_TITLE
    return many or bool(document_kinds(title)) or re.search(r"\d{4}|\d\d[-/–]\d\d", title) is not None


def _years_of(document: Document) -> set[int]:
    if not is_published(document):
        return set()
    years = set(calendar_years(document.title))
    for day in (document.published, document.period_start):
        if day:
            years.add(int(day[:4]))
    if document.period_start:
        first = int(document.period_start[:4])
        last = int(document.period_end[:4]) if document.period_end else first + _OPEN_YEARS
        years |= set(range(first - 1, last + 1))
    return years


def _tokens(name: str) -> Sequence[str]:
    return _WORD.findall(name.casefold())


def _plain(name: str) -> str:
    return normalised(name).casefold()
