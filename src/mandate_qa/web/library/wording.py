"""What the pages of the library say in sentences of their own; what stands on one page alone is in its template."""

from __future__ import annotations

from mandate_qa.curating.proposing import GIVEN
from mandate_qa.reading.facts import Fact

UPLOADS_OFF = (
    "Documents cannot be added or removed on this page; ask the person who runs this service, or set serving.uploads."
)
SIGN_IN = "Only people who signed in may add and remove documents; sign in first."
GONE = "This file is not here any more, because an hour has passed or it was dealt with; choose it again."
NO_JOB = "Nothing is known of this piece of work any more; look at the library to see whether it was done."
NOT_ASIDE = "No removed file has this name any more; look at the list of removed documents."
NO_FILE = "No file was chosen; choose one."
BAD_FORM = "What was sent could not be read as a form; go back and send it again."
FULL = "Too many files are waiting to be checked; add or cancel one of them, or try again in an hour."
FAILED = (
    "Something went wrong and the library is as it was. Try again; if it happens again, tell the person who runs "
    "this service."
)
STOPPED = "The service was stopped before this was done; the library is as it was."
NOT_OPENED = "The library was changed, but answers still come from what it was before: {}"
ONLY_ONE = "This is the only document of the library; add another one before you remove it."
MISSING = {
    "title": "The document does not tell its title; enter it.",
    "published": "The document does not tell when it was published; enter a date such as 2022-03-31, 2022-03 or 2022.",
}
BEFORE = "as the library said before"
"""Where a fact of a document that is put back is from."""

NOT_TOLD = "Not told by the document"
SOURCES = {
    GIVEN: "As you entered it",
    BEFORE: "As the library said before it was removed",
    "the file's name": "From the name of the file",
    "the file's own title": "From the title that the file names",
    "the title": "From the title",
    "year and kind in the title": "From the year and kind in the title",
    "the financial years of the title": "From the financial years in the title",
    "the same title for an earlier time; say none if it stays in force": (
        "Proposed since it has the same title for an earlier time; empty this field if that document stays in force"
    ),
}
STEPS = {
    "reading": "Reading documents",
    "embedding": "Preparing passages for searching",
    "loading the model": "Loading the model",
    "putting segments together": "Putting the library together",
    "opening the index": "Putting the library in force",
    "waiting for another process that writes the index": "Waiting for another program that changes the library",
}
"""What a step of the work is called on the page."""


def too_large(limit: int) -> str:
    """The sentence for a file of more than `limit` MB."""
    return f"The file is larger than {limit} MB; split it, or ask the person who runs this service to add it."


def source_words(fact: Fact) -> str:
    """Where a proposed value is from, for people."""
    if fact.words in SOURCES:
        return SOURCES[fact.words]
    return f"Read from the line “{fact.words}”" if not fact.words.endswith("in the title") else f"From {fact.words}"


def step_words(step: str, done: int, total: int) -> str:
    """What is being done, and how far it is."""
    words = STEPS.get(step) or step[:1].upper() + step[1:]
    return f"{words}: {done:,} of {total:,}" if total else f"{words} …"


def ahead_words(ahead: int) -> str:
    """How many pieces of work come first."""
    others = "one other change" if ahead == 1 else f"{ahead} other changes"
    return f"Waiting for {others} of the library to be done."
