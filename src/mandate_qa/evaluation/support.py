"""Whether every figure of an answer is borne by the paragraphs cited for it, or worked out rightly from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mandate_qa.evaluation.arithmetic import follows
from mandate_qa.evaluation.figures import Figure, bearing, figures
from mandate_qa.evaluation.marks import Said, stretches
from mandate_qa.evaluation.records import Cited

OURS = re.compile(r"work(?:ed|ing) (?:it |this )?out|calculat|our (?:own )?(?:sum|arithmetic|reckoning)", re.IGNORECASE)
"""Words by which a statement says that a figure in it is not the documents' but worked out from theirs."""

MONTHS = {
    "01": "January",
    "02": "February",
    "03": "March",
    "04": "April",
    "05": "May",
    "06": "June",
    "07": "July",
    "08": "August",
    "09": "September",
    "10": "October",
    "11": "November",
    "12": "December",
}


def unborne(
    answer: str, citations: Sequence[Cited], published: Mapping[str, str]
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures of an answer that the paragraphs cited for them do not bear, and all its figures.

    A stretch is checked against the paragraphs its marks cite, one without marks against all that are cited. How a
    citation names its place counts as part of it, and what its document is called claims nothing; the date on which a
    cited document was published (ISO, by key) may be said. A figure of a stretch that says it is worked out counts as
    borne when it follows from two others.
    """
    lacking: list[Figure] = []
    given: list[Figure] = []
    excused: list[Figure] = []
    for said in stretches(answer):
        cited = [citation for citation in citations if citation.marker in said.markers or not said.markers]
        claimed = without_names(said.text, cited)
        own = figures(without_dates(claimed, [published.get(citation.document, "") for citation in cited]))
        missing = [figure for figure in own if not any(bears(citation, figure) for citation in cited)]
        (excused if is_ours(said) else lacking).extend(missing)
        given += own
    known = [figure for figure in given if figure not in lacking and figure not in excused]
    wrong = [figure for figure in excused if not follows(figure, known)]
    return (*lacking, *wrong), tuple(given)


def bears(citation: Cited, figure: Figure) -> bool:
    """Whether the cited paragraph, or how the citation names it, gives `figure`."""
    return bearing(citation.text).bears(figure) or bearing(citation.named).bears(figure)


def is_ours(said: Said) -> bool:
    """Whether a stretch says that it holds a figure worked out by the assistant."""
    return bool(OURS.search(said.text))


def without_names(text: str, cited: Sequence[Cited]) -> str:
    """`text` without the whole names of the cited documents, in which years and numbers may stand ("plan 2020-25")."""
    for name in sorted({name for citation in cited for name in citation.names}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", text, flags=re.IGNORECASE)
    return text


def without_dates(text: str, published: Sequence[str]) -> str:
    """`text` without the given ISO dates, written with their day ("31 March 2022") or without."""
    for date in sorted({form for iso in published for form in written(iso)}, key=len, reverse=True):
        text = re.sub(rf"\b{date}\b", " ", text, flags=re.IGNORECASE)
    return text


def written(iso: str) -> Iterator[str]:
    """An ISO date as a reader would write it, with day and month as far as it has them."""
    parts = iso.split("-")
    if len(parts) > 1 and parts[1] in MONTHS:
        month = f"{MONTHS[parts[1]]} {parts[0]}"
        yield month
        if len(parts) > 2:
            yield f"{int(parts[2])} {month}"
