"""Whether the citations of an answer lead to the evidence, are labelled as printed, and quote the source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate_qa.evaluation.cases import Case, Place
from mandate_qa.evaluation.marks import markers
from mandate_qa.evaluation.matching import contiguous, holds, share_of_runs, tokens
from mandate_qa.evaluation.records import Cited, Given
from mandate_qa.evaluation.scores import Scores, Share

Sources = Mapping[str, str]
"""The text of each document's source file by key: "" where it is no text file. Empty when there are none at all."""

NO_DOCUMENT = (".", "README", "library.toml")
"""How the names of files begin that are no documents."""

LONGEST = 1_500
"""Words that a cited text may have at most; the longest table or list of a document may have a thousand."""

MOST = 0.5
"""Share of its document that a cited text of more than SHORT words may make up."""

SHORT = 100

OWN = 0.8
"""Share of a cited text's four-token runs that its source must hold: page breaks inside paragraphs cost a few."""


def read_sources(folder: Path | None) -> Sources:
    """The text files of a seeds folder by document key, which is the file's name; nothing when there is none.

    Documents of other formats are named, without the text that cited text could be checked against.
    """
    if folder is None or not folder.is_dir():
        return {}
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    others = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(NO_DOCUMENT))
    return {path.stem: "" for path in others} | texts if texts else {}


def same_number(first: str | None, second: str | None) -> bool:
    """Whether two printed numbers are the same, spacing, case and a closing full stop aside."""
    plain = [None if number is None else " ".join(number.rstrip(". ").casefold().split()) for number in (first, second)]
    return plain[0] == plain[1]


def leads_to(citation: Cited, place: Place) -> bool:
    """Whether a citation has the document and number of a place and its paragraph holds the place's words."""
    return (
        citation.document == place.document
        and same_number(citation.number, place.number)
        and holds(citation.text, place.quote)
    )


def is_relevant(citation: Cited, place: Place) -> bool:
    """Whether a citation is of the same paragraph as a place.

    A printed number settles it; where none is printed, the place's words must stand in the cited paragraph or the
    citation's quote in the place's words.
    """
    if citation.document != place.document or not same_number(citation.number, place.number):
        return False
    inside = bool(tokens(citation.quote)) and contiguous(tokens(place.quote), tokens(citation.quote))
    return place.number is not None or inside or holds(citation.text, place.quote)


def uncited_sides(case: Case, given: Given) -> tuple[tuple[Place, ...], ...]:
    """The sides of the question to which no citation leads that a mark of the text leads to."""
    cited = marked(given)
    return tuple(
        side for side in case.sides if not any(leads_to(citation, place) for citation in cited for place in side)
    )


def marked(given: Given) -> tuple[Cited, ...]:
    """The citations that a mark of the text leads to."""
    known = set(markers(given.text))
    return tuple(citation for citation in given.citations if citation.marker in known)


def unmarked(given: Given) -> tuple[Cited, ...]:
    """The citations that no mark of the text leads to."""
    known = set(markers(given.text))
    return tuple(citation for citation in given.citations if citation.marker not in known)


def far_fetched(case: Case, given: Given) -> tuple[Cited, ...]:
    """The citations that are of none of the case's places."""
    return tuple(cited for cited in given.citations if not any(is_relevant(cited, place) for place in case.evidence))


def unknown_marks(given: Given) -> tuple[int, ...]:
    """Marks of the text that lead to no citation."""
    known = {citation.marker for citation in given.citations}
    return tuple(marker for marker in markers(given.text) if marker not in known)


def citation_scores(case: Case, given: Given, sources: Sources) -> Scores:
    """The citation figures of an answer that was given to an answerable question."""
    cited = given.citations
    marks = markers(given.text)
    exact = [citation.exact for citation in cited if citation.exact is not None]
    labelled = [right for citation in cited if (right := number_is_right(citation, case, sources)) is not None]
    own = [is_own(citation, sources) for citation in cited if sources.get(citation.document)]
    relevant = [any(is_relevant(citation, place) for place in case.evidence) for citation in cited]
    return {
        "citation_precision": Share(sum(relevant), len(relevant)),
        "citation_recall": Share(recall(case, given), 1),
        "numbers": Share(sum(labelled), len(labelled)),
        "source": Share(sum(own), len(own)),
        "quotes": Share(sum(exact), len(exact)),
        "marks": Share(len(marks) - len(unknown_marks(given)), len(marks)),
    }


def recall(case: Case, given: Given) -> float:
    """Share of the places a citation leads to; where any one place will do, 1 when there is one."""
    cited = marked(given)
    led = [any(leads_to(citation, place) for citation in cited) for place in case.answers]
    return sum(led) / len(led) if case.wants_all else float(any(led))


def number_is_right(citation: Cited, case: Case, sources: Sources) -> bool | None:
    """Whether the number on a citation is the printed one.

    Only a paragraph that holds a place's words, contiguous, can tell; words that the document repeats elsewhere
    cannot, since they may stand under another number there. None when nothing can tell.
    """
    held = [
        place
        for place in case.evidence
        if place.document == citation.document
        and contiguous(tokens(citation.text), tokens(place.quote))
        and times(place, sources) <= 1
    ]
    return any(same_number(citation.number, place.number) for place in held) if held else None


def times(place: Place, sources: Sources) -> int:
    """How often a place's words stand in its document; 0 when there is no source to look in."""
    source = f" {' '.join(tokens(sources.get(place.document, '')))} "
    return source.count(f" {' '.join(tokens(place.quote))} ")


def is_too_long(citation: Cited, sources: Sources) -> bool:
    """Whether a citation shows more than a paragraph: most of its document, or more than any table has."""
    length, whole = len(tokens(citation.text)), len(tokens(sources[citation.document]))
    return length > LONGEST or (length > SHORT and bool(whole) and length > MOST * whole)


def is_own(citation: Cited, sources: Sources) -> bool:
    """Whether the text a citation shows is its document's own."""
    return share_of_runs(citation.text, sources[citation.document]) >= OWN
