"""How an answer came about, in words: the same facts for the command line and for the chat window.

Knows which fields of an Answer tell the story and what to call them. Laying them out is left to the two faces.
"""

from __future__ import annotations

import re

from mandate_qa.types import Answer, Hit, Query, Statement, Status

MARK = re.compile(r"\[(\d+)\]")
"""A citation mark in an answer's text; the group is its number."""

STATUS_WORDS = {
    Status.ANSWERED: "Answered from the documents",
    Status.PARTLY_ANSWERED: "Partly answered",
    Status.CONFLICTING: "The documents disagree",
    Status.NOT_IN_DOCUMENTS: "Not found in these documents",
    Status.OTHER_PERIOD_ONLY: "Found for another period only",
    Status.OUTSIDE_SCOPE: "Outside what these documents cover",
    Status.UNCLEAR: "Please say more",
}
"""What became of a question, as a reader would say it."""

HITS_KEPT, HITS_SET_ASIDE = "Hits kept", "Hits set aside"
"""Headings of the hits."""

LISTED = 20
"""Hits named under each heading; the rest are counted."""

Explanation = tuple[tuple[str, tuple[str, ...]], ...]
"""Headings in reading order, each with its lines; a heading without lines is left out."""


def explained(answer: Answer) -> Explanation:
    """How `answer` came about: question, scope, hits kept and set aside with reasons, what was withheld, timings."""
    story = (
        ("Question as understood", (answer.query.text,)),
        ("Scope", scope(answer.query)),
        ("Also searched for", (", ".join(answer.query.expansions),) if answer.query.expansions else ()),
        ("Status", (f"{STATUS_WORDS[answer.status]} ({answer.status}), composed by {answer.draft.composer}",)),
        ("Confidence", (confidence(answer),)),
        ("Withheld because the check failed", tuple(statement.text for statement in withheld(answer))),
        (HITS_KEPT, listed([hit for hit in answer.hits if hit.kept])),
        (HITS_SET_ASIDE, listed([hit for hit in answer.hits if not hit.kept])),
        ("Timings", (timings(answer),) if answer.timings else ()),
        ("Settings and index", (answer.fingerprint,) if answer.fingerprint else ()),
    )
    return tuple((heading, lines) for heading, lines in story if lines)


def confidence(answer: Answer) -> str:
    """How likely the answer is right, or would have been, in a hundred."""
    meant = "that the answer is right" if answer.answered else "that an answer would have been right"
    return f"{100 * answer.confidence:.0f} in 100 {meant}"


def scope(query: Query) -> tuple[str, ...]:
    """What the question was taken to be about, one line each; names "all" where nothing was singled out."""
    return (
        f"Documents: {', '.join(query.searched) or 'all'}",
        f"Periods: {', '.join(query.periods) or 'all'}",
        f"Kind of answer: {query.wanted}",
        *query.notes,
    )


def withheld(answer: Answer) -> tuple[Statement, ...]:
    """Statements of the draft that the checked text does not hold."""
    shown = " ".join(MARK.sub("", answer.text).split())
    return tuple(s for s in answer.draft.statements if core(s.text) not in core(shown))


def core(text: str) -> str:
    """`text` by its letters and digits alone, so that marks, spacing and table rules do not part equal statements."""
    return "".join(character for character in text.casefold() if character.isalnum())


def listed(hits: list[Hit]) -> tuple[str, ...]:
    """One line a hit, best first; past `LISTED` they are only counted."""
    more = (f"and {len(hits) - LISTED} more",) if len(hits) > LISTED else ()
    return (*map(hit_line, hits[:LISTED]), *more)


def hit_line(hit: Hit) -> str:
    """Rank, paragraph and what each searcher thought of it, with the reason when it was set aside."""
    vector = "–" if hit.vector_rank is None else f"{hit.vector_rank} ({hit.vector_score or 0:.2f})"
    keyword = "–" if hit.keyword_rank is None else f"{hit.keyword_rank} ({hit.keyword_score or 0:.1f})"
    late = "" if hit.late_score is None else f", word by word {hit.late_score:.2f}"
    reason = f"; {hit.reason}" if hit.reason else ""
    first, *others = hit.passage.paragraph_ids
    place = f"{first}{f' and {len(others)} more' if others else ''} ({hit.passage.kind})"
    return f"{hit.rank}. {place}: score {hit.score:.4f}, vector {vector}, keyword {keyword}{late}{reason}"


def timings(answer: Answer) -> str:
    """Milliseconds by step, in the order they were taken."""
    return ", ".join(f"{step} {1000 * seconds:.1f} ms" for step, seconds in answer.timings.items())
