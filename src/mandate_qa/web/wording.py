"""What the chat window says in its own words, in plain English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mandate_qa.types import Document

TITLE = "Ask the policy documents"
SKIP = "Skip to the main content"
PAGES = "Pages"
NAVIGATION = (("/", "Ask"), ("/library", "Library"))
"""Paths of the pages that every page links to, with their names."""
SIGN_OUT = "Sign out"
INTRODUCTION = (
    "Ask a question in your own words. Answers come only from the documents listed here, and every statement "
    "names the paragraph it comes from. Open a source to read the words in their place."
)
QUESTION = "Your question"
ASK = "Ask"
PLACEHOLDER = "For example: what was the elective recovery target?"
SEARCH_IN = "Documents to search"
SEARCH_IN_HELP = "Leave empty to search all of them."
LIBRARY = "What you can ask about"
LEFT_OUT = "Could not be read, or not all of it:"
START_AGAIN = "Start a new conversation"
SOURCES = "Sources"
NEAREST = "Nearest paragraphs"
HOW = "How this was answered"
CHECKED = "Checked"
CHECKED_HELP = "The quoted words stand in this paragraph and bear the statement out."
NOT_VERIFIED = "Not verified"
NOT_VERIFIED_HELP = "The check failed: read the paragraph before you rely on this statement."
WELCOME = "Choose a question to begin with, or type your own below."
LOOKING = "Looking in the documents …"
WRITING = "Still writing"
FAILED = (
    "Something went wrong and your question was not answered. Try again; if it happens again, tell the person who "
    "runs this service."
)

EXAMPLES = (
    "What are the main objectives?",
    "What budget is set, and for which years?",
    "What are the waiting time standards?",
    "Who is responsible for delivery?",
)
"""Asked for when the library offers no examples of its own."""

MONTHS = 7
"""Length of an ISO date that stops at the month."""


def day_words(iso: str) -> str:
    """An ISO date as far as it is known, in words: "31 March 2022", "March 2017", "2021"; anything else as it is."""
    try:
        if len(iso) == MONTHS:
            return f"{date.fromisoformat(f'{iso}-01'):%B %Y}"
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def document_words(document: Document) -> str:
    """Who published a document and when, with its standing: "Department of Health, March 2017, final"."""
    return ", ".join(joined([document.publisher, day_words(document.published), document.status]))


def period_words(document: Document) -> str:
    """The time a document applies to, in words; empty when it is not known."""
    start, end = day_words(document.period_start or ""), day_words(document.period_end or "")
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def joined(words: Iterable[str]) -> list[str]:
    """`words` without the empty ones."""
    return [word for word in words if word]
