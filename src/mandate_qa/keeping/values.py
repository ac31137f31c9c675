"""What was kept, as frozen values; nothing of the database is in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mandate_qa.types.records import AnswerRecord


class Verdict(StrEnum):
    """What a reader says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    CITATION_WRONG = "citation_wrong"
    SHOULD_HAVE_REFUSED = "should_have_refused"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer, with all that is needed to ask it again."""

    id: int
    """Never given twice, also after a deletion."""
    at: str
    """When it was given: ISO date and time, UTC, to the second."""
    verdict: Verdict
    words: str
    """The reader's own; "" when none were written."""
    reader: str
    """Who gave it; "" where nobody signs in."""
    answer: AnswerRecord
    earlier: tuple[str, ...]
    """The reader's questions before it in the same conversation, oldest first."""
    program: str
    """Version of mandate-qa that took it."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An answer that somebody asked a link for."""

    id: str
    """Not to be guessed."""
    at: str
    """When the link was made: ISO date and time, UTC, to the second."""
    reader: str
    answer: AnswerRecord


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, as a conversation holds it."""

    answer: AnswerRecord
    documents: tuple[str, ...] = ()
    """Keys that the search was limited to; empty for all."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation of one reader."""

    id: str
    """Chosen by the reader's browser; names it among this reader's own only."""
    title: str
    changed: str
    """When it was last kept: ISO date and time, UTC, to the microsecond, so that it sorts."""
    turns: tuple[Turn, ...] = ()
    """Oldest first; left out where conversations are listed."""
