"""One numbered list of footnotes over any number of answers, and the words of each.

The same words of the same paragraph have one footnote, however often and on whatever days they were cited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from mandate_qa import periods
from mandate_qa.exporting.layout import Mark
from mandate_qa.exporting.words import day_words
from mandate_qa.types.records import AnswerRecord, CitationRecord, SourceRecord

LONGEST_QUOTE = 400
"""Characters of a quote in a footnote; Markdown has the whole."""
LONGEST_HEADING = 120

Cited = tuple[SourceRecord, str, str, bool]
"""By what two citations are the same: source as it stood, paragraph, quote, result of the check."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A source, as the foot of a page tells it."""

    number: int
    """From 1, in the order of first marks."""
    citation: CitationRecord
    accessed: tuple[str, ...]
    """The days on which it was cited, in words."""
    link: str = ""
    """Address of the paragraph; "" where none is known."""

    def told(self, longest: int | None = LONGEST_QUOTE) -> tuple[str, str, str]:
        """Its words in three parts: the document and section, the place (which a link may lie on), and the rest.

        A quote that is longer than `longest` is cut after a word and ends in "…"; None keeps it whole.
        """
        cited = self.citation
        page = f", page {cited.page}" if cited.page is not None else ""
        words = cut(one_line(cited.quote), longest)
        check = "" if cited.checked else " Not verified."
        rest = f"{page}: “{words}”.{check} Accessed {', '.join(self.accessed)}."
        place = place_words(cited)
        before = [document_words(cited.source), *published_words(cited.source), *section_words(cited, place)]
        return "".join(f"{words}, " for words in before), place, rest


@dataclass(slots=True)
class Register:
    """Gives each citation its footnote as marks are met in the order of reading."""

    base: str = ""
    """Address under which paragraphs are found."""
    footnotes: list[Footnote] = field(default_factory=list)
    _numbers: dict[Cited, int] = field(default_factory=dict)

    def mark(self, citation: CitationRecord, record: AnswerRecord) -> Mark:
        """The mark of a citation of `record`, its footnote written when it is the first."""
        cited = (citation.source, citation.paragraph_id, citation.quote, citation.checked)
        day, number = day_words(record.asked_at), self._numbers.get(cited)
        if number is None:
            number = self._numbers[cited] = len(self.footnotes) + 1
            self.footnotes.append(Footnote(number, citation, (day,), permalink(self.base, citation.paragraph_id)))
            return Mark(number)
        known = self.footnotes[number - 1]
        if day not in known.accessed:
            self.footnotes[number - 1] = replace(known, accessed=(*known.accessed, day))
        return Mark(number, first=False)


def document_words(source: SourceRecord) -> str:
    """Title, edition where it says what the title does not, and what has superseded it."""
    told = set(_words(source.title))
    about = [source.edition] if set(_words(source.edition)) - told else []
    about += [f"superseded by {source.superseded_by}"] if source.superseded_by else []
    return f"{source.title} ({'; '.join(about)})" if about else source.title


def published_words(source: SourceRecord) -> list[str]:
    """Who published a document, and when, as far as it is known."""
    day = periods.day_words(source.published)
    return [words for words in (one_line(source.publisher), f"published {one_line(day)}" if day else "") if words]


def section_words(citation: CitationRecord, place: str) -> list[str]:
    """The nearest heading above the paragraph; nothing where its title or its place says the same."""
    heading = one_line(citation.section[-1]) if citation.section else ""
    said = heading.casefold() in f"{citation.source.title}\n{place}".casefold()
    return [] if said else [f"“{cut(heading, LONGEST_HEADING)}”"]


def _words(text: str) -> list[str]:
    return re.findall(r"[\w/–-]+", text.casefold())


def place_words(citation: CitationRecord) -> str:
    """Where in its document: the label without the edition, with its printed number or "(unnumbered)"."""
    edition, label = citation.source.edition, citation.label
    place = label.removeprefix(f"{edition}, ") if edition else label
    if citation.number is None:
        return place if "(unnumbered)" in place else f"{place} (unnumbered)".strip()
    named = re.search(rf"(?<![\w.]){re.escape(citation.number)}(?!\.?\w)", place)
    return place if named else f"{place} ({citation.number})".strip()


def one_line(text: str) -> str:
    """`text` on one line, the cells of a table row parted by bars."""
    return " | ".join(" ".join(cell.split()) for cell in text.strip().split("\t"))


def cut(text: str, longest: int | None) -> str:
    """`text`, ended after a word with "…" when it is longer than `longest`; within a word when there is no blank."""
    if longest is None or len(text) <= longest:
        return text
    kept = text[:longest]
    whole = kept if text[longest].isspace() else kept.rpartition(" ")[0]
    return f"{(whole or kept).rstrip(' ,;:|')} …"


def permalink(base: str, paragraph_id: str) -> str:
    """Address of a paragraph below `base`; "" unless that is an http or https address."""
    try:
        parts = urlsplit(base)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    return f"{base.rstrip('/')}/paragraph?id={quote(paragraph_id, safe='')}"
