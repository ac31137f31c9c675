"""What the reader is told of a language model's part in an answer, and what such a note tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

FAILED = "Answered in the documents' own words, without the language model: {error}."
UNSUPPORTED = "Answered in the documents' own words: nothing that {name} wrote could be checked against them."
BESIDE = "Answered in the documents' own words: what {name} wrote does not say what was asked."
REFUSED = "Answered in the documents' own words: {name} found no answer in them."
LANGUAGE = "Answered in the documents' own words: {name} did not answer in English."
LONG = "Answered in the documents' own words: what {name} wrote is too long."
NO_ROOM = "Answered in the documents' own words: {name} has no room for them in its prompt."
DROPPED = "{count} sentence(s) that {name} wrote could not be checked against the documents and were left out."
REFUSED_FIRST = "Without the language model this question would have been answered with: the documents do not say."
UNREADABLE = "the reply held no sentence"

REASONS = {
    "it failed": FAILED,
    "nothing it wrote could be checked": UNSUPPORTED,
    "beside the question": BESIDE,
    "it found no answer": REFUSED,
    "not in English": LANGUAGE,
    "too long": LONG,
    "no room in its prompt": NO_ROOM,
}
"""Why an answer is extractive although a model was to write it → the note that says so."""


def reason_of(notes: Iterable[str]) -> str:
    """Which of REASONS the notes of an answer tell; "" when none."""
    every = tuple(notes)
    return next((reason for reason, told in REASONS.items() if _told(told, every)), "")


def lost_sentences(notes: Iterable[str]) -> bool:
    """Whether the notes of an answer tell that sentences were left out."""
    return _told(DROPPED, tuple(notes))


def _told(note: str, notes: Iterable[str]) -> bool:
    pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(note))
    return any(re.fullmatch(pattern, one, re.DOTALL) for one in notes)
