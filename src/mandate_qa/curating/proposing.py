"""What a file would be added to the library as: what the caller says, else what the file tells of itself.

Every proposed value comes with where it is from, for people to confirm. Writing it down is for `shelving`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten
from typing import Any

from mandate_qa.errors import UnfitFactError, UnreadableDocumentError, UsageError
from mandate_qa.files import sha256
from mandate_qa.periods import calendar_years, financial_years, year_name
from mandate_qa.reading import number_paragraphs, read_blocks
from mandate_qa.reading.facts import Fact, facts_of, kind_and_year
from mandate_qa.reading.files import reader_for
from mandate_qa.reading.manifest import checked_value
from mandate_qa.reading.recognising import RECORD_SUFFIXES
from mandate_qa.reading.seeds import key_from
from mandate_qa.types import Document, Paragraph

GIVEN = "as you say"
SHOWN = ("key", "title", "short_title", "publisher", "published", "period_start", "period_end", "replaces")
"""Fields of a document that are proposed, in the order they are shown."""

_YEARS = re.compile(
    r"\b\d{4}(?:\s?[-–/]\s?\d{2,4})?\b|\b(?:the|revised|final|draft|version \d+)\b|[^\w\s]", re.IGNORECASE
)
_UNKNOWN = "none"
"""What a caller says to leave a field empty."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file, and what it would be added as."""

    file: Path
    format: str
    facts: dict[str, Fact]
    """Field of Document → value and where it is from; fields that nobody tells are missing."""
    paragraphs: tuple[Paragraph, ...]
    """As they would be numbered; empty for a file of records, each of which is a document of its own."""
    kept: Mapping[str, Any] = field(default_factory=dict)
    """Fields of library.toml that are written down as they are, such as the aliases of a document that is put back."""

    @property
    def key(self) -> str:
        """The key it would have; "" for a file of records."""
        return self.facts["key"].value if "key" in self.facts else ""

    @property
    def shown(self) -> list[tuple[str, Fact]]:
        """Its facts in the order people look for them."""
        return [(name, self.facts[name]) for name in SHOWN if name in self.facts]

    @property
    def document(self) -> Document:
        """The document it would be."""
        return as_document(self.facts, self.file)

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that the library needs and nobody tells."""
        return tuple(name for name in ("title", "published") if self.key and name not in self.facts)

    @property
    def entry(self) -> dict[str, Any]:
        """The document's fields, for library.toml."""
        return {name: self.facts[name].value for name in SHOWN if name in self.facts} | dict(self.kept)


def propose(file: Path, given: Mapping[str, str], library: Mapping[str, Document]) -> Proposal:
    """What `file` would be added to `library` as; `given` are fields of Document that the caller has settled.

    `given` may also hold "period", such as "2021-22" or "2021-04-01 to 2022-03-31". Raises UnreadableDocumentError for
    a file that cannot be read, UsageError for a value that cannot be right, a key that is taken and a file that the
    library has already.
    """
    require_new(file, library)
    reader = reader_for(file)
    if file.suffix.lower() in RECORD_SUFFIXES:
        if given:
            message = f"{file} holds records, which say themselves what they are; leave {', '.join(given)} out."
            raise UsageError(message)
        return Proposal(file, reader.name, {}, ())
    blocks = read_blocks(file)
    told = facts_of(blocks, reader.title(file))
    facts = {**told, **settled(given)}
    facts = {name: fact for name, fact in facts.items() if fact.value != _UNKNOWN}
    facts.setdefault("key", Fact(key_from(file.stem), "the file's name"))
    require_free(facts["key"].value, library)
    facts |= derived(facts, library, settled(given))
    paragraphs = number_paragraphs(as_document(facts, file), blocks)
    if not paragraphs:
        raise UnreadableDocumentError(f"{file} holds no text; give a file that does.", str(file))
    return Proposal(file, reader.name, facts, tuple(paragraphs))


def settled(given: Mapping[str, str]) -> dict[str, Fact]:
    """What the caller says, checked. Raises UsageError."""
    fields = {name: value for name, value in given.items() if name != "period"}
    if "period" in given:
        fields |= dict(zip(("period_start", "period_end"), days_of(given["period"]), strict=True))
    for name, value in fields.items():
        try:
            if value != _UNKNOWN:
                checked_value(name, value)
        except ValueError as error:
            raise UnfitFactError(name, f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    require_period(fields)
    return {name: Fact(value, GIVEN) for name, value in fields.items()}


def require_period(fields: Mapping[str, str]) -> None:
    """Stop at a period that ends before it starts."""
    days = [fields.get(name, _UNKNOWN) for name in ("period_start", "period_end")]
    if _UNKNOWN not in days and days[1] < days[0]:
        raise UnfitFactError(
            "period", f"The period ends on {days[1]}, before it starts on {days[0]}; put them in order."
        )


def days_of(period: str) -> tuple[str, str]:
    """First and last day of a period in the words people use, "none" for an open end. Raises UsageError."""
    if period == _UNKNOWN:
        return _UNKNOWN, _UNKNOWN
    first, parted, last = (part.strip() for part in period.replace("/2", " to 2", 1).partition(" to "))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", first):
        return first, last if parted and last else _UNKNOWN
    if years := sorted(int(year[:4]) for year in financial_years(period)):
        return f"{years[0]}-04-01", f"{years[-1] + 1}-03-31"
    if span := re.fullmatch(r"(\d{4})(?:\s?(?:-|–|to)\s?(\d{4}))?", period.strip()):
        return f"{span[1]}-01-01", f"{span[2] or span[1]}-12-31"
    raise UnfitFactError(
        "period",
        f"The period {period!r} cannot be read; write a year such as {year_name(2024)}, 2024 or 2024-25 to 2026-27, "
        "or days such as 2024-04-01 to 2025-03-31.",
    )


def derived(facts: Mapping[str, Fact], library: Mapping[str, Document], given: Mapping[str, Fact]) -> dict[str, Fact]:
    """What follows from the other facts: what people call the document, and what it replaces."""
    title = facts["title"].value if "title" in facts else ""
    found: dict[str, Fact] = {}
    short = kind_and_year(title)
    if short and short not in {document.short_title for document in library.values()}:
        found["short_title"] = Fact(short, "year and kind in the title")
    elif title:
        found["short_title"] = Fact(shorten(title, 60, placeholder=" …"), "the title")
    if older := former_edition(title, facts, library):
        found["replaces"] = Fact(older.key, "the same title for an earlier time; say none if it stays in force")
    return {name: fact for name, fact in found.items() if name not in given}


def former_edition(title: str, facts: Mapping[str, Fact], library: Mapping[str, Document]) -> Document | None:
    """The latest document in force whose title differs from this one's in its years alone, and which is not younger."""
    published = facts["published"].value if "published" in facts else ""
    alike = [d for d in library.values() if wordless(d.title) == wordless(title) and not d.superseded_by]
    years = financial_years(title) or calendar_years(title)
    older = [d for d in alike if years and published and d.published <= published]
    return max(older, key=lambda document: document.published, default=None)


def wordless(title: str) -> str:
    """A title without what tells one edition from another."""
    return " ".join(_YEARS.sub(" ", title).casefold().split())


def as_document(facts: Mapping[str, Fact], file: Path) -> Document:
    """The document as it would be, for showing how it is numbered."""
    told = {name: fact.value for name, fact in facts.items()}
    short = told.get("short_title", file.stem)
    period = told.get("period_start"), told.get("period_end")
    return Document(told["key"], told.get("title", short), short, "", told.get("published", ""), *period)


def require_new(file: Path, library: Mapping[str, Document]) -> None:
    """Stop at a file that is missing, or whose words are in the library already."""
    try:
        content_hash = sha256(file)
    except OSError as error:
        raise UnreadableDocumentError(
            f"{file} cannot be read ({error.strerror}); check the path.", str(file)
        ) from error
    for document in library.values():
        if document.content_hash == content_hash:
            raise UsageError(f"{file} is in the library already, as {document.key!r}; nothing needs to be added.")


def require_free(key: str, library: Mapping[str, Document]) -> None:
    """Stop at a key that a document has."""
    if key in library:
        taken = library[key].title
        raise UnfitFactError("key", f"The key {key!r} is that of {shorten(taken, 80)!r}; give another one with --key.")
